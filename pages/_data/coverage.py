"""Which days, columns and figures the loaded files cover, and where they leave holes."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, intake
from core.i18n import _, ngettext
from pages import _frame


def coverage(page: _frame.Page) -> None:
    """Lines a day as a calendar, gaps, how full the columns are that figures need, figures without data."""
    channels = page.read(intake.shops_by_size)
    if not channels or page.as_of is None:
        _frame.empty_state(_("Nothing to cover yet"), _("Load the orders of a shop first."))
        return
    channel = _frame.pick("coverage_shop", _("Shop"), channels, str)
    _calendar(page, channel)
    _gaps(page)
    _columns(page)
    _figures(page)


def _calendar(page: _frame.Page, channel: str) -> None:
    st.subheader(_("Order lines a day"), anchor=False)
    if page.as_of is not None:
        words = _(
            "Figures stop at {day}, the last complete day of all shops: a day counts as complete once a file "
            "was exported after its end. A shop's own last day can be later, because it may still go on, or "
            "earlier."
        )
        st.caption(words.format(day=i18n.date(page.as_of)))
    days = page.read(intake.days_covered, channel)
    spec = charts.heatmap(
        days, charts.Measure(_("Order lines"), ""), page.look, row_title="", column_title=_("Week of")
    )
    _frame.chart(spec)


def _gaps(page: _frame.Page) -> None:
    found = page.read(intake.gaps)
    missing = int(found["missing"].sum())
    st.subheader(_("Gaps"), anchor=False)
    if not missing:
        st.text(_("Every shop has orders on every day between its first and its last."))
        return
    words = ngettext(
        "{count} day has no order. A quiet shop may have such days; a busy one misses a file.",
        "{count} days have no order. A quiet shop may have such days; a busy one misses a file.",
        missing,
    )
    st.text(words.format(count=i18n.number(missing)))
    columns = {
        "channel": _frame.Column(_("Shop"), is_pinned=True),
        "first_day": _frame.Column(_("First day"), "date"),
        "last_day": _frame.Column(_("Last day"), "date"),
        "days": _frame.Column(_("Days with orders"), "number", about="days_with_orders"),
        "missing": _frame.Column(_("Days without"), "number", about="missing_days"),
        "longest_from": _frame.Column(_("Longest gap from"), "date"),
        "longest_days": _frame.Column(_("Its days"), "number", about="longest_gap"),
    }
    _frame.table(found, columns, key=f"gaps_{page.snapshot.id}")


def _columns(page: _frame.Page) -> None:
    st.subheader(_("How full the columns are that figures need"), anchor=False)
    columns = {
        "column": _frame.Column(_("Column"), is_pinned=True),
        "share": _frame.Column(_("Filled"), "percent", about="filled_share"),
        "needed_for": _frame.Column(_("Needed for"), width="large"),
    }
    _frame.table(page.read(intake.filled_columns), columns, key=f"filled_{page.snapshot.id}")


def _figures(page: _frame.Page) -> None:
    dimmed = page.read(intake.dimmed_figures)
    st.subheader(_("Figures that cannot be shown yet"), anchor=False)
    if dimmed.empty:
        words = _("None: every figure of the last {days} days has what it needs.")
        st.text(words.format(days=i18n.number(intake.DAYS_TRIED)))
        return
    columns = {
        "figure": _frame.Column(_("Figure"), is_pinned=True),
        "missing": _frame.Column(_("What is missing"), width="large"),
    }
    _frame.table(dimmed, columns, key=f"dimmed_{page.snapshot.id}")
