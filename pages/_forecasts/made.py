"""How a forecast comes about: its parts in words and as a picture, the methods with shares and errors."""

from __future__ import annotations

import streamlit as st

from core import charts, demand, i18n, outlook
from core.i18n import _
from core.outlook import One
from pages import _frame
from pages._frame import Column


def how_it_was_made(page: _frame.Page, found: One, sku: str, location: str, category: str) -> None:
    """Components in words and as a picture; of one SKU at one location also the methods that competed."""
    parts = page.read_decisions(outlook.read_parts, sku, location, category)
    days = i18n.days(found.first_day, found.last_day)
    st.text(_("{days}: {parts}.").format(days=days, parts=outlook.in_one_sentence(parts)))
    if len(parts) > 2:
        heading = _("Units, {days}").format(days=days)
        measure = charts.Measure(heading, decimals=outlook.decimals_of(float(parts["value"].max())))
        _frame.chart(charts.waterfall(parts, measure, page.look, height=220), key="forecast_parts")
    if len(found.rows) > 1:
        words = _("The sum of {count} forecasts; what goes wrong together stays together in the range.")
        st.caption(_frame.escape(words.format(count=i18n.number(len(found.rows)))))
        return
    _methods(page, sku, location)


def _methods(page: _frame.Page, sku: str, location: str) -> None:
    made = page.read(demand.forecast, sku, location)
    st.caption(_frame.escape(i18n.render(made.chosen)))
    if made.worse_than_simple:
        st.caption(_("Here it missed a little more in the past than the simplest methods; its like decide."))
    used, others = outlook.methods_apart(made.methods)
    columns = {
        "title": Column(_("Method"), width="medium"),
        "weight": Column(_("Share"), "percent", width=110, about="method_share"),
        "against_mix": Column(_("Its misses"), "percent", width=110, about="method_misses"),
    }
    key = f"methods_{sku}_{location}_{page.snapshot.id}"
    _frame.table(used, columns, key=key)
    if len(others):
        words = _("{count} methods without a share").format(count=i18n.number(len(others)))
        with st.expander(words):
            _frame.table(others, columns, key=f"{key}_others")
