"""What a line is worth, what lies in stock, and which day it is: rules that the marts keep."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from core import facts
from core.facts import demand_lines, marts, positions
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare
from tests.plain_lake import settings_of

DAY = dt.datetime(2026, 3, 1, 8)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = settings_of(tmp_path / "var")
    prepare(settings)
    return settings


def ask(home: Settings, question: str) -> Any:
    return facts.lease(home).value(question)


def dollar_shop(count: int) -> dict[str, list[dict[str, Any]]]:
    orders = (an_order(f"U{n}", lines={"MUG": (1, 7)}, channel="us", currency="USD") for n in range(count))
    rows = orders_file(*orders)
    rows["channels"][0]["currency"] = "USD"
    return rows


def test_the_display_currency_stays_when_a_larger_shop_joins(home: Settings) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 700)})))
    hand_in(home, DAY, dollar_shop(3) | {"exchange_rates": [
        {"currency": "USD", "base": "CNY", "day": dt.date(2026, 1, 1), "rate": 7}
    ]}, channel="us")  # fmt: skip
    assert facts.lease(home).currency == "CNY"
    assert ask(home, "SELECT sum(net_sales) FROM lake.mart.sales_lines") == 700 + 3 * 7 * 7


def test_a_change_of_the_display_currency_recomputes_every_amount(home: Settings) -> None:
    rate = {"currency": "CNY", "base": "USD", "day": dt.date(2026, 1, 1), "rate": 0.1}
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 700)})) | {"exchange_rates": [rate]})
    hand_in(home, DAY, dollar_shop(1), channel="us")
    with facts.workspace(home) as ws:
        facts.set_parameter(ws, "chosen_currency", "USD")
    assert ask(home, "SELECT sum(net_sales) FROM lake.mart.sales_lines") == 70 + 7


def test_amounts_of_hundreds_of_millions_keep_every_cent_when_they_are_converted(home: Settings) -> None:
    rate = {"currency": "CNY", "base": "USD", "day": dt.date(2026, 1, 1), "rate": 1}
    hand_in(
        home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 987654321)})) | {"exchange_rates": [rate]}
    )
    with facts.workspace(home) as ws:
        facts.set_parameter(ws, "chosen_currency", "USD")
    assert ask(home, "SELECT sum(net_sales) FROM lake.mart.sales_lines") == 987654321


def test_a_shop_that_brought_no_money_at_first_does_not_hide_the_money_of_its_orders(home: Settings) -> None:
    rows = orders_file(an_order("A1", lines={"MUG": (1, 700)}))
    rows["channels"][0]["currency"] = "XXX"
    hand_in(home, DAY, rows)
    assert facts.lease(home).currency == "CNY"
    assert ask(home, "SELECT sum(net_sales) FROM lake.mart.sales_lines") == 700


def a_receipt(day: dt.date, cost: float) -> dict[str, list[dict[str, Any]]]:
    line = {
        "po_id": "P1",
        "line_id": "1",
        "sku": "MUG",
        "location": "WH",
        "quantity": 5,
        "unit_cost": cost,
        "currency": "CNY",
    }
    receipt = {"po_id": "P1", "line_id": "1", "receipt_id": "R1", "received_on": day, "quantity": 5}
    return {"purchase_order_lines": [line], "receipts": [receipt]}


def test_a_first_receipt_does_not_erase_the_cost_of_earlier_sales(home: Settings) -> None:
    january = an_order("A1", lines={"MUG": (1, 100)}, placed_at=dt.datetime(2026, 1, 10))
    march = an_order("A2", lines={"MUG": (1, 100)}, placed_at=dt.datetime(2026, 3, 10))
    cost = {"sku": "MUG", "valid_from": dt.date(2026, 1, 1), "unit_cost": 40, "currency": "CNY"}
    hand_in(home, DAY, orders_file(january, march) | {"standard_costs": [cost]})
    hand_in(home, DAY, a_receipt(dt.date(2026, 3, 1), 30))
    costs = (
        facts.lease(home)
        .frame("SELECT cost_amount FROM lake.mart.sales_lines ORDER BY placed_on")
        .cost_amount
    )
    assert [float(cost) for cost in costs] == [40, 30]


def stock_of(units: int) -> dict[str, list[dict[str, Any]]]:
    counted = {"location": "WH", "snapshot_at": dt.datetime(2026, 2, 1), "sku": "MUG", "on_hand": units}
    return {"stock": [counted | {"lot": "", "condition": "sellable"}]}


def physical(home: Settings) -> float:
    return float(ask(home, "SELECT physical FROM lake.mart.stock_position"))


def test_what_was_paid_after_the_count_has_left_stock(home: Settings) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (3, 10)})) | stock_of(10))
    assert physical(home) == 7


def test_a_sale_that_is_done_left_on_its_day_and_reserves_nothing(home: Settings) -> None:
    done = [
        an_order(f"A{day}", lines={"MUG": (units, 10)}, placed_at=dt.datetime(*day, 9), paid_at=None)
        for day, units in {(2026, 1, 15): 15, (2026, 2, 10): 2}.items()
    ]
    hand_in(home, DAY, orders_file(*done) | stock_of(7))
    found = ask(home, "SELECT [physical, reserved]::DOUBLE[] FROM lake.mart.stock_position")
    assert found == [5, 0]


def test_what_was_refused_at_the_door_is_not_taken_from_what_was_taken_in(home: Settings) -> None:
    came = a_receipt(dt.date(2026, 2, 5), 30)
    came["receipts"][0]["quantity_rejected"] = 2
    sale = an_order("A1", lines={"MUG": (3, 10)}, placed_at=dt.datetime(2026, 2, 10))
    hand_in(home, DAY, orders_file(sale) | stock_of(10) | came)
    assert physical(home) == 10 + 5 - 3


@pytest.mark.parametrize("order", [{"state": "cancelled"}, {"order_type": "presale", "paid": False}])
def test_what_never_shipped_has_not_left_stock(home: Settings, order: dict[str, Any]) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (3, 10)}, **order)) | stock_of(10))
    assert physical(home) == 10


def test_an_order_dated_after_its_file_does_not_move_the_shop_into_the_future(home: Settings) -> None:
    good = an_order("A1", lines={"MUG": (1, 10)}, placed_at=dt.datetime(2026, 2, 10))
    typo = an_order("A2", lines={"MUG": (1, 10)}, placed_at=dt.datetime(2062, 2, 10))
    hand_in(home, DAY, orders_file(good, typo))
    assert facts.lease(home).as_of == dt.date(2026, 2, 10)


def test_a_customer_who_became_another_person_counts_once(home: Settings) -> None:
    before = an_order("A1", lines={"MUG": (1, 100)}, customer_id="c1", placed_at=dt.datetime(2026, 1, 10))
    named = {"channel": "shop", "customer_id": "c1", "valid_from": dt.date(2026, 2, 1), "person_id": "p1"}
    hand_in(home, DAY, orders_file(before) | {"identities": [named]})
    after = an_order("A2", lines={"MUG": (1, 200)}, customer_id="c1", placed_at=dt.datetime(2026, 2, 10))
    hand_in(home, DAY, orders_file(after))
    customers = facts.lease(home).frame("SELECT person_id, orders, net_sales FROM lake.mart.customers")
    assert customers.values.tolist() == [["p1", 2, 300]]


def test_the_same_products_again_touch_no_sale(home: Settings) -> None:
    product = {"sku": "MUG", "name": "Mug", "kind": "goods"}
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)})) | {"products": [product]})
    before = ask(home, "SELECT max(import_id) FROM lake.mart.sales_lines")
    steps: list[str] = []
    hand_in(home, DAY + dt.timedelta(days=1), {"products": [product]}, step=steps.append)
    assert ask(home, "SELECT max(import_id) FROM lake.mart.sales_lines") == before
    assert not [step for step in steps if step.startswith("mart")]


def test_every_table_that_a_mart_reads_is_named() -> None:
    beside = (Path(positions.__file__), Path(demand_lines.__file__))
    sources = [*Path(marts.__file__).parent.glob("*.py"), *beside]
    named = {name for path in sources for name in re.findall(r"lake\.current\.(\w+)", path.read_text())}
    assert named == marts.READ
