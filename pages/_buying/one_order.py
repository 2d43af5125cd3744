"""One purchase order: its lines and files, what arrived, what is cancelled, by whom and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from core import i18n, ledger, purchasing
from core.i18n import _
from core.ledger import ReceivedLine
from core.security import Permission
from pages import _frame
from pages._buying.columns import line_columns, receipt_columns
from pages._buying.placed import order_downloads
from pages._frame import Column, clock


def show_order(page: _frame.Page, po_id: str) -> None:
    """Open one order: its lines, its files, what arrived, what to cancel."""
    book = purchasing.order_book_entry(page.snapshot, page.ledger, po_id)

    @_frame.dialog(
        _frame.escape(f"{po_id} · {book.supplier_name}"), is_wide=True, on_close=_frame.close_details("order")
    )
    def show() -> None:
        for words in purchasing.order_words(book):
            st.caption(_frame.escape(words))
        _cancelled(page, po_id)
        if book.is_ours and book.order["state"] != "cancelled":
            with st.container(horizontal=True):
                order_downloads(page, po_id, key="order")
        if len(book.to_receive) and page.may(Permission.DECIDE_PURCHASE):
            _receive(page, book)
            _cancel(page, book)
        _lines(page, book)
        if book.supplier_id:
            _frame.link("suppliers", _("See how the supplier keeps its word"), {"supplier": book.supplier_id})

    show()


def _cancelled(page: _frame.Page, po_id: str) -> None:
    """Who took back what was open, when and why."""
    for cancelled in ledger.cancellations(page.ledger, po_id):
        words = _("Cancelled by {who} on {date}: {reason}").format(
            who=cancelled.who, date=i18n.date(clock.local(cancelled.at).date()), reason=cancelled.reason
        )
        st.caption(_frame.escape(words))


def _lines(page: _frame.Page, book: purchasing.OrderBookEntry) -> None:
    """Every line and every receipt of the order."""
    st.subheader(_("Lines"), anchor=False)
    key = f"{book.po_id}_{page.snapshot.id}_{page.ledger.revision}"
    _frame.table(book.lines, line_columns(), key=f"lines_{key}", file_name=f"lines-{book.po_id}")
    st.subheader(_("What has arrived"), anchor=False)
    if book.receipts.empty:
        st.caption(_("Nothing has arrived yet."))
        return
    _frame.table(book.receipts, receipt_columns(), key=f"receipts_{key}")


def _receive(page: _frame.Page, book: purchasing.OrderBookEntry) -> None:
    with st.form(f"receive_{book.po_id}_{page.ledger.revision}", border=False):
        st.subheader(_("What arrived?"), anchor=False)
        arrived = _frame.editor(
            book.to_receive,
            {
                "sku": Column(_("SKU"), is_pinned=True),
                "product_name": Column(_("Product"), width="medium"),
                "ordered_units": Column(_("Ordered"), "number", about="ordered_units"),
                "received_units": Column(_("Received"), "number", about="received_units"),
                "open_units": Column(_("Open"), "number", about="open_units"),
                "arrived_units": _whole_units(_("Arrived now")),
                "rejected_units": _whole_units(_("Of it rejected")),
            },
            key=f"arrived_{book.po_id}_{page.ledger.revision}",
        )
        day = st.date_input(_("Received on"), page.today, format="YYYY-MM-DD")
        if st.form_submit_button(_("Record receipt"), type="primary"):
            _act(
                f"receive {book.po_id} {page.ledger.revision}",
                lambda key: ledger.record_receipt(
                    page.ledger,
                    page.actor,
                    key,
                    book.po_id,
                    [ReceivedLine(*line) for line in purchasing.arrived_lines(arrived)],
                    received_on=day,
                ),
            )


def _whole_units(title: str) -> Any:
    return st.column_config.NumberColumn(title, format="%,d", min_value=0, step=1)


def _cancel(page: _frame.Page, book: purchasing.OrderBookEntry) -> None:
    with st.popover(_("Cancel what is open"), icon=":material/cancel:"):
        st.text(_("The open units no longer count as on order, and the SKUs may be suggested again."))
        # A form, so that the button is ready while the reason is typed and one press is enough.
        with st.form(f"cancel_{book.po_id}", border=False):
            reason = st.text_input(_("Reason"), key=f"cancel_reason_{book.po_id}")
            if st.form_submit_button(_("Cancel the order")):
                _act(
                    f"cancel {book.po_id} {page.ledger.revision}",
                    lambda key: ledger.cancel_order(page.ledger, page.actor, key, book.po_id, reason=reason),
                )


def _act(what: str, command: Callable[[str], object]) -> None:
    """Do it once, then show the page anew."""
    with _frame.reported():
        command(_frame.command_id(what))
        _frame.command_done(what)
        st.rerun()
