"""Orders that a second source brought again: what they are worth there and here, and what to do with them."""

from __future__ import annotations

import streamlit as st

from core import facts, i18n
from core.i18n import _, ngettext
from core.security import Permission
from pages import _frame

_SHOWN = 500


def held(page: _frame.Page) -> None:
    """The held orders of each import; nothing where there are none."""
    listed = page.read(facts.held_orders)
    if listed.empty:
        return
    st.subheader(_("Orders held back"), anchor=False)
    st.text(
        _(
            "These orders came from a second source. Each shop counts one source, so they are kept aside and "
            "are in no figure."
        )
    )
    for number in dict.fromkeys(int(n) for n in listed["import_id"]):
        _of_import(page, number)


def _of_import(page: _frame.Page, number: int) -> None:
    listed = page.read(facts.held_orders)
    own = listed[listed["import_id"] == number]
    words = ngettext(
        "Import {number} brought {count} order again, worth {amount}; {counts} counts, with {other}.",
        "Import {number} brought {count} orders again, worth {amount}; {counts} counts, with {other}.",
        len(own),
    )
    with st.container(border=True):
        st.markdown(
            _frame.escape(
                words.format(
                    number=number,
                    count=i18n.number(len(own)),
                    amount=i18n.number(own["amount"].astype(float).sum(), 2),
                    counts=", ".join(sorted({str(name) or _("your own file") for name in own["counts"]})),
                    other=i18n.number(own["counting_amount"].astype(float).sum(), 2),
                )
            )
        )
        columns = {
            "order_id": _frame.Column(_("Order id"), is_pinned=True),
            "channel": _frame.Column(_("Shop")),
            "placed_on": _frame.Column(_("Placed on"), "date"),
            "amount": _frame.Column(_("Amount here"), "money", decimals=2),
            "counting_amount": _frame.Column(_("Amount that counts"), "money", decimals=2),
            "currency": _frame.Column(_("Currency")),
        }
        _frame.table(own.head(_SHOWN), columns, key=f"held_{number}_{page.snapshot.id}", file_name="held")
        if page.may(Permission.UNDO_IMPORT):
            _decide(page, number)


def _decide(page: _frame.Page, number: int) -> None:
    with st.container(horizontal=True):
        label = _("Let these count instead")
        if st.button(label, icon=":material/swap_horiz:", key=f"release_{number}"):
            _frame.start_job(page, "held", ["--release", str(number)])
        if st.button(_("Discard them"), icon=":material/delete:", key=f"discard_{number}"):
            _frame.start_job(page, "held", ["--discard", str(number)])
