"""How good were we: accuracy over time, and what each step is worth in error and in money."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, outlook
from core.i18n import _
from core.outlook import Record
from pages import _frame
from pages._frame import Column, Tile


def show_record(page: _frame.Page) -> None:
    """Tiles, the course of error and bias, value added by a key."""
    found = page.read_decisions(outlook.read_record)
    st.caption(_frame.escape(_source(found)))
    _tiles(page, found)
    if len(found.courses) > 1:
        st.subheader(_("Error and bias by the week they were made"), anchor=False)
        lines = outlook.course_lines(found)
        measure = charts.Measure(_("Share of the demand"), is_share=True)
        _frame.chart(charts.line(lines, measure, page.look), key="record_course")
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("What each step is worth"), anchor=False)
        by = _frame.choose("value_by", _("By"), outlook.BY, "demand_class")
    _value(page, by)


def _source(found: Record) -> str:
    if not found.n_said:
        return _(
            "No run is old enough to be judged yet. These figures are today's method, tried on the past at "
            "{count} places; from the next weeks on they come from what was really said."
        ).format(count=i18n.number(found.n_tried))
    return _("{said} judged windows were said by runs; before them, {tried} were tried on the past.").format(
        said=i18n.number(found.n_said), tried=i18n.number(found.n_tried)
    )


def _tiles(page: _frame.Page, found: Record) -> None:
    done = found.accuracy
    wape, bias, pinball, coverage = (
        i18n.percent(share, 1) for share in (done.wape, done.bias, done.pinball, done.coverage_90)
    )
    shown = [
        Tile(_("Usual error"), wape, about="wape"),
        Tile(_("Bias"), bias, about="forecast_bias"),
        Tile(_("Against the last week again"), i18n.number(done.rmsse, 2), about="rmsse"),
        Tile(_("Loss of the quantiles"), pinball, about="pinball"),
        Tile(_("Inside the 90 percent range"), coverage, about="coverage_90"),
        Tile(
            _("Tracking signal"),
            i18n.number(done.tracking_signal, 1),
            state="warning" if found.is_off else "",
            state_words=_("off on one side"),
            about="tracking_signal",
        ),
    ]
    _frame.tiles(page, shown, key="record")
    if done.pinball != done.pinball:
        st.caption(_("– stands for: not enough data yet. Ranges are judged once runs are old enough."))


def _value(page: _frame.Page, by: str) -> None:
    table = page.read_decisions(outlook.read_value, by)
    if table.empty:
        st.text(_("No changed forecast is old enough to be judged yet."))
        return
    cost = _("{step}: cost, {currency}")
    steps = {"naive": _("Last week again"), "mean": _("Model"), "final": _("Final")}
    columns = {
        "label": Column(_(outlook.BY[by]), is_pinned=True),
        "n": Column(_("Judged windows"), "number", about="judged_windows"),
        **{
            f"wape_{step}": Column(_("{step}: error").format(step=title), "percent", about="wape")
            for step, title in steps.items()
        },
        **{
            f"cost_{step}": Column(
                cost.format(step=title, currency=page.currency), "number", about="miss_cost"
            )
            for step, title in steps.items()
        },
    }
    _frame.table(
        table, columns, key=f"value_{by}_{page.snapshot.id}_{page.ledger.revision}", file_name="value-added"
    )
    st.caption(
        _frame.escape(
            _(
                "Cost of misses: a unit too few costs its margin, a unit too many a quarter of its cost a "
                "year for the days of the window. Where no cost is known, half of the price is taken. Below "
                "eight judged windows nothing is told: not enough data yet."
            )
        )
    )
