"""What the last press of the button did: orders to download, lines that were not taken and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from core import i18n, purchasing
from core.i18n import _
from pages import _frame

if TYPE_CHECKING:
    from core.purchasing import Accepted

_ANSWER = "_placed_orders"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def note_answer(answer: Accepted) -> None:
    """Keep what happened for the run that follows."""
    st.session_state[_ANSWER] = answer


def placed_orders(page: _frame.Page) -> None:
    """Show what was just ordered, once, until it is closed."""
    answer: Accepted | None = st.session_state.get(_ANSWER)
    if answer is None:
        return
    with st.container(border=True):
        for order in answer.orders:
            _order(page, order.po_id, _words(order))
        if answer.rejected:
            st.text(
                _("{count} suggestions answered with nothing.").format(count=i18n.number(answer.rejected))
            )
        for line in answer.refused:
            _frame.notice(
                f"{line.sku}: {i18n.render(line.reason)}" if line.sku else i18n.render(line.reason),
                state="warning",
            )
        if st.button(_("Close"), key="close_placed"):
            st.session_state.pop(_ANSWER, None)
            st.rerun()


def _words(order: purchasing.PlacedOrder) -> str:
    amount = "" if order.amount is None else i18n.money(order.amount, order.currency)
    parts = [
        order.po_id,
        _("{units} units").format(units=i18n.number(order.units)),
        amount,
        _("expected on {date}").format(date=i18n.date(order.expected_on)),
    ]
    return " · ".join(part for part in parts if part)


def _order(page: _frame.Page, po_id: str, words: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/check_circle: **{_frame.escape(words)}**", width="stretch")
        order_downloads(page, po_id, key="placed")


def order_downloads(page: _frame.Page, po_id: str, *, key: str) -> None:
    """The order as Excel and CSV; made when somebody clicks."""
    st.download_button(
        _("Order as Excel"),
        _frame.later(
            lambda: purchasing.order_xlsx(purchasing.order_sheet(page.snapshot, page.ledger, po_id))
        ),
        file_name=f"{po_id}.xlsx",
        mime=_XLSX,
        key=f"{key}_{po_id}_xlsx",
        on_click="ignore",
        icon=":material/table:",
    )
    st.download_button(
        _("Order as CSV"),
        _frame.later(lambda: purchasing.order_csv(purchasing.order_sheet(page.snapshot, page.ledger, po_id))),
        file_name=f"{po_id}.csv",
        mime="text/csv",
        key=f"{key}_{po_id}_csv",
        on_click="ignore",
        icon=":material/download:",
    )
