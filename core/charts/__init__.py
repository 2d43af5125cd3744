"""Charts as Vega-Lite specifications: from a small table to a dict that a page draws as it is.

Every builder takes a table with the columns that its docstring names, a `Measure` (what the figure is and
its unit) and a `Theme`; words, numbers and dates follow the reader's language. At most MOST_MARKS marks:
aggregate before you draw.
"""

from core.charts.areas import areas
from core.charts.bars import bars, waterfall
from core.charts.cohorts import cohort_bars
from core.charts.course import course
from core.charts.heat import heatmap
from core.charts.lines import band, line
from core.charts.marks import MOST_MARKS, Measure, Spec
from core.charts.matrix import CLICKED, matrix
from core.charts.outlook import fan
from core.charts.ranges import dots, ranges
from core.charts.spans import spans
from core.charts.theme import DARK, FONT, LIGHT, Theme, theme

__all__ = [
    "CLICKED",
    "DARK",
    "FONT",
    "LIGHT",
    "MOST_MARKS",
    "Measure",
    "Spec",
    "Theme",
    "areas",
    "band",
    "bars",
    "cohort_bars",
    "course",
    "dots",
    "fan",
    "heatmap",
    "line",
    "matrix",
    "ranges",
    "spans",
    "theme",
    "waterfall",
]
