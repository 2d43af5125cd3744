"""Demand: order lines -> weekly series with stock-outs marked -> forecasts with ranges.

`read_panel` reads the series, `forecast_all` forecasts them, `refresh` publishes; `read_forecasts` gives all
published forecasts back to decide from, `forecast` one of them for a page.
"""

from core.demand.coming_events import ComingEvents, read_coming
from core.demand.forecasts import Forecasts
from core.demand.keeping import KIND, must_find_run, read_forecasts
from core.demand.making import HORIZON_WEEKS, RECENT_WEEKS, forecast_all
from core.demand.overrides import PlannedForecasts
from core.demand.panel import DemandPanel, read_panel
from core.demand.planned import categories, read_planned, with_plans
from core.demand.reading import BANDS, LEVELS, SkuForecast, forecast
from core.demand.refresh import Progress, Refreshed, is_current, no_step, refresh

__all__ = [
    "BANDS",
    "HORIZON_WEEKS",
    "KIND",
    "LEVELS",
    "RECENT_WEEKS",
    "ComingEvents",
    "DemandPanel",
    "Forecasts",
    "PlannedForecasts",
    "Progress",
    "Refreshed",
    "SkuForecast",
    "categories",
    "forecast",
    "forecast_all",
    "is_current",
    "must_find_run",
    "no_step",
    "read_coming",
    "read_forecasts",
    "read_panel",
    "read_planned",
    "refresh",
    "with_plans",
]
