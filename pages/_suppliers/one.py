"""One supplier: how its deliveries went, what planning with its real lead time changes, what is late."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, suppliers
from core.i18n import _
from core.suppliers import Scorecard, SupplierDetail
from pages import _frame
from pages._frame import Column
from pages._suppliers.planning import planning


def show_supplier(page: _frame.Page, card: Scorecard, supplier_id: str) -> None:
    """Open one supplier."""
    found = suppliers.detail(page.snapshot, page.ledger, card, supplier_id)
    title = f"{supplier_id} · {found.name}"

    @_frame.dialog(_frame.escape(title), is_wide=True, on_close=_frame.close_details("supplier"))
    def show() -> None:
        st.text(suppliers.in_words(found))
        if found.change:
            _frame.notice(found.change, state="warning")
        planning(page, found)
        _deliveries(page, found)
        _late(page, found)
        _prices(page, found)
        _lines(found)
        _closures(found)
        for words in found.terms:
            st.caption(_frame.escape(words))

    show()


def _deliveries(page: _frame.Page, found: SupplierDetail) -> None:
    st.subheader(_("Promised and received"), anchor=False)
    if found.deliveries.empty:
        st.caption(_("Nothing was due in this time."))
        return
    shown = charts.dots(
        found.deliveries,
        charts.Measure(_("Days after the promised day")),
        page.look,
        size=charts.Measure(_("Lines")),
        series=suppliers.delivery_series(),
    )
    _frame.chart(shown, key="supplier_deliveries")


def _late(page: _frame.Page, found: SupplierDetail) -> None:
    if found.late.empty:
        return
    st.subheader(_("Late now"), anchor=False)
    columns = {
        "order_id": Column(_("Order number"), is_pinned=True),
        "sku": Column(_("SKU")),
        "product_name": Column(_("Product"), width="medium"),
        "promised_on": Column(_("Promised on"), "date"),
        "late_days": Column(_("Days late"), "number", about="days_late"),
        "open_units": Column(_("Open units"), "number", is_summed=True, about="open_units"),
        "open_amount": Column(
            _("Open, {currency}").format(currency=page.currency), "number", about="open_amount"
        ),
    }
    _frame.table(found.late, columns, key=f"late_{found.supplier_id}", file_name="late-lines")
    _frame.link("purchase_orders", _("See its orders"), {"orders": "late", "ordered_from": found.supplier_id})


def _prices(page: _frame.Page, found: SupplierDetail) -> None:
    st.subheader(_("Prices"), anchor=False)
    if found.prices.empty:
        st.caption(_("No unit cost changed in this time."))
        return
    columns = {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "first_cost": Column(_("First cost"), "money"),
        "last_cost": Column(_("Last cost"), "money"),
        "currency": Column(_("Currency")),
        "change": Column(_("Change"), "percent", about="price_change"),
        "more_amount": Column(
            _("Paid more, {currency}").format(currency=page.currency), "number", about="price_more"
        ),
    }
    _frame.table(found.prices, columns, key=f"prices_{found.supplier_id}", file_name="prices")


def _lines(found: SupplierDetail) -> None:
    """Every line that the shares count, so that they can be added up."""
    kept = int(found.judged["lines_due"])
    with st.expander(_("The {count} lines behind the score").format(count=i18n.number(kept))):
        columns = {
            "order_id": Column(_("Order number"), is_pinned=True),
            "sku": Column(_("SKU")),
            "product_name": Column(_("Product"), width="medium"),
            "how": Column(_("How it went")),
            "delay_days": Column(_("Days after the promised day"), "number", about="delay_days"),
            "ordered_on": Column(_("Ordered on"), "date"),
            "promised_on": Column(_("Promised on"), "date"),
            "last_received_on": Column(_("Last receipt"), "date"),
            "wanted_units": Column(_("Wanted units"), "number", about="wanted_units"),
            "received_units": Column(_("Received units"), "number", about="received_units"),
            "units_on_time": Column(_("Units on time"), "number", about="units_on_time"),
            "rejected_units": Column(_("Rejected"), "number", about="rejected_units"),
            "open_units": Column(_("Open units"), "number", about="open_units"),
        }
        _frame.table(found.lines, columns, key=f"lines_{found.supplier_id}", file_name="supplier-lines")


def _closures(found: SupplierDetail) -> None:
    for words in suppliers.closure_words(found):
        st.caption(f":material/event_busy: {_frame.escape(words)}")
