"""Amounts side by side: bars from zero, the steps from one amount to another, and a grid of cells."""

from __future__ import annotations

import pandas as pd

from core.charts.marks import Measure, Spec, rows_of, spec, value_axis, value_tip
from core.charts.theme import Theme

ROW_HEIGHT, _HEADER_HEIGHT = 28, 24
_LONGEST_LABEL_PIXELS = 220
_ROOM_FOR_AMOUNTS = 70
_NAMELESS = "–"


def bars(table: pd.DataFrame, measure: Measure, look: Theme, *, label_title: str = "") -> Spec:
    """Horizontal bars from zero, in the order of the table, each with its amount at the end.

    table: label (text), value and, if some bars should stand out, is_marked (True or False).
    """
    rows = rows_of(table, ("label", "value"), chart="bars", optional=("is_marked",))
    for row in rows:
        row["label"] = row["label"] or _NAMELESS
    y = label_axis(label_title)
    value = {"field": "value", **value_axis(measure, zero=True), "axis": None}
    colour: Spec = {"value": look.accent}
    if "is_marked" in table.columns:
        colour = {"condition": {"test": "datum.is_marked", "value": look.accent}, "value": look.muted}
    tips = [{"field": "label", "type": "nominal", "title": label_title}, value_tip("value", measure)]
    number = {"field": "value", "type": "quantitative", "format": measure.number_format}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "cornerRadiusEnd": 2},
            "encoding": {"y": y, "x": value, "color": colour, "tooltip": tips},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {"y": y, "x": value, "text": number},
        },
    ]
    height = max(1, len(rows)) * ROW_HEIGHT + (_HEADER_HEIGHT if label_title else 0)
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=_ROOM_FOR_AMOUNTS)


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

    table: label, value (signed step, or the amount of a total), is_total; in the order of the steps.
    """
    rows = rows_of(table, ("label", "value", "is_total"), chart="waterfall")
    level = 0.0
    for row in rows:
        start = 0.0 if row["is_total"] else level
        level = start + float(row["value"] or 0)
        row |= {"start": start, "stop": level, "top": max(start, level)}
    x = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelAngle": 0, "labelLimit": 110, "ticks": False},
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
    sign = f"(datum.is_total || datum.value <= 0 ? '' : '+') + format(datum.value, '{measure.number_format}')"
    words = {"x": x, "y": {"field": "top", **y}, "text": {"field": "amount", "type": "nominal"}}
    room = f"width / {max(1, len(rows))}"
    layers: list[Spec] = [
        {"mark": {"type": "bar", "size": {"expr": f"min(34, {room} * 0.7)"}}, "encoding": shape},
        {
            "transform": [{"calculate": sign, "as": "amount"}],
            "mark": {"type": "text", "dy": -8, "fontSize": {"expr": f"{room} < 56 ? 0 : 12"}},
            "encoding": words,
        },
    ]
    return spec(rows, look, height=height, description=measure.heading, layer=layers)


def heatmap(
    table: pd.DataFrame,
    measure: Measure,
    look: Theme,
    *,
    row_title: str,
    column_title: str,
    is_diverging: bool = False,
    is_dense: bool = False,
) -> Spec:
    """A grid of cells, dark for much; the amount stands in each cell, so colour is never alone.

    table: row, column (text), value; one row per cell, in the order in which rows and columns should come.
    is_diverging: colours part at zero, for differences. is_dense: many columns, so their names stand at an
    angle, zeros stay empty, and where there is little room amounts stand in the tooltip only.
    """
    rows = rows_of(table, ("row", "column", "value"), chart="heatmap")
    y = {
        "field": "row",
        "type": "nominal",
        "sort": None,
        "axis": {"title": row_title, "ticks": False, "domain": False, "titleAngle": 0, "titleAlign": "right"},
    }
    x_axis = {"title": column_title, "orient": "top", "labelAngle": -50 if is_dense else 0, "ticks": False}
    x_axis |= {"domain": False, "labelOverlap": not is_dense}
    x = {"field": "column", "type": "nominal", "sort": None, "axis": x_axis}
    values = [abs(float(row["value"] or 0)) for row in rows]
    largest = max(values, default=0.0) or 1.0
    scale: Spec = {"range": list(look.diverging if is_diverging else look.sequence)}
    scale |= {"domain": [-largest, 0, largest]} if is_diverging else {"domain": [0, largest]}
    colour = {"field": "value", "type": "quantitative", "scale": scale, "legend": None}
    tips = [
        {"field": "row", "type": "nominal", "title": row_title},
        {"field": "column", "type": "nominal", "title": column_title},
        value_tip("value", measure),
    ]
    number = {"field": "value", "type": "quantitative", "format": measure.number_format}
    dark_cell = f"abs(datum.value) > {largest * 0.55}"
    ink = {"condition": {"test": dark_cell, "value": ink_on_full(look)}, "value": look.text}
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "cornerRadius": 2},
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": tips},
        },
        {
            "transform": [{"filter": "datum.value !== 0"}] if is_dense else [],
            "mark": {"type": "text", "fontSize": {"expr": "width < 520 ? 0 : 11"} if is_dense else 11},
            "encoding": {"x": x, "y": y, "text": number, "color": ink},
        },
    ]
    header = 4 * _HEADER_HEIGHT if is_dense else 2 * _HEADER_HEIGHT
    height = max(1, len({row["row"] for row in rows})) * ROW_HEIGHT + header
    room = 40 if is_dense else 5
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=room)


def ink_on_full(look: Theme) -> str:
    """The ink that is readable on the full end of the colour scale."""
    return "#FFFFFF" if look.name == "light" else "#12171D"
