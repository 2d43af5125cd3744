"""The course of one product's stock: what lay there, what sold, what is expected and what comes."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from core.charts.marks import Measure, Spec, day_axis, day_tip, rows_of, spec, value_axis, value_tip
from core.charts.theme import Theme
from core.i18n import _


def course(
    table: pd.DataFrame,
    measure: Measure,
    look: Theme,
    *,
    outs: pd.DataFrame,
    arrivals: pd.DataFrame,
    height: int = 320,
) -> Spec:
    """Stock as a stepped line over bars of weekly sales, expected sales dashed, stock-outs as shaded days.

    table: day, stock, sold, expected; each row knows some of them. outs: first_day, last_day, title.
    arrivals: day, units, title; marked on the zero line.
    """
    rows = rows_of(table, ("day", "stock", "sold", "expected"), chart="course")
    for row in rows:
        row["week_end"] = (dt.date.fromisoformat(row["day"]) + dt.timedelta(days=6)).isoformat()
    x, y = day_axis(), value_axis(measure, zero=True)
    layers: list[Spec] = [
        *_shades(outs, x, look),
        {
            "transform": [{"filter": "datum.sold !== null"}],
            "mark": {"type": "rect", "color": look.muted, "opacity": 0.45},
            "encoding": {
                "x": x,
                "x2": {"field": "week_end", "timeUnit": "utcyearmonthdate"},
                "y": {"field": "sold", **y},
                "y2": {"datum": 0},
                "tooltip": _tips(measure, "sold", _("Sold")),
            },
        },
        _line("expected", {"strokeDash": [5, 3], "color": look.quiet_text, "strokeWidth": 2}, x, y),
        _line("stock", {"interpolate": "step-after", "color": look.accent, "strokeWidth": 2}, x, y),
        _points(measure, x, y),
        *_arriving(arrivals, x, look),
    ]
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=14)


def _line(field: str, style: Spec, x: Spec, y: Spec) -> Spec:
    return {
        "transform": [{"filter": f"datum.{field} !== null"}],
        "mark": {"type": "line", **style},
        "encoding": {"x": x, "y": {"field": field, **y}},
    }


def _tips(measure: Measure, field: str, title: str) -> list[Spec]:
    return [day_tip(_("Week of")), value_tip(field, measure, title)]


def _points(measure: Measure, x: Spec, y: Spec) -> Spec:
    """A rule under the pointer that carries the tooltip of the stock line."""
    near = {
        "name": "near",
        "select": {"type": "point", "on": "pointerover", "nearest": True, "clear": "pointerout"},
    }
    opacity = {"condition": {"param": "near", "empty": False, "value": 1}, "value": 0}
    tips = [
        day_tip(_("Day")),
        value_tip("stock", measure, _("On hand")),
        value_tip("sold", measure, _("Sold in the week")),
        value_tip("expected", measure, _("Expected in the week")),
    ]
    shown = {"calculate": "datum.stock !== null ? datum.stock : datum.expected", "as": "shown"}
    return {
        "transform": [{"filter": "datum.stock !== null || datum.expected !== null"}, shown],
        "params": [near],
        "mark": {"type": "point", "filled": True, "size": 60},
        "encoding": {"x": x, "y": {"field": "shown", **y}, "opacity": opacity, "tooltip": tips},
    }


def _shades(outs: pd.DataFrame, x: Spec, look: Theme) -> list[Spec]:
    if outs.empty:
        return []
    begin = {**x, "field": "first_day"}
    end = {"field": "last_day", "timeUnit": "utcyearmonthdate"}
    tips = [
        day_tip(_("First day"), "first_day"),
        day_tip(_("Last day"), "last_day"),
        {"field": "title", "type": "nominal", "title": _("What")},
    ]
    return [
        {
            "data": {"values": rows_of(outs, ("first_day", "last_day", "title"), chart="course")},
            "mark": {"type": "rect", "color": look.danger, "opacity": 0.22},
            "encoding": {"x": begin, "x2": end, "tooltip": tips},
        }
    ]


def _arriving(arrivals: pd.DataFrame, x: Spec, look: Theme) -> list[Spec]:
    if arrivals.empty:
        return []
    tips = [day_tip(_("Expected on")), {"field": "title", "type": "nominal", "title": _("What")}]
    return [
        {
            "data": {"values": rows_of(arrivals, ("day", "title"), chart="course")},
            "mark": {
                "type": "point",
                "shape": "triangle-up",
                "filled": True,
                "size": 110,
                "color": look.good,
            },
            "encoding": {"x": x, "y": {"value": {"expr": "height - 6"}}, "tooltip": tips},
        }
    ]
