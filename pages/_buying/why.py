"""Why this quantity: the waterfall from demand to order, the forecast behind it, what to know beside."""

from __future__ import annotations

import streamlit as st

from core import charts, demand, i18n, purchasing
from core.errors import DashboardError
from core.i18n import _
from core.purchasing import Suggestions
from pages import _frame


def pick_why(shown: Suggestions, supplier_id: str) -> list[str]:
    """A list of the supplier's lines; the one whose quantity the reader asks about, as "SKU|location"."""
    lines = purchasing.lines_of(shown, supplier_id)
    picked = st.selectbox(
        _("Why this quantity? Choose a SKU"),
        list(lines),
        index=None,
        format_func=lines.__getitem__,
        key=f"why_{supplier_id}",
        placeholder=_("SKU or name"),
        width=560,
    )
    return [picked] if picked else []


def why_this_quantity(page: _frame.Page, shown: Suggestions, asked: str) -> None:
    """Open the explanation of one suggestion. asked: "SKU|location", or a SKU alone."""
    sku, _bar, location = asked.partition("|")
    line = purchasing.line_of(shown, sku, location)
    found = purchasing.explain(line)
    title = _("Why {units}? {name}").format(units=i18n.number(found.units), name=line["product_name"] or sku)

    @_frame.dialog(_frame.escape(title), is_wide=True, on_close=_frame.close_details("sku"))
    def show() -> None:
        st.caption(_frame.escape(f"{sku} · {line['location']}"))
        units = charts.Measure(_("Units"))
        _frame.chart(
            charts.waterfall(purchasing.waterfall_table(found), units, page.look), key="why_waterfall"
        )
        for step in purchasing.steps_in_words(found):
            st.text(step)
        st.info(_frame.escape(i18n.render(found.tipping_point)), icon=":material/balance:")
        for note in found.notes:
            st.caption(_frame.escape(i18n.render(note)))
        _forecast(page, sku, str(line["location"]))

    show()


def _forecast(page: _frame.Page, sku: str, location: str) -> None:
    try:
        found = page.read(demand.forecast, sku, location)
    except DashboardError as error:
        st.caption(_frame.escape(i18n.render(error)))
        return
    st.subheader(_("Weekly demand and forecast"), anchor=False)
    table = purchasing.weeks_ahead(found.history, found.ahead)
    _frame.chart(
        charts.band(table, charts.Measure(_("Units a week")), page.look, height=220),
        key="why_band",
    )
    if table["out"].notna().any():
        st.caption(_("✖ Weeks without stock: what would have sold in them is not known."))
    words = _("This is {demand_class}, forecast by: {method}.").format(
        demand_class=i18n.render(found.demand_class), method=i18n.render(found.method)
    )
    st.caption(_frame.escape(words))
    _frame.link("forecasts", _("Open its forecast"), {"sku": sku})
