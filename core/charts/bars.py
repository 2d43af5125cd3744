"""Amounts side by side: bars from zero, and the steps from one amount to another."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from core.charts.marks import Measure, Spec, fitting, in_short, in_words, rows_of, spec, value_axis, value_tip
from core.charts.matrix import clicking
from core.charts.theme import Theme

ROW_HEIGHT, _HEADER_HEIGHT = 28, 24
_LONGEST_LABEL_PIXELS = 220
_ROOM_FOR_AMOUNTS = 70
_NAMELESS = "–"


def bars(table: pd.DataFrame, measure: Measure, look: Theme, *, label_title: str = "") -> Spec:
    """Horizontal bars from zero, in the order of the table, each with its amount at the end.

    table: label (text), value and, if some bars should stand out, is_marked (True or False); if a click on
    a bar chooses something, cell (its code, the field of the selection CLICKED).
    """
    rows = rows_of(table, ("label", "value"), chart="bars", optional=("is_marked", "cell"))
    for row in rows:
        row["label"] = row["label"] or _NAMELESS
    y = label_axis(label_title)
    value = {"field": "value", **value_axis(measure, zero=True), "axis": _heading_only(measure)}
    colour: Spec = {"value": look.accent}
    if "is_marked" in table.columns:
        colour = {"condition": {"test": "datum.is_marked", "value": look.accent}, "value": look.muted}
    tips = [{"field": "label", "type": "nominal", "title": label_title}, value_tip("value", measure)]
    number = {"field": "value", "type": "quantitative", "format": measure.number_format}
    click = clicking() if "cell" in table.columns else {}
    hand = {"cursor": "pointer", "opacity": 1} if click else {}
    layers: list[Spec] = [
        {
            **click,
            "mark": {"type": "bar", "cornerRadiusEnd": 2, **hand},
            "encoding": {"y": y, "x": value, "color": colour, "tooltip": tips},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {"y": y, "x": value, "text": number},
        },
    ]
    height = max(1, len(rows)) * ROW_HEIGHT + _HEADER_HEIGHT
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=_ROOM_FOR_AMOUNTS)


def _heading_only(measure: Measure) -> Spec:
    """An axis that says what the bars are, above them; each bar tells its own amount."""
    bare = dict.fromkeys(("labels", "ticks", "domain", "grid"), False)
    return {**bare, "orient": "top", "title": measure.heading, "titleAnchor": "start", "titlePadding": 6}


def label_axis(title: str) -> Spec:
    """Names beside horizontal marks, in the order of the table."""
    axis = {
        "title": title or None,
        "titleAngle": 0,
        "titleAlign": "right",
        "titleBaseline": "bottom",
        "titleX": -6,
        "titleY": -4,
        "domain": False,
        "ticks": False,
        "labelLimit": _LONGEST_LABEL_PIXELS,
        "titleAnchor": "start",
    }
    return {"field": "label", "type": "nominal", "sort": None, "axis": axis}


def waterfall(table: pd.DataFrame, measure: Measure, look: Theme, *, height: int = 300) -> Spec:
    """Steps from a beginning to an end: each bar starts where the one before stopped, totals start at zero.

    Amounts stand on the bars, in thousands or millions where there is too little room for all of them.

    table: label, value (signed step, or the amount of a total), is_total; in the order of the steps.
    """
    rows = rows_of(table, ("label", "value", "is_total"), chart="waterfall")
    level = 0.0
    for row in rows:
        start = 0.0 if row["is_total"] else level
        level = start + float(row["value"] or 0)
        row |= {"start": start, "stop": level, "top": max(start, level)}
    room = f"width / {max(1, len(rows))}"
    x = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {
            "title": None,
            "labelLimit": {"expr": f"max(110, {room} - 8)"},
            "ticks": False,
            "labelOverlap": False,
            **slanting(room),
        },
    }
    y = value_axis(measure, zero=True)
    # Up and down are told apart by the sign in the label as well, not by colour alone.
    colour = {
        "condition": [
            {"test": "datum.is_total", "value": look.quiet_text},
            {"test": "datum.value < 0", "value": look.categories[1]},
        ],
        "value": look.accent,
    }
    tips = [{"field": "label", "type": "nominal", "title": ""}, value_tip("value", measure)]
    shape = {"x": x, "y": {"field": "start", **y}, "y2": {"field": "stop"}, "color": colour, "tooltip": tips}
    whole, short = _signed(rows, measure, in_words), _signed(rows, measure, in_short)
    for row, exact, brief in zip(rows, whole, short, strict=True):
        row |= {"exact": exact, "brief": brief}
    large, small = fitting(whole, room, 12), fitting(short, room, 12)
    words = {"x": x, "y": {"field": "top", **y}, "text": {"field": "amount", "type": "nominal"}}
    layers: list[Spec] = [
        {"mark": {"type": "bar", "size": {"expr": f"min(72, {room} * 0.6)"}}, "encoding": shape},
        {
            "transform": [{"calculate": f"({large}) ? datum.exact : datum.brief", "as": "amount"}],
            "mark": {"type": "text", "dy": -8, "fontSize": {"expr": f"({large}) || ({small})"}},
            "encoding": words,
        },
    ]
    return spec(rows, look, height=height, description=measure.heading, layer=layers)


def _signed(
    rows: list[Spec], measure: Measure, words: Callable[[list[float], Measure], list[str]]
) -> list[str]:
    """The amounts of the steps with their sign, in these words; a total has none unless it is below zero."""
    values = [float(row["value"] or 0) for row in rows]
    signs = [
        "−" if value < 0 else "+" if value and not row["is_total"] else ""
        for row, value in zip(rows, values, strict=True)
    ]
    told = words([abs(value) for value in values], measure)
    return [sign + amount for sign, amount in zip(signs, told, strict=True)]


def slanting(room: str) -> Spec:
    """The labels of an axis: level, or at an angle where there are fewer than 80 pixels (`room`) each."""
    is_tight = f"{room} < 80"
    return {
        "labelAngle": {"expr": f"{is_tight} ? -35 : 0"},
        "labelAlign": {"expr": f"{is_tight} ? 'right' : 'center'"},
    }
