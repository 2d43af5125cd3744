"""Shop systems and Odoo: orders with and without their lines, refunds as rows or columns, packed cells."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.core.ingest.exports import imported, table, write
from tests.core.ingest.exports_west import (
    ODOO_HEADERS,
    ODOO_TECHNICAL,
    bigcommerce,
    bigcommerce_line,
    magento,
    odoo,
    square_items,
)

WOO = {
    "Date": "2026-09-01 11:07:04", "N. Revenue (formatted)": "$94.28", "Status": "completed",
    "Customer": "Ada Example", "Customer type": "new", "Product(s)": "3× Beans, dark, 2× Mug",
    "Items sold": "5", "Coupon(s)": "", "Attribution": "Direct",
}  # fmt: skip


def test_woocommerce_refunds_are_rows_of_their_own(tmp_path: Path) -> None:
    rows = [
        {"Order #": "2001", **WOO, "Net Sales": "82.50"},
        {"Order #": "2001", **WOO, "Date": "2026-09-08 00:23:18", "Net Sales": "-30.00"},
        {"Order #": "2001", **WOO, "Date": "2026-10-02 08:00:00", "Net Sales": "-2.50"},
    ]  # fmt: skip
    done = imported(
        tmp_path, write(tmp_path / "a.csv", table(rows), "utf-8-sig"), channel="woo", currency="USD"
    )
    totals = done.prepared.totals
    assert (totals["orders"], totals["goods_amount"], totals["refunded_amount"]) == (
        1, Decimal("82.50"), Decimal("32.50"),
    )  # fmt: skip
    assert done.row("orders", "goods_amount", "state") == (Decimal("82.50"), "completed")
    assert len({row[0] for row in done.rows("returns", "return_id")}) == 2
    assert "without their products" in done.warnings
    assert "different things" not in done.warnings


def test_woocommerce_variations_stand_below_their_parent(tmp_path: Path) -> None:
    usual = {"Visibility in catalog": "visible", "Published": "1", "Grouped products": ""}
    rows = [
        usual | {"ID": "1", "Type": "variable", "SKU": "MUG", "Name": "Mug", "Regular price": "",
                 "Categories": r"Kitchen > New\, Autumn, Gifts", "Parent": "", "Sale price": ""},
        usual | {"ID": "2", "Type": "variation", "SKU": "MUG-W", "Name": "Mug - White", "Parent": "MUG",
                 "Regular price": "1.234,50", "Sale price": "999,00"},
        usual | {"ID": "3", "Type": "simple, virtual", "SKU": "", "Name": "Voucher", "Regular price": "10,00",
                 "Published": "-1"},
    ]  # fmt: skip
    path = write(tmp_path / "a.csv", table(rows), "utf-8-sig")
    done = imported(tmp_path, path, channel="woo", currency="EUR")
    assert done.rows("products", "sku", "category", "style_id", "kind", "status") == [
        ("MUG-W", "Kitchen > New, Autumn", "MUG", "goods", "active"),
        ("Voucher", None, None, "service", "draft"),
    ]
    assert done.rows("prices", "kind", "price", order="price") == [
        ("regular", Decimal("10.0000")),
        ("promotion", Decimal("999.0000")),
        ("regular", Decimal("1234.5000")),
    ]
    assert done.prepared.skipped == {"parents": 1}


def test_magento_writes_a_day_clock_with_am_and_pm(tmp_path: Path) -> None:
    money = {"Grand Total (Base)": "88.5000", "Subtotal": "82.5000"}
    path = magento(
        tmp_path,
        money | {"ID": "000000123", "Purchase Date": "Sep 3, 2026 14:15:00 PM"},
        money | {"ID": "000000124", "Purchase Date": "Sep 3, 2026 00:15:00 AM"},
        money | {"ID": "000000125", "Purchase Date": "Sep 3, 2026 1:15:30 PM"},
    )
    done = imported(tmp_path, path, channel="shop", currency="USD")
    assert done.rows("orders", "order_id", "placed_at") == [
        ("000000123", dt.datetime(2026, 9, 3, 14, 15)),
        ("000000124", dt.datetime(2026, 9, 3, 0, 15)),
        ("000000125", dt.datetime(2026, 9, 3, 13, 15, 30)),
    ]


def test_a_closed_magento_order_is_a_sale_that_was_given_back(tmp_path: Path) -> None:
    # 80.00 of goods less a discount of 8.00, 6.00 shipping: paid 78.00, for goods 72.00.
    path = magento(
        tmp_path,
        {"ID": "1", "Grand Total (Base)": "78.0000", "Subtotal": "80.0000", "Status": "Closed",
         "Total Refunded": "78.0000"},
        {"ID": "2", "Grand Total (Base)": "86.0000", "Subtotal": "80.0000", "Status": "Canceled",
         "Total Refunded": "0.0000"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="shop", currency="USD")
    assert done.rows("orders", "state", "platform_state", "goods_amount") == [
        ("completed", "Closed", Decimal("72.00")),
        ("cancelled", "Canceled", Decimal("80.00")),
    ]
    assert [row for row in done.rows("returns", "amount") if row[0]] == [(Decimal("78.00"),)]


def test_bigcommerce_lines_are_unpacked_and_goods_are_without_tax(tmp_path: Path) -> None:
    # 56.00 of goods without tax, 6.00 shipping; with 10 percent tax 61.60 + 6.60 = 68.20. Refund of 34.10
    # with tax is 31.00 without.
    details = " | ".join(
        [
            bigcommerce_line("MUG", "Mug, blue: large", 1, "24.00", "24.00"),
            bigcommerce_line("TEE", 'Tee "Basic"', 2, "16.00", "32.00"),
        ]
    )
    money = {
        "Subtotal (inc tax)": "61.60", "Subtotal (ex tax)": "56.00", "Tax Total": "6.20",
        "Order Total (inc tax)": "68.20", "Order Total (ex tax)": "62.00", "Total Quantity": "3",
    }  # fmt: skip
    path = bigcommerce(
        tmp_path,
        money | {"Order ID": "100", "Product Details": details, "Customer Email": "a@example.com"},
        money | {"Order ID": "101", "Product Details": details, "Order Status": "Partially Refunded",
                 "Refund Amount": "34.10"},
        money | {"Order ID": "102", "Product Details": details, "Order Status": "Cancelled"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="bc")
    totals = done.prepared.totals
    assert (totals["goods_amount"], totals["total"]) == (168, Decimal("204.60"))
    assert done.rows(
        "order_lines", "sku", "product_name", "quantity", "gross_amount", order="source_row, line_id"
    )[:2] == [
        ("MUG", "Mug, blue: large - Style: Blue", 1, Decimal("24.00")),
        ("TEE", 'Tee "Basic" - Style: Blue', 2, Decimal("32.00")),
    ]
    assert [row[0] for row in done.rows("returns", "amount") if row[0]] == [Decimal("31.00")]
    customers = [row[0] for row in done.rows("orders", "customer_id")]
    assert customers[0].startswith("h-")
    assert customers[1:] == [None, None]


@pytest.mark.parametrize("headers", [ODOO_HEADERS, ODOO_TECHNICAL], ids=["labels", "technical"])
def test_odoo_lines_belong_to_the_order_above_them(headers: tuple[str, ...], tmp_path: Path) -> None:
    # 24.00 less 10 percent is 21.60, and 2 x 32.00 = 64.00: 85.60 without tax.
    state = "Sales Order" if headers is ODOO_HEADERS else "sale"
    head = ("S00122", "2026-09-02 01:26:28", "Ada Example", "a@example.com", state, "EUR")
    tail = ("WH", "85.60", "16.26", "101.86")
    path = odoo(
        tmp_path,
        (*head, "[MUG] Mug", "1", "1", "0", "24.00", "10", "21.60", *tail),
        (*[""] * 6, "[TEE] Tee", "2", "2", "0", "32.00", "0", "64.00", *[""] * 4),
        (*[""] * 6, "", "0", "0", "0", "0", "0", "0", *[""] * 4),
        ("S00123", *head[1:], "[MUG] Mug", "1", "0", "0", "24.00", "10", "21.60", *tail),
        (*[""] * 6, "[TEE] Tee", "2", "2", "0", "32.00", "0", "64.00", *[""] * 4),
        headers=headers,
    )
    done = imported(tmp_path, path, channel="b2b")
    assert done.rows("order_lines", "order_id", "sku", "product_name", "seller_discount", "buyer_paid") == [
        ("S00122", "MUG", "Mug", Decimal("2.40"), Decimal("21.60")),
        ("S00122", "TEE", "Tee", None, Decimal("64.00")),
        ("S00123", "MUG", "Mug", Decimal("2.40"), Decimal("21.60")),
        ("S00123", "TEE", "Tee", None, Decimal("64.00")),
    ]
    assert done.rows("orders", "order_id", "state", "currency", "location") == [
        ("S00122", "shipped", "EUR", "WH"),
        ("S00123", "paid", "EUR", "WH"),
    ]
    assert done.prepared.skipped == {"notes": 1}
    assert "repeat an earlier row" not in done.warnings


def test_odoo_stock_adds_up_lots_and_leaves_out_places_outside(tmp_path: Path) -> None:
    rows = [
        {"Product": "[A] Mug", "Location": "WH/Stock/Shelf 1", "Lot/Serial Number": "L1", "Quantity": "5",
         "Reserved Quantity": "1", "Available Quantity": "4"},
        {"Product": "[A] Mug", "Location": "WH/Stock/Shelf 2", "Lot/Serial Number": "L2", "Quantity": "7",
         "Reserved Quantity": "0", "Available Quantity": "7"},
        {"Product": "[A] Mug", "Location": "Partners/Customers", "Quantity": "-12"},
    ]  # fmt: skip
    done = imported(tmp_path, write(tmp_path / "stock.quant.csv", table(rows)))
    assert done.row("stock", "location", "sku", "on_hand", "reserved") == ("WH", "A", 12, 1)
    assert done.prepared.skipped == {"elsewhere": 1}


def test_odoo_purchase_orders_say_what_has_arrived(tmp_path: Path) -> None:
    rows = [
        {"Order Reference": "P001", "Vendor": "Example Mill", "Order Deadline": "2026-09-01 10:00:00",
         "Status": "Purchase Order", "Order Lines/Product": "[A] Mug", "Order Lines/Quantity": "10",
         "Order Lines/Received Qty": "10", "Order Lines/Unit Price": "6.10",
         "Order Lines/Expected Arrival": "2026-09-20 10:00:00"},
        {"Order Lines/Product": "[B] Tee", "Order Lines/Quantity": "5", "Order Lines/Received Qty": "0",
         "Order Lines/Unit Price": "9"},
    ]  # fmt: skip
    done = imported(tmp_path, write(tmp_path / "purchase.order.csv", table(rows)), default_location="WH")
    assert done.rows(
        "purchase_order_lines", "po_id", "line_id", "supplier_id", "sku", "state", "promised_on"
    ) == [
        ("P001", "1", "Example Mill", "A", "received", dt.date(2026, 9, 20)),
        ("P001", "2", "Example Mill", "B", "open", None),
    ]
    assert done.row("receipts", "line_id", "quantity") == ("1", 10)


def test_odoo_products_carry_one_more_row_for_each_vendor(tmp_path: Path) -> None:
    rows = [
        {"Internal Reference": "A", "Name": "Mug", "Can be Sold": "True", "Sales Price": "24", "Cost": "6",
         "Vendors/Vendor": "Mill", "Vendors/Quantity": "50", "Vendors/Delivery Lead Time": "14"},
        {"Vendors/Vendor": "Kiln", "Vendors/Quantity": "20", "Vendors/Delivery Lead Time": "7"},
        {"Internal Reference": "", "Name": "Tee", "Sales Price": "32", "Cost": "9"},
    ]  # fmt: skip
    done = imported(
        tmp_path, write(tmp_path / "product.template.csv", table(rows)), channel="b2b", currency="EUR"
    )
    assert done.rows("products", "sku", "name") == [("A", "Mug"), ("Tee", "Tee")]
    assert done.rows("supplier_products", "supplier_id", "sku", "moq", "lead_time_days") == [
        ("Mill", "A", 50, 14),
        ("Kiln", "A", 20, 7),
    ]


def test_square_refunds_are_negative_rows_and_times_have_their_zone(tmp_path: Path) -> None:
    # Sold for 48.00 less 4.80: 43.20; one of the two came back for 21.60.
    path = square_items(
        tmp_path,
        {"Qty": "2.0", "SKU": "A", "Gross Sales": "$48.00", "Discounts": "-$4.80", "Net Sales": "$43.20",
         "Tax": "$3.46", "Transaction ID": "T1", "Payment ID": "P1", "Customer ID": "C1"},
        {"Qty": "-1.0", "SKU": "A", "Gross Sales": "-$24.00", "Discounts": "$2.40", "Net Sales": "-$21.60",
         "Tax": "-$1.73", "Transaction ID": "T1", "Payment ID": "P2", "Event Type": "Refund"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="till", currency="USD")
    totals = done.prepared.totals
    assert (totals["buyer_paid"], totals["refunded_goods"]) == (Decimal("43.20"), Decimal("21.60"))
    assert done.row("orders", "placed_at", "location") == (dt.datetime(2026, 9, 2, 3, 30), "Main Store")
    assert done.row("order_lines", "unit_price", "seller_discount", "tax_included") == (
        Decimal("24.0000"), Decimal("4.80"), False,
    )  # fmt: skip
    assert done.row("returns", "return_id", "quantity", "amount") == ("P2", 1, Decimal("21.60"))


def test_prestashop_speaks_the_language_of_the_back_office(tmp_path: Path) -> None:
    usual = {"ID": "1", "Nouveau client": "1", "Livraison": "France", "Client": "A. Exemple",
             "Paiement": "Carte", "Date": "03/09/2026 14:15:00"}  # fmt: skip
    rows = [
        usual | {"Référence": "ABCDEFGHI", "Total": "1\u202f056,29 €", "État": "Paiement accepté"},
        usual | {"Référence": "ABCDEFGHJ", "Total": "20,00 €", "État": "Remboursé"},
    ]
    path = write(tmp_path / "order_2026-10-01_090000.csv", table(rows, delimiter=";"))
    done = imported(tmp_path, path, channel="fr", currency="EUR")
    assert done.rows("orders", "order_id", "state", "goods_amount", "placed_at") == [
        ("ABCDEFGHI", "paid", Decimal("1056.29"), dt.datetime(2026, 9, 3, 14, 15)),
        ("ABCDEFGHJ", "completed", Decimal("20.00"), dt.datetime(2026, 9, 3, 14, 15)),
    ]
    assert [row[0] for row in done.rows("returns", "amount") if row[0]] == [Decimal("20.00")]


def test_members_are_known_by_their_hashed_email_in_every_shop_system(tmp_path: Path) -> None:
    shopify = {"Customer ID": "'7210448301122", "First Name": "Ada", "Email": "A@example.com",
               "Accepts Email Marketing": "yes", "Tags": "VIP, wholesale", "Tax Exempt": "no",
               "Accepts SMS Marketing": "no", "Default Address Province Code": "OR"}  # fmt: skip
    woo = {"Name": "Ada", "Username": "ada", "Last Active": "2026-09-01 10:00:00", "Email": "a@example.com",
           "Sign Up": "2026-08-01 10:00:00", "Total Spend": "12", "AOV": "12", "Role": "buyer"}  # fmt: skip
    first = imported(tmp_path, write(tmp_path / "customers_export.csv", table([shopify])), channel="a")
    second = imported(tmp_path, write(tmp_path / "wc.csv", table([woo])), channel="b")
    assert first.row("members", "tier", "region") == ("vip", "OR")
    assert first.row("members", "customer_id") == second.row("members", "customer_id")
    everything = str(first.connection.execute("SELECT * FROM staged_members").fetchall()).lower()
    assert "@example" not in everything
    assert "ada" not in everything


def test_square_refunds_in_items_and_transactions_count_once(tmp_path: Path) -> None:
    # Two products of 30 and 20 are paid, and both given back with one payment.
    cells = {"Transaction ID": "T1", "Discounts": "$0.00", "Tax": "$0.00"}
    sold = [("M", "30.00"), ("C", "20.00")]
    items = square_items(
        tmp_path,
        *({**cells, "SKU": s, "Qty": "1", "Gross Sales": f"${m}", "Net Sales": f"${m}", "Payment ID": "P1"}
          for s, m in sold),
        *({**cells, "SKU": s, "Qty": "-1", "Gross Sales": f"-${m}", "Net Sales": f"-${m}",
           "Payment ID": "P2", "Event Type": "Refund"} for s, m in sold),
    )  # fmt: skip
    usual = {**cells, "Date": "2026-09-01", "Time": "23:30:00", "Tip": "$0.00", "Partial Refunds": "$0.00",
             "Fees": "$0.00", "Description": "2 x Mug"}  # fmt: skip
    payments = [
        {**usual, "Gross Sales": f"{sign}$50.00", "Net Sales": f"{sign}$50.00", "Event Type": event,
         "Total Collected": f"{sign}$50.00", "Payment ID": number}
        for sign, event, number in (("", "Payment", "P1"), ("-", "Refund", "P2"))
    ]  # fmt: skip
    file = write(tmp_path / "transactions-2026-09-01.csv", table(payments))
    done = imported(tmp_path, items, file, channel="till", currency="USD")
    assert done.rows("returns", "return_id", "sku", "amount") == [
        ("P2", "M", Decimal("30.00")), ("P2", "C", Decimal("20.00")),
    ]  # fmt: skip
    assert done.prepared.totals["refunded_goods"] == 50
    assert done.prepared.totals["merchant_receivable"] == 50
