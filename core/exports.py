"""Tables as files that people open in a spreadsheet: CSV and Excel.

Text from imported files may look like a formula. A spreadsheet that runs it could send data away, so such
text gets a leading apostrophe in CSV and is written as text in Excel. Numbers and dates stay what they are.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import xlsxwriter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet may take for a formula (OWASP, CSV injection)."""

MOST_XLSX_ROWS = 1_048_575
"""Rows of a sheet below its header."""

_WIDEST_COLUMN, _NARROWEST_COLUMN, _LOOKED_AT_ROWS = 60, 8, 200


def guarded(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could take it for a formula.

    >>> guarded("=1+1"), guarded("A-1")
    ("'=1+1", 'A-1')
    """
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def csv_bytes(table: pd.DataFrame, titles: Mapping[str, str] | None = None) -> bytes:
    """The table as UTF-8 CSV with a byte-order mark, so that Excel reads Chinese right.

    titles: shown header by column name; the name itself where none is given.
    """
    shown = table.copy(deep=False)
    for name in shown.select_dtypes(exclude=["number", "datetime", "bool"]).columns:
        shown[name] = pd.Series([_csv_cell(value) for value in table[name]], index=table.index, dtype=object)
    shown.columns = pd.Index([guarded(_title(name, titles)) for name in table.columns])
    text = shown.to_csv(index=False, lineterminator="\r\n")
    return b"\xef\xbb\xbf" + text.encode("utf-8")


def xlsx_bytes(
    table: pd.DataFrame,
    titles: Mapping[str, str] | None = None,
    *,
    sheet: str = "Abacus",
    cover: Mapping[str, object] | None = None,
) -> bytes:
    """The table as an Excel workbook: header frozen, filters on, nothing is a formula.

    cover: labels and what stands beside them, on a sheet of their own that is seen first; the table stays the
        first sheet for who reads it by machine. The first label names that sheet.
    Raises ValueError above MOST_XLSX_ROWS.
    """
    if len(table) > MOST_XLSX_ROWS:
        raise ValueError(f"xlsx_bytes: table has {len(table)} rows, a sheet holds {MOST_XLSX_ROWS}")
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(_sheet_name(sheet))
        _write_sheet(book, page, table, [_title(name, titles) for name in table.columns])
        if cover:
            _write_cover(book, cover)
    return buffer.getvalue()


def _write_cover(book: Any, cover: Mapping[str, object]) -> None:
    page = book.add_worksheet(_sheet_name(next(iter(cover))))
    bold, left = book.add_format({"bold": True}), book.add_format({"align": "left"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for row, (label, value) in enumerate(cover.items()):
        page.write_string(row, 0, label, bold)
        cell = _xlsx_cell(value)
        if isinstance(cell, str):
            page.write_string(row, 1, cell, left)
        elif isinstance(cell, dt.date):
            page.write_datetime(row, 1, cell, day)
        elif cell is not None:
            page.write(row, 1, cell, left)
    page.set_column(0, 0, _width("", list(cover)))
    page.set_column(1, 1, _width("", [str(value) for value in cover.values()]))
    page.activate()


def _write_sheet(book: Any, page: Any, table: pd.DataFrame, headers: list[str]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    day, moment = (book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
    page.write_row(0, 0, headers, bold)
    for number, name in enumerate(table.columns):
        values = [_xlsx_cell(value) for value in table[name]]
        page.set_column(number, number, _width(headers[number], values))
        for row, value in enumerate(values, start=1):
            if isinstance(value, str):
                page.write_string(row, number, value)
            elif isinstance(value, dt.datetime):
                page.write_datetime(row, number, value, moment)
            elif isinstance(value, dt.date):
                page.write_datetime(row, number, value, day)
            elif value is not None:
                page.write(row, number, value)
    page.freeze_panes(1, 0)
    if headers:
        page.autofilter(0, 0, max(len(table), 1), len(headers) - 1)


def _title(name: object, titles: Mapping[str, str] | None) -> str:
    return (titles or {}).get(str(name), str(name))


def _csv_cell(value: object) -> object:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, list | tuple | dict):
        return guarded(str(value))
    return value


def _xlsx_cell(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return str(value)
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def _width(header: str, values: list[Any]) -> float:
    longest = max([_cells(header), *(_cells(str(value)) for value in values[:_LOOKED_AT_ROWS])], default=0)
    return float(min(max(longest + 2, _NARROWEST_COLUMN), _WIDEST_COLUMN))


def _cells(text: str) -> int:
    """Width in narrow letters: a Chinese one is as wide as two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _sheet_name(title: str) -> str:
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:31].strip() or "Abacus"
