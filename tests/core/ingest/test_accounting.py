"""Whatever is in a file: rows read = staged + rejected + skipped, and only explained errors."""

from __future__ import annotations

import contextlib
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DashboardError
from tests.core.ingest.exports import imported, retail, shopify_order, table, taobao_detail, write
from tests.core.ingest.spoiling import a_spoilt_file, accounted, outcome

QUIET = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
CELLS = st.sampled_from(
    [
        "",
        "null",
        "x",
        "-1",
        "1e9",
        "1,5",
        "3.55E+18",
        "31/12/2026",
        "2026-02-30",
        '"',
        "a,b",
        "合计",
        "=1+1",
        "0",
        "\x00",
        "Ünï",
        " ",
    ]
)


def mutated(text: str, cells: list[tuple[int, int, str]]) -> str:
    rows = [line.split(",") for line in text.splitlines()]
    for row, column, value in cells:
        line = rows[1 + row % (len(rows) - 1)]
        line[column % len(line)] = value
    return "\r\n".join(",".join(line) for line in rows) + "\r\n"


PLACES = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), CELLS), max_size=8)
RETAIL = retail(
    *((str(n % 3), f"A{n % 2}", "x", n - 2, f"{n}.5") for n in range(8)), ("C9", "A1", "x", -2, "1.5")
)
SHOPIFY = table(
    [row for n in range(4) for row in shopify_order(f"#{n}", ("A", 1, "10.00"), ("B", 2, "5.00"))],
    headers=list(shopify_order("#1", ("A", 1, "1"))[0]),
)


@QUIET
@given(PLACES)
def test_rows_of_a_spoilt_retail_file_are_accounted_for(cells: list[tuple[int, int, str]]) -> None:
    spoilt(mutated(RETAIL, cells), channel="c")


@QUIET
@given(PLACES)
def test_rows_of_a_spoilt_shopify_file_are_accounted_for(cells: list[tuple[int, int, str]]) -> None:
    spoilt(mutated(SHOPIFY, cells), channel="c", report="shopify_orders")


@QUIET
@given(PLACES)
def test_rows_of_a_spoilt_template_are_accounted_for(cells: list[tuple[int, int, str]]) -> None:
    rows = [
        {"sku": f"S{n % 5}", "location": "L", "on_hand": str(n), "snapshot_at": "2026-05-01 10:00", "lot": ""}
        for n in range(8)
    ]
    spoilt(mutated(table(rows), cells), table="stock")


def spoilt(text: str, **choices: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            done = imported(folder, write(folder / "a.csv", text), **choices)
        except DashboardError:
            return
        accounted(done)


@pytest.mark.parametrize("seed", range(12))
def test_bytes_at_random_places_never_raise_anything_unexplained(seed: int, tmp_path: Path) -> None:
    noise = random.Random(seed)
    data = bytearray(
        taobao_detail(
            tmp_path, *((f"35534980174480{n:05}", "A", "杯子", n, "9.9") for n in range(20))
        ).read_bytes()
    )
    for _ in range(30):
        data[noise.randrange(len(data))] = noise.randrange(256)
    path = tmp_path / "noise.csv"
    path.write_bytes(bytes(data))
    with contextlib.suppress(DashboardError):
        accounted(imported(tmp_path, path, channel="c"))


@pytest.mark.parametrize("first", range(0, 160, 16))
def test_a_file_spoilt_in_any_way_is_refused_or_accounted_for_row_by_row(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 16):
        assert outcome(tmp_path, a_spoilt_file(tmp_path, seed)) in ("refused", "read"), seed
