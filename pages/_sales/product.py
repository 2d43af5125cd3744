"""One product in a dialog: figures, course, price, channels, buyers, stock-outs, and where to go on."""

from __future__ import annotations

import streamlit as st

from core import charts, members, sales
from core.i18n import _
from core.metrics import By
from core.sales import ProductSales
from pages import _frame
from pages._frame import Column, Page
from pages._sales.part import Part


def show_product(page: Page, part: Part, sku: str, grain: By) -> None:
    """Open the dialog of a SKU."""
    found = page.read(sales.product_sales, sku, part.now, part.before, grain, part.against)

    @_frame.dialog(f"{sku} · {found.name}", is_wide=True, on_close=_frame.close_details("sku"))
    def show() -> None:
        _show(page, found)

    show()


def _show(page: Page, found: ProductSales) -> None:
    if found.why:
        st.text(found.why)
    tiles = [
        _frame.figure_tile(page, value, found.before.get(value.figure.name), has_rows=False)
        for value in found.figures
    ]
    _frame.tiles(page, tiles, key="product")
    net_sales = charts.Measure(_("Net sales"), page.currency)
    _frame.chart(charts.line(found.course, net_sales, page.look, height=200), key="product_course")
    if len(found.prices) > 1:
        st.subheader(_("Price, week by week"), anchor=False)
        price = charts.Measure(_("Paid per unit"), page.currency, decimals=2)
        _frame.chart(charts.line(found.prices, price, page.look, height=180), key="product_prices")
        if found.price_step:
            st.text(found.price_step, help=_frame.tooltip("price_elasticity"))
    with st.container(horizontal=True):
        _frame.link("stock", _("Open its stock"), {"sku": found.sku})
        _frame.link("forecasts", _("Open its forecast"), {"sku": found.sku})
        _frame.link("replenishment", _("Open its orders"), {"sku": found.sku})
        _frame.link("returns", _("Open its returns"), {"product": found.sku})
    _channels(page, found)
    _buyers(page, found)
    _spells(page, found)


def _channels(page: Page, found: ProductSales) -> None:
    st.subheader(_("Which channels sell it"), anchor=False)
    columns = {
        "label": Column(_("Channel"), is_pinned=True),
        "value": Column(
            _("Net sales, {currency}").format(currency=page.currency),
            "number",
            about="net_sales",
            is_summed=True,
        ),
        "share": Column(_("Share"), "percent", about="part_share"),
        "words": Column(_("In words"), width="medium"),
        "units": Column(_("Units"), "number", about="units", is_summed=True),
        "trend": Column(_("Course"), "trend", about="net_sales_course"),
    }
    _frame.table(found.channels.table, columns, key=f"product_channels_{found.sku}_{page.snapshot.id}")


def _buyers(page: Page, found: ProductSales) -> None:
    st.subheader(_("Which members buy it"), anchor=False)
    rows = page.read(members.buyers_of, found.sku)
    if rows.empty:
        st.text(_("None of its buyers is known, or the members have not been scored yet."))
        return
    columns = {
        "title": Column(_("Segment"), is_pinned=True),
        "buyers": Column(_("Buyers"), "bar", about="segment_buyers"),
        "again": Column(_("Bought it again"), "number", about="buyers_again"),
        "units": Column(_("Units"), "number", about="segment_units"),
        "net_sales": Column(
            _("Net sales, {currency}").format(currency=page.currency),
            "number",
            about="segment_net_sales",
            is_summed=True,
        ),
    }
    _frame.table(rows, columns, key=f"product_buyers_{found.sku}_{page.snapshot.id}")
    st.caption(_("Over all days, by the segment that they are in now."))


def _spells(page: Page, found: ProductSales) -> None:
    if found.spells.empty:
        return
    st.subheader(_("Stock-outs"), anchor=False)
    columns = {
        "location": Column(_("Location"), is_pinned=True),
        "from_day": Column(_("First day"), "date"),
        "to_day": Column(_("Last day"), "date"),
        "days": Column(_("Days"), "number", about="out_days"),
        "lost_units": Column(_("Lost units"), "number", about="lost_units"),
        "lost_net_sales": Column(
            _("Lost net sales, {currency}").format(currency=page.currency), "number", about="lost_net_sales"
        ),
    }
    _frame.table(found.spells, columns, key=f"product_spells_{found.sku}_{page.snapshot.id}")
