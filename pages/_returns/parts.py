"""The table: what comes back by product, size, reason, supplier or receipt."""

from __future__ import annotations

import streamlit as st

from core import returns
from core.i18n import _
from pages import _frame
from pages._returns.rows import part_columns


def show_parts(page: _frame.Page, desk: returns.ReturnsDesk, span: returns.Span) -> str:
    """The table; the SKU that the reader selected or that the address names."""
    known = {code: title for code, title in returns.PARTS.items() if _is_known(desk, code)}
    # Each on its own line: beside the search, a narrow screen would cut the last of the buttons.
    by = _frame.choose("returns_by", _("Where it comes back"), known, "sku", shows_label=True)
    search = _frame.search("find_returned", _("Search names and codes"))
    table = returns.by_part(desk.returns, desk.exposed, by, span)
    rows = returns.matching(table, search)
    st.caption(_frame.escape(_caption(by, span)))
    selected = _frame.table(
        rows,
        part_columns(by, page.currency, returns.known_columns(table)),
        key=f"returns_{by}_{page.snapshot.id}_{span.first}_{search}",
        file_name=f"returns-by-{by}",
        select="one" if by == "sku" else "",
        id_column="key",
    )
    return _frame.details("product", selected, set(table["key"]).__contains__ if by == "sku" else bool)


def _is_known(desk: returns.ReturnsDesk, code: str) -> bool:
    return code == "sku" or returns.has_part(desk.exposed, desk.returns, code)


def _caption(by: str, span: returns.Span) -> str:
    if by == "reason":
        words = _("Units {days}; by reason of all units shipped, so the rates add up to the whole.")
        return words.format(days=span.words)
    if by == "po_id":
        return _("Units {days}; the receipt is the one they left from, first in, first out.").format(
            days=span.words
        )
    return _("Units {days}.").format(days=span.words)
