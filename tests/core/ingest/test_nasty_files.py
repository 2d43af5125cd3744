"""Files as they come from offices and chats: every total was added up by hand."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from core.ingest import ColumnMapping
from tests.core.ingest.exports import Imported, imported, write


def paid(done: Imported) -> Decimal:
    found = done.connection.execute(
        "SELECT sum(buyer_paid), sum(quantity) FROM staged_order_lines"
    ).fetchone()
    return found[0] if found else Decimal(0)


def test_a_web_page_named_xls_with_sums_between_its_rows(tmp_path: Path) -> None:
    # 158 + 19 + 3,060 + 75 + 1,020 = 4,332.
    rows = [
        "单号|日期|商品编码|品名|数量|单价|金额|省份",
        "XS-001|2026-08-01|MUG|马克杯|2|79.00|158.00|江苏", "XS-001|2026-08-01|CNDL|蜡烛|1|19.00|19.00|江苏",
        "XS-002|2026-08-02|TEA|茶叶|3|1,020.00|3,060.00|上海", "8月上旬小计||||6||3,237.00|",
        "XS-003|2026-08-15|MUG|马克杯|1|79.00|75.00|北京",
        "XS-004|2026-08-16|TEA|茶叶|1|1,020.00|1,020.00|北京",
        "合计||||8||4,332.00|",
    ]  # fmt: skip
    body = "".join("<tr><td>" + row.replace("|", "</td><td>") + "</td></tr>" for row in rows)
    page = f"<html><body><table><tr><td colspan=8>销售明细表</td></tr>{body}</table></body></html>"
    done = imported(tmp_path, write(tmp_path / "明细.xls", page, "gb18030"), channel="shop", currency="CNY")
    assert (paid(done), done.prepared.totals["buyer_paid"]) == (Decimal("4332.00"), 4332)
    assert (done.prepared.skipped, done.rejects) == ({"total": 2}, [])


def test_thin_spaces_decimal_commas_and_days_that_one_row_decides(tmp_path: Path) -> None:
    # 2,501.00 + 12.90 + 1,200.00 + 116.10 = 3,830.00; only the 25th says that the day comes first.
    text = (
        "Bon;Date;Article;Qté;Prix unitaire;Montant\r\n"
        "F-1;03/04/2026;TASSE;2;1\u202f250,50;2\u202f501,00\r\n"
        "F-2;05/04/2026;BOUGIE;1;12,90;12,90\r\n"
        "F-3;25/04/2026;TASSE;1;1\u2009250,50;1\u2009200,00\r\n"
        "F-3;25/04/2026;BOUGIE;10;12,90;116,10\r\n"
    )
    headers = {"order_id": "Bon", "placed_at": "Date", "sku": "Article", "quantity": "Qté",
               "unit_price": "Prix unitaire", "buyer_paid": "Montant"}  # fmt: skip
    mapping = ColumnMapping("sales", headers, {})
    done = imported(
        tmp_path, write(tmp_path / "v.csv", text), channel="shop", currency="EUR", mapping=mapping
    )
    assert (paid(done), done.rejects) == (Decimal("3830.00"), [])
    assert done.rows("orders", "placed_on::VARCHAR") == [("2026-04-03",), ("2026-04-05",), ("2026-04-25",)]


def test_two_rows_of_headers_merged_orders_a_hidden_column_and_wan(tmp_path: Path) -> None:
    # 1.50万 + 1,900.00 + 1.02万 = 27,100.
    path = tmp_path / "大客户.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("订单")
        sheet.merge_range(0, 0, 0, 2, "订单信息")
        sheet.merge_range(0, 3, 0, 6, "商品信息")
        head = ["订单号", "下单日期", "客户", "商品编码", "数量", "单价", "实付金额", "内部成本"]
        sheet.write_row(1, 0, head)
        for column, cell in enumerate(("D-100", "2026年8月5日", "示例公司")):
            sheet.merge_range(2, column, 3, column, cell)
        sheet.write_row(2, 3, ["MUG", "200", "￥79.00", "￥1.50万", "￥42.7"])
        sheet.write_row(3, 3, ["CNDL", "100", "￥19.00", "￥1,900.00", "￥9"])
        sheet.write_row(
            4, 0, ["D-101", "2026年8月6日", "另一公司", "TEA", "10", "￥1,020", "￥1.02万", "￥600"]
        )
        sheet.set_column(7, 7, None, None, {"hidden": 1})
    done = imported(tmp_path, path, channel="shop", currency="CNY")
    assert (paid(done), done.rejects) == (Decimal("27100.00"), [])
    assert done.rows("orders", "order_id", "placed_on::VARCHAR") == [
        ("D-100", "2026-08-05"), ("D-101", "2026-08-06"),
    ]  # fmt: skip


def test_a_damaged_file_and_a_picture_in_a_zip_do_not_keep_the_good_one_out(tmp_path: Path) -> None:
    head = "Order ID,Order date,SKU,Quantity,Amount paid\n"
    good = f"{head}Z-1,2026-08-01,MUG,1,10.00\nZ-2,2026-08-02,MUG,1,20.00\n"
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as workbook:
        workbook.add_worksheet("x").write_row(0, 0, ["Order ID", "SKU"])
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as packed:
        packed.writestr("broken.xlsx", book.getvalue()[: len(book.getvalue()) // 2])
        packed.writestr("orders.csv", good)
        packed.writestr("shop.png", b"\x89PNG\r\n")
    done = imported(tmp_path, tmp_path / "two.zip", channel="shop", currency="CNY")
    assert paid(done) == Decimal("30.00")
    assert "could not be read and are left out: 2." in done.warnings
    assert "two.zip / broken.xlsx is damaged" in done.warnings


def test_order_numbers_of_which_some_were_rounded_are_refused_row_by_row(tmp_path: Path) -> None:
    # Rows 2, 4, 6, 8 are whole: 10 + 30 + 50 + 70 = 160, and the last one 5. The others have lost digits.
    numbers = [f"35534980174480011{n:02d}" if n % 2 else f"3553498017448{n:02d}0000" for n in range(1, 9)]
    rows = [f"{number}\t2026-08-{n:02d}\tMUG\t1\t{n * 10}.00" for n, number in enumerate(numbers, 1)]
    text = "\r\n".join(["订单号\t下单时间\t商品编码\t数量\t实付金额", *rows,
                        "3553498017448000999\t2026-08-20\tMUG\t1\t5.00\r\n"])  # fmt: skip
    path = tmp_path / "导出.txt"
    path.write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    done = imported(tmp_path, path, channel="shop", currency="CNY")
    assert paid(done) == Decimal("165.00")
    assert [(row, code) for row, _column, code in done.rejects] == [
        (row, "damaged_id") for row in (3, 5, 7, 9)
    ]
