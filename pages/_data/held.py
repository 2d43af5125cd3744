"""Orders that a second source brought again: what they are worth there and here, and what to do with them."""

from __future__ import annotations

import streamlit as st

from core import i18n, intake
from core.i18n import _, ngettext
from core.intake import HeldImport
from core.security import Permission
from pages import _frame
from pages._data.sources import sources

_SHOWN = 500


def held(page: _frame.Page) -> None:
    """The held orders of each import, and which source counts for each shop; nothing where there are none."""
    found, shops = page.read(intake.held_imports), page.read(intake.shop_sources)
    if not found and not shops:
        return
    st.subheader(_("Orders of a second source"), anchor=False)
    st.text(
        _(
            "An order can come from the platform and again from an ERP. Each shop counts one source; what "
            "another one says of the same order is held back and is in no figure."
        )
    )
    for import_ in found:
        _of_import(page, import_)
    if shops:
        sources(page, shops)


def _of_import(page: _frame.Page, found: HeldImport) -> None:
    number = found.import_id
    words = ngettext(
        "Import {number} brought {count} order again, worth {amount}; {counts} counts, with {other}.",
        "Import {number} brought {count} orders again, worth {amount}; {counts} counts, with {other}.",
        found.orders,
    )
    shown = words.format(
        number=number,
        count=i18n.number(found.orders),
        amount=found.amount,
        counts=found.counts,
        other=found.counting,
    )
    with st.container(border=True):
        st.markdown(_frame.escape(shown))
        search = st.text_input(
            _("Find orders"), key=f"held_search_{number}", icon=":material/search:", width=320, max_chars=80
        )
        listed = page.read(intake.held_of, number, search)
        columns = {
            "order_id": _frame.Column(_("Order id"), is_pinned=True),
            "channel": _frame.Column(_("Shop")),
            "placed_on": _frame.Column(_("Placed on"), "date"),
            "amount": _frame.Column(_("Amount here"), "money", decimals=2, about="order_amount_paid"),
            "counting_amount": _frame.Column(
                _("Amount that counts"), "money", decimals=2, about="order_amount_paid"
            ),
            "currency": _frame.Column(_("Currency")),
        }
        may_decide = page.may(Permission.UNDO_IMPORT)
        picked = _frame.table(
            listed.head(_SHOWN),
            columns,
            key=f"held_{number}_{page.snapshot.id}_{search}",
            file_name="held",
            select="many" if may_decide else "",
            id_column="name",
        )
        if may_decide:
            _decide(page, found, picked, search.strip(), len(listed))


def _decide(page: _frame.Page, found: HeldImport, picked: list[str], search: str, shown_orders: int) -> None:
    """The two buttons, for the selected orders; without a selection for those that the search finds."""
    number, count = found.import_id, len(picked) or shown_orders
    which = ["--orders", *picked] if picked else [f"--find={search}"] if search else []
    shown = i18n.number(count)
    with st.container(horizontal=True):
        words = ngettext("Let {count} order count instead", "Let {count} orders count instead", count)
        label = words.format(count=shown)
        if count and st.button(label, icon=":material/swap_horiz:", key=f"release_{number}"):
            _frame.start_job(page, "held", ["--release", str(number), *which])
        label = ngettext("Discard {count} order …", "Discard {count} orders …", count).format(count=shown)
        if count and st.button(label, icon=":material/delete:", key=f"discard_{number}"):
            _confirm(page, number, which, label)
    st.caption(_("Select rows to decide on single orders. The decision is kept in the audit trail."))


def _confirm(page: _frame.Page, number: int, which: list[str], label: str) -> None:
    @_frame.dialog(label)
    def ask() -> None:
        words = _(
            "What this file says of them is forgotten; what counts now stays. To take it back, load the file "
            "again."
        )
        st.text(words)
        if st.button(_("Discard"), type="primary", key=f"discard_now_{number}"):
            _frame.start_job(page, "held", ["--discard", str(number), *which])

    ask()
