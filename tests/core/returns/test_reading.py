"""What counts as shipped and as come back, read from a small shop's files."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from core import facts, returns
from core.returns.reading import prepared, read_returns
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import plain_home
from tests.returned_goods import Sold, products, returned

MARCH = dt.datetime(2026, 3, 2, 9)


def _back(number: str, order: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "channel": "shop", "return_id": number, "line_id": "1", "order_id": order, "sku": "TEE", "kind": kind,
        "requested_on": dt.date(2026, 3, 9), "refunded_at": MARCH + dt.timedelta(days=9), "quantity": 1,
        "amount": 10, "reason": "too small", "source_row": int(number) + 1, **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Six orders of two TEE: five shipped in March, the last only paid; each with another kind of return."""
    home = plain_home(tmp_path_factory.mktemp("returns"))
    shipped = MARCH + dt.timedelta(days=1)
    orders = [
        an_order(
            f"O{number}", lines={"TEE": (2, 10)}, placed_at=MARCH, shipped_at=shipped if number < 6 else None
        )
        for number in range(1, 7)
    ]
    orders.append(an_order("LAST", lines={"TEE": (1, 10)}, placed_at=dt.datetime(2026, 4, 30, 9)))
    sold = orders_file(*orders)
    for line in sold["order_lines"]:
        line["product_name"] = "Linen tee"
    hand_in(home, dt.datetime(2026, 5, 1), sold)
    rows = [
        _back("1", "O1", "return_refund"),
        _back("2", "O2", "exchange"),
        _back("3", "O3", "refund_only"),
        _back("4", "O4", "compensation"),
        _back("5", "O5", "return_refund", quantity=9),
        _back("6", "O6", "cancellation_before_shipment"),
    ]
    hand_in(home, dt.datetime(2026, 5, 1), {"returns": rows})
    return home


def test_a_product_without_a_product_file_is_called_what_its_sales_call_it(shop: Settings) -> None:
    snapshot = facts.lease(shop)
    desk = returns.read_desk(snapshot)
    span = returns.span_of("all", desk.returns, desk.exposed)
    table = returns.by_part(desk.returns, desk.exposed, "sku", span)
    assert table[["key", "label"]].values.tolist() == [["TEE", "Linen tee"]]
    assert returns.product_returns(desk.returns, desk.exposed, "TEE", span).name == "Linen tee"


def test_only_what_was_shipped_can_come_back(shop: Settings) -> None:
    read = read_returns(facts.lease(shop))
    assert read.shipped["units"].sum() == 10
    assert set(read.shipped["day"].dt.date) == {dt.date(2026, 3, 3)}


def test_money_alone_and_cancelled_orders_are_no_returns(shop: Settings) -> None:
    read = read_returns(facts.lease(shop))
    assert list(read.back["kind"]) == ["return_refund", "exchange", "refund_only", "return_refund"]
    assert list(read.back["is_goods"]) == [True, True, False, True]


def test_no_more_comes_back_than_was_shipped(shop: Settings) -> None:
    read = read_returns(facts.lease(shop))
    assert read.back.loc[read.back["order_id"] == "O5", "units"].tolist() == [2.0]


def test_money_alone_is_told_beside_the_rates(shop: Settings) -> None:
    desk = returns.read_desk(facts.lease(shop))
    assert returns.money_only(desk.returns) == "1 refund of money alone, CN¥10.00: not in the rates."


def test_days_are_told_as_soon_as_the_newest_month_is_complete(shop: Settings) -> None:
    """One and one and two of ten units, asked for after six days."""
    desk = returns.read_desk(facts.lease(shop))
    span = returns.span_of("all", desk.returns, desk.exposed)
    shown = returns.overview(desk.returns, desk.exposed, desk.findings, span)
    assert shown is not None
    assert shown.rate.value == pytest.approx(0.4)
    assert shown.days.value == 6
    assert shown.restocked.value is None, "no file says what was put back"


def test_one_piece_that_two_lists_tell_of_came_back_once() -> None:
    """The settlement says that it was refunded, the warehouse that it lies on the shelf again."""
    sold = Sold("TEE", dt.date(2026, 3, 3), days=1, lines=1, back=1)
    listed = products(TEE=("tops", None, None))
    told = returned([sold], listed)
    warehouse = told.back.drop(columns=["is_goods", "po_id", "supplier_id", "came_on"])
    settlement = warehouse.assign(return_id="settlement", restocked=float("nan"), loss=40.0)
    both = pd.concat([settlement, warehouse], ignore_index=True)
    read = prepared(told.shipped, both, listed, as_of=told.as_of, currency="CNY")
    assert list(read.back["units"]) == [0, 1]
    assert list(read.back["is_goods"]) == [False, True]
    assert (read.back["loss"].sum(), read.back["restocked"].sum()) == (0, 1)


def test_two_pieces_of_an_item_that_come_back_one_by_one_are_two() -> None:
    sold = Sold("TEE", dt.date(2026, 3, 3), days=1, lines=2, back=2)
    listed = products(TEE=("tops", None, None))
    told = returned([sold], listed).back.drop(columns=["is_goods", "po_id", "supplier_id", "came_on"])
    one_order = told.assign(order_id="O", sold_units=2.0)
    read = prepared(
        returned([sold], listed).shipped, one_order, listed, as_of=dt.date(2026, 10, 31), currency="CNY"
    )
    assert list(read.back["units"]) == [1, 1]
