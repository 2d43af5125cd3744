"""Every number opens to its rows: definition, choices, the rows that add up to it, and their files."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core import i18n, metrics, phrases
from core.definitions import DEFINITIONS
from core.facts import Snapshot
from core.i18n import N_, _
from pages._frame.downloads import downloads
from pages._frame.fragments import dialog
from pages._frame.page import Page
from pages._frame.tables import Column, Kind, table
from pages._frame.text import escape

_ROWS_PER_PAGE = 50
_TITLES = {
    "what": N_("What"),
    "day": N_("Day"),
    "channel": N_("Channel"),
    "order_id": N_("Order number"),
    "line_id": N_("Line"),
    "return_id": N_("Return"),
    "sku": N_("SKU"),
    "product_name": N_("Product"),
    "category": N_("Category"),
    "location": N_("Location"),
    "country": N_("Country"),
    "customer_id": N_("Customer"),
    "quantity": N_("Units"),
    "amount": N_("Counts as"),
    "import_id": N_("Import"),
    "file": N_("File"),
    "row": N_("Row in file"),
}
_WHAT = {
    "sale": N_("sale"),
    "refund": N_("refund"),
    "order": N_("order"),
    "stock": N_("stock"),
    "demand": N_("demand"),
    "forecast": N_("forecast"),
}
_KINDS: dict[str, Kind] = {"day": "date", "amount": "number", "quantity": "number"}


@dataclass(frozen=True)
class Explanation:
    """A figure of the registry, as it was asked for, and what came out."""

    figure: str
    filters: metrics.Filters
    value: metrics.Value


def explain(page: Page, asked: Explanation) -> None:
    """Open the dialog of a figure."""
    figure = asked.value.figure

    @dialog(_(figure.label), is_wide=True)
    def show() -> None:
        exact = phrases.amount(asked.value.value, asked.value.unit, asked.value.currency, is_compact=False)
        st.metric(escape(_(figure.label)), exact)
        st.text(_(figure.definition))
        st.caption(escape(_("Formula: {formula}").format(formula=_(figure.formula))))
        sources = DEFINITIONS[figure.name].sources()
        st.caption(escape(_("Read from: {sources}").format(sources=sources)))
        st.caption(escape(_chosen(asked.filters)))
        for note in asked.value.notes:
            st.caption(escape(i18n.render(note)))
        _rows(page, asked)

    show()


def _chosen(filters: metrics.Filters) -> str:
    days = _("Days: {first} to {last}").format(first=i18n.date(filters.start), last=i18n.date(filters.end))
    parts = [days, _("Channels: {names}").format(names=i18n.listed(filters.channels) or _("all"))]
    for names, words in ((filters.categories, _("Categories: {names}")), (filters.skus, _("SKUs: {names}"))):
        if names:
            parts.append(words.format(names=i18n.listed(names)))
    return " · ".join(parts)


def _rows(page: Page, asked: Explanation) -> None:
    side = _side(asked)
    page_key = f"explain_page_{asked.figure}"
    number = int(st.session_state.get(page_key, 1)) - 1
    behind = page.read(_read_rows, asked.figure, asked.filters, number, side)
    words = _("{rows} rows add up to {total}").format(
        rows=i18n.number(behind.total_rows), total=i18n.number(behind.total, 2)
    )
    st.caption(escape(words))
    if not behind.total_rows:
        return
    shown = [name for name in behind.frame.columns if behind.frame[name].notna().any()]
    columns = {name: _column(name) for name in shown}
    rows = behind.frame[shown].assign(what=[_(_WHAT.get(what, what)) for what in behind.frame["what"]])
    table(rows, columns, key=f"explain_{asked.figure}_{number}")
    pages = -(-behind.total_rows // _ROWS_PER_PAGE)
    if pages > 1:
        st.pagination(pages, key=page_key)
    downloads(
        lambda: metrics.export_rows(page.snapshot, asked.figure, asked.filters, side=side),
        f"rows-{asked.figure}",
        {name: column.title for name, column in columns.items()},
        key=f"explain_{asked.figure}",
    )


def _column(name: str) -> Column:
    return Column(_(_TITLES[name]) if name in _TITLES else name, _KINDS.get(name, "text"), decimals=2)


def _side(asked: Explanation) -> metrics.Side:
    if not asked.value.figure.is_ratio:
        return "numerator"
    titles = {"numerator": _("Above the line"), "denominator": _("Below the line")}
    chosen = st.segmented_control(
        _("Rows of"), list(titles), default="numerator", format_func=titles.__getitem__, key="explain_side"
    )
    return "denominator" if chosen == "denominator" else "numerator"


def _read_rows(
    snapshot: Snapshot, figure: str, filters: metrics.Filters, number: int, side: metrics.Side
) -> metrics.Rows:
    return metrics.rows(snapshot, figure, filters, page=number, page_size=_ROWS_PER_PAGE, side=side)
