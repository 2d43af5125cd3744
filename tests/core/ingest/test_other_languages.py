"""Reports whose headers are in the seller's language: German eBay, Chinese Odoo; totals added up by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.core.ingest.exports import imported, workbook, write

EBAY = (
    "\ufeff;;;;;;;;;;;;;\r\n"
    "Verkaufsprotokollnummer;Bestellnummer;Nutzername des Käufers;"
    "Name des Käufers;Artikelnummer;Angebotstitel;"
    "Bestandseinheit;Anzahl;Verkauft für;Verpackung und Versand;"
    "Inklusive MwSt.-Satz;Gesamtbetrag;Verkauft am;"
    "Zahlungsdatum;Verschickt am - Datum\r\n"
    ";;;;;;;;;;;;;;\r\n"
    "101;23-12345-12345;kaeufer1;Ada Beispiel;;;;;;4,90 €;;1.239,70 €;10-Dez-25;10-Dez-25;12-Dez-25\r\n"
    "101;23-12345-12345;kaeufer1;Ada Beispiel;110000000001;Becher;MUG-BLU;3;411,60 €;4,90 €;19%;;10-Dez-25;"
    "10-Dez-25;12-Dez-25\r\n"
    "101;23-12345-12345;kaeufer1;Ada Beispiel;110000000002;Kerze;CNDL;0;"
    "0,00 €;0,00 €;19%;;10-Dez-25;10-Dez-25;"
    "12-Dez-25\r\n"
    "102;23-12345-99999;kaeufer2;Bo Beispiel;110000000002;Kerze;CNDL;2;12,50 €;0,00 €;19%;25,00 €;03-Mai-25;"
    "04-Mai-25;\r\n"
    "3;Datensätze heruntergeladen;von;01-Mai-25;;;;;;;;;;;\r\n"
    "Verkäufer: beispiel;;;;;;;;;;;;;;\r\n"
)


def test_german_ebay_ties_to_its_totals(tmp_path: Path) -> None:
    # 3 x 411.60 = 1,234.80 and 4.90 of postage: 1,239.70; and 2 x 12.50 = 25.00.
    done = imported(tmp_path, write(tmp_path / "eBay-OrdersReport-DE.csv", EBAY), channel="ebay")
    assert done.prepared.batch.rejected == 0
    assert done.rows("orders", "order_id", "currency", "shipping_charged", "placed_on", "paid_on") == [
        ("23-12345-12345", "EUR", Decimal("4.90"), dt.date(2025, 12, 10), dt.date(2025, 12, 10)),
        ("23-12345-99999", "EUR", Decimal("0.00"), dt.date(2025, 5, 3), dt.date(2025, 5, 4)),
    ]
    assert done.rows("order_lines", "sku", "quantity", "buyer_paid") == [
        ("MUG-BLU", Decimal(3), Decimal("1234.80")),
        ("CNDL", Decimal(0), Decimal("0.00")),
        ("CNDL", Decimal(2), Decimal("25.00")),
    ]
    assert done.prepared.totals["total"] == Decimal("1264.70")


ODOO = (
    "订单编号", "订单日期", "客户", "状态", "币种", "订单行/产品", "订单行/数量", "订单行/交货数量",
    "订单行/已开票数量",
    "订单行/单价", "订单行/折扣(%)", "订单行/小计", "仓库", "未税金额", "税", "总计",
)  # fmt: skip


def test_chinese_odoo_fills_the_order_down_and_ties(tmp_path: Path) -> None:
    # 10 x 12 less 10 percent: 108; 5 x 8 = 40; 148 without tax, 13 percent of it 19.24: 167.24.
    rows = [
        ODOO,
        ("S00012", "2026-09-01 10:00:00", "示例公司", "销售订单", "CNY", "[MUG-BLU] 马克杯", 10, 10, 10, 12,
         10,
         108, "主仓", 148, 19.24, 167.24),
        (None, None, None, None, None, "[CNDL] 蜡烛", 5, 5, 5, 8, 0, 40, None, None, None, None),
        ("S00013", "2026-09-02 10:00:00", "另一公司", "报价单", "CNY", "[CNDL] 蜡烛", 1, 0, 0, 8, 0, 8,
         "主仓", 8,
         1.04, 9.04),
    ]  # fmt: skip
    done = imported(tmp_path, workbook(tmp_path / "sale.order.xlsx", {"Sheet1": rows}), channel="odoo")
    assert done.prepared.report == "Odoo sales orders with lines"
    assert done.rows("orders", "order_id", "state", "location") == [
        ("S00012", "shipped", "主仓"), ("S00013", "placed", "主仓"),
    ]  # fmt: skip
    assert done.rows("order_lines", "sku", "gross_amount", "seller_discount", "buyer_paid") == [
        ("MUG-BLU", Decimal("120.00"), Decimal("12.00"), Decimal("108.00")),
        ("CNDL", Decimal("40.00"), None, Decimal("40.00")),
        ("CNDL", Decimal("8.00"), None, Decimal("8.00")),
    ]
    assert (done.prepared.totals["total"], done.prepared.totals["taxes"]) == (
        Decimal("176.28"), Decimal("20.28"),
    )  # fmt: skip


def test_chinese_odoo_purchases_are_no_sales(tmp_path: Path) -> None:
    rows = [
        ("订单关联", "供应商", "订单日期", "状态", "币种", "订单行/产品", "订单行/数量",
         "订单行/已接收数量", "订单行/单价",
         "订单行/小计", "订单行/预计到货日期"),
        ("P00007", "山坡陶瓷", "2026-09-01 10:00:00", "采购订单", "CNY", "[MUG-BLU] 马克杯", 100, 40, 6, 600,
         "2026-09-20"),
        (None, None, None, None, None, "[CNDL] 蜡烛", 50, 0, 3, 150, "2026-09-20"),
    ]  # fmt: skip
    done = imported(tmp_path, workbook(tmp_path / "purchase.order.xlsx", {"Sheet1": rows}), currency="CNY")
    assert done.prepared.report == "Odoo purchase orders with lines"
    assert done.rows("purchase_order_lines", "po_id", "sku", "quantity", "unit_cost") == [
        ("P00007", "MUG-BLU", Decimal(100), Decimal(6)), ("P00007", "CNDL", Decimal(50), Decimal(3)),
    ]  # fmt: skip
