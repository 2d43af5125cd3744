"""What is asked once per supplier before anything is ordered: lead time, review, sources."""

from __future__ import annotations

import streamlit as st

from core import ledger, purchasing
from core.i18n import N_, _
from core.ledger import SupplierTerms
from core.purchasing import SupplierDesk
from core.security import Permission
from pages import _frame

SOURCES = {
    "ledger": N_("Orders accepted here"),
    "purchase_order_lines": N_("Imported purchase orders, and orders accepted here"),
    "stock_file": N_("The figure in the stock file"),
}


_CHANGING = "change_terms"


def terms_are_asked(desk: SupplierDesk) -> bool:
    """Whether the form is to be shown: never confirmed, or somebody wants to change it."""
    return not desk.is_confirmed or st.session_state.get(_CHANGING) == desk.supplier_id


def change_terms(desk: SupplierDesk) -> None:
    """A quiet button that opens the form again."""
    if st.button(
        _("Change lead time and review"), key=_CHANGING + "_button", type="tertiary", icon=":material/edit:"
    ):
        st.session_state[_CHANGING] = desk.supplier_id
        st.rerun()


def confirm_terms(page: _frame.Page, desk: SupplierDesk) -> None:
    """A form with what is known filled in; confirming it is kept with name and time."""
    known = page.read_decisions(purchasing.terms_to_confirm, desk.supplier_id)
    with st.form(f"terms_{desk.supplier_id}", width=720):
        st.subheader(_("Confirm once before the first order"), anchor=False)
        st.text(_("Abacus never assumes a lead time. These answers hold until somebody changes them."))
        left, right = st.columns(2)
        lead = left.number_input(
            _("Lead time in days, from order to goods ready to sell"),
            0,
            730,
            known.lead_time_days,
            placeholder="–",
            help=_("Days on which the supplier is closed do not count; list them under Supplier closures."),
        )
        review = right.number_input(
            _("Days between two orders to this supplier"), 1, 365, known.review_period_days, placeholder="–"
        )
        source = left.selectbox(
            _("What is on order is read from"),
            list(SOURCES),
            index=list(SOURCES).index(known.on_order_source),
            format_func=lambda code: _(SOURCES[code]),
        )
        age = right.number_input(
            _("A stock count may be this many days old"), 0, 365, known.stock_age_accepted_days
        )
        st.caption(_frame.escape(known.stock_words))
        pressed = st.form_submit_button(
            _("Confirm"), type="primary", disabled=not page.may(Permission.DECIDE_PURCHASE)
        )
    if pressed:
        _confirm(page, desk, lead, review, source, age)


def _confirm(
    page: _frame.Page, desk: SupplierDesk, lead: int | None, review: int | None, source: str, age: int
) -> None:
    if lead is None or review is None:
        _frame.notice(_("Give both the lead time and the days between two orders."), state="warning")
        return
    what = f"terms {desk.supplier_id}"
    terms = SupplierTerms(desk.supplier_id, ledger.EVERYWHERE, int(lead), int(review), source, int(age))
    with _frame.reported():
        ledger.confirm_supplier(page.ledger, page.actor, _frame.command_id(what), terms)
        _frame.command_done(what)
        st.session_state.pop(_CHANGING, None)
        st.rerun()
