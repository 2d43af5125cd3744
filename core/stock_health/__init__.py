"""Stock health: what lies where, how long it lasts, and whether that is too little or too much."""

from core.stock_health.overview import FIGURES, StockOverview, overview, titles, value_by_state
from core.stock_health.states import STATES, State
from core.stock_health.table import COLUMNS, StockTable, matching, read_stock

__all__ = [
    "COLUMNS",
    "FIGURES",
    "STATES",
    "State",
    "StockOverview",
    "StockTable",
    "matching",
    "overview",
    "read_stock",
    "titles",
    "value_by_state",
]
