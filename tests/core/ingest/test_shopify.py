"""Shopify's exports: order cells stand on the first line only, refunds on the order, times carry an
offset."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import InputError
from tests.core.ingest.exports import Imported, imported, shopify, shopify_order, table, write


def us(tmp_path: Path, *orders: list[dict[str, object]]) -> Imported:
    return imported(tmp_path, shopify(tmp_path, *orders), channel="us")


def test_order_money_counts_once_however_many_lines(tmp_path: Path) -> None:
    done = us(
        tmp_path, shopify_order("#1", ("A", 2, "30.00"), ("B", 1, "45.00"), Subtotal="100.00", Total="113.00")
    )
    assert done.row("orders", "goods_amount", "shipping_charged") == (Decimal("100.00"), Decimal("6.00"))
    assert done.prepared.totals["total"] == 113
    assert done.prepared.totals["lines_before_discounts"] == 105
    assert [row[0] for row in done.rows("order_lines", "buyer_paid")] == [None, None]


def test_times_are_utc_and_days_are_the_shops(tmp_path: Path) -> None:
    done = us(tmp_path, shopify_order("#1", ("A", 1, "100.00")))
    assert done.row("orders", "paid_at", "paid_on") == (dt.datetime(2026, 9, 2, 3, 30), dt.date(2026, 9, 1))
    assert next(q for q in done.prepared.questions if q.name == "timezone").suggestion == "America/New_York"


def test_a_refund_is_one_return_and_an_order_without_one_clears_it(tmp_path: Path) -> None:
    whole = shopify_order(
        "#1", ("A", 1, "100.00"), **{"Financial Status": "refunded", "Refunded Amount": "113.00"}
    )
    part = shopify_order(
        "#2", ("A", 1, "100.00"), **{"Financial Status": "partially_refunded", "Refunded Amount": "30.00"}
    )
    none = shopify_order("#3", ("A", 1, "100.00"))
    done = us(tmp_path, whole, part, none)
    assert done.rows("returns", "return_id", "amount", "absent") == [
        ("#1-refund", Decimal("113.00"), False), ("#2-refund", Decimal("30.00"), False), ("#3-refund", None,
        True),
    ]  # fmt: skip
    assert done.prepared.totals["refunded_amount"] == 143
    assert "when they were made: 2." in done.warnings


def test_states_follow_money_first_and_shipping_second(tmp_path: Path) -> None:
    given = {
        "#1": {}, "#2": {"Fulfillment Status": "unfulfilled", "Fulfilled at": ""},
        "#3": {"Financial Status": "pending", "Paid at": ""},
        "#4": {"Financial Status": "voided", "Cancelled at": "2026-09-02 15:11:50 -0400"},
        "#5": {"Financial Status": "expired", "Paid at": ""},
        "#6": {"Financial Status": "half paid"},
    }  # fmt: skip
    done = us(tmp_path, *(shopify_order(name, ("A", 1, "100.00"), **cells) for name, cells in given.items()))
    states = [row[0] for row in done.rows("orders", "state")]
    assert states == ["shipped", "paid", "placed", "cancelled", "closed", "placed"]
    assert "half paid" in done.warnings


def test_an_email_becomes_a_customer_without_being_kept(tmp_path: Path) -> None:
    done = us(tmp_path, shopify_order("#1", ("A", 1, "100.00")))
    (customer,) = done.row("orders", "customer_id")
    assert customer.startswith("h-")
    everything = str(done.connection.execute("SELECT * FROM staged_orders").fetchall()).lower()
    assert "@example" not in everything


def test_taxes_beside_the_total_are_not_in_the_prices(tmp_path: Path) -> None:
    beside = shopify_order("#1", ("A", 1, "100.00"))
    inside = shopify_order("#2", ("A", 1, "100.00"), Total="106.00")
    done = us(tmp_path, beside, inside)
    assert [row[0] for row in done.rows("order_lines", "tax_included")] == [False, True]


PRODUCTS_OLD = [
    {"Handle": "mug", "Title": "Mug", "Vendor": "Hill", "Type": "Kitchen", "Option1 Value": "White",
    "Variant SKU": "MUG-W",
     "Variant Price": "24.00", "Variant Compare At Price": "28.80", "Variant Barcode": "'690",
     "Cost per item": "6.10", "Status": "active"},
    {"Handle": "mug", "Option1 Value": "Blue", "Variant SKU": "MUG-B", "Variant Price": "24.00"},
    {"Handle": "mug", "Image Src": "https://example.com/1.jpg"},
    {"Handle": "card", "Title": "Gift card", "Option1 Value": "Default Title", "Variant Price": "10.00",
    "Gift Card": "true", "Status": "draft"},
]  # fmt: skip
OLD_HEADERS = (*PRODUCTS_OLD[0], "Image Src", "Gift Card")
RENAMED = {
    "Handle": "URL handle", "Option1 Value": "Option1 value", "Variant SKU": "SKU", "Variant Price": "Price",
    "Image Src": "Product image URL",
    "Variant Compare At Price": "Compare-at price", "Variant Barcode": "Barcode", "Gift Card": "Gift card",
}  # fmt: skip


def test_products_of_both_header_generations_give_the_same(tmp_path: Path) -> None:
    old = write(tmp_path / "old.csv", table(PRODUCTS_OLD, headers=OLD_HEADERS))
    renamed = [{RENAMED.get(name, name): value for name, value in row.items()} for row in PRODUCTS_OLD]
    new = write(
        tmp_path / "new.csv", table(renamed, headers=[RENAMED.get(name, name) for name in OLD_HEADERS])
    )
    columns = ("sku", "name", "brand", "kind", "style_id", "barcode", "status")
    rows = imported(tmp_path, old, channel="us", currency="USD").rows("products", *columns)
    assert rows == imported(tmp_path, new, channel="us", currency="USD").rows("products", *columns)
    assert rows == [
        ("MUG-W", "Mug - White", "Hill", "goods", "mug", "690", "active"), ("MUG-B", "Mug - Blue", "Hill",
        "goods", "mug", None, "active"),
        ("Gift card", "Gift card", None, "service", "card", None, "draft"),
    ]  # fmt: skip


def test_products_bring_prices_and_costs_and_skip_pictures(tmp_path: Path) -> None:
    path = write(tmp_path / "old.csv", table(PRODUCTS_OLD, headers=OLD_HEADERS))
    done = imported(tmp_path, path, channel="us", currency="USD")
    assert done.prepared.skipped == {"image_rows": 1}
    assert done.row("standard_costs", "sku", "unit_cost", "valid_from") == (
        "MUG-W",
        Decimal("6.1000"),
        dt.date(2026, 11, 21),
    )
    kinds = done.rows("prices", "sku", "kind", "price", order="kind, sku")
    assert kinds[0] == ("MUG-W", "list", Decimal("28.8000"))
    assert len(kinds) == 4


def test_stock_is_read_per_location_and_what_is_not_stocked_is_no_zero(tmp_path: Path) -> None:
    rows = [
        {"Handle": "mug", "SKU": "A", "Location": "Shop", "COO": "CN", "Committed (not editable)": "2",
        "On hand (current)": "9"},
        {"Handle": "mug", "SKU": "A", "Location": "Booth", "Committed (not editable)": "Not stocked",
        "On hand (current)": "Not stocked"},
        {"Handle": "mug", "SKU": "B", "Location": "Shop", "Committed (not editable)": "5",
        "On hand (current)": "-3"},
    ]  # fmt: skip
    done = imported(tmp_path, write(tmp_path / "inventory_export.csv", table(rows)))
    assert done.rows("stock", "location", "sku", "on_hand", "reserved") == [
        ("Shop", "A", 9, 2),
        ("Shop", "B", -3, 5),
    ]
    assert done.prepared.skipped == {"not_stocked": 1}
    assert "below zero" in done.warnings
    assert {q.name for q in done.prepared.questions} >= {"snapshot_at", "full_list"}
    assert done.row("locations", "location", "sellable") == ("Shop", True)


@pytest.mark.parametrize(("order", "day"), [("dmy", dt.date(2026, 1, 12)), ("mdy", dt.date(2026, 12, 1))])
def test_a_day_of_two_digits_and_a_month_of_one_are_no_year(tmp_path: Path, order: str, day: dt.date) -> None:
    times = {"Created at": "12/1/2026 10:00", "Paid at": "", "Fulfilled at": ""}
    file = shopify(tmp_path, shopify_order("#1", ("A", 1, "60.00"), **times))
    done = imported(tmp_path, file, channel="uk", timezone="UTC", date_order=order)
    assert done.row("orders", "placed_on") == (day,)


def test_unpadded_dates_say_by_a_day_above_twelve_what_comes_first(tmp_path: Path) -> None:
    times = {"Created at": "13/9/2026 00:10", "Paid at": "", "Fulfilled at": ""}
    file = shopify(tmp_path, shopify_order("#1", ("A", 1, "60.00"), **times))
    done = imported(tmp_path, file, channel="uk", timezone="UTC")
    assert done.row("orders", "placed_on") == (dt.date(2026, 9, 13),)


def test_stock_with_a_column_per_location_is_not_taken_for_products(tmp_path: Path) -> None:
    """Products without a price would go in and the stock be lost."""
    row = {"Handle": "tee", "Title": "Tee", "Option1 Name": "Size", "Option1 Value": "S", "SKU": "TEE-S",
           "HS Code": "", "COO": "", "Main": "10", "Annex": "not stocked"}  # fmt: skip
    with pytest.raises(InputError, match="map its columns by hand"):
        imported(tmp_path, write(tmp_path / "inventory_export_1.csv", table([row])), currency="USD")
