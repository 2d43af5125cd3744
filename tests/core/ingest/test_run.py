"""From files to the store: loading twice changes nothing, shops are asked for once, one bad file stops no
other."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from core import facts, ingest
from core.i18n import render
from core.ingest import Choices, ImportResult
from core.settings import Settings
from tests.core.ingest.exports import retail, shopify, shopify_order, table, taobao_detail, taobao_list, write
from tests.homes import prepare
from tests.plain_lake import settings_of

ORDER = "3553498017448001234"
NOON = dt.datetime(2026, 11, 21, 12)


@pytest.fixture
def home(settings: Settings) -> Settings:
    prepare(settings)
    return settings


def run(home: Settings, *paths: Path, dry_run: bool = False, **choices: object) -> list[ImportResult]:
    return ingest.run(home, paths, Choices(**choices), who="Ada", dry_run=dry_run)  # type: ignore[arg-type]


def test_loading_a_file_twice_changes_nothing(home: Settings, tmp_path: Path) -> None:
    path = shopify(tmp_path, shopify_order("#1", ("A", 1, "60.00"), ("B", 1, "40.00")))
    (first,) = run(home, path, channel="us")
    (again,) = run(home, path)
    assert (first.import_id, first.loaded, first.unchanged) == (1, 2, 0)
    assert (again.import_id, again.loaded, again.unchanged) == (None, 0, 2)
    assert len(facts.import_list(facts.lease(home))) == 1


def test_a_stock_file_without_a_date_is_the_same_snapshot_when_loaded_again(
    home: Settings, tmp_path: Path
) -> None:
    path = write(tmp_path / "stock.csv", table([{"sku": "A", "location": "L", "on_hand": "3"}]))
    now = dt.datetime(2026, 11, 21)
    for later in range(2):
        ingest.run(home, [path], Choices(), who="Ada", clock=lambda: now + dt.timedelta(hours=later))  # noqa: B023
    assert facts.lease(home).value("SELECT count(*) FROM lake.current.stock") == 1


def test_a_shop_is_asked_for_once_and_remembered(home: Settings, tmp_path: Path) -> None:
    path = shopify(tmp_path, shopify_order("#1", ("A", 1, "60.00")))
    (refused,) = run(home, path)
    assert refused.error is not None
    assert "say channel" in render(refused.error)
    run(home, path, channel="us")
    later = shopify(tmp_path, shopify_order("#2", ("A", 1, "60.00")))
    (second,) = run(home, later)
    assert second.loaded == 1
    assert facts.lease(home).value("SELECT count(*) FROM lake.current.channels") == 1


def test_a_dry_run_says_what_would_happen_and_writes_nothing(home: Settings, tmp_path: Path) -> None:
    (result,) = run(home, write(tmp_path / "a.csv", retail(("1", "A", "x", 1, "2.0"))), dry_run=True)
    assert (result.loaded, result.import_id) == (1, None)
    assert facts.import_list(facts.lease(home)).empty


def test_one_bad_file_stops_no_other(home: Settings, tmp_path: Path) -> None:
    picture = tmp_path / "orders.csv"
    picture.write_bytes(b"\x89PNG" + bytes(100))
    results = run(home, picture, write(tmp_path / "a.csv", retail(("1", "A", "x", 1, "2.0"))))
    assert [(r.file, r.error is None, r.loaded) for r in results] == [
        ("orders.csv", False, 0),
        ("a.csv", True, 1),
    ]
    assert "picture" in results[0].as_json()["rejects"][0]["reason"]


def test_a_damaged_order_list_does_not_keep_its_lines_out(home: Settings, tmp_path: Path) -> None:
    damaged = taobao_list(tmp_path, {"订单编号": "3.55350E+18"})
    lines = taobao_detail(tmp_path, (ORDER, "A", "杯子", 1, "9.90"))
    results = {r.table: r for r in run(home, damaged, lines, channel="tmall")}
    assert results["order_lines"].loaded == 1
    assert (results["taobao_order_list"].rows_read, results["taobao_order_list"].rejected) == (1, 1)


def test_list_and_lines_are_one_import_with_a_result_each(home: Settings, tmp_path: Path) -> None:
    paths = (
        taobao_list(tmp_path, {"订单编号": ORDER}),
        taobao_detail(tmp_path, (ORDER, "A", "杯子", 2, "9.90")),
    )
    results = run(home, *paths, channel="tmall")
    assert [(r.import_id, r.rows_read, r.loaded) for r in results] == [(1, 1, 1), (1, 1, 1)]


def test_a_refund_that_is_taken_back_disappears(home: Settings, tmp_path: Path) -> None:
    refunded = shopify_order(
        "#1", ("A", 1, "60.00"), **{"Refunded Amount": "20.00", "Financial Status": "partially_refunded"}
    )
    run(home, shopify(tmp_path, refunded), channel="us", exported_at=dt.datetime(2026, 9, 3))
    run(
        home,
        shopify(tmp_path, shopify_order("#1", ("A", 1, "60.00"))),
        channel="us",
        exported_at=dt.datetime(2026, 9, 5),
    )
    assert facts.lease(home).value("SELECT count(*) FROM lake.current.returns") == 0


def test_all_or_nothing_loads_nothing_when_a_row_is_bad(home: Settings, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", retail(("1", "A", "x", 1, "2.0"), ("2", "A", "x", "y", "2.0")))
    (result,) = run(home, path, all_or_nothing=True)
    assert result.error is not None
    assert facts.import_list(facts.lease(home)).empty


def test_a_file_of_bad_rows_only_makes_no_import(home: Settings, tmp_path: Path) -> None:
    (result,) = run(home, write(tmp_path / "a.csv", retail(("1", "A", "x", "many", "2.0"))))
    assert (result.import_id, result.rejected, result.loaded) == (None, 1, 0)


def test_codes_that_no_product_list_knows_are_told(home: Settings, tmp_path: Path) -> None:
    (result,) = run(home, shopify(tmp_path, shopify_order("#1", ("NEW-1", 1, "60.00"))), channel="us")
    assert any("NEW-1" in str(warning) for warning in result.warnings)


def test_the_result_of_a_file_has_the_keys_that_scripts_rely_on(home: Settings, tmp_path: Path) -> None:
    (result,) = run(
        home, write(tmp_path / "a.csv", retail(("1", "A", "x", 1, "2.0"), ("2", "A", "x", "y", "2.0")))
    )
    told = result.as_json()
    assert set(told) == {
        "file", "table", "platform", "import_id", "snapshot", "rows_read", "loaded", "unchanged", "rejected",
        "skipped", "totals", "rejects",
    }  # fmt: skip
    assert told["rejects"] == [
        {"row": 3, "column": "Quantity", "value": "y", "reason": told["rejects"][0]["reason"]}
    ]
    assert told["rows_read"] == told["loaded"] + told["unchanged"] + told["rejected"] + told["skipped"]


def test_no_warning_of_an_import_holds_an_email(home: Settings, tmp_path: Path) -> None:
    (result,) = run(home, shopify(tmp_path, shopify_order("#1", ("A", 1, "x"))), channel="us")
    assert "@" not in str([dataclasses.asdict(w) for w in result.warnings])


def test_every_table_has_a_template_that_is_recognised_when_filled_in() -> None:
    for name in ingest.table_names():
        assert ingest.csv_template(name).startswith(b"\xef\xbb\xbf")
        assert ingest.template(name, "zh-Hans")[:2] == b"PK"


def test_a_shop_that_is_loaded_from_two_sources_is_told(home: Settings, tmp_path: Path) -> None:
    run(home, shopify(tmp_path, shopify_order("#1", ("A", 1, "60.00"))), channel="us")
    order = {"channel": "us", "order_id": "#1", "placed_at": "2026-09-01 10:00", "state": "paid", "sku": "A",
             "quantity": "1", "unit_price": "60", "currency": "USD"}  # fmt: skip
    (result,) = run(home, write(tmp_path / "erp.csv", table([order])))
    assert "came from shopify before and are held back: 1, together 60" in _told(result)
    assert (result.loaded, result.unchanged, result.held) == (0, 1, 1)
    assert facts.lease(home).value("SELECT count(*) FROM lake.mart.sales_lines") == 1


def test_another_order_of_the_same_number_is_told_apart_from_the_same_order(
    home: Settings, tmp_path: Path
) -> None:
    """An ERP counts its own orders from 1 as well as the shop does: held, but hardly the same."""
    run(home, shopify(tmp_path, *(shopify_order(f"#{n}", ("A", 1, "60.00")) for n in (1, 2))), channel="us")
    order = {"channel": "us", "order_id": "#1", "placed_at": "2026-09-01 10:00", "state": "paid", "sku": "A",
             "quantity": "1", "unit_price": "60", "currency": "USD"}  # fmt: skip
    other = order | {"order_id": "#2", "placed_at": "2025-03-04 10:00"}
    (result,) = run(home, write(tmp_path / "erp.csv", table([order, other])))
    assert "held back: 2" in _told(result)
    assert "placed on another day than the order of the same number that counts: 1, such as #2" in _told(
        result
    )


def test_a_list_of_members_asks_for_no_currency_and_the_first_orders_do(
    home: Settings, tmp_path: Path
) -> None:
    members = write(tmp_path / "m.csv", table([{"channel": "web", "customer_id": "7", "tier": "gold"}]))
    (first,) = run(home, members)
    assert first.error is None
    order = {"order_id": "1", "placed_at": "2026-09-01 10:00", "state": "paid", "sku": "A", "quantity": "1",
             "unit_price": "60"}  # fmt: skip
    orders = write(tmp_path / "o.csv", table([order]))
    (asked,) = run(home, orders, channel="web")
    assert asked.error is not None
    assert "say currency" in render(asked.error)
    run(home, orders, channel="web", currency="EUR")
    (more,) = run(home, write(tmp_path / "o2.csv", table([order | {"order_id": "2"}])), channel="web")
    found = facts.lease(home).frame("SELECT currency FROM lake.current.orders")
    assert (more.error, found["currency"].tolist()) == (None, ["EUR", "EUR"])


def test_one_shop_under_two_names_is_told(home: Settings, tmp_path: Path) -> None:
    order = {"order_id": "4012345678901", "placed_at": "2026-09-01 10:00", "state": "paid", "sku": "A",
             "quantity": "1", "unit_price": "60", "currency": "USD"}  # fmt: skip
    run(home, write(tmp_path / "a.csv", table([order | {"channel": "us"}])))
    (result,) = run(home, write(tmp_path / "b.csv", table([order | {"channel": "flagship"}])))
    assert "same numbers as orders of the shop us: 1, such as 4012345678901" in _told(result)


def _told(result: ImportResult) -> str:
    return " ".join(map(render, result.warnings))


@pytest.fixture(scope="module")
def filled_twice(tmp_path_factory: pytest.TempPathFactory) -> list[facts.Snapshot]:
    """The same files in two stores: with the marts made at the end, and after each file."""
    folder = tmp_path_factory.mktemp("filled")
    stock = write(folder / "stock.csv", table([{"sku": "A", "location": "L", "on_hand": "3"}]))
    files = [shopify(folder, shopify_order("#1", ("A", 1, "60.00"), ("B", 1, "40.00"))), stock]
    kept = []
    for at_once in (True, False):
        home = settings_of(folder / str(at_once))
        prepare(home)
        (home.home / "keys").mkdir()
        write(home.home / "keys" / "customers.key", "k" * 32)
        us = Choices(channel="us")
        ingest.run(home, files, us, who="Ada", clock=lambda: NOON, makes_marts_later=at_once)
        if at_once:
            with facts.workspace(home) as ws:
                facts.make_marts(ws)
        kept.append(facts.lease(home))
    return kept


@pytest.mark.parametrize(
    "mart", ["sales_lines", "order_facts", "channel_days", "stock_position", "customers"]
)
def test_a_store_filled_at_once_has_the_marts_of_one_filled_file_by_file(
    filled_twice: list[facts.Snapshot], mart: str
) -> None:
    at_once, file_by_file = (s.frame(f"SELECT * FROM lake.mart.{mart} ORDER BY ALL") for s in filled_twice)
    assert len(at_once)
    pd.testing.assert_frame_equal(at_once, file_by_file)
