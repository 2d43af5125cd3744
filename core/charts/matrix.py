"""A square of large cells, each with its words, to be clicked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from core.charts.marks import Spec, rows_of, spec
from core.charts.theme import Theme

CLICKED = "clicked"
"""Name of the selection that a click on a cell makes; it holds the column `cell`."""
_CELL_HEIGHT, _HEADER_HEIGHT = 92, 36
_NARROW = "width < 420"


def grid_cells(
    table: pd.DataFrame,
    names: tuple[str, ...],
    chart: str,
    *,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
) -> tuple[list[dict[str, Any]], float]:
    """The cells of a grid with the words of row and column, and the largest value (1 where all is 0)."""
    cells = rows_of(table, names, chart=chart)
    for cell in cells:
        cell |= {"row_words": rows[cell["row"]], "column_words": columns[cell["column"]]}
    return cells, max((float(cell["value"] or 0) for cell in cells), default=0.0) or 1.0


def clicking() -> Spec:
    """What a layer needs for a click on a mark to choose its `cell`."""
    return {"params": [{"name": CLICKED, "select": {"type": "point", "fields": ["cell"], "on": "click"}}]}


def clickable(look: Theme, *, x: Spec, y: Spec, scale: Spec, tips: list[Spec], border: str) -> Spec:
    """The coloured fields of a grid; a click chooses one, the chosen one (`is_chosen`) is framed."""
    return {
        **clicking(),
        "mark": {"type": "rect", "cornerRadius": 3, "cursor": "pointer", "opacity": 1},
        "encoding": {
            "x": x,
            "y": y,
            "color": {"field": "value", "type": "quantitative", "scale": scale, "legend": None},
            "stroke": {"condition": {"test": "datum.is_chosen", "value": look.text}, "value": border},
            "strokeWidth": {"condition": {"test": "datum.is_chosen", "value": 3}, "value": 1},
            "tooltip": tips,
        },
    }


def matrix(
    table: pd.DataFrame,
    look: Theme,
    *,
    description: str,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    chosen: str = "",
) -> Spec:
    """Cells, darker for a larger value, each with a title and three lines; words stand in the tooltip.

    table: row, column, cell (its code), title, first, second, third (lines), value (0 to 1), words.
    rows, columns: the words for each row and column, in their order; where there is little room only their
    first letter is shown. chosen: the cell that is framed.
    """
    names = ("row", "column", "cell", "title", "first", "second", "third", "value", "words")
    cells, largest = grid_cells(table, names, "matrix", rows=rows, columns=columns)
    for cell in cells:
        cell["is_chosen"] = cell["cell"] == chosen
    bare = {"title": None, "ticks": False, "domain": False}
    letter = {"labelExpr": f"{_NARROW} ? slice(datum.label, 0, 1) : datum.label"}
    y_axis = {**bare, **letter, "labelLimit": 130}
    y = {"field": "row_words", "type": "nominal", "sort": list(rows.values()), "axis": y_axis}
    x_axis = {**bare, **letter, "orient": "top", "labelAngle": 0, "labelLimit": {"expr": "width / 3 - 6"}}
    x_axis |= {"labelOverlap": False}
    x = {"field": "column_words", "type": "nominal", "sort": list(columns.values()), "axis": x_axis}
    scale = {"range": list(look.sequence[:3]), "domain": [0, largest]}
    tips = [
        {"field": name, "type": "nominal", "title": ""}
        for name in ("title", "first", "second", "third", "words")
    ]
    rect = clickable(look, x=x, y=y, scale=scale, tips=tips, border=look.grid)
    size = {"expr": f"{_NARROW} ? 10 : 13"}
    lines: list[Spec] = [
        {
            "mark": {"type": "text", "dy": dy, "fontWeight": weight, "fontSize": size, "cursor": "pointer"},
            "encoding": {
                "x": x,
                "y": y,
                "text": {"field": name, "type": "nominal"},
                "color": {"value": look.text},
            },
        }
        for name, dy, weight in (
            ("title", -29, 600),
            ("first", -9, 400),
            ("second", 11, 400),
            ("third", 31, 400),
        )
    ]
    height = len(rows) * _CELL_HEIGHT + _HEADER_HEIGHT
    return spec(cells, look, height=height, description=description, layer=[rect, *lines])
