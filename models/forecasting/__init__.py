"""Forecasts of many series at once, with the range that their past misses justify."""

from models.forecasting.aggregation import adida, imapa
from models.forecasting.classes import (
    DEMAND_CLASSES,
    DemandPattern,
    classes_until,
    demand_pattern,
    syntetos_boylan_class,
)
from models.forecasting.distribution import demand_paths, window_quantiles
from models.forecasting.engine import FALLBACK_REASONS, PanelForecast, fits, forecast, forecast_panel
from models.forecasting.fitting import fit_pool
from models.forecasting.intermittent import croston, sba, sbj, tsb
from models.forecasting.methods import (
    expanding_mean,
    moving_average,
    naive,
    seasonal_naive,
    simple_exponential_smoothing,
)
from models.forecasting.panel import Events, Extra, Panel, Season
from models.forecasting.pool import POOL_VERSION, Pool
from models.forecasting.pooling import Offers, ResidualPool, SharedSpread, offers, pool_residuals
from models.forecasting.setup import origins_of
from models.forecasting.trend import damped_trend, theta
from models.forecasting.windows import window_weights

__all__ = [
    "DEMAND_CLASSES",
    "FALLBACK_REASONS",
    "POOL_VERSION",
    "DemandPattern",
    "Events",
    "Extra",
    "Offers",
    "Panel",
    "PanelForecast",
    "Pool",
    "ResidualPool",
    "Season",
    "SharedSpread",
    "adida",
    "classes_until",
    "croston",
    "damped_trend",
    "demand_paths",
    "demand_pattern",
    "expanding_mean",
    "fit_pool",
    "fits",
    "forecast",
    "forecast_panel",
    "imapa",
    "moving_average",
    "naive",
    "offers",
    "origins_of",
    "pool_residuals",
    "sba",
    "sbj",
    "seasonal_naive",
    "simple_exponential_smoothing",
    "syntetos_boylan_class",
    "theta",
    "tsb",
    "window_quantiles",
    "window_weights",
]
