"""The rules of the page of figures, each with numbers that can be checked in the head."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from core import facts
from core.metrics import Filters, Value, compute, rows
from tests.core.metrics.known import KnownShop
from tests.homes import prepare
from tests.plain_lake import settings_of

MARCH, APRIL = dt.date(2026, 3, 10), dt.date(2026, 4, 10)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> facts.Snapshot:
    settings = settings_of(tmp_path_factory.mktemp("known") / "var")
    prepare(settings)
    shop = KnownShop()
    for channel in (
        "clock",
        "coupon",
        "states",
        "gift",
        "twice",
        "back",
        "dollars",
        "two moneys",
        "undated",
        "cost",
        "people",
    ):
        shop.channel(channel)
    shop.channel("taxed", prices_include_tax=True)
    shop.add("products", sku="T", name="Taxed", kind="goods", tax_rate=0.13)
    shop.add("products", sku="POST", name="Postage", kind="service")
    shop.add("products", sku="FREE", name="Sample", kind="gift")
    shop.order("clock", "1", dt.datetime(2026, 3, 31, 16, 30), {})
    shop.order(
        "coupon",
        "1",
        MARCH,
        {"seller_discount": 10, "platform_discount": 20, "buyer_paid": 70},
        {"sku": "POST", "unit_price": 12},
    )
    shop.order("taxed", "1", MARCH, {"sku": "T", "unit_price": 113})
    shop.order("states", "paid", MARCH, {})
    shop.order("states", "unpaid", MARCH, {}, paid=False)
    shop.order("states", "cancelled", MARCH, {}, paid=False, state="cancelled")
    for kind in ("brushing", "test", "replacement", "distribution"):
        shop.order("states", kind, MARCH, {}, order_type=kind)
    shop.order("states", "flagged", MARCH, {}, exclusion_rule="purple flag")
    shop.order(
        "gift",
        "1",
        MARCH,
        {},
        {"sku": "B", "is_gift": True, "buyer_paid": 0},
        {"sku": "FREE", "unit_price": 0, "buyer_paid": 0},
    )
    shop.order("twice", "1", MARCH, {}, {"repeat_no": 1})
    shop.order("back", "1", MARCH, {"quantity": 2, "unit_cost": 40})
    shop.refund("back", "1", APRIL, 100, restocked_quantity=1)
    shop.order("dollars", "1", MARCH, {"unit_cost": 10}, currency="USD")
    shop.order("dollars", "2", MARCH, {})
    shop.order("two moneys", "1", MARCH, {"quantity": 5}, currency="USD", customer_id="d1")
    shop.order("two moneys", "2", MARCH, {"quantity": 2, "unit_price": 60}, customer_id="d2")
    shop.order("undated", "1", MARCH, {}, paid_at=None)
    shop.order("cost", "1", MARCH, {"unit_cost": 60}, {"sku": "B", "quantity": 3})
    shop.order("people", "1", MARCH, {}, customer_id="c1")
    shop.order("people", "2", MARCH, {}, customer_id="c1")
    shop.order("people", "3", MARCH, {"unit_price": 400}, customer_id="c2")
    shop.order("people", "4", MARCH, {"unit_price": 900})
    return shop.handed_in(settings).snapshot


def figure(snapshot: facts.Snapshot, name: str, channel: str, month: int = 3, **more: object) -> Value:
    start = dt.date(2026, month, 1)
    filters = Filters(start, start + dt.timedelta(days=29), channels=(channel,), **more)  # type: ignore[arg-type]
    return compute(snapshot, [name], filters)[name]


def test_an_order_at_half_past_four_in_the_afternoon_in_london_is_tomorrows_in_shanghai(
    known: facts.Snapshot,
) -> None:
    assert figure(known, "orders", "clock", 3).value == 0
    assert figure(known, "orders", "clock", 4).value == 1


def test_a_platform_coupon_is_earned_and_a_shop_coupon_is_not(known: facts.Snapshot) -> None:
    assert figure(known, "gmv_paid", "coupon").value == 100
    assert figure(known, "paid_amount", "coupon").value == 70
    assert figure(known, "net_sales", "coupon").value == 90


def test_postage_is_no_sale_and_no_unit(known: facts.Snapshot) -> None:
    assert figure(known, "units", "coupon").value == 1


def test_net_sales_are_without_tax_where_prices_include_it(known: facts.Snapshot) -> None:
    assert figure(known, "net_sales", "taxed").value == 100
    assert figure(known, "paid_amount", "taxed").value == 113


def test_placed_counts_what_was_never_paid_and_no_figure_counts_brushing(known: facts.Snapshot) -> None:
    assert figure(known, "gmv_placed", "states").value == 300
    assert figure(known, "gmv_paid", "states").value == 100
    assert figure(known, "orders_placed", "states").value == 3
    assert figure(known, "orders", "states").value == 1


def test_a_gift_is_no_sale(known: facts.Snapshot) -> None:
    assert figure(known, "gmv_placed", "gift").value == 100
    assert figure(known, "units", "gift").value == 1


def test_identical_rows_of_a_file_count_until_the_switch_says_once(known: facts.Snapshot) -> None:
    assert figure(known, "gmv_paid", "twice").value == 200
    once = figure(known, "gmv_paid", "twice", repeats="drop")
    assert once.value == 100
    assert once.notes[0].template == "Identical rows of one file are counted once."
    assert figure(known, "orders", "twice").value == 1


def test_cash_refunds_count_when_paid_back_and_cohort_refunds_when_the_order_was_paid(
    known: facts.Snapshot,
) -> None:
    assert figure(known, "net_sales", "back", 3, refund_basis="cash").value == 200
    assert figure(known, "net_sales", "back", 4, refund_basis="cash").value == -100
    assert figure(known, "net_sales", "back", 3, refund_basis="cohort").value == 100
    assert figure(known, "net_sales", "back", 4, refund_basis="cohort").value == 0


def test_the_refund_rate_is_always_that_of_the_orders_of_the_period(known: facts.Snapshot) -> None:
    assert figure(known, "refund_rate", "back", 3, refund_basis="cash").value == Decimal("0.5")
    assert figure(known, "refund_rate", "back", 4).value is None


def test_a_unit_put_back_to_stock_takes_its_cost_with_it(known: facts.Snapshot) -> None:
    assert figure(known, "gross_margin", "back", 3).value == 200 - 80
    assert figure(known, "gross_margin", "back", 4).value == -(100 - 40)


def test_money_that_cannot_be_converted_is_left_out_and_said(known: facts.Snapshot) -> None:
    value = figure(known, "paid_amount", "dollars")
    assert value.value == 100
    assert [str(note) for note in value.notes] == ["1 lines without an exchange rate are left out."]


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [("average_order_value", 120, 1), ("item_price", 60, 2), ("average_buyer_value", 120, 1)],
)
def test_money_per_order_unit_and_buyer_divides_by_those_whose_money_is_known(
    known: facts.Snapshot, name: str, value: int, count: int
) -> None:
    found = figure(known, name, "two moneys")
    assert (found.value, found.denominator) == (value, count)
    behind = rows(known, name, Filters(MARCH, MARCH, channels=("two moneys",)), side="denominator")
    assert (behind.total, set(behind.frame["order_id"])) == (count, {"2"})


def test_orders_and_units_count_also_where_their_money_cannot_be_converted(known: facts.Snapshot) -> None:
    assert [figure(known, name, "two moneys").value for name in ("orders", "units")] == [2, 7]


def test_a_cost_whose_sale_cannot_be_converted_lowers_no_margin(known: facts.Snapshot) -> None:
    assert figure(known, "gross_margin", "dollars").numerator == 0


def test_an_order_without_payment_time_counts_on_its_order_day_and_says_so(known: facts.Snapshot) -> None:
    value = figure(known, "orders", "undated")
    assert value.value == 1
    assert str(value.notes[0]) == "Payment time unknown for 1 orders: counted on the order day."


def test_a_sale_of_unknown_cost_leaves_both_sides_of_the_margin_rate(known: facts.Snapshot) -> None:
    value = figure(known, "gross_margin_share", "cost")
    assert value.value == Decimal("0.4")
    assert str(value.notes[0]) == "Cost known for 25.0% of net sales."


def test_buyer_figures_use_known_buyers_above_and_below(known: facts.Snapshot) -> None:
    value = figure(known, "average_buyer_value", "people")
    assert (value.numerator, value.denominator, value.value) == (600, 2, 300)
    assert str(value.notes[0]) == "Known buyers: 75.0% of orders."
    assert value.is_thin


def test_the_rows_behind_name_file_and_row(known: facts.Snapshot) -> None:
    filters = Filters(dt.date(2026, 3, 1), dt.date(2026, 4, 30), channels=("back",))
    behind = rows(known, "net_sales", filters)
    assert behind.total == 100
    assert behind.frame[["what", "order_id", "amount", "file"]].values.tolist() == [
        ["sale", "1", 200.0, "test.csv"],
        ["refund", "1", -100.0, "test.csv"],
    ]
    assert behind.frame["row"].notna().all()
