"""Values over days: lines compared with each other, and forecasts as bands."""

from __future__ import annotations

import pandas as pd

from core.charts.marks import (
    Measure,
    Spec,
    day_axis,
    day_tip,
    near_rule,
    room_for,
    rows_of,
    spec,
    value_axis,
    value_tip,
)
from core.charts.theme import Theme
from core.i18n import _

MOST_SERIES = 3
"""Lines that can be labelled directly and still be told apart."""


def line(
    table: pd.DataFrame,
    measure: Measure,
    look: Theme,
    *,
    events: pd.DataFrame | None = None,
    height: int = 280,
) -> Spec:
    """One to three lines over days; the first in the accent, the others as context.

    Several are labelled at their end; what a single one shows stands above the axis.

    table: day, value, series (text); one row per day and series, series in the order in which they come.
    events: day, title; drawn as marks with names.
    Raises ValueError for more than MOST_SERIES series or MOST_MARKS rows.
    """
    rows = rows_of(table, ("day", "value", "series"), chart="line")
    names = list(dict.fromkeys(str(row["series"]) for row in rows))
    if len(names) > MOST_SERIES:
        raise ValueError(f"charts.line: {len(names)} series; at most {MOST_SERIES} can be labelled")
    is_compared = len(names) > 1
    _mark_last(rows)
    colours = [look.accent, look.muted, look.quiet_text][: len(names)]
    colour = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": names, "range": colours},
        "legend": None,
    }
    dashes = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": names, "range": _DASHES[: len(names)]},
        "legend": None,
    }
    x, y = day_axis(), {"field": "value", **value_axis(measure, zero=True)}
    tips = [
        day_tip(_("Day")),
        {"field": "series", "type": "nominal", "title": _("Series")},
        value_tip("value", measure),
    ]
    layers: list[Spec] = [
        {
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {"x": x, "y": y, "color": colour, "strokeDash": dashes},
        },
        _hover(x, y, colour, tips),
        *([_end_labels(x, y, colour)] if is_compared else []),
        *_event_layers(events, look),
    ]
    room = room_for(names if is_compared else ())
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=room)


_DASHES = [[1, 0], [5, 3], [2, 2]]


def _hover(x: Spec, y: Spec, colour: Spec, tips: list[Spec]) -> Spec:
    """Points that appear under the pointer and carry the tooltip."""
    near = {
        "name": "near",
        "select": {"type": "point", "on": "pointerover", "nearest": True, "clear": "pointerout"},
    }
    size = {"condition": {"param": "near", "empty": False, "value": 70}, "value": 0}
    mark = {"type": "point", "filled": True, "opacity": 1}
    return {
        "params": [near],
        "mark": mark,
        "encoding": {"x": x, "y": y, "color": colour, "size": size, "tooltip": tips},
    }


def _end_labels(x: Spec, y: Spec, colour: Spec) -> Spec:
    return {
        "transform": [{"filter": "datum.is_last"}],
        "mark": {"type": "text", "align": "left", "dx": 6, "fontWeight": 600},
        "encoding": {"x": x, "y": y, "color": colour, "text": {"field": "series", "type": "nominal"}},
    }


def _mark_last(rows: list[Spec]) -> None:
    """Where each series' name is written: at its last known value."""
    last = {
        row["series"]: row for row in sorted(rows, key=lambda row: row["day"]) if row["value"] is not None
    }
    for row in last.values():
        row["is_last"] = True


def _event_layers(events: pd.DataFrame | None, look: Theme) -> list[Spec]:
    if events is None or events.empty:
        return []
    data = {"values": rows_of(events, ("day", "title"), chart="line")}
    x = {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate"}
    rule = {"mark": {"type": "rule", "color": look.muted, "strokeDash": [2, 2]}, "encoding": {"x": x}}
    text = {
        "mark": {"type": "text", "align": "left", "baseline": "top", "dx": 4, "color": look.quiet_text},
        "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "title", "type": "nominal"}},
    }
    return [{"data": data, **rule}, {"data": data, **text}]


def band(table: pd.DataFrame, measure: Measure, look: Theme, *, height: int = 280) -> Spec:
    """What was, and the range of what may come: the past as a line, the forecast as a middle line in bands.

    table: day, actual, middle, low, high and, if there is a narrower band, low_inner, high_inner;
    past days have `actual` only, future days the others. out, if there is one: a value where the past was
    without stock, marked by a cross.
    """
    rows = rows_of(
        table,
        ("day", "actual", "middle", "low", "high"),
        chart="band",
        optional=("low_inner", "high_inner", "out"),
    )
    x = day_axis()
    y = value_axis(measure, zero=True)
    area = {"type": "area", "color": look.band, "line": False}
    layers: list[Spec] = [
        {
            "mark": {**area, "opacity": 0.18},
            "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}},
        }
    ]
    if "low_inner" in table.columns:
        inner = {"x": x, "y": {"field": "low_inner", **y}, "y2": {"field": "high_inner"}}
        layers.append({"mark": {**area, "opacity": 0.28}, "encoding": inner})
    past = {
        "mark": {"type": "line", "strokeWidth": 2, "color": look.text},
        "encoding": {"x": x, "y": {"field": "actual", **y}},
    }
    middle = {"type": "line", "strokeWidth": 2, "color": look.accent, "strokeDash": [5, 3]}
    layers += [
        past,
        {"mark": middle, "encoding": {"x": x, "y": {"field": "middle", **y}}},
        _band_tips(x, measure),
    ]
    if "out" in table.columns:
        cross = {"type": "point", "shape": "cross", "angle": 45, "filled": True, "size": 70}
        tip = {"value": _("Out of stock")}
        shown = {"x": x, "y": {"field": "out", **y}, "tooltip": tip}
        layers.append({"mark": {**cross, "color": look.danger}, "encoding": shown})
    return spec(rows, look, height=height, description=measure.heading, layer=layers)


def _band_tips(x: Spec, measure: Measure) -> Spec:
    tips = [
        day_tip(_("Day")),
        value_tip("actual", measure, _("Actual")),
        value_tip("middle", measure, _("Expected")),
        value_tip("low", measure, _("At least")),
        value_tip("high", measure, _("At most")),
    ]
    return near_rule(x, tips)
