"""Templates can be opened, filled in and handed back."""

from __future__ import annotations

import io

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from core import i18n, schema
from core.schema.templates import HELP_HEADERS, HELP_SHEET, template_csv, template_xlsx
from core.schema.types import Table

every_table = pytest.mark.parametrize("table", schema.TABLES.values(), ids=lambda table: table.name)


def _sheets(table: Table) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(template_xlsx(table)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@every_table
def test_the_first_sheet_asks_for_every_column_and_holds_no_row(table: Table) -> None:
    name, rows = next(iter(_sheets(table).items()))
    assert name == table.name
    assert rows == [[column.name for column in table.asked]]


@every_table
def test_the_help_sheet_explains_every_column(table: Table) -> None:
    header, *rows = _sheets(table)[HELP_SHEET]
    assert header == list(HELP_HEADERS)
    assert [(row[0], row[-1]) for row in rows] == [(c.name, c.meaning) for c in table.asked]


@every_table
def test_the_csv_template_is_one_line_that_excel_reads_as_unicode(table: Table) -> None:
    content = template_csv(table)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == ",".join(c.name for c in table.asked) + "\r\n"


def test_help_says_which_columns_a_file_must_bring() -> None:
    required = {str(row[0]): row[1] for row in _sheets(schema.STOCK)[HELP_SHEET][1:]}
    assert required["sku"] == "yes"
    assert required["location"] == "no; asked when you upload"
    assert required["condition"] == "no; empty means sellable"
    assert required["lot"] == "no"


def test_a_code_with_leading_zeros_survives_the_template() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(schema.PRODUCTS)))
    assert book["products"].column_dimensions["A"].number_format == "@"


def test_allowed_values_are_offered_as_a_list() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(schema.RETURNS)))
    lists = [rule.formula1 for rule in book["returns"].data_validations.dataValidation]
    assert lists == [f'"{",".join(schema.RETURNS["kind"].allowed)}"']


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_column_names_are_the_same_in_every_language(code: str) -> None:
    with i18n.language(code):
        rows = _sheets(schema.PRODUCTS)["products"]
    assert rows == [[column.name for column in schema.PRODUCTS.asked]]
