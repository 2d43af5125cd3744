"""Marketplaces: the order's money stands on every row and counts once; the platform's part is told apart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from core.ingest.choices import Choices
from core.ingest.prepare import matches
from tests.core.ingest.exports import imported, table, write
from tests.core.ingest.exports_west import (
    SHOPEE_ENGLISH,
    TIKTOK_HEADERS,
    ebay,
    etsy,
    lazada,
    shopee,
    tiktok,
)


def test_tiktok_money_ties_by_hand(tmp_path: Path) -> None:
    # Line A: 2 x 50 = 100, less 10 of TikTok and 20 of the seller: 70. Line B: 30. Together 100.
    # At payment TikTok takes 5.00 off the order: 3.50 from A and 1.50 from B. Shipping 4, so 99 in all.
    # Buyers paid 66.50 + 28.50 = 95; TikTok pays 13.50 + 1.50 = 15; the seller gets 80 + 30 = 110.
    order = {"Order ID": "578000000000000001", "Order Amount": "99.00", "Payment platform discount": "5.00",
             "Shipping Fee After Discount": "4.00"}  # fmt: skip
    path = tiktok(
        tmp_path,
        order | {"SKU ID": "17291", "Seller SKU": "A", "Quantity": "2", "SKU Unit Original Price": "50",
         "SKU Subtotal Before Discount": "100", "SKU Platform Discount": "10", "SKU Seller Discount": "20",
         "SKU Subtotal After Discount": "70"},
        order | {"SKU ID": "17292", "Seller SKU": "B", "SKU Unit Original Price": "30",
         "SKU Subtotal Before Discount": "30", "SKU Subtotal After Discount": "30"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="uk", currency="GBP", timezone="UTC")
    totals = done.prepared.totals
    assert (totals["total"], totals["shipping"], totals["orders"]) == (99, 4, 1)
    assert (totals["buyer_paid"], totals["platform_discount"], totals["merchant_receivable"]) == (95, 15, 110)
    assert done.rows("order_lines", "buyer_paid", "platform_discount", "merchant_receivable") == [
        (Decimal("66.50"), Decimal("13.50"), Decimal("80.00")),
        (Decimal("28.50"), Decimal("1.50"), Decimal("30.00")),
    ]
    assert done.prepared.skipped == {"description": 1}
    assert done.row("orders", "customer_id", "placed_at") == (None, dt.datetime(2026, 9, 13, 11, 7, 4))


def test_tiktok_refunds_go_to_the_returned_lines_and_cancelled_orders_are_given_back(tmp_path: Path) -> None:
    returned = {"Order ID": "1000001", "Order Amount": "90", "Order Refund Amount": "30",
                "Shipped Time": "14/09/2026 10:00:00"}  # fmt: skip
    path = tiktok(
        tmp_path,
        returned | {"SKU ID": "1", "SKU Subtotal After Discount": "60", "Quantity": "2",
                    "Sku Quantity of return": "1"},
        returned | {"SKU ID": "2", "SKU Subtotal After Discount": "30"},
        {"Order ID": "1000002", "Order Status": "Cancelled", "SKU ID": "1", "Order Amount": "34",
         "SKU Subtotal After Discount": "30", "Cancelled Time": "13/09/2026 12:00:00"},
        {"Order ID": "1000003", "Order Status": "Cancelled", "SKU ID": "1", "Order Amount": "30",
         "SKU Subtotal After Discount": "30", "Paid Time": ""},
        {"Order ID": "1000004", "SKU ID": "1", "Order Amount": "30", "SKU Subtotal After Discount": "30",
         "Seller Note": "刷单 do not ship"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="uk", currency="GBP")
    assert done.rows("returns", "order_id", "sku", "kind", "amount", "absent") == [
        ("1000001", "1", "return_refund", Decimal("30.00"), False),
        ("1000002", "1", "cancellation_before_shipment", Decimal("34.00"), False),
        (None, None, None, None, True),
        (None, None, None, None, True),
    ]
    assert "Orders that were cancelled after payment without a refund amount: 1." in done.warnings
    assert done.rows("orders", "order_type", "exclusion_rule")[3] == ("brushing", "刷单")


def test_american_tiktok_dates_have_the_month_first_and_unclear_ones_are_asked(tmp_path: Path) -> None:
    row = {"Order ID": "1000001", "SKU ID": "1", "SKU Subtotal After Discount": "9",
           "Created Time": "09/03/2026 11:07:04 PM", "Paid Time": ""}  # fmt: skip
    american = [{"District": "Zipcode", "Province": "State"}.get(h, h) for h in TIKTOK_HEADERS]
    done = imported(tmp_path, tiktok(tmp_path, row, headers=american), channel="us", currency="USD")
    assert done.row("orders", "placed_at") == (dt.datetime(2026, 9, 3, 23, 7, 4),)
    neutral = [h for h in TIKTOK_HEADERS if h not in ("District", "Province")]
    done = imported(tmp_path, tiktok(tmp_path, row, headers=neutral), channel="us", currency="USD")
    assert any(q.name == "date_order" and q.required for q in done.prepared.questions)


def test_shopee_money_ties_by_hand(tmp_path: Path) -> None:
    # Kaos: list 100 000, deal 80 000, of which Shopee pays 5 000; two of them: 160 000.
    # Topi: 40 000. Vouchers of the order: seller 20 000, Shopee 10 000; so buyers paid 170 000 for goods.
    # Split 4 to 1: seller 16 000 and 4 000, Shopee 8 000 and 2 000.
    # Shopee pays 5 000 + 10 000; the seller gets 200 000 - 20 000 + 5 000 = 185 000.
    order = {"No. Pesanan": "260901QTB2PY00", "Voucher Ditanggung Penjual": "20.000",
             "Voucher Ditanggung Shopee": "10.000", "Total Pembayaran": "170.000"}  # fmt: skip
    rows = (
        order | {"Nomor Referensi SKU": "A", "Harga Awal": "100.000", "Harga Setelah Diskon": "80.000",
                 "Jumlah": "2", "Diskon Dari Shopee": "5.000", "Diskon Dari Penjual": "35.000"},
        order | {"Nomor Referensi SKU": "B", "Harga Awal": "40.000", "Harga Setelah Diskon": "40.000"},
    )  # fmt: skip
    done = imported(tmp_path, shopee(tmp_path, *rows), channel="id", currency="IDR")
    totals = done.prepared.totals
    assert (totals["total"], totals["buyer_paid"]) == (170000, 170000)
    assert (totals["platform_discount"], totals["merchant_receivable"]) == (15000, 185000)
    assert done.rows("order_lines", "gross_amount", "seller_discount", "platform_discount", "buyer_paid") == [
        (200000, 51000, 13000, 136000),
        (40000, 4000, 2000, 34000),
    ]
    assert next(q for q in done.prepared.questions if q.name == "timezone").suggestion == "Asia/Jakarta"


def test_shopee_prices_without_any_other_sign_are_thousands_in_indonesia_only(tmp_path: Path) -> None:
    row = {"No. Pesanan": "A1", "Nomor Referensi SKU": "A", "Harga Awal": "89.000",
           "Harga Setelah Diskon": "89.000", "Total Pembayaran": "89.000"}  # fmt: skip
    done = imported(tmp_path, shopee(tmp_path, row), channel="id", currency="IDR")
    assert done.prepared.totals["total"] == 89000
    english = shopee(
        tmp_path,
        row | {"Harga Awal": "45.90", "Harga Setelah Diskon": "45.90", "Total Pembayaran": "45.90",
               "Status Pesanan": "Completed"},
        headers=SHOPEE_ENGLISH,
    )  # fmt: skip
    done = imported(tmp_path, english, channel="my", currency="MYR")
    assert (done.prepared.totals["total"], done.row("orders", "state")) == (Decimal("45.90"), ("completed",))


def test_shopee_gives_back_cancelled_orders_and_returned_pieces(tmp_path: Path) -> None:
    usual = {"Nomor Referensi SKU": "A", "Harga Awal": "60.000", "Harga Setelah Diskon": "60.000"}
    path = shopee(
        tmp_path,
        usual | {"No. Pesanan": "A1", "Status Pesanan": "Batal", "Total Pembayaran": "60.000"},
        usual | {"No. Pesanan": "A2", "Jumlah": "3", "Returned quantity": "1", "Total Pembayaran": "180.000"},
        usual | {"No. Pesanan": "A3", "Status Pesanan": "Batal", "Waktu Pembayaran Dilakukan": "-"},
    )
    done = imported(tmp_path, path, channel="id", currency="IDR")
    assert done.rows("returns", "order_id", "kind", "quantity", "amount") == [
        ("A1", "cancellation_before_shipment", 1, 60000),
        ("A2", "return_refund", 1, 60000),
        (None, None, None, None),
    ]


def test_a_lazada_row_is_one_piece(tmp_path: Path) -> None:
    # Three pieces at 20.00: seller takes 2.00 off each; buyers paid 15.00, so Lazada pays 3.00 of each.
    piece = {"orderNumber": "700000000000001", "sellerSku": "A", "unitPrice": "20.00", "paidPrice": "15.00",
             "sellerDiscountTotal": "-2.00", "status": "delivered"}  # fmt: skip
    path = lazada(
        tmp_path,
        piece | {"orderItemId": "900000000000001"},
        piece | {"orderItemId": "900000000000002", "status": "returned", "refundAmount": "15.00"},
        piece | {"orderItemId": "900000000000003", "status": "canceled"},
        piece | {"orderItemId": "900000000000004", "orderNumber": "700000000000002", "status": "canceled"},
    )
    done = imported(tmp_path, path, channel="sg", currency="SGD", timezone="UTC")
    totals = done.prepared.totals
    assert (totals["quantity"], totals["buyer_paid"], totals["platform_discount"]) == (4, 60, 12)
    assert totals["merchant_receivable"] == 72
    assert done.rows("orders", "order_id", "state", "shipping_charged", "placed_at", "customer_id") == [
        ("700000000000001", "completed", Decimal("4.00"), dt.datetime(2026, 9, 3, 14, 15), None),
        ("700000000000002", "cancelled", Decimal("0.00"), dt.datetime(2026, 9, 3, 14, 15), None),
    ]
    given_back = [
        row for row in done.rows("returns", "order_line_id", "kind", "amount", "absent") if not row[3]
    ]
    assert given_back == [
        ("900000000000002", "return_refund", Decimal("15.00"), False),
        ("900000000000003", "cancellation_before_shipment", Decimal("15.00"), False),
    ]
    assert "no file of it was tried" in " ".join(str(sentence) for sentence in done.prepared.evidence)


def test_an_ebay_order_of_several_items_has_its_sums_on_a_row_of_its_own(tmp_path: Path) -> None:
    # Order 1: 2 x 27.50 + 1 x 32.00 = 87.00 of goods, 6.00 shipping, 93.00 in all; order 2: 24.00 + 3.00.
    path = ebay(
        tmp_path,
        {"Sales Record Number": "1", "Order Number": "10-1", "Buyer Username": "buyer_a",
         "Shipping And Handling": "$6.00", "Total Price": "$93.00", "Shipped On Date": "Sep-03-26"},
        {"Sales Record Number": "1", "Order Number": "10-1", "Item Number": "4001", "Custom Label": "A",
         "Quantity": "2", "Sold For": "$27.50", "Transaction ID": "77"},
        {"Sales Record Number": "1", "Order Number": "10-1", "Item Number": "4002", "Custom Label": "B",
         "Quantity": "1", "Sold For": "$32.00", "Transaction ID": "78"},
        {"Sales Record Number": "2", "Order Number": "10-2", "Buyer Username": "b***", "Item Number": "4001",
         "Custom Label": "A", "Quantity": "1", "Sold For": "$24.00", "Shipping And Handling": "$3.00",
         "Total Price": "$27.00"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="ebay us", currency="USD")
    totals = done.prepared.totals
    assert (totals["buyer_paid"], totals["total"], totals["shipping"]) == (111, 120, 9)
    assert done.rows("orders", "order_id", "state", "customer_id", "shipping_charged") == [
        ("10-1", "shipped", "buyer_a", Decimal("6.00")),
        ("10-2", "paid", None, Decimal("3.00")),
    ]
    assert done.prepared.skipped["order_sums"] == 1
    assert sum(done.prepared.skipped.values()) + 3 == done.prepared.batch.rows_read
    assert not done.rejects


def test_ebay_refunds_come_with_the_transactions(tmp_path: Path) -> None:
    rows = [
        {"Transaction creation date": "Sep 14, 2026", "Type": "Refund", "Order number": "10-1",
         "Net amount": "-25.00", "Payout currency": "USD", "Payout date": "Sep 16, 2026",
         "Payout ID": "P1", "Item ID": "4001", "Custom label": "A", "Quantity": "1",
         "Item subtotal": "-27.50", "Final Value Fee - fixed": "--", "Gross transaction amount": "-33.50"},
        {"Transaction creation date": "Sep 15, 2026", "Type": "Order", "Order number": "10-2",
         "Net amount": "20.00", "Payout currency": "USD", "Payout date": "--", "Payout ID": "--"},
    ]  # fmt: skip
    note = "Transaction report\r\nAll times in PDT\r\n\r\n"
    path = write(tmp_path / "Transaction_report.csv", note + table(rows), "utf-8-sig")
    done = imported(tmp_path, path, channel="ebay us")
    assert done.row("returns", "order_id", "sku", "quantity", "amount") == ("10-1", "A", 1, Decimal("27.50"))
    assert done.row("settlements", "settlement_id", "amount", "settled_on") == (
        "P1", Decimal("-25.00"), dt.date(2026, 9, 16),
    )  # fmt: skip


def test_etsy_money_ties_by_hand_and_the_account_is_the_customer(tmp_path: Path) -> None:
    # 24.00 and 32.00 with a coupon of 11.20 on the order: 4.80 and 6.40 off. Shipping 5.50 counts once.
    order = {"Order ID": "3812", "Discount Amount": "11.20", "Coupon Code": "FALL20"}
    path = etsy(
        tmp_path,
        order | {"Transaction ID": "1", "Price": "24.00", "Item Total": "24.00", "SKU": "A"},
        order | {"Transaction ID": "2", "Price": "32.00", "Item Total": "32.00", "Variations": "Size:M"},
        {"Order ID": "3813", "Transaction ID": "3", "Price": "9.00", "Item Total": "9.00", "SKU": "A",
         "Buyer": "Ada E. (fake_user)"},
    )  # fmt: skip
    done = imported(tmp_path, path, channel="etsy")
    totals = done.prepared.totals
    assert (totals["buyer_paid"], totals["shipping"], totals["taxes"]) == (Decimal("53.80"), 11, 6)
    assert done.rows("order_lines", "sku", "seller_discount", "buyer_paid") == [
        ("A", Decimal("4.80"), Decimal("19.20")),
        ('Tee "Basic" - Size:M', Decimal("6.40"), Decimal("25.60")),
        ("A", None, Decimal("9.00")),
    ]
    customers = {row[0] for row in done.rows("orders", "customer_id")}
    assert len(customers) == 1
    assert customers.pop().startswith("h-")


@pytest.mark.parametrize("language", ["en", "us"])
def test_shopee_and_tiktok_in_english_are_told_apart(language: str, tmp_path: Path) -> None:
    row = {"No. Pesanan": "A1", "Nomor Referensi SKU": "A", "Harga Setelah Diskon": "9", "Jumlah": "1"}
    path = (
        shopee(tmp_path, row, headers=SHOPEE_ENGLISH)
        if language == "en"
        else tiktok(tmp_path, {"Order ID": "1000001", "SKU ID": "1", "SKU Subtotal After Discount": "9"})
    )
    ((match, _said),) = matches(path, tmp_path, Choices())
    assert match.preset.platform == ("shopee" if language == "en" else "tiktok")


@pytest.mark.parametrize(
    ("price", "chosen"), [("89.000", {"currency": "IDR"}), ("IDR 89.000", {}), ("89.000 ₫", {})]
)
def test_tiktok_prices_are_thousands_where_the_currency_has_no_cents(
    tmp_path: Path, price: str, chosen: dict[str, str]
) -> None:
    row = {"Order ID": "1000001", "SKU ID": "1", "SKU Subtotal After Discount": price,
           "SKU Unit Original Price": price, "SKU Subtotal Before Discount": price}  # fmt: skip
    done = imported(tmp_path, tiktok(tmp_path, row), channel="sea", **chosen)
    totals = done.prepared.totals
    assert (totals["lines_before_discounts"], totals["buyer_paid"]) == (89000, 89000)
