"""Metrics: the registry of figures, their values, series and the rows behind them.

A figure is a sum or a ratio of two sums (`measures`) over rows that the marts hold (`sources`, `stock`).
All amounts are exact; a ratio is divided once, at the end; what cannot be known is None, never 0.
"""

from core.metrics.compute import Value, compute
from core.metrics.figure import Better, Figure, Unit
from core.metrics.figures import FIGURES, figure
from core.metrics.file_tie_out import file_tie_out
from core.metrics.filters import By, Filters, RefundBasis, Repeats
from core.metrics.kpis import as_json, kpis
from core.metrics.rows import COLUMNS, Rows, Side, export_rows, rows
from core.metrics.series import series, series_many
from core.metrics.tie_out import TieLine, TieOut, tie_out

__all__ = [
    "COLUMNS",
    "FIGURES",
    "Better",
    "By",
    "Figure",
    "Filters",
    "RefundBasis",
    "Repeats",
    "Rows",
    "Side",
    "TieLine",
    "TieOut",
    "Unit",
    "Value",
    "as_json",
    "compute",
    "export_rows",
    "figure",
    "file_tie_out",
    "kpis",
    "rows",
    "series",
    "series_many",
    "tie_out",
]
