"""The platform's own total of a period against ours: the difference, itemised."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import cast

import streamlit as st

from core import coverage, metrics, periods
from core.i18n import N_, _
from core.metrics.tie_out import Basis
from pages import _frame
from pages._data.ties import tie_table

_BASES = {
    "paid": N_("what buyers paid, by day of payment"),
    "placed": N_("price × quantity, by day of order"),
}


def compare(page: _frame.Page) -> None:
    """Choose a shop and a period, type what the platform's page says, see where the two differ."""
    channels = page.read(coverage.channels)
    if not channels or page.as_of is None:
        _frame.empty_state(
            _("Nothing to compare yet"), _("Load the orders of a shop first, then compare its totals here.")
        )
        return
    st.text(
        _("Type the total that the platform shows for a period. Every cent of the difference gets a name.")
    )
    with st.form("compare", border=True):
        places = st.grid(3, min_column_width=220, gap="small", key="compare_fields")
        first, last = _period(page.as_of)
        with places.container():
            channel = st.selectbox(_("Shop"), channels, key="compare_channel")
        with places.container():
            days = st.date_input(_("Period"), (first, last), key="compare_days", format="YYYY-MM-DD")
        with places.container():
            total = st.number_input(
                _("The platform's total, {currency}").format(currency=page.currency),
                value=None,
                step=0.01,
                format="%.2f",
                key="compare_total",
                placeholder="0.00",
            )
        with places.container():
            basis = st.selectbox(
                _("It adds up"), list(_BASES), format_func=lambda code: _(_BASES[code]), key="compare_basis"
            )
        with places.container():
            has_postage = st.toggle(_("It contains shipping"), value=True, key="compare_postage")
        is_sent = st.form_submit_button(_("Compare"), type="primary", icon=":material/balance:")
    if not is_sent:
        return
    if total is None or len(days) != 2:
        _frame.notice(_("Give both days of the period and the platform's total."), state="warning")
        return
    _show(page, str(channel), days, Decimal(str(total)), cast(Basis, basis), has_postage=has_postage)


def _show(
    page: _frame.Page,
    channel: str,
    days: tuple[dt.date, dt.date],
    total: Decimal,
    basis: Basis,
    *,
    has_postage: bool,
) -> None:
    filters = metrics.Filters(start=days[0], end=days[1], channels=(channel,))
    with _frame.reported():
        tied = metrics.tie_out(page.snapshot, filters, total, basis, has_postage=has_postage)
        tie_table(page, tied, start=_("The platform's total"), key="compare_result")


def _period(as_of: dt.date) -> tuple[dt.date, dt.date]:
    return periods.resolve("last_month", as_of)
