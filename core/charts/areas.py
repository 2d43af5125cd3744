"""A grid of cells that belong to named areas, each with its figures, to be clicked."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.charts.marks import Spec, ink_on_cells, spec
from core.charts.matrix import clickable, grid_cells
from core.charts.theme import Theme

_CELL_HEIGHT, _HEADER_HEIGHT = 74, 44
_NARROW = "width < 430"


def areas(
    table: pd.DataFrame,
    look: Theme,
    *,
    description: str,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    chosen: str = "",
    area: str = "",
) -> Spec:
    """Cells, darker for a larger value, each with the name of its area, a title and two lines.

    table: row, column, cell (its code), group (name of the area), title, first, second (lines), value, words
    (for the tooltip). rows, columns: the words for each, in their order. chosen: the framed cell; area: the
    framed area. Where there is little room, areas and first
    lines stand in the tooltip only, and of the words of rows and columns the numbers.
    """
    names = ("row", "column", "cell", "group", "title", "first", "second", "value", "words")
    cells, largest = grid_cells(table, names, "areas", rows=rows, columns=columns)
    for cell in cells:
        cell["is_chosen"] = cell["cell"] == chosen or (bool(area) and cell["group"] == area)
    bare = {"title": None, "ticks": False, "domain": False}
    numbers_only = "replace(datum.label, regexp('[^0-9–,.]', 'g'), '')"
    label = {
        "labelLimit": 150,
        "labelOverlap": False,
        "labelExpr": f"{_NARROW} ? {numbers_only} : datum.label",
    }
    y = {"field": "row_words", "type": "nominal", "sort": list(rows.values()), "axis": {**bare, **label}}
    x_axis = {**bare, **label, "orient": "top", "labelAngle": 0}
    x = {"field": "column_words", "type": "nominal", "sort": list(columns.values()), "axis": x_axis}
    scale = {"range": list(look.sequence), "domain": [0, largest], "type": "sqrt"}
    tips = [
        {"field": name, "type": "nominal", "title": ""}
        for name in ("group", "words", "title", "first", "second")
    ]
    rect = clickable(look, x=x, y=y, scale=scale, tips=tips, border=look.background)
    lines: list[Spec] = [
        {
            "mark": {
                "type": "text",
                "dy": dy,
                "fontWeight": weight,
                "fontSize": {"expr": f"{_NARROW} ? {small} : {size}"},
                "limit": {"expr": "width / 5 - 6"},
                "cursor": "pointer",
            },
            "encoding": {"x": x, "y": y, "text": {"field": name, "type": "nominal"}, "color": ink_on_cells()},
        }
        for name, dy, weight, size, small in (
            ("group", -24, 400, 11, 0),
            ("title", -7, 600, 14, 12),
            ("first", 10, 400, 12, 0),
            ("second", 25, 400, 11, 9),
        )
    ]
    height = len(rows) * _CELL_HEIGHT + _HEADER_HEIGHT
    return spec(cells, look, height=height, description=description, layer=[rect, *lines])
