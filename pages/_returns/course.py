"""The rate by month or week of shipping, young cohorts drawn apart."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, returns
from core.i18n import _
from pages import _frame


def show_course(page: _frame.Page, desk: returns.ReturnsDesk, grain: str, notes: tuple[str, ...]) -> None:
    """The chart, and what must be known to read it."""
    told = desk.returns.has_orders
    table = returns.cohorts(desk.exposed, grain, is_told_by_cohort=told)
    measure = charts.Measure(_("Return rate"), decimals=1, is_share=True)
    spec = charts.cohort_bars(returns.with_words(table, grain), measure, page.look)
    _frame.chart(spec, key=f"returns_course_{grain}")
    st.caption(_frame.escape(i18n.sentences(*notes, returns.money_only(desk.returns))))
    for event in desk.events:
        _frame.notice(returns.event_words(event, page.currency))
