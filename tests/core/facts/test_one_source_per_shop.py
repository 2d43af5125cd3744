"""One source of truth per shop: the same order from a second source is held, shown with its
amount, decided on."""

from __future__ import annotations

import datetime as dt

import pytest

from core import facts
from core.settings import Settings
from tests.handing_in import Rows, an_order, orders_file, stage_rows
from tests.homes import prepare

DAY = dt.datetime(2026, 3, 1, 8)


@pytest.fixture(autouse=True)
def _store(settings: Settings) -> None:
    prepare(settings)


def _hand_in(settings: Settings, platform: str, *orders: Rows, day: int = 0) -> facts.ImportRecord:
    with facts.workspace(settings) as ws:
        rows = orders_file(*orders)
        rows["channels"][0] |= {"platform": "taobao"}
        batch = facts.ImportBatch(
            report=f"{platform}_orders", platform=platform, channel="shop",
            exported_at=DAY + dt.timedelta(days=day), who="Lin", staged=stage_rows(ws.connection, rows),
            rows_read=len(orders), files=(facts.ImportFile("a.csv", platform, 1),),
        )  # fmt: skip
        told = facts.preview(ws, batch)
        record = facts.publish(ws, batch)
        assert told == list(record.tables)
        return record


def _order(order_id: str, price: int, **more: object) -> Rows:
    return an_order(order_id, lines={"MUG": (1, price)}, **more)  # type: ignore[arg-type]


def _counting(settings: Settings) -> dict[str, float]:
    found = facts.lease(settings).frame("SELECT order_id, net_sales FROM lake.mart.sales_lines ORDER BY 1")
    return dict(zip(found["order_id"], found["net_sales"].astype(float), strict=True))


def _held(settings: Settings) -> list[tuple[str, float, float]]:
    found = facts.held_orders(facts.lease(settings))
    columns = (found["order_id"], found["amount"].astype(float), found["counting_amount"].astype(float))
    return list(zip(*columns, strict=True))


def test_an_order_of_a_second_source_is_held_with_its_amount(settings: Settings) -> None:
    _hand_in(settings, "taobao", _order("T1", 10))
    record = _hand_in(settings, "erp", _order("T1", 12), _order("E9", 5), day=1)
    assert _counting(settings) == {"T1": 10, "E9": 5}
    assert _held(settings) == [("T1", 12, 10)]
    assert {change.table: change.held for change in record.tables}["orders"] == 1
    assert (record.rows_read, record.loaded, record.unchanged) == (2, 1, 1)


def test_an_erp_number_is_the_order_it_came_from(settings: Settings) -> None:
    _hand_in(settings, "taobao", _order("T1", 10), _order("T2", 10))
    _hand_in(settings, "erp", _order("JST-1", 20, source_order_id="T1,T2"), day=1)
    assert _counting(settings) == {"T1": 10, "T2": 10}
    assert [order for order, _amount, _other in _held(settings)] == ["JST-1"]


def test_the_shops_own_platform_counts_although_it_comes_later(settings: Settings) -> None:
    _hand_in(settings, "erp", _order("JST-1", 12, source_order_id="T1"), _order("T2", 12), day=1)
    assert _counting(settings) == {"JST-1": 12, "T2": 12}
    _hand_in(settings, "taobao", _order("T1", 10), _order("T2", 10))
    assert _counting(settings) == {"T1": 10, "T2": 10}
    assert len(_held(settings)) == 2


def test_what_was_held_counts_when_the_other_import_is_undone(settings: Settings) -> None:
    _hand_in(settings, "taobao", _order("T1", 10, refund=3))
    _hand_in(settings, "erp", _order("JST-1", 12, source_order_id="T1", refund=4), day=1)
    assert facts.lease(settings).value("SELECT sum(refund_amount) FROM lake.mart.refund_lines") == 3
    with facts.workspace(settings) as ws:
        facts.undo(ws, 1, who="Lin")
    assert _counting(settings) == {"JST-1": 12}
    assert facts.lease(settings).value("SELECT sum(refund_amount) FROM lake.mart.refund_lines") == 4
    assert _held(settings) == []


def test_a_newer_file_of_the_same_source_is_not_held(settings: Settings) -> None:
    _hand_in(settings, "taobao", _order("T1", 10))
    _hand_in(settings, "taobao", _order("T1", 11), day=1)
    assert _counting(settings) == {"T1": 11}
    assert _held(settings) == []


def test_a_released_order_counts_in_place_of_the_other(settings: Settings) -> None:
    _hand_in(settings, "taobao", _order("T1", 10))
    second = _hand_in(settings, "erp", _order("JST-1", 12, source_order_id="T1"), day=1)
    before = facts.lease(settings).fingerprint
    with facts.workspace(settings) as ws:
        assert facts.release(ws, second.import_id, who="Lin") == 1
    assert _counting(settings) == {"JST-1": 12}
    assert [order for order, _amount, _other in _held(settings)] == ["T1"]
    assert facts.lease(settings).fingerprint != before
    with facts.workspace(settings) as ws:
        facts.undo(ws, second.import_id, who="Lin")
    assert _counting(settings) == {"T1": 10}
    assert _held(settings) == []


def test_a_discarded_order_is_forgotten(settings: Settings) -> None:
    _hand_in(settings, "taobao", _order("T1", 10))
    second = _hand_in(settings, "erp", _order("T1", 12), day=1)
    with facts.workspace(settings) as ws:
        assert facts.discard(ws, second.import_id, who="Lin") == 1
    assert _counting(settings) == {"T1": 10}
    assert _held(settings) == []
    assert facts.lease(settings).value("SELECT count(*) FROM lake.history.orders WHERE import_id = 2") == 0


def test_an_order_that_names_its_parent_is_the_same_under_its_own_number(settings: Settings) -> None:
    _hand_in(settings, "jd", _order("C1", 10, source_order_id="P"), _order("C2", 20, source_order_id="P"))
    _hand_in(settings, "erp", _order("C1", 10), day=1)
    assert _counting(settings) == {"C1": 10, "C2": 20}
    assert [row[0] for row in _held(settings)] == ["C1"]


def test_single_held_orders_are_decided_on_and_the_others_stay(settings: Settings) -> None:
    _hand_in(settings, "taobao", _order("T1", 10), _order("T2", 10), _order("T3", 10))
    second = _hand_in(settings, "erp", _order("T1", 12), _order("T2", 13), _order("T3", 14), day=1)
    with facts.workspace(settings) as ws:
        assert facts.release(ws, second.import_id, who="Lin", orders=[("shop", "T1")]) == 1
        assert facts.discard(ws, second.import_id, who="Lin", orders=[("shop", "T2")]) == 1
    assert _counting(settings) == {"T1": 12, "T2": 10, "T3": 10}
    assert sorted(order for order, _amount, _other in _held(settings)) == ["T1", "T3"]


def test_the_source_that_is_chosen_for_a_shop_counts_until_the_choice_is_taken_back(
    settings: Settings,
) -> None:
    _hand_in(settings, "taobao", _order("T1", 10), _order("T2", 10))
    _hand_in(settings, "erp", _order("T1", 12), day=1)
    with facts.workspace(settings) as ws:
        facts.choose_source(ws, "shop", "erp")
    assert _counting(settings) == {"T1": 12, "T2": 10}
    assert _held(settings) == [("T1", 10, 12)]
    _hand_in(settings, "erp", _order("T2", 13), day=2)
    assert _counting(settings) == {"T1": 12, "T2": 13}
    with facts.workspace(settings) as ws:
        facts.choose_source(ws, "shop", None)
    assert _counting(settings) == {"T1": 10, "T2": 10}
