"""Files that people open in a spreadsheet show what the screen showed, and run nothing."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import exports


def _table(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def _opened(content: bytes) -> list[tuple[object, ...]]:
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    return [tuple(cell.value for cell in row) for row in page.iter_rows()]


def test_excel_reads_the_chinese_of_a_csv() -> None:
    content = exports.csv_bytes(_table(name=["蓝色杯子"]), {"name": "商品"})
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "商品\r\n蓝色杯子\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+49 171", "-2", "@SUM(A1)", " =1", "\t=1", "＝1"])
def test_text_that_looks_like_a_formula_is_defused(text: str) -> None:
    assert exports.guarded(text).startswith("'")


def test_a_negative_number_stays_a_number_in_csv() -> None:
    assert (
        exports.csv_bytes(_table(units=[-3, Decimal("-1.50")])).decode("utf-8-sig")
        == "units\r\n-3\r\n-1.50\r\n"
    )


def test_a_missing_value_is_an_empty_cell() -> None:
    table = _table(units=[None, 2])
    assert exports.csv_bytes(table).decode("utf-8-sig") == 'units\r\n""\r\n2\r\n'
    assert _opened(exports.xlsx_bytes(table)) == [("units",), (None,), (2,)]


def test_excel_gets_numbers_dates_and_text_as_what_they_are() -> None:
    table = _table(sku=["00123"], price=[Decimal("12.50")], day=[dt.date(2026, 3, 1)], note=["=1+1"])
    header, row = _opened(exports.xlsx_bytes(table))
    assert header == ("sku", "price", "day", "note")
    assert row == ("00123", 12.5, dt.datetime(2026, 3, 1), "=1+1")
    cell = openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes(table))).active["D2"]
    assert cell.data_type == "s"


def test_an_empty_table_is_a_header() -> None:
    assert _opened(exports.xlsx_bytes(_table(sku=[]))) == [("sku",)]


def test_a_sheet_title_that_excel_refuses_is_mended() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes(_table(a=[1]), sheet="Orders: 3/2026 [all]")))
    assert book.sheetnames == ["Orders  3 2026  all"]


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    assert not exports.guarded(text).lstrip(" ").startswith(exports.FORMULA_STARTS)
