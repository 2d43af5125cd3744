"""From an order number to the files and rows that brought it."""

from __future__ import annotations

import streamlit as st

from core import intake
from core.i18n import _
from pages import _frame


def trace(page: _frame.Page) -> None:
    """Type an order's number; see every version of it, and which one counts."""
    order_id = st.text_input(
        _("Find an order in the files"), key="trace_order", icon=":material/search:", width=320, max_chars=80
    ).strip()
    if not order_id:
        return
    found = page.read(intake.versions_of, order_id)
    if found.empty:
        _frame.notice(_("No file that was loaded names this order."))
        return
    columns = {
        "import_id": _frame.Column(_("Import"), "number", is_pinned=True),
        "files": _frame.Column(_("Files"), width="medium"),
        "row": _frame.Column(_("Row in the file"), "number"),
        "lines": _frame.Column(_("Lines"), "number", about="lines_traced"),
        "exported_at": _frame.Column(_("Exported"), "datetime"),
        "channel": _frame.Column(_("Shop")),
        "order_id": _frame.Column(_("Order id")),
        "standing": _frame.Column(_("State"), width="medium"),
    }
    _frame.table(found, columns, key=f"trace_{page.snapshot.id}_{order_id}")
