"""Definitions: what every computed number on a page is, by the code that the page names it with.

The figures of `core.metrics` are among them. One number has one definition, wherever it is shown.
"""

from collections.abc import Mapping

from core import metrics
from core.definitions.buying import BUYING
from core.definitions.definition import Definition
from core.definitions.forecasts import FORECASTS
from core.definitions.keeping import KEEPING
from core.definitions.members import MEMBERS
from core.definitions.returns import RETURNS
from core.definitions.sales import SALES
from core.definitions.stock import STOCK
from core.definitions.stock_over_time import STOCK_OVER_TIME
from core.definitions.suppliers import SUPPLIERS

__all__ = ["DEFINITIONS", "Definition"]

DEFINITIONS: Mapping[str, Definition] = {
    **{
        name: Definition(figure.definition, figure.formula, figure.tables)
        for name, figure in metrics.FIGURES.items()
    },
    **SALES,
    **STOCK,
    **STOCK_OVER_TIME,
    **BUYING,
    **SUPPLIERS,
    **FORECASTS,
    **MEMBERS,
    **RETURNS,
    **KEEPING,
}
"""By code."""
