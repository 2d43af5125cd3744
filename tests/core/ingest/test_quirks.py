"""What platforms, spreadsheets and people do to files: the same table comes out, or a reason."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from core.errors import InputError
from core.ingest.parts import Part
from core.ingest.reading import first_rows, read
from core.ingest.unpack import unpack
from tests.core.ingest.exports import imported, table, taobao_detail, workbook, write

HEADER = "order_id,sku,quantity,unit_price,ordered_at"
PAGE = (
    "<html><head><meta charset='{charset}'></head><body><table border=1>"
    "<tr><th colspan=2>库存报表</th></tr>"
    "<tr><td>商品编码</td><td>商品名称</td><td>库存</td></tr>"
    "<tr><td rowspan=2>A-1</td><td>杯子&nbsp;大</td><td>5</td></tr>"
    "<tr><td>杯子<br>小</td><td>7</td></table></body></html>"
)


def cells(part: Part) -> list[list[str]]:
    return first_rows(part, 100)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_web_page_named_xls_is_read_as_the_table_that_excel_shows(tmp_path: Path, charset: str) -> None:
    (part,) = read(write(tmp_path / "a.xls", PAGE.format(charset=charset), charset), tmp_path)
    assert part.headers == ("商品编码", "商品名称", "库存")
    assert cells(part) == [["A-1", "杯子\xa0大", "5"], ["A-1", "杯子\n小", "7"]]


def test_every_member_of_a_zip_is_a_file_and_a_gzip_inside_a_name_is_one(tmp_path: Path) -> None:
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("may/orders.csv", f"{HEADER}\n1,A,1,2.00,2026-05-01\n")
        archive.writestr("june/orders.csv", f"{HEADER}\n2,A,1,2.00,2026-06-01\n3,B,1,2.00,2026-06-01\n")
    assert [part.rows for part in read(packed, tmp_path)] == [1, 2]
    single = tmp_path / "b.csv.gz"
    single.write_bytes(gzip.compress(f"{HEADER}\n1,A,1,2.00,2026-05-01\n".encode()))
    assert [part.rows for part in read(single, tmp_path)] == [1]


def test_what_unfolds_to_more_than_is_accepted_is_refused_before_the_disk_is_full(tmp_path: Path) -> None:
    bomb = tmp_path / "a.csv.gz"
    bomb.write_bytes(gzip.compress(b"0" * 5_000_000))
    with pytest.raises(InputError, match="unfolds to more"):
        unpack(bomb, tmp_path, largest_bytes=2_000_000)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain", f"{HEADER}\n1,A,2,9.50,2026-05-01\n2,B,1,3.00,2026-05-02\n"),
        ("windows line ends", f"{HEADER}\r\n1,A,2,9.50,2026-05-01\r\n2,B,1,3.00,2026-05-02\r\n"),
        ("old line ends", f"{HEADER}\r1,A,2,9.50,2026-05-01\r2,B,1,3.00,2026-05-02\r"),
        ("mixed line ends", f"{HEADER}\r\n1,A,2,9.50,2026-05-01\n2,B,1,3.00,2026-05-02"),
        ("quoted cells", f'{HEADER}\n"1","A","2","9.50","2026-05-01"\n"2","B","1","3.00","2026-05-02"\n'),
        ("no last line end", f"{HEADER}\n1,A,2,9.50,2026-05-01\n2,B,1,3.00,2026-05-02"),
        ("short rows", f"{HEADER},memo\n1,A,2,9.50,2026-05-01\n2,B,1,3.00,2026-05-02\n"),
        ("title above", f"Orders of May\n{HEADER}\n1,A,2,9.50,2026-05-01\n2,B,1,3.00,2026-05-02\n"),
        ("guards", f"{HEADER}\n=\"1\",'A,2,9.50,2026-05-01\n\"\t2\",B,1,3.00,2026-05-02\n"),
        ("full-width digits", f"{HEADER}\n1,A,２,９.５０,2026-05-01\n2,B,1,3.00,2026-05-02\n"),
        ("currency and serial days", f"{HEADER}\n1,A,2,￥9.50,46143\n2,B,1,3.00元,46144\n"),
        ("commas", HEADER.replace(",", ";") + "\n1;A;2;9,50;2026-05-01\n2;B;1;3,00;2026-05-02\n"),
        ("myriads", f"{HEADER}\n1,A,2,0.00095万,2026-05-01\n2,B,1,3.00,2026-05-02\n"),
        ("zeros and spaces", f"{HEADER}\n 1 ,A , 2.0 ,9.500,2026-05-01\n2,B,1, 3,2026-05-02 00:00:00\n"),
        ("Chinese dates", f"{HEADER}\n1,A,2,9.50,2026年5月1日\n2,B,1,3.00,2026年5月2日\n"),
        ("days first", f"{HEADER}\n1,A,2,9.50,01/05/2026\n2,B,1,3.00,2/5/2026\n3,B,0,0,13/05/2026\n"),
    ],
)  # fmt: skip
def test_each_habit_of_writing_gives_the_same_lines(tmp_path: Path, name: str, text: str) -> None:
    done = imported(
        tmp_path, write(tmp_path / "a.csv", text), channel="c", currency="CNY", timezone="UTC", table="sales"
    )
    lines = done.rows("order_lines", "order_id", "sku", "quantity::INTEGER", "unit_price::DOUBLE")[:2]
    assert lines == [("1", "A", 2, 9.5), ("2", "B", 1, 3.0)], name
    days = done.rows("orders", "placed_on::VARCHAR")[:2]
    assert days == [("2026-05-01",), ("2026-05-02",)], name


def test_padding_and_totals_are_skipped_and_counted(tmp_path: Path) -> None:
    text = f"{HEADER}\n1,A,2,9.50,2026-05-01\n,,,,\n2,B,1,3.00,2026-05-02\n合计,,3,22.00,\n"
    done = imported(
        tmp_path, write(tmp_path / "a.csv", text), channel="c", currency="CNY", timezone="UTC", table="sales"
    )
    assert (done.prepared.batch.rows_read, done.prepared.skipped) == (4, {"padding": 1, "total": 1})


def test_a_sum_among_the_rows_is_skipped_and_a_product_called_total_is_not(tmp_path: Path) -> None:
    text = (
        "Product,Order ID,SKU,Quantity,Price,Order date,Customer\n"
        "Mug,1,MUG,2,9.50,2026-05-01,ann\nDental total,2,DT,,3.00,2026-05-02,ben\nMay subtotal,,,2,19.00,,\n"
    )
    done = imported(
        tmp_path, write(tmp_path / "a.csv", text), channel="c", currency="CNY", timezone="UTC", table="sales"
    )
    assert (done.prepared.skipped, len(done.rejects)) == ({"total": 1}, 1)


def test_long_ids_that_a_spreadsheet_rounded_are_refused_with_the_remedy(tmp_path: Path) -> None:
    lines = ((f"35534980174480{n}000", "A", "杯子", n, "9.9") for n in range(5))
    with pytest.raises(InputError, match="lost its last digits"):
        imported(tmp_path, taobao_detail(tmp_path, *lines), channel="c")


def test_long_ids_of_which_one_ends_in_zeros_by_chance_are_read(tmp_path: Path) -> None:
    ids = ["355349801744801000", *(f"3553498017448{n:05}" for n in range(11111, 11115))]
    lines = ((number, "A", "杯子", 1, "9.9") for number in ids)
    done = imported(tmp_path, taobao_detail(tmp_path, *lines), channel="c")
    assert done.prepared.batch.rejected == 0


def test_a_sheet_of_merged_orders_and_real_dates_is_read_cell_by_cell(tmp_path: Path) -> None:
    rows = [["order_id", "sku", "quantity"], [17850.0, "A", 2], [17851.0, "B", 1.5]]
    (part,) = read(workbook(tmp_path / "a.xlsx", {"s": rows, "empty": []}), tmp_path)
    assert cells(part) == [["17850", "A", "2"], ["17851", "B", "1.5"]]


def test_ragged_rows_are_counted_as_the_spreadsheet_does(tmp_path: Path) -> None:
    rows = [{"order_id": str(n), "sku": "A", "quantity": "1"} for n in range(4)]
    text = table(rows).replace("\r\n2,A,1", '\r\n2,"A\nx",1,too,many').replace("\r\n3,A,1", "\r\n3,A")
    (part,) = read(write(tmp_path / "a.csv", text), tmp_path)
    assert part.rows == 4
