"""Amazon's reports: the price of a line is of the whole quantity, and refunds stand in the settlement."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.core.ingest.exports import imported, table, write
from tests.core.ingest.exports_west import amazon_orders, amazon_settlement


def test_a_line_price_is_of_all_its_pieces_and_the_promotion_comes_off(tmp_path: Path) -> None:
    # Two lines: 82.50 for three pieces less 2.50, and 32.00 for one: buyers paid 80.00 + 32.00 = 112.00.
    path = amazon_orders(
        tmp_path,
        {"amazon-order-id": "111-1", "sku": "A", "quantity": "3", "item-price": "82.50", "item-tax": "5.78",
         "item-promotion-discount": "2.50", "shipping-price": "5.99", "ship-promotion-discount": "5.99"},
        {"amazon-order-id": "111-1", "sku": "B", "quantity": "1", "item-price": "32.00",
         "shipping-price": "4.00"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="us")
    totals = done.prepared.totals
    assert (totals["lines_before_discounts"], totals["buyer_paid"]) == (Decimal("114.50"), Decimal("112"))
    assert done.rows("order_lines", "unit_price", "seller_discount", "buyer_paid", "tax_included") == [
        (Decimal("27.5000"), Decimal("2.50"), Decimal("80.00"), False),
        (Decimal("32.0000"), None, Decimal("32.00"), False),
    ]
    assert done.row("orders", "shipping_charged", "state", "platform_state") == (
        Decimal("4.00"), "shipped", "Shipped",
    )  # fmt: skip
    assert done.rows("order_lines", "product_name")[0] == ('Tee "Basic"',)


def test_cancelled_lines_are_worth_nothing_and_pending_ones_have_no_price_yet(tmp_path: Path) -> None:
    path = amazon_orders(
        tmp_path,
        {"amazon-order-id": "1", "sku": "A", "quantity": "1", "item-price": "9.00",
         "order-status": "Shipped", "item-status": "Cancelled"},
        {"amazon-order-id": "2", "sku": "A", "quantity": "0", "order-status": "Cancelled",
         "item-status": "Cancelled"},
        {"amazon-order-id": "3", "sku": "A", "quantity": "2", "order-status": "Pending", "item-status": ""},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="us")
    assert done.rows("order_lines", "quantity", "buyer_paid") == [(0, 0), (0, 0), (2, None)]
    assert [row[0] for row in done.rows("orders", "state")] == ["shipped", "cancelled", "placed"]


def test_orders_that_amazon_only_ships_are_no_sale_here(tmp_path: Path) -> None:
    path = amazon_orders(
        tmp_path,
        {"amazon-order-id": "S01-1", "sku": "A", "quantity": "1", "item-price": "0.00",
         "sales-channel": "Non-Amazon US", "fulfillment-channel": "Amazon"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="us")
    assert done.row("orders", "order_type", "exclusion_rule", "location") == (
        "distribution", "Non-Amazon US", "FBA",
    )  # fmt: skip


def test_european_prices_contain_their_tax(tmp_path: Path) -> None:
    path = amazon_orders(
        tmp_path,
        {"amazon-order-id": "1", "sku": "A", "quantity": "1", "item-price": "119.00", "item-tax": "19.00",
         "sales-channel": "Amazon.de", "currency": "EUR"},
    )  # fmt: skip
    assert imported(tmp_path, path, channel="de").row("order_lines", "tax_amount", "tax_included") == (
        Decimal("19.00"), True,
    )  # fmt: skip


def test_fba_stock_is_what_can_be_sold_and_what_cannot_apart(tmp_path: Path) -> None:
    # 45 in the warehouse: 34 free, 8 reserved, 3 damaged; 60 on their way.
    rows = [
        {"sku": "CAFÉ", "fnsku": "X0", "condition": "New", "afn-listing-exists": "Yes",
         "afn-warehouse-quantity": "45", "afn-fulfillable-quantity": "34", "afn-unsellable-quantity": "3",
         "afn-reserved-quantity": "8", "afn-inbound-working-quantity": "10",
         "afn-inbound-shipped-quantity": "20", "afn-inbound-receiving-quantity": "30"},
    ]  # fmt: skip
    path = write(tmp_path / "fba_inventory.txt", table(rows, delimiter="\t"), "cp1252")
    done = imported(tmp_path, path)
    assert done.rows(
        "stock", "location", "sku", "condition", "on_hand", "reserved", "inbound_purchase", order="condition"
    ) == [
        ("FBA", "CAFÉ", "defective", 3, None, None),
        ("FBA", "CAFÉ", "sellable", 42, 8, 60),
    ]


def test_a_settlement_adds_up_and_brings_the_refunds_of_goods(tmp_path: Path) -> None:
    # Refund of order 2: goods 40.00 less the rebate of 4.00 taken back: 36.00; its shipping is no goods.
    path = amazon_settlement(
        tmp_path, "44,50",
        ("Order", "1", "ItemPrice", "Principal", "100,00", "2"),
        ("Order", "1", "ItemFees", "Commission", "-15,00", "2"),
        ("Refund", "2", "ItemPrice", "Principal", "-40,00", "1"),
        ("Refund", "2", "Promotion", "Principal", "4,00", ""),
        ("Refund", "2", "ItemPrice", "Shipping", "-4,50", ""),
    )  # fmt: skip
    done = imported(tmp_path, path, channel="de")
    assert done.prepared.skipped == {"summary": 1}
    assert done.prepared.totals["payout"] == Decimal("44.50")
    assert done.row("returns", "order_id", "sku", "quantity", "amount", "refunded_at") == (
        "2", "A", 1, Decimal("36.00"), dt.datetime(2026, 9, 14, 23, 30),
    )  # fmt: skip
    assert done.rows("settlements", "kind", "settled_on")[0] == (
        "Order / ItemPrice / Principal", dt.date(2026, 9, 16),
    )  # fmt: skip


def test_a_date_range_report_is_found_below_its_notes(tmp_path: Path) -> None:
    rows = [
        {"date/time": "Sep 3, 2026 10:15:00 PM PDT", "settlement id": "9", "type": "Refund",
         "order id": "111-1", "sku": "A", "description": "Tee", "quantity": "1", "product sales": "-32.00",
         "promotional rebates": "2.00", "selling fees": "4.80", "fba fees": "0", "total": "-25.20"},
        {"date/time": "Sep 5, 2026 1:00:00 AM PDT", "settlement id": "9", "type": "Transfer",
         "product sales": "0", "total": "-1,234.50"},
    ]  # fmt: skip
    notes = '"Includes Amazon Marketplace, Fulfillment by Amazon"\r\n' * 7
    path = write(tmp_path / "2026SepCustomTransaction.csv", notes + table(rows), "utf-8-sig")
    done = imported(tmp_path, path, channel="us", currency="USD")
    assert done.prepared.totals["payout"] == Decimal("-25.20")
    assert done.row("returns", "amount", "refunded_at") == (
        Decimal("30.00"), dt.datetime(2026, 9, 4, 5, 15),
    )  # fmt: skip
    assert done.row("settlements", "kind", "amount") == ("Refund", Decimal("-25.20"))


def test_customer_returns_tell_what_goes_back_to_stock(tmp_path: Path) -> None:
    usual = {
        "return-date": "2026-09-14T08:00:00+00:00", "sku": "A", "fnsku": "X", "quantity": "1",
        "fulfillment-center-id": "ABE2", "license-plate-number": "L", "reason": "UNWANTED_ITEM",
    }  # fmt: skip
    rows = [
        usual | {"order-id": "1", "detailed-disposition": "SELLABLE"},
        usual | {"order-id": "2", "detailed-disposition": "CUSTOMER_DAMAGED"},
    ]
    path = write(tmp_path / "returns.txt", table(rows, delimiter="\t"))
    done = imported(tmp_path, path, channel="us")
    assert done.rows("returns", "order_id", "quantity", "restocked_quantity", "amount") == [
        ("1", 1, 1, None),
        ("2", 1, 0, None),
    ]
