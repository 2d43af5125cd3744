"""One member in a dialog: orders, rhythm, segments over time, favourite goods; nothing personal."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import charts, i18n, members
from core.i18n import _
from core.members import OneMember
from pages import _frame
from pages._frame import Column, Page, Tile


def open_member(page: Page, selected: Sequence[str]) -> None:
    """Show the member of a selected row, or the one that the address names."""
    person = _frame.details("member", selected, lambda code: page.read(members.is_member, code))
    if not person:
        return
    found = page.read(members.read_member, person)

    @_frame.dialog(
        _("Member {code}").format(code=found.customer_id),
        is_wide=True,
        on_close=_frame.close_details("member"),
    )
    def show() -> None:
        _show(page, found)

    show()


def _show(page: Page, found: OneMember) -> None:
    st.text(found.answer)
    if found.about:
        st.caption(_frame.escape(found.about))
    money = page.currency
    _frame.tiles(
        page,
        [
            Tile(_("Net sales"), i18n.compact_money(found.net_sales, money), about="member_net_sales"),
            Tile(_("Orders"), i18n.number(len(found.orders)), about="orders"),
            Tile(_("Usual gap, days"), i18n.number(found.gap_days), about="gap_days"),
            Tile(_("Days since last order"), i18n.number(found.silent_days), about="days_since"),
            Tile(_("Worth a year"), i18n.compact_money(found.worth, money), about="worth"),
        ],
        key="one_member",
    )
    measure = charts.Measure(_("Net sales so far"), money)
    _frame.chart(charts.line(found.course, measure, page.look, height=200), key=f"member_{page.snapshot.id}")
    st.subheader(_("Segments over time"), anchor=False)
    history = {
        "day": Column(_("On"), "date", is_pinned=True),
        "title": Column(_("Segment")),
        "orders": Column(_("Orders until then"), "number", about="orders"),
        "monetary": Column(
            _("Net sales, {currency}").format(currency=money), "number", about="member_net_sales"
        ),
    }
    _frame.table(found.history, history, key=f"member_history_{page.snapshot.id}")
    st.subheader(_("Favourite goods"), anchor=False)
    goods = {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "orders": Column(_("Orders"), "number", about="orders"),
        "units": Column(_("Units"), "number", about="units"),
        "net_sales": Column(_("Net sales, {currency}").format(currency=money), "number", about="net_sales"),
        "last_on": Column(_("Last bought"), "date"),
    }
    _frame.table(found.goods, goods, key=f"member_goods_{page.snapshot.id}")
    st.subheader(_("Orders"), anchor=False)
    orders = {
        "paid_on": Column(_("Day"), "date", is_pinned=True),
        "order_id": Column(_("Order number")),
        "channel": Column(_("Channel")),
        "gap_days": Column(_("Days after the order before"), "number", about="order_gap"),
        "units": Column(_("Units"), "number", about="units"),
        "net_sales": Column(
            _("Net sales, {currency}").format(currency=money), "number", decimals=2, about="net_sales"
        ),
        "net_refund": Column(
            _("Refunded, {currency}").format(currency=money), "number", decimals=2, about="order_refund"
        ),
    }
    _frame.table(found.orders, orders, key=f"member_orders_{page.snapshot.id}", file_name="member-orders")
