"""Ranges side by side, each with its middle and what it is held against; and points around a line."""

from __future__ import annotations

import pandas as pd

from core.charts.bars import ROW_HEIGHT, label_axis
from core.charts.marks import Measure, Spec, day_axis, day_tip, room_for, rows_of, spec, value_axis, value_tip
from core.charts.theme import Theme
from core.i18n import _

MOST_SERIES = 3


def ranges(
    table: pd.DataFrame, measure: Measure, look: Theme, *, middle_title: str, reference_title: str
) -> Spec:
    """Horizontal ranges in the order of the table: low to high as a bar, the middle as a point, the reference
    as an upright stroke.

    table: label, low, middle, high, reference (may be missing), is_marked (stands out).
    """
    rows = rows_of(table, ("label", "low", "middle", "high", "reference", "is_marked"), chart="ranges")
    y = label_axis("")
    axis = value_axis(measure, zero=True)
    x = {**axis, "axis": {**axis["axis"], "orient": "top", "titleY": -22}}
    colour = {"condition": {"test": "datum.is_marked", "value": look.danger}, "value": look.accent}
    tips = [
        {"field": "label", "type": "nominal", "title": ""},
        value_tip("reference", measure, reference_title),
        value_tip("middle", measure, middle_title),
        value_tip("low", measure, _("One in ten needs at most")),
        value_tip("high", measure, _("Nine in ten need at most")),
    ]
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "size": 8, "cornerRadius": 4, "opacity": 0.35},
            "encoding": {
                "y": y,
                "x": {"field": "low", **x},
                "x2": {"field": "high"},
                "color": colour,
                "tooltip": tips,
            },
        },
        {
            "mark": {"type": "tick", "thickness": 2.5, "size": 20, "color": look.text},
            "encoding": {"y": y, "x": {"field": "reference", **x}, "tooltip": tips},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {"y": y, "x": {"field": "middle", **x}, "color": colour, "tooltip": tips},
        },
    ]
    height = max(1, len(rows)) * ROW_HEIGHT
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=20)


def dots(
    table: pd.DataFrame,
    measure: Measure,
    look: Theme,
    *,
    size: Measure,
    series: tuple[str, ...],
    height: int = 260,
) -> Spec:
    """Points over days around the zero line; a series has its own shape beside its colour.

    table: day, value, series (text), size, label. series: the names in order: good, bad, open.
    Raises ValueError for more than MOST_SERIES of them.
    """
    if len(series) > MOST_SERIES:
        raise ValueError(f"charts.dots: {len(series)} series; at most {MOST_SERIES}")
    rows = rows_of(table, ("day", "value", "series", "size", "label"), chart="dots")
    days = day_axis()
    x = {**days, "scale": {**days["scale"], "padding": 14}}
    y = {"field": "value", **value_axis(measure, zero=True)}
    colours = [look.accent, look.danger, look.warning][: len(series)]
    shapes = ["circle", "diamond", "triangle-up"][: len(series)]
    # Side by side where there is room for the names, else one below the other.
    columns = {"expr": f"width < {60 + room_for([' '.join(series)])} ? 1 : {len(series)}"}
    legend = {"title": None, "orient": "bottom", "symbolType": "circle", "columns": columns}
    kind = {"field": "series", "type": "nominal", "legend": legend}
    tips = [
        {"field": "label", "type": "nominal", "title": ""},
        day_tip(_("Promised on")),
        {"field": "series", "type": "nominal", "title": _("How it went")},
        value_tip("value", measure),
        value_tip("size", size),
    ]
    layers: list[Spec] = [
        {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": look.quiet_text, "strokeWidth": 1.5},
            "encoding": {"y": {"field": "zero", "type": "quantitative"}},
        },
        {
            "mark": {"type": "point", "filled": True, "opacity": 0.8},
            "encoding": {
                "x": x,
                "y": y,
                "color": {**kind, "scale": {"domain": list(series), "range": colours}},
                "shape": {**kind, "scale": {"domain": list(series), "range": shapes}},
                "size": {
                    "field": "size",
                    "type": "quantitative",
                    "scale": {"range": [50, 300], "zero": True},
                    "legend": None,
                },
                "tooltip": tips,
            },
        },
    ]
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=12)
