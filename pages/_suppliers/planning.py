"""Plan with the lead time that a supplier really needs, and back."""

from __future__ import annotations

import streamlit as st

from core import suppliers
from core.i18n import _
from core.security import Permission
from core.suppliers import SupplierDetail
from pages import _frame


def planning(page: _frame.Page, found: SupplierDetail) -> None:
    """What the real lead time would change, and the buttons that plan with it; nothing where too few came."""
    needs = found.measured
    if needs is None:
        st.caption(_("Too few lines came to measure the lead time."))
        return
    with st.container(border=True):
        st.subheader(_("Plan with what it really needs"), anchor=False)
        st.text(suppliers.measured_words(found))
        with _frame.reported():
            effect = page.read_decisions(suppliers.effect, found.supplier_id, needs.middle)
            st.text(suppliers.effect_words(effect))
        with st.container(horizontal=True):
            for days in suppliers.choices(found):
                _button(page, found, days)
        st.caption(
            _frame.escape(
                _("Suggestions use it at once. Set it back with the same buttons, or under Replenishment.")
            )
        )


def _button(page: _frame.Page, found: SupplierDetail, choice: suppliers.Choice) -> None:
    what = f"plan {found.supplier_id} {choice.days} {page.ledger.revision}"
    pressed = st.button(
        _frame.escape(choice.words),
        key=f"plan_{found.supplier_id}_{choice.days}",
        type="primary" if choice.is_advised else "secondary",
        help=_frame.escape(choice.why),
        disabled=not page.may(Permission.DECIDE_PURCHASE),
    )
    if pressed:
        with _frame.reported():
            key = _frame.command_id(what)
            suppliers.plan_with(page.snapshot, page.ledger, page.actor, key, found.supplier_id, choice.days)
            _frame.command_done(what)
            st.rerun()
