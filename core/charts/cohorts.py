"""Shares by cohort: complete ones as bars, young ones dashed, with the range of what they may become."""

from __future__ import annotations

import pandas as pd

from core.charts.marks import Measure, Spec, day_axis, day_tip, rows_of, spec, value_axis, value_tip
from core.charts.theme import Theme
from core.i18n import _

_GAP = 0.12
"""Part of a cohort's width left free beside its bar."""


def cohort_bars(table: pd.DataFrame, measure: Measure, look: Theme, *, height: int = 280) -> Spec:
    """One bar from zero per cohort; what is not complete is an outline with a range and says so.

    table: day (first of the cohort), until (first of the next), value, low, high (NaN for complete ones),
    is_complete, words (for the tooltip); oldest first.
    Raises ValueError for a missing column or too many marks.
    """
    rows_of(table, ("day", "until", "value", "low", "high", "is_complete", "words"), chart="cohort_bars")
    drawn = table.assign(until=table["until"] - (table["until"] - table["day"]) * _GAP)
    drawn["middle"] = drawn["day"] + (drawn["until"] - drawn["day"]) / 2
    young = drawn.index[~drawn["is_complete"].astype(bool)]
    drawn["note"] = ""
    drawn.loc[young[-1:], "note"] = _("not complete yet")
    names = ("day", "until", "middle", "value", "low", "high", "is_complete", "words", "note")
    rows = rows_of(drawn, names, chart="cohort_bars")
    x, x2 = day_axis(), {"field": "until", "timeUnit": "utcyearmonthdate"}
    middle = {**x, "field": "middle"}
    y = {"field": "value", **value_axis(measure, zero=True)}
    tips = [
        day_tip(_("Shipped from")),
        value_tip("value", measure),
        {"field": "words", "type": "nominal", "title": _("Known")},
    ]
    place = {"x": x, "x2": x2, "y": y, "y2": {"datum": 0}, "tooltip": tips}
    outline = {"fillOpacity": 0.15, "stroke": look.accent, "strokeDash": [4, 3], "strokeWidth": 1.5}
    bar = {"type": "rect", "color": look.accent}
    young_only = [{"filter": "!datum.is_complete"}]
    layers: list[Spec] = [
        {"transform": [{"filter": "datum.is_complete"}], "mark": bar, "encoding": place},
        {"transform": young_only, "mark": {**bar, **outline}, "encoding": place},
        {
            "transform": young_only,
            "mark": {"type": "rule", "color": look.quiet_text, "strokeWidth": 1.5},
            "encoding": {
                "x": middle,
                "y": {"field": "low", **value_axis(measure, zero=True)},
                "y2": {"field": "high"},
            },
        },
        {
            "transform": [{"filter": "datum.note"}],
            "mark": {"type": "text", "align": "right", "color": look.quiet_text},
            "encoding": {
                "x": {"field": "until", "type": "temporal", "timeUnit": "utcyearmonthdate"},
                "y": {"value": -8},
                "text": {"field": "note", "type": "nominal"},
            },
        },
    ]
    return spec(rows, look, height=height, description=measure.heading, layer=layers)
