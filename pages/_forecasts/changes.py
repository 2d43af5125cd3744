"""What people changed of a forecast so far, and taking a change back."""

from __future__ import annotations

import streamlit as st

from core import ledger, outlook
from core.i18n import _
from core.outlook import One
from core.security import Permission
from pages import _frame
from pages._forecasts import _forms
from pages._frame import Column


def past_changes(page: _frame.Page, found: One) -> None:
    """Every change so far with who and why; those that count can be taken back."""
    _forms.say_what_was_done("withdraw")
    if found.history_of_plans.empty:
        st.text(_("Nobody has changed this forecast."))
        return
    columns = {
        "scope": Column(_("What"), is_pinned=True),
        "starts_on": Column(_("First day"), "date"),
        "ends_on": Column(_("Last day"), "date"),
        "change": Column(_("Change")),
        "reason": Column(_("Reason")),
        "note": Column(_("Note"), width="medium"),
        "planned_by": Column(_("Who")),
        "planned_at": Column(_("When"), "datetime"),
        "state": Column(_("State")),
    }
    table = outlook.in_words(found.history_of_plans)
    key = f"changes_{page.ledger.revision}"
    _frame.table(table, columns, key=key, file_name="changes-of-forecasts")
    counting = [int(number) for number in found.plans["override_id"]]
    if counting and page.may(Permission.PLAN_FORECAST):
        _withdraw(page, counting, dict(zip(table["override_id"], table["change"], strict=True)))


def _withdraw(page: _frame.Page, numbers: list[int], words: dict[int, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Take back"), numbers, format_func=lambda n: f"#{n} {words.get(n, '')}", key="withdraw_which"
        )
        if st.button(_("Take this change back"), key="withdraw", icon=":material/undo:") and chosen:
            what = f"withdraw {chosen}"
            with _frame.reported():
                ledger.withdraw_override(page.ledger, page.actor, _frame.command_id(what), int(chosen))
                _frame.command_done(what)
                _forms.done("withdraw", _("Taken back: {change}.").format(change=words.get(chosen, "")))
                st.rerun()
