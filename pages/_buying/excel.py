"""The grid out to Excel and back in, by suggestion and version; stale rows are refused one by one."""

from __future__ import annotations

import hashlib

import streamlit as st

from core import i18n, purchasing
from core.i18n import _
from core.purchasing import Suggestions
from core.security import Permission
from pages import _frame
from pages._buying.placed import note_answer

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def over_excel(page: _frame.Page, shown: Suggestions, supplier_id: str | None) -> None:
    """Download the suggestions, edit them in Excel, hand the file back, accept what it says."""
    st.text(_("The column Order repeats what is suggested. Change it, clear it for no answer, or write 0."))
    st.download_button(
        _("Download the suggestions"),
        _frame.later(lambda: purchasing.grid_out(shown, supplier_id=supplier_id)),
        file_name=f"suggestions-{shown.as_of.isoformat()}.xlsx",
        mime=_XLSX,
        key="grid_out",
        on_click="ignore",
        icon=":material/download:",
    )
    file = _frame.drop_file(_("The file with your quantities"), ["xlsx"], key="grid_in")
    if file is None:
        return
    content = file.getvalue()
    with _frame.reported():
        answer = purchasing.grid_in(content, shown)
        for row in answer.refused:
            words = _("Row {row}: {reason}").format(row=i18n.number(row.row), reason=i18n.render(row.reason))
            _frame.notice(words, state="warning")
        _take(page, shown, answer, what=f"excel {hashlib.sha256(content).hexdigest()[:16]}")


def _take(page: _frame.Page, shown: Suggestions, answer: purchasing.GridAnswer, *, what: str) -> None:
    order = purchasing.order_of(shown, list(answer.edits))
    words = _("{lines} lines to order, {units} units; {empty} rows without an answer.")
    st.text(
        words.format(
            lines=i18n.number(order.lines), units=i18n.number(order.units), empty=i18n.number(answer.empty)
        )
    )
    may = page.may(Permission.DECIDE_PURCHASE) and bool(answer.edits)
    if st.button(_("Accept what the file says"), type="primary", key="accept_excel", disabled=not may):
        taken = purchasing.accept(
            page.settings, page.ledger, page.actor, _frame.command_id(what), shown=shown, edits=answer.edits
        )
        _frame.command_done(what)
        note_answer(taken)
        st.rerun()
