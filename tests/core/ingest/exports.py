"""Small files in the real formats, and the short way from a file to a prepared import without a store."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from core.ingest.choices import Choices
from core.ingest.prepare import Prepared, build, matches, together

NOW = dt.datetime(2026, 11, 21, 12)
Row = Mapping[str, Any]


@dataclass
class Imported:
    """A prepared import and the connection that holds its tables."""

    prepared: Prepared
    connection: duckdb.DuckDBPyConnection

    def rows(self, table: str, *columns: str, order: str = "source_row") -> list[tuple[Any, ...]]:
        names = ", ".join(columns)
        return self.connection.execute(f"SELECT {names} FROM staged_{table} ORDER BY {order}").fetchall()

    def row(self, table: str, *columns: str) -> tuple[Any, ...]:
        found = self.rows(table, *columns)
        assert len(found) == 1, found
        return found[0]

    @property
    def rejects(self) -> list[tuple[int | None, str, str]]:
        return [(r.row, r.column, r.code) for r in self.prepared.rejects_sample]

    @property
    def warnings(self) -> str:
        return "\n".join(str(warning) for warning in self.prepared.warnings)


def imported(folder: Path, *paths: Path, **choices: Any) -> Imported:
    """The import that the files make, prepared on a plain connection."""
    connection = duckdb.connect(config={"threads": 1})
    chosen = Choices(**choices)
    found = [match for path in paths for match, _said in matches(path, folder, chosen)]
    groups = together(found)
    assert len(groups) == 1
    return Imported(build(connection, groups[0], chosen, key=b"k" * 32, now=NOW), connection)


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def table(rows: Sequence[Row], *, delimiter: str = ",", headers: Sequence[str] = ()) -> str:
    """Rows as CSV text; the headers are those of the first row unless given."""
    out = io.StringIO()
    writer = csv.DictWriter(
        out, list(headers or rows[0]), delimiter=delimiter, restval="", lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """An Excel file; numbers stay numbers, dates get a date format."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def retail(*rows: Sequence[object]) -> str:
    """An Online Retail file: invoice, code, description, quantity, price, customer; all on 1 December
    2010."""
    return table(
        [
            {
                "InvoiceNo": r[0],
                "StockCode": r[1],
                "Description": r[2],
                "Quantity": r[3],
                "InvoiceDate": "2010-12-01 08:26:00",
                "UnitPrice": r[4],
                "CustomerID": r[5] if len(r) > 5 else "17850.0",
                "Country": "United Kingdom",
            }
            for r in rows
        ]
    )


SHOPIFY_HEADERS = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Currency",
    "Subtotal", "Shipping", "Taxes",
    "Total", "Discount Code", "Discount Amount", "Created at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem sku",
    "Shipping Province", "Shipping Country", "Cancelled at", "Refunded Amount", "Location", "Id", "Source",
    "Lineitem discount",
)  # fmt: skip


def shopify_order(name: str, *lines: tuple[str, int, str], **order: str) -> list[Row]:
    """An order in Shopify's form: lines are (sku, quantity, price), the order's own cells stand on its first
    line only."""
    whole = {
        "Financial Status": "paid", "Paid at": "2026-09-01 23:30:00 -0400", "Fulfillment Status": "fulfilled",
        "Fulfilled at": "2026-09-02 13:07:04 -0400", "Currency": "USD", "Subtotal": "100.00",
        "Shipping": "6.00", "Taxes": "7.00",
        "Total": "113.00", "Shipping Country": "US", "Shipping Province": "OR", "Refunded Amount": "0.00",
        "Source": "web",
    } | order  # fmt: skip
    return [
        {
            "Name": name,
            "Email": f"Buyer.{name.strip('#')}@example.com",
            "Created at": "2026-09-01 23:29:00 -0400",
            "Lineitem quantity": quantity,
            "Lineitem name": f"Name of {sku}",
            "Lineitem price": price,
            "Lineitem sku": sku,
            "Lineitem discount": "0.00",
        }
        | (whole if number == 0 else {})
        for number, (sku, quantity, price) in enumerate(lines)
    ]


def shopify(folder: Path, *orders: Sequence[Row]) -> Path:
    rows = [row for order in orders for row in order]
    return write(folder / "orders_export.csv", table(rows, headers=SHOPIFY_HEADERS))


TAOBAO_LIST_HEADERS = (
    "订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家支付积分", "总金额", "返点积分",
    "买家实际支付金额", "订单状态", "收货地址 ",
    "订单创建时间", "订单付款时间 ", "物流单号 ", "宝贝总数量", "店铺名称", "退款金额", "确认收货时间",
    "打款商家金额",
)  # fmt: skip


def taobao_list(folder: Path, *orders: Row, encoding: str = "gb18030") -> Path:
    """An order list as the old seller page exports it: guarded ids, headers that end in a space, amounts with
    元."""
    usual = {
        "买家会员名": "t**1", "买家应付货款": "100.00", "买家应付邮费": "8.00", "总金额": "108.00",
        "买家实际支付金额": "108.00",
        "订单状态": "交易成功", "收货地址 ": "广东省 深圳市 南山区 É路",
        "订单创建时间": "2026-09-01 23:50:00",
        "订单付款时间 ": "2026-09-02 00:10:00", "物流单号 ": "No:YT77", "宝贝总数量": "1",
        "店铺名称": "示例旗舰店", "退款金额": "0",
        "确认收货时间": "2026-09-07 11:00:00", "打款商家金额": "108.00元",
    }  # fmt: skip
    rows = [usual | dict(order) | {"订单编号": f'="{order["订单编号"]}"'} for order in orders]
    text = table(rows, headers=TAOBAO_LIST_HEADERS)
    return write(folder / "ExportOrderList202610010900.csv", text, encoding)


def taobao_detail(folder: Path, *lines: tuple[str, str, str, int, str]) -> Path:
    """An order detail file: lines are (order, seller's code, title, quantity, price)."""
    rows = [
        {
            "订单编号": f'="{order}"', "标题": title, "价格": price, "购买数量": quantity,
            "外部系统编号": "ITEM", "商品属性": "颜色:白",
            "套餐信息": "null", "备注": "null", "订单状态": "交易成功", "商家编码": code,
        }
        for order, code, title, quantity, price in lines
    ]  # fmt: skip
    return write(folder / "ExportOrderDetailList202610010900.csv", table(rows), "gb18030")
