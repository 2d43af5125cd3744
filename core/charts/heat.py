"""A grid of cells, coloured by their amounts, which stand in them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from core.charts.bars import ROW_HEIGHT
from core.charts.marks import (
    Measure,
    Spec,
    fitting,
    in_short,
    ink_on_cells,
    room_for,
    rows_of,
    spec,
    value_tip,
)
from core.charts.theme import Theme

_HEADER_HEIGHT = 24


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
    angle and zeros stay empty. Where there is little room amounts stand in the tooltip only.
    """
    rows = rows_of(table, ("row", "column", "value"), chart="heatmap")
    amounts = [float(row["value"] or 0) for row in rows]
    shown = in_short(amounts, measure)
    for row, words in zip(rows, shown, strict=True):
        row["amount"] = words
    largest = max(map(abs, amounts), default=0.0) or 1.0
    y = {
        "field": "row",
        "type": "nominal",
        "sort": None,
        "axis": {"title": row_title, "ticks": False, "domain": False, "titleAngle": 0, "titleAlign": "right"},
    }
    names = {str(row["column"]) for row in rows}
    room = f"width / {max(1, len(names))}"
    x_axis = {"title": column_title, "orient": "top", "ticks": False, "domain": False, "labelSeparation": 8}
    x_axis |= slanting_up(room, names) if is_dense else {"labelAngle": 0, "labelOverlap": True}
    x = {"field": "column", "type": "nominal", "sort": None, "axis": x_axis}
    scale: Spec = {"range": list(look.diverging if is_diverging else look.sequence)}
    scale |= {"domain": [-largest, 0, largest]} if is_diverging else {"domain": [0, largest]}
    colour = {"field": "value", "type": "quantitative", "scale": scale, "legend": None}
    tips = [
        {"field": "row", "type": "nominal", "title": row_title},
        {"field": "column", "type": "nominal", "title": column_title},
        value_tip("value", measure),
    ]
    number = {"field": "amount", "type": "nominal"}
    layers: list[Spec] = [
        {
            "mark": {"type": "rect", "cornerRadius": 2},
            "encoding": {"x": x, "y": y, "color": colour, "tooltip": tips},
        },
        {
            "transform": [{"filter": "datum.value !== 0"}] if is_dense else [],
            "mark": {"type": "text", "fontSize": {"expr": fitting(shown, room, 11)}},
            "encoding": {"x": x, "y": y, "text": number, "color": ink_on_cells()},
        },
    ]
    header = 5 * _HEADER_HEIGHT if is_dense else 2 * _HEADER_HEIGHT
    height = max(1, len({row["row"] for row in rows})) * ROW_HEIGHT + header
    beside = 40 if is_dense else 5
    return spec(rows, look, height=height, description=measure.heading, layer=layers, room=beside)


def slanting_up(room: str, names: Collection[str]) -> Spec:
    """Long names above columns: slanting, or upright where each has fewer than 24 pixels (`room`)."""
    is_tight = f"{room} < 24"
    return {
        "labelOverlap": False,
        "minExtent": room_for(names),  # the browser asks how high they are before it knows that they stand
        "labelAngle": {"expr": f"{is_tight} ? -90 : -50"},
        "labelAlign": "left",
        "labelBaseline": {"expr": f"{is_tight} ? 'middle' : 'bottom'"},
    }
