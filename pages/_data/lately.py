"""The imports of late, below the place where the next files are dropped."""

from __future__ import annotations

import streamlit as st

from core import intake
from core.i18n import _
from pages import _frame

_SHOWN = 5


def lately(page: _frame.Page) -> None:
    """What was loaded last; nothing while nothing was."""
    listed = page.read(intake.imports)
    if listed.empty:
        return
    st.subheader(_("Loaded last"), anchor=False)
    columns = {
        "files": _frame.Column(_("Files"), is_pinned=True),
        "report": _frame.Column(_("Read as")),
        "channel": _frame.Column(_("Shop"), is_optional=True),
        "imported_at": _frame.Column(_("When"), "datetime"),
        "rows_read": _frame.Column(_("Rows"), "number", about="rows_read"),
        "loaded": _frame.Column(_("Loaded"), "number", about="rows_loaded"),
        "rejected": _frame.Column(_("Rejected"), "number", about="rows_rejected"),
        "unchanged": _frame.Column(_("Already there"), "number", about="rows_same", is_optional=True),
        "state": _frame.Column(_("State"), is_optional=True),
    }
    _frame.table(listed.head(_SHOWN), columns, key=f"lately_{page.snapshot.id}")
