"""Empty files to fill in: the columns of a table as a workbook with help, or as CSV."""

from __future__ import annotations

import io

import xlsxwriter

from core.i18n import N_, _
from core.schema.types import Column, Kind, Table

HELP_SHEET = "help"
HELP_HEADERS = (
    N_("Column"),
    N_("Required"),
    N_("What to write"),
    N_("Unit"),
    N_("Allowed values"),
    N_("Meaning"),
)

WHAT_TO_WRITE = {
    Kind.ID: N_("a code, kept as text"),
    Kind.TEXT: N_("text"),
    Kind.CODE: N_("one of the allowed values"),
    Kind.QUANTITY: N_("a number, such as 12 or 0.5"),
    Kind.MONEY: N_("an amount, such as 1234.50"),
    Kind.PRICE: N_("an amount, such as 12.5"),
    Kind.SHARE: N_("a share, such as 0.15"),
    Kind.RATE: N_("a number, such as 7.85"),
    Kind.NUMBER: N_("a number"),
    Kind.COUNT: N_("a whole number"),
    Kind.DAYS: N_("a whole number of days"),
    Kind.DATE: N_("a date, such as 2026-03-31"),
    Kind.TIMESTAMP: N_("date and time, such as 2026-03-31 18:05:00"),
    Kind.FLAG: N_("yes or no"),
}

_ROWS_TO_FILL = 10_000
"""Rows that get a drop-down of allowed values; more may be filled in."""

_EXCEL_LIST_LIMIT = 255
"""Excel refuses a longer drop-down list."""

_CELL_FORMATS = {
    # Without "text" Excel drops leading zeros and writes long numbers as 1.23E+15.
    Kind.ID: "@",
    Kind.DATE: "yyyy-mm-dd",
    Kind.TIMESTAMP: "yyyy-mm-dd hh:mm:ss",
}


def template_csv(table: Table) -> bytes:
    """One line with the column names, UTF-8 with a byte order mark so that Excel reads it."""
    return (",".join(column.name for column in table.asked) + "\r\n").encode("utf-8-sig")


def template_xlsx(table: Table) -> bytes:
    """A workbook: a sheet to fill in, and a sheet "help" in the reader's language.

    Identifiers are formatted as text, dates as dates, codes get a drop-down; required columns are bold.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        _write_form(book, table)
        _write_help(book, table)
    return stream.getvalue()


def _write_form(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(table.name)
    bold, plain = book.add_format({"bold": True}), book.add_format()
    formats = {kind: book.add_format({"num_format": code}) for kind, code in _CELL_FORMATS.items()}
    for position, column in enumerate(table.asked):
        sheet.set_column(position, position, max(12, len(column.name) + 2), formats.get(column.kind, plain))
        sheet.write_string(0, position, column.name, bold if column in table.expected else plain)
        if column.allowed and len(",".join(column.allowed)) <= _EXCEL_LIST_LIMIT:
            choice = {"validate": "list", "source": list(column.allowed), "error_type": "warning"}
            sheet.data_validation(1, position, _ROWS_TO_FILL, position, choice)
    sheet.freeze_panes(1, 0)


def _write_help(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(HELP_SHEET)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    rows = [tuple(_(header) for header in HELP_HEADERS), *(_help_row(table, c) for c in table.asked)]
    for row, cells in enumerate(rows):
        for position, text in enumerate(cells):
            sheet.write_string(row, position, text, bold if row == 0 else wrapped)
    for position, width in enumerate((22, 24, 30, 24, 30, 70)):
        sheet.set_column(position, position, width)
    sheet.freeze_panes(1, 1)


def _help_row(table: Table, column: Column) -> tuple[str, ...]:
    return (
        column.name,
        required_words(table, column),
        _(WHAT_TO_WRITE[column.kind]),
        _(column.unit) if column.unit else "",
        ", ".join(column.allowed),
        _(column.meaning),
    )


def required_words(table: Table, column: Column) -> str:
    """Whether a file must bring the column, in the reader's language."""
    if column in table.expected:
        return _("yes")
    if column.default:
        return _("no; empty means {value}").format(value=column.default)
    if column.fallback == "asked":
        return _("no; asked when you upload")
    if column.fallback == "made":
        return _("no; made at import")
    return _("no")
