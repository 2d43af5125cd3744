"""How a single cell is read: ids, numbers, dates, personal values."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import zoneinfo
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ingest import macros
from core.ingest.cells import read_cells
from core.ingest.choices import Choices
from core.ingest.found_tables import matches
from tests.core.ingest.exports import retail, write

KEY = b"k" * 32


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as opened:
        macros.install(opened, KEY)
        yield opened


def read(connection: duckdb.DuckDBPyConnection, expression: str, *values: object) -> object:
    row = connection.execute(f"SELECT {expression}", list(values)).fetchone()
    assert row is not None
    return row[0]


ODD_CELLS = st.lists(
    st.one_of(
        st.sampled_from(
            [*"\t -—–=\"'`#\\/.:~0", "　", "\u200b", "null", "N/A", "nil", "）", "中", "é", "E+18"]
        ),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=6,
).map("".join)


@given(st.lists(ODD_CELLS, min_size=1, max_size=50))
def test_the_quick_way_reads_a_cell_as_the_slow_one_does(
    connection: duckdb.DuckDBPyConnection, cells: list[str]
) -> None:
    found = connection.execute(
        """SELECT t FROM (SELECT unnest(?) AS t)
        WHERE text_of(t) IS DISTINCT FROM slow_text(t) OR id_of(t) IS DISTINCT FROM slow_id(t)""",
        [cells],
    )
    assert found.fetchall() == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('="3553498017448001234"', "3553498017448001234"), ('=""', None), ("'13800138000", "13800138000"),
        ("\t6917 ", "6917"),
        ("`00123", "00123"), ("null", None), ("--", None), ("0012", "0012"), ("CAFÉ-BEAN-1K", "CAFÉ-BEAN-1K"),
        ("　A 1\u00a0", "A 1"),
    ],
)  # fmt: skip
def test_ids_lose_the_guards_of_spreadsheets_and_nothing_else(
    connection: duckdb.DuckDBPyConnection, cell: str, value: str | None
) -> None:
    assert read(connection, "id_of(?)", cell) == value


@pytest.mark.parametrize(
    ("cell", "damaged"),
    [("3.55350E+18", True), ("1E+17", True), ("85E12", False), ("3553498017448001000", False)],
)
def test_an_id_that_became_a_decimal_is_seen(
    connection: duckdb.DuckDBPyConnection, cell: str, damaged: bool
) -> None:
    assert read(connection, "is_damaged_id(?)", cell) is damaged


@pytest.mark.parametrize(
    ("cell", "with_point", "with_comma"),
    [
        ("27.50", "27.5", None), ("1,234.50", "1234.5", None), ("-$12.00", "-12", None), ("(1,234.50)",
        "-1234.5", None),
        ("12,50 €", None, "12.5"), ("89.000", "89", "89000"), ("88.00元", "88", None), ("0元", "0", "0"),
        ("1 234,50", None, "1234.5"),
        ("499.00（系统计算中，该值仅供参考）", "499", None), ("−3.20", "-3.2", None), ("1,23,456.00",
        "123456", None),
        ("Rp 19.086.000", None, "19086000"), ("1.234,50", None, "1234.5"), ("1,2,3", None, None), ("12 or 13",
        None, None),
        ("abc", None, None), ("5-", "-5", "-5"),
    ],
)  # fmt: skip
def test_money_is_read_by_the_decimal_sign_of_its_column(
    connection: duckdb.DuckDBPyConnection, cell: str, with_point: str | None, with_comma: str | None
) -> None:
    for sign, value in ((".", with_point), (",", with_comma)):
        assert read(connection, "amount_of(?, ?)", cell, sign) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("cell", "order", "value"),
    [
        ("2026/9/1 11:07", "ymd", "2026-09-01 11:07"), ("2026-09-01T11:07:04", "ymd", "2026-09-01 11:07:04"),
        ("2026年9月1日 11:07", "ymd", "2026-09-01 11:07"), ("20260901", "ymd", "2026-09-01"), ("2026.9.1",
        "ymd", "2026-09-01"),
        ("13/09/2026 14:15", "dmy", "2026-09-13 14:15"), ("09/13/26", "mdy", "2026-09-13"), ("3.9.2026",
        "dmy", "2026-09-03"),
        ("Sep 3, 2026 2:15:00 PM", "ymd", "2026-09-03 14:15"), ("03 Sep 2026 14:15", "ymd",
        "2026-09-03 14:15"), ("Sep-01-26", "ymd", "2026-09-01"),
        ("45384.5", "ymd", "2024-04-02 12:00"), ("13/09/2026", "mixed", "2026-09-13"), ("05/06/2026", "mixed",
        None),
        ("2026-02-30", "ymd", None), ("epoch", "ymd", None), ("9/1/26", "ymd", None), ("12", "ymd", None),
        ("soon", "dmy", None),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_order_of_their_column(
    connection: duckdb.DuckDBPyConnection, cell: str, order: str, value: str | None
) -> None:
    assert read(connection, f"{order}_local(?)", cell) == (
        None if value is None else dt.datetime.fromisoformat(value)
    )


def test_an_offset_in_the_cell_wins_over_the_time_zone(connection: duckdb.DuckDBPyConnection) -> None:
    for cell in ("2026-09-01 23:30:00 -0400", "2026-09-02T03:30:00Z", "2026-09-02 05:30:00+02:00"):
        assert read(connection, "has_offset(?)", cell)
        assert read(connection, "offset_moment(?)", cell) == dt.datetime(2026, 9, 2, 3, 30)


def test_a_local_time_becomes_utc_and_keeps_its_local_day(connection: duckdb.DuckDBPyConnection) -> None:
    utc = read(connection, "utc_of(TIMESTAMP '2026-09-02 00:10:00', 'Asia/Shanghai')")
    assert utc == dt.datetime(2026, 9, 1, 16, 10)
    assert read(connection, "local_day(?, 'Asia/Shanghai')", utc) == dt.date(2026, 9, 2)


MOMENTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2037, 12, 31))


@given(st.lists(MOMENTS, min_size=1, max_size=30), st.sampled_from(["Asia/Kolkata", "America/New_York"]))
def test_the_local_day_is_that_of_the_calendar_to_the_microsecond(
    connection: duckdb.DuckDBPyConnection, moments: list[dt.datetime], zone: str
) -> None:
    first = dt.datetime.combine(moments[0], dt.time())
    moments = [*moments, first - dt.timedelta(microseconds=1)]
    days = [m.replace(tzinfo=dt.UTC).astimezone(zoneinfo.ZoneInfo(zone)).date() for m in moments]
    found = read(connection, "list_transform(?::TIMESTAMP[], lambda m: local_day(m, ?))", moments, zone)
    assert found == days


@given(
    st.lists(MOMENTS.map(lambda m: m.replace(microsecond=0)), min_size=1, max_size=30),
    st.integers(-14 * 4, 14 * 4),
)
def test_a_plain_offset_is_taken_off(
    connection: duckdb.DuckDBPyConnection, moments: list[dt.datetime], quarters: int
) -> None:
    zone = dt.timezone(dt.timedelta(minutes=15 * quarters))
    cells = [m.replace(tzinfo=zone).strftime("%Y-%m-%d %H:%M:%S %z") for m in moments]
    found = read(connection, "list_transform(?, lambda t: plain_offset(t))", cells)
    assert found == [m - dt.timedelta(minutes=15 * quarters) for m in moments]
    assert read(connection, "list_bool_and(list_transform(?, lambda t: is_plain_offset(t)))", cells)


def test_a_personal_value_is_kept_only_as_a_keyed_hash(connection: duckdb.DuckDBPyConnection) -> None:
    hashed = hmac.new(KEY, b"ada@example.com", hashlib.sha256).hexdigest()[:24]
    assert read(connection, "hidden_id('Ada@Example.com')") == f"h-{hashed}"


@pytest.mark.parametrize(
    ("cell", "masked"), [("t**1", True), ("张**", True), ("##密文##", True), ("tb12345", False)]
)
def test_masked_names_are_seen(connection: duckdb.DuckDBPyConnection, cell: str, masked: bool) -> None:
    assert read(connection, "is_masked(?)", cell) is masked


@pytest.mark.parametrize(("cell", "day"), [("12/1/26", "2026-12-01"), ("01/2/20", "2020-01-02")])
def test_a_short_date_is_never_read_as_the_year_that_it_begins_with(
    connection: duckdb.DuckDBPyConnection, cell: str, day: str
) -> None:
    found = read(connection, "mdy_local(t) FROM (SELECT ? AS t)", cell)
    assert found == dt.datetime.fromisoformat(day)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_plain_file_is_read_where_it_lies_whatever_its_line_ends(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, end: str
) -> None:
    rows = retail(["536365", "85123A", f'LIGHT,{end}"WARM"', 6, 2.55], ["536366", "85123A", "LIGHT", 1, 2.55])
    path = write(tmp_path / "a.csv", rows.replace("\r\n", "\n").replace("\n", end))
    [(match, _said)] = matches(path, tmp_path, Choices())
    assert read_cells(connection, match, "raw_cells") is match
    place = match.part.headers.index("Description")
    assert read(connection, f"(SELECT list(c{place}) FROM raw_cells)") == [f'LIGHT,{end}"WARM"', "LIGHT"]
