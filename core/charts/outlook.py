"""A forecast as a fan: the past, three ranges of what may come, what happened and what is planned."""

from __future__ import annotations

import pandas as pd

from core.charts.marks import (
    Measure,
    Spec,
    day_axis,
    day_tip,
    near_rule,
    rows_of,
    spec,
    value_axis,
    value_tip,
)
from core.charts.theme import Theme
from core.i18n import _

_BANDS = (("low_95", "high_95", 0.13), ("low_80", "high_80", 0.2), ("low_50", "high_50", 0.3))
MARKS = ("stock_out", "outlier", "override", "event")


def fan(
    table: pd.DataFrame,
    measure: Measure,
    look: Theme,
    *,
    marks: pd.DataFrame | None = None,
    height: int = 340,
) -> Spec:
    """The past as a line, the forecast as a middle line in bands of 50, 80 and 95 percent.

    table: day, actual, middle, low_95 ... high_50, `model` where people changed the forecast, `earlier` where
    an earlier forecast is shown. marks: day, kind (one of MARKS), title, one row per mark; stock-outs and
    outliers lie at the bottom, overrides and events at the top.
    """
    ends = [name for low, high, _opacity in _BANDS for name in (low, high)]
    columns = ("day", "actual", "middle", *ends)
    rows = rows_of(table, columns, chart="fan", optional=("model", "earlier"))
    x, y = day_axis(), value_axis(measure, zero=True)
    layers: list[Spec] = [
        {
            "mark": {"type": "area", "color": look.band, "line": False, "opacity": opacity},
            "encoding": {"x": x, "y": {"field": low, **y}, "y2": {"field": high}},
        }
        for low, high, opacity in _BANDS
    ]
    layers += [
        _line(x, y, "actual", {"color": look.text, "strokeWidth": 2}),
        _line(x, y, "middle", {"color": look.accent, "strokeWidth": 2.5}),
        *(_line(x, y, name, dash) for name, dash in _other_lines(look).items() if name in table.columns),
        *_earlier_label(rows, x, look),
        *_mark_layers(marks, x, look),
        _tips(x, measure, table),
    ]
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=12)


def _line(x: Spec, y: Spec, field: str, style: Spec) -> Spec:
    return {"mark": {"type": "line", **style}, "encoding": {"x": x, "y": {"field": field, **y}}}


def _other_lines(look: Theme) -> dict[str, Spec]:
    return {
        "model": {"color": look.quiet_text, "strokeWidth": 1.5, "strokeDash": [4, 3]},
        "earlier": {"color": look.categories[5], "strokeWidth": 3, "strokeDash": [7, 3]},
    }


def _earlier_label(rows: list[Spec], x: Spec, look: Theme) -> list[Spec]:
    """Where the earlier forecast begins, with its name, so that it is found at once."""
    known = [row for row in rows if row.get("earlier") is not None]
    if not known:
        return []
    first, colour = {"data": {"values": known[:1]}}, look.categories[5]
    text = {"type": "text", "align": "left", "dx": 6, "fontWeight": 700, "color": colour}
    return [
        {**first, "mark": {"type": "rule", "color": colour, "strokeWidth": 1.5}, "encoding": {"x": x}},
        {**first, "mark": text, "encoding": {"x": x, "y": {"value": 26}, "text": {"value": _("Said then")}}},
    ]


def _mark_layers(marks: pd.DataFrame | None, x: Spec, look: Theme) -> list[Spec]:
    """Signs of their own shape, so that colour is never alone; titles of events and changes are written."""
    if marks is None or marks.empty:
        return []
    data = {"values": rows_of(marks, ("day", "kind", "title"), chart="fan")}
    low, high = {"value": {"expr": "height - 6"}}, {"value": 8}
    signs = {
        "stock_out": ("triangle-down", look.danger, low),
        "outlier": ("diamond", look.warning, low),
        "override": ("square", look.accent, high),
        "event": ("circle", look.quiet_text, high),
    }
    tips = [day_tip(_("Day")), {"field": "title", "type": "nominal", "title": _("What")}]
    layers: list[Spec] = [
        {
            "data": data,
            "transform": [{"filter": f"datum.kind === '{kind}'"}],
            "mark": {
                "type": "point",
                "filled": True,
                "size": 55,
                "shape": shape,
                "color": colour,
                "opacity": 1,
            },
            "encoding": {"x": x, "y": place, "tooltip": tips},
        }
        for kind, (shape, colour, place) in signs.items()
    ]
    rule = {
        "data": data,
        "transform": [{"filter": "datum.kind === 'event' || datum.kind === 'override'"}],
        "mark": {"type": "rule", "color": look.muted, "strokeDash": [2, 3], "opacity": 0.6},
        "encoding": {"x": x},
    }
    return [rule, *layers]


def _tips(x: Spec, measure: Measure, table: pd.DataFrame) -> Spec:
    named = {
        "actual": _("Actual"),
        "middle": _("Expected"),
        "model": _("The model alone"),
        "earlier": _("Said then"),
        "low_80": _("At least (9 in 10)"),
        "high_80": _("At most (9 in 10)"),
    }
    tips = [day_tip(_("Week of"))]
    tips += [value_tip(name, measure, title) for name, title in named.items() if name in table.columns]
    return near_rule(x, tips)
