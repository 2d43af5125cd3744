"""Any file that holds a table becomes the same clean table; anything else is refused with what to do."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from core.errors import InputError
from core.ingest.parts import Part
from core.ingest.reading import read
from core.ingest.wanted import Wanted
from tests.core.ingest.exports import retail, table, taobao_list, workbook, write


def the_part(path: Path, folder: Path) -> Part:
    parts = read(path, folder)
    assert len(parts) == 1
    return parts[0]


CHINESE = table([{"订单编号": "1", "商品名称": "咖啡豆", "数量": "2", "单价": "9.50"}])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_chinese_headers_are_read_in_every_encoding_that_excel_writes(tmp_path: Path, encoding: str) -> None:
    part = the_part(write(tmp_path / "a.csv", CHINESE, encoding), tmp_path)
    assert part.headers == ("订单编号", "商品名称", "数量", "单价")
    assert "咖啡豆" in part.path.read_text("utf-8")


def test_a_letter_that_gbk_lacks_is_read_as_gb18030(tmp_path: Path) -> None:
    part = the_part(taobao_list(tmp_path, {"订单编号": "3553498017448001234"}), tmp_path)
    assert part.encoding == "gb18030"
    assert "É路" in part.path.read_text("utf-8")


def test_a_western_file_is_not_taken_for_chinese(tmp_path: Path) -> None:
    text = table([{"order_id": "1", "customer": "Jürgen Müller", "sku": "É-1", "quantity": "2"}])
    part = the_part(write(tmp_path / "a.csv", text, "cp1252"), tmp_path)
    assert part.encoding == "cp1252"
    assert "Jürgen Müller" in part.path.read_text("utf-8")


def test_our_template_saved_by_a_chinese_excel_is_read_as_chinese(tmp_path: Path) -> None:
    rows = [{"sku": f"S-{n}", "name": "手工粗陶马克杯", "brand": "山坡陶艺"} for n in range(5)]
    part = the_part(write(tmp_path / "a.csv", table(rows), "gb18030"), tmp_path)
    assert "手工粗陶马克杯" in part.path.read_text("utf-8")


def test_japanese_headers_are_read(tmp_path: Path) -> None:
    text = table([{"注文番号": "1", "ショップ名": "カフェ", "数量": "3"}])
    assert the_part(write(tmp_path / "a.csv", text, "cp932"), tmp_path).headers[1] == "ショップ名"


def test_a_few_damaged_characters_do_not_turn_a_utf8_file_into_noise(tmp_path: Path) -> None:
    data = table([{"订单编号": str(n), "商品名称": "咖啡豆", "数量": "2"} for n in range(200)]).encode()
    path = tmp_path / "a.csv"
    path.write_bytes(data[:-9] + b"\xe5" + data[-9:])
    assert the_part(path, tmp_path).headers == ("订单编号", "商品名称", "数量")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_on_the_header_row_outside_quotes(tmp_path: Path, delimiter: str) -> None:
    text = table(
        [{"order_id": "1", "product_name": "Pen, blue; 5 | pcs", "quantity": "2"}], delimiter=delimiter
    )
    part = the_part(write(tmp_path / "a.csv", text), tmp_path)
    assert part.headers == ("order_id", "product_name", "quantity")
    assert "Pen, blue; 5 | pcs" in part.path.read_text("utf-8")


def test_the_header_row_is_found_below_a_title_block(tmp_path: Path) -> None:
    text = "Sales of May,,\r\nprinted 2026-06-01,,\r\n\r\nOrder ID,SKU,Quantity\r\n1,A,2\r\n"
    part = the_part(write(tmp_path / "a.csv", text), tmp_path)
    assert (part.header_row, part.headers, part.rows) == (4, ("Order ID", "SKU", "Quantity"), 1)


def test_a_quotation_mark_inside_a_tab_file_is_a_plain_character(tmp_path: Path) -> None:
    text = 'order-id\tproduct-name\tsku\r\n1\t"Basic" Tee\tT-1\r\n2\tMug\tM-1\r\n'
    part = the_part(write(tmp_path / "a.txt", text), tmp_path)
    assert part.rows == 2
    assert "Basic" in part.path.read_text("utf-8")


def test_a_cell_with_line_breaks_is_one_row(tmp_path: Path) -> None:
    text = 'sku,name,description\r\nA,Mug,"Made by\r\nhand"\r\nB,Pen,x\r\n'
    assert the_part(write(tmp_path / "a.csv", text), tmp_path).rows == 2


def test_files_inside_gzip_and_zip_are_read(tmp_path: Path) -> None:
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(CHINESE.encode()))
    assert the_part(packed, tmp_path).rows == 1
    both = tmp_path / "a.zip"
    with zipfile.ZipFile(both, "w") as archive:
        archive.writestr("orders.csv", CHINESE)
        archive.writestr("more/retail.csv", retail(("1", "A", "x", 1, "2.0")))
    assert [part.rows for part in read(both, tmp_path)] == [1, 1]


def test_an_excel_sheet_keeps_its_row_numbers(tmp_path: Path) -> None:
    rows = [["库存报表"], [], ["商品编码", "商品名称", "库存"], ["A-1", "杯子", 5], [], ["A-2", "笔", 7.5]]
    part = the_part(workbook(tmp_path / "a.xlsx", {"库存": rows}), tmp_path)
    assert (part.header_row, part.rows) == (3, 3)
    assert part.path.read_text("utf-8").splitlines() == ['"A-1","杯子","5"', '"","",""', '"A-2","笔","7.5"']


def test_a_long_number_in_excel_shows_that_it_lost_digits(tmp_path: Path) -> None:
    part = the_part(
        workbook(tmp_path / "a.xlsx", {"s": [["order_id", "sku"], [3553498017448001234, "A"]]}), tmp_path
    )
    assert part.path.read_text("utf-8").startswith('"3.55349801744800E+18",')


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(600), "picture"),
        ("a.xls", b"<html><body><p>Sign in</p></body></html>", "web page"),
        ("a.csv", b"%PDF-1.7 ...", "PDF"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged"),
        ("a.csv.gz", b"\x1f\x8b\x08broken", "damaged"),
        ("a.bin", bytes(range(32)) * 20, "no text"),
    ],
)
def test_what_is_no_table_is_refused_with_what_it_is(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=told):
        read(path, tmp_path)


def test_a_quotation_mark_that_never_closes_is_named(tmp_path: Path) -> None:
    text = 'order_id,name\r\n1,"never closed\r\n' + "2,some more text that fills the cell\r\n" * 40_000
    with pytest.raises(InputError, match="quotation mark"):
        read(write(tmp_path / "a.csv", text), tmp_path)


def test_a_chosen_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", CHINESE, "gb18030")
    with pytest.raises(InputError, match="ascii"):
        read(path, tmp_path, Wanted(encoding="ascii"))
