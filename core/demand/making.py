"""From the demand panel to forecasts: one call of the panel engine, and what is worth keeping of it."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from core.demand.forecasts import Forecasts
from core.demand.panel import DemandPanel
from models.arrays import FloatArray
from models.forecasting import DEMAND_CLASSES, FALLBACK_REASONS, PanelForecast, forecast_panel, window_weights

SEASON_WEEKS = 52
HORIZON_WEEKS = 26
LONGEST_HORIZON_WEEKS = 104
USUAL_DECISION_DAYS = 28.0
"""Window that judges the methods of a series whose lead time nobody has named."""
RECENT_WEEKS = 26
YEAR_WEEKS = 52


def forecast_all(
    panel: DemandPanel, *, protection: pd.DataFrame | None = None, horizon_weeks: int = HORIZON_WEEKS
) -> Forecasts:
    """The forecast of every series of a panel, each by the method that missed least over its own window.

    protection: sku, location, protection_days where lead time and review period are known.
    horizon_weeks: grows, up to two years, to the longest protection.
    """
    days = _decision_days(panel.keys, protection)
    longest = int(np.ceil(days.max(initial=0.0) / 7)) + 1
    horizon = min(max(horizon_weeks, longest), LONGEST_HORIZON_WEEKS)
    decision_weeks = np.clip(days / 7, 1 / 7, horizon)
    found = forecast_panel(
        # An empty panel still has to be two-dimensional with a week in it.
        panel.units if panel.units.shape[1] else np.full((len(panel.keys), 1), np.nan),
        horizon=horizon,
        season_length=SEASON_WEEKS,
        decision_periods=decision_weeks,
    )
    table = _table(panel, found, decision_weeks)
    return Forecasts(table, panel.next_day, found.mean, found.residual_paths, found.pool)


def _decision_days(keys: pd.DataFrame, protection: pd.DataFrame | None) -> FloatArray:
    days = np.full(len(keys), USUAL_DECISION_DAYS)
    if protection is None or protection.empty:
        return days
    known = keys.merge(protection, how="left", on=["sku", "location"], validate="one_to_one")
    return known["protection_days"].fillna(USUAL_DECISION_DAYS).to_numpy(dtype=np.float64)


def _table(panel: DemandPanel, found: PanelForecast, decision_weeks: FloatArray) -> pd.DataFrame:
    names = np.array(found.method_names)
    rows = np.arange(len(panel.keys))
    recent = panel.sold[:, -RECENT_WEEKS:]
    first_weeks = panel.calendar.starts(panel.first + panel.first_columns).astype(object)
    return panel.keys.assign(
        first_week=first_weeks,
        method=names[found.method],
        fallback=np.array(FALLBACK_REASONS)[found.fallback_reason],
        demand_class=np.array(DEMAND_CLASSES)[found.syntetos_boylan],
        error=found.errors[rows, found.method],
        errors=_errors_as_text(found),
        bias=_bias(found, decision_weeks, panel),
        value=panel.yearly_net_sales,
        known_weeks=(~np.isnan(panel.units)).sum(axis=1),
        recent_known_weeks=(~np.isnan(panel.units[:, -RECENT_WEEKS:])).sum(axis=1),
        recent_units=np.nansum(recent, axis=1),
        yearly_units=np.nansum(panel.sold[:, -YEAR_WEEKS:], axis=1),
    )


def _errors_as_text(found: PanelForecast) -> list[str]:
    return [
        json.dumps(
            {
                name: round(float(error), 4)
                for name, error in zip(found.method_names, row, strict=True)
                if error == error
            }
        )
        for row in found.errors
    ]


def _bias(found: PanelForecast, decision_weeks: FloatArray, panel: DemandPanel) -> FloatArray:
    """Mean of forecast - actual over the decision window, as a share of its demand; above 0 is too high."""
    n_series, _, horizon = found.residual_paths.shape
    weights = window_weights(decision_weeks, n_series=n_series, horizon=horizon)[:, None, :]
    known = ~np.isnan(found.residual_paths)
    missed = -(np.nan_to_num(found.residual_paths) * weights).sum(axis=(1, 2))
    seen = (known * weights).sum(axis=(1, 2))
    known_weeks = (~np.isnan(panel.units)).sum(axis=1)
    weekly = np.nansum(panel.units, axis=1) / np.maximum(known_weeks, 1)
    told = (seen > 0) & (weekly > 0)
    return np.where(told, missed / np.where(told, seen * weekly, 1.0), np.nan)
