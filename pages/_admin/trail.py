"""What has been done, by whom, and what it was before."""

from __future__ import annotations

import streamlit as st

from core import i18n, ledger, upkeep
from core.i18n import _, ngettext
from pages import _frame

_ROWS = 50


def trail(page: _frame.Page) -> None:
    """The audit trail, newest first, a page at a time; imports have a list of their own."""
    search = _frame.search("trail", _("Search names, orders, SKUs, values"))
    count = ledger.audit_count(page.ledger, search=search)
    words = ngettext("{count} change found.", "{count} changes found.", count)
    pages = max(1, -(-count // _ROWS))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_frame.escape(words.format(count=i18n.number(count))), width="content")
        number = st.pagination(pages, key=f"trail_page_{search}") if pages > 1 else 1
    found = upkeep.trail(page.ledger, search=search, limit=_ROWS, offset=(number - 1) * _ROWS)
    columns = {
        "at": _frame.Column(_("When"), "datetime"),
        "who": _frame.Column(_("Who")),
        "action": _frame.Column(_("What")),
        "subject": _frame.Column(_("Of what")),
        "before": _frame.Column(_("Before the change"), width="medium"),
        "after": _frame.Column(_("After the change"), width="large"),
    }
    _frame.table(found, columns, key=f"trail_{number}_{page.ledger.revision}", file_name="abacus-audit")
    _frame.link("data", _("Imports and their undo are listed on the Data page"), {"section": "imports"})
