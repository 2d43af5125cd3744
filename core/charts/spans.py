"""Stretches of days as bars on a time axis, one row per thing that they happened to."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.charts.marks import Spec, day_axis, day_tip, rows_of, spec
from core.charts.theme import Theme
from core.i18n import _

KINDS = ("known", "weak", "open")
_ROW_HEIGHT, _AXIS_HEIGHT = 24, 40


def spans(
    table: pd.DataFrame, look: Theme, *, description: str, kinds: Mapping[str, str], days: tuple[str, str]
) -> Spec:
    """Bars from the first to the last day; what is weak is only outlined, what is open ends in a sign.

    table: label, first_day, last_day, kind (one of KINDS), title (what the tooltip says), in the order of
    labels. kinds: the word for each kind, translated. days: ISO days at which the axis begins and ends.
    """
    rows = rows_of(table, ("label", "first_day", "last_day", "kind", "title"), chart="spans")
    for row in rows:
        row["kind_words"] = kinds[row["kind"]]
    labels = list(dict.fromkeys(row["label"] for row in rows))
    x = day_axis("first_day")
    begin, last = ({"expr": f"utc({_vega_day(day)})"} for day in days)
    x["scale"] = {**x["scale"], "domainMin": begin, "domainMax": last}
    end = {"field": "last_day", "timeUnit": "utcyearmonthdate"}
    axis = {"title": None, "domain": False, "ticks": False, "labelLimit": 200, "grid": True}
    y = {"field": "label", "type": "nominal", "sort": None, "axis": axis}
    tips = [
        {"field": "label", "type": "nominal", "title": _("Product")},
        day_tip(_("First day"), "first_day"),
        day_tip(_("Last day"), "last_day"),
        {"field": "kind_words", "type": "nominal", "title": _("Known from")},
        {"field": "title", "type": "nominal", "title": _("What")},
    ]
    is_weak = {"test": "datum.kind === 'weak'", "value": "transparent"}
    colour = {"known": look.accent, "weak": look.quiet_text, "open": look.danger}
    stroke = {"field": "kind", "type": "nominal", "scale": _scale(colour), "legend": None}
    fill = {"condition": is_weak, "field": "kind", "type": "nominal", "scale": _scale(colour), "legend": None}
    bar = {
        "mark": {"type": "bar", "height": 12, "cornerRadius": 2, "strokeWidth": 1.5, "minBandSize": 3},
        "encoding": {"x": x, "x2": end, "y": y, "fill": fill, "stroke": stroke, "tooltip": tips},
    }
    sign = {
        "transform": [{"filter": "datum.kind === 'open'"}],
        "mark": {"type": "text", "text": "✕", "align": "left", "dx": 5, "color": look.danger},
        "encoding": {"x": {**end, "type": "temporal"}, "y": y},
    }
    height = max(1, len(labels)) * _ROW_HEIGHT + _AXIS_HEIGHT
    return spec(rows, look, height=height, description=description, layer=[bar, sign], room=24)


def _scale(colours: Mapping[str, str]) -> Spec:
    return {"domain": list(colours), "range": list(colours.values())}


def _vega_day(day: str) -> str:
    """The arguments of Vega's utc(): its months begin at 0."""
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year}, {month - 1}, {number}"
