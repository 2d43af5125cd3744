"""What is on order, and when does it come?"""

import streamlit as st

from core import i18n, purchasing
from core.i18n import N_, _, ngettext
from pages import _buying, _frame
from pages._frame import Column

page = _frame.begin("purchase_orders")
SHOWN = {"open": N_("Open"), "late": N_("Late"), "all": N_("All")}


books = page.read_decisions(purchasing.order_book)
if books.table.empty:
    page.answer(_("Nothing is on order."))
    _frame.empty_state(
        _("No orders yet"),
        _("Accept suggestions under Replenishment; each order stands here until all of it has arrived."),
        link="replenishment",
        link_label=_("Open Replenishment"),
    )
    st.stop()
page.answer(
    _("{orders} open with {units} units; {late} late.").format(
        orders=ngettext("{count} order", "{count} orders", books.open_orders).format(
            count=i18n.number(books.open_orders)
        ),
        units=i18n.number(books.open_units),
        late=i18n.number(books.late_orders),
    )
)
kind = _frame.choose("orders", _("Show"), SHOWN, "open")
search = _frame.search("find_order", _("Search numbers and suppliers"))
selected = _frame.table(
    purchasing.matching_orders(books, kind, search),
    {
        "po_id": Column(_("Order number"), is_pinned=True),
        "supplier_name": Column(_("Supplier")),
        "location": Column(_("Location")),
        "state_words": Column(_("State")),
        "ordered_on": Column(_("Ordered on"), "date"),
        "expected_on": Column(_("Expected on"), "date"),
        "days_late": Column(_("Days late"), "number"),
        "open_units": Column(_("Open units"), "number"),
        "received_units": Column(_("Received units"), "number"),
        "amount": Column(_("Amount"), "money"),
        "currency": Column(_("Currency")),
        "ordered_by": Column(_("Ordered by")),
    },
    key=f"orders_{page.ledger.revision}_{kind}_{search}",
    file_name="purchase-orders",
    select="one",
    id_column="po_id",
)
st.caption(_frame.escape(_("Select an order to see its lines, record what arrived or cancel what is open.")))
if po_id := _frame.details("order", selected, set(books.table["po_id"]).__contains__):
    _buying.show_order(page, po_id)
