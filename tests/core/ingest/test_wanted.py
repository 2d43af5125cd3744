"""A person can say how a file is laid out: the sign between columns, the row of the headers, the sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import InputError
from core.ingest.reading import first_rows, read
from core.ingest.wanted import Wanted, delimiter_named
from tests.core.ingest.exports import workbook, write

LEGEND = "sku;quantity;;\nArticle;Pieces;Sold on;Note\nTEA;2;2026-03-01;a, b\n"


def test_the_row_of_the_headers_is_the_one_that_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "till.csv", LEGEND)
    assert next(iter(read(path, tmp_path))).header_row == 1
    (part,) = read(path, tmp_path, Wanted(header_rows={"": 2}))
    assert (part.header_row, part.rows) == (2, 1)
    assert part.headers == ("Article", "Pieces", "Sold on", "Note")
    assert part.as_found[:2] == ("sku", "quantity")


def test_the_sign_between_columns_is_the_one_that_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "odd.csv", "a^b^c\n1,5^2^3\n4,5^5^6\n")
    (part,) = read(path, tmp_path, Wanted(delimiter=delimiter_named("^")))
    assert part.headers == ("a", "b", "c")
    with pytest.raises(InputError, match="semicolon"):
        delimiter_named("dots")


def test_only_the_sheets_that_are_named_are_read(tmp_path: Path) -> None:
    sheets = {name: [["sku", "name"], [name, "Mug"]] for name in ("May", "June")}
    path = workbook(tmp_path / "a.xlsx", sheets)
    (part,) = read(path, tmp_path, Wanted(sheets=("June",)))
    assert (part.sheet, part.sheets) == ("June", ("May", "June"))
    with pytest.raises(InputError, match="May, June"):
        read(path, tmp_path, Wanted(sheets=("July",)))


def test_each_sheet_has_its_own_row_of_headers(tmp_path: Path) -> None:
    rows = [["sku", "quantity"], ["Article", "Pieces"], ["TEA", 2]]
    path = workbook(tmp_path / "a.xlsx", {"May": rows, "June": rows})
    found = read(path, tmp_path, Wanted(header_rows={"June": 2}))
    assert [part.headers[0] for part in found] == ["sku", "Article"]


def test_text_as_excel_saves_it_may_break_lines_inside_quoted_cells(tmp_path: Path) -> None:
    text = 'order_id\tsku\tproduct_name\tquantity\r\n1\tA\t"Mug\nblue"\t1\r\n2\tB\t"2"" pin"\t1\r\n'
    path = tmp_path / "orders.txt"
    path.write_bytes(text.encode("utf-16"))
    (part,) = read(path, tmp_path)
    assert [row[2] for row in first_rows(part, 2)] == ["Mug\nblue", '2" pin']


def test_a_bare_quotation_mark_in_a_platform_s_tab_file_is_a_letter(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", 'order_id\tsku\tname\r\n1\tA\t"Mug\r\n2\tB\t5"\r\n3\tB\tx\r\n')
    (part,) = read(path, tmp_path)
    assert [row[2] for row in first_rows(part, 3)] == ['"Mug', '5"', "x"]
