"""Empty files to fill in, for every declared table and for flat sales."""

from __future__ import annotations

from core import schema
from core.i18n import N_, language
from core.ingest.templates import SALES
from core.ingest.templates import template as report_of
from core.schema import Table
from core.schema.templates import template_csv, template_xlsx


def template(table_name: str, language_code: str) -> bytes:
    """A workbook to fill in, its help in a language. Raises InputError for no table."""
    with language(language_code):
        return template_xlsx(_form(table_name))


def csv_template(table_name: str) -> bytes:
    """One line with the column names. Raises InputError for no table."""
    return template_csv(_form(table_name))


def _form(table_name: str) -> Table:
    report_of(table_name)
    if table_name != SALES:
        return schema.TABLES[table_name]
    columns = {c.name: c for c in (*schema.ORDERS.asked, *schema.ORDER_LINES.asked)}
    return Table(
        name=SALES,
        title=N_("Orders with their lines"),
        purpose=N_("One row for each product in an order, with the order's own columns."),
        group="orders",
        columns=tuple(columns.values()),
        key=schema.ORDER_LINES.key,
    )
