"""Rolling-origin evaluation: what each method would have said, and by how much it would have missed.

The unit of judgement is the decision window: the sum of demand over the periods that a purchase must cover.
Each series uses its last origins whose decision window has ended. A window counts when at least half of it is
known; then forecast and actual are summed over its known periods only. A window before the first known
period, or known by less than half, is skipped, for every method alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, IntArray, demand_panel, require, whole_number
from models.forecasting.candidates import Candidate
from models.forecasting.methods import naive, seasonal_naive

MIN_KNOWN_SHARE = 0.5


@dataclass(frozen=True)
class Backtest:
    """What a rolling-origin evaluation saw.

    origins: (n_series, n_origins) period indices, oldest first; -1 where history does not reach.
    actuals: (n_series, n_origins, horizon) demand after each origin; NaN where unknown.
    levels: (n_methods, n_series, n_origins) what flat methods said; NaN for the seasonal naive method.
    seasonal: (n_series, n_origins, horizon) what the seasonal naive method said.
    misses: (n_methods, n_series, n_origins) absolute error of the decision window's sum, as a share of the
        series' mean demand over such a window (1 = misses by as much as it sells); NaN for an unusable
        window.
    """

    origins: IntArray
    actuals: FloatArray
    levels: FloatArray
    seasonal: FloatArray
    misses: FloatArray

    def n_origins_used(self) -> IntArray:
        """The number of usable origins of each series, (n_series,)."""
        used: IntArray = (~np.isnan(self.misses[0])).sum(axis=1).astype(np.int64)
        return used

    def errors(self, among: slice = slice(None)) -> FloatArray:
        """The mean miss of each method over a slice of the origins, (n_series, n_methods); NaN if none."""
        misses = self.misses[:, :, among]
        n_used = (~np.isnan(misses)).sum(axis=2)
        means = np.nansum(misses, axis=2) / np.maximum(n_used, 1)
        # Rounded so that a tie is a tie whatever the unit of the demand.
        return np.where(n_used > 0, np.round(means, 10), np.nan).T.copy()


def window_weights(periods: ArrayLike, *, n_series: int, horizon: int) -> FloatArray:
    """How much of each step ahead a window covers: (n_series, horizon), from 0 to 1.

    periods: length of the window, one or one per series, above 0 and at most horizon; the last period
    counts by its fraction.

    >>> window_weights(1.5, n_series=1, horizon=3).tolist()
    [[1.0, 0.5, 0.0]]
    """
    length = np.asarray(periods, dtype=np.float64)
    require(length.shape in ((), (n_series,)), f"periods must be one number or {n_series} of them")
    inside = (length > 0) & (length <= horizon)
    require(inside.all(), f"periods must be above 0 and at most {horizon} (horizon)")
    covered = np.broadcast_to(length, (n_series,))[:, None] - np.arange(horizon)
    return np.clip(covered, 0.0, 1.0)


def rolling_backtest(
    demand: ArrayLike,
    candidates: tuple[Candidate, ...],
    *,
    horizon: int,
    season_length: int,
    decision_periods: ArrayLike,
    n_origins: int = 26,
) -> Backtest:
    """Every candidate at the last origins of every series of a panel (n_series, n_periods).

    decision_periods: length of the decision window, scalar or (n_series,), above 0 and at most horizon.
    n_origins: origins wanted per series, >= 1; short histories have fewer (`n_origins_used`).
    Raises ValueError outside these ranges.
    Source: Tashman (2000), rolling-origin evaluation.
    """
    panel = demand_panel(demand)
    horizon = whole_number(horizon, name="horizon", at_least=1)
    n_origins = whole_number(n_origins, name="n_origins", at_least=1)
    weights = window_weights(decision_periods, n_series=panel.shape[0], horizon=horizon)
    origins = _last_origins(panel, weights, n_origins)
    actuals = _demand_after(panel, origins, horizon)
    seasonal = seasonal_naive(panel, season_length, horizon=horizon, origins=origins)
    levels = np.stack([_levels_at(panel, candidate, origins) for candidate in candidates])
    misses = _window_misses(weights, actuals=actuals, levels=levels, seasonal=seasonal)
    return Backtest(origins, actuals, levels, seasonal, misses / _window_demand(panel, weights)[:, None])


def _last_origins(panel: FloatArray, weights: FloatArray, n_origins: int) -> IntArray:
    window = np.ceil(weights).sum(axis=1).astype(np.int64)
    newest = panel.shape[1] - 1 - window
    origins = newest[:, None] - np.arange(n_origins - 1, -1, -1)
    begun = ~np.isnan(naive(panel))
    inside = np.take_along_axis(begun, np.maximum(origins, 0), axis=1)
    return np.where((origins >= 0) & inside, origins, -1)


def _demand_after(panel: FloatArray, origins: IntArray, horizon: int) -> FloatArray:
    unknown_future = np.full((panel.shape[0], horizon), np.nan)
    extended = np.concatenate([panel, unknown_future], axis=1)
    rows = np.arange(panel.shape[0])[:, None, None]
    after = extended[rows, origins[:, :, None] + np.arange(1, horizon + 1)]
    return np.where(origins[:, :, None] >= 0, after, np.nan)


def _levels_at(panel: FloatArray, candidate: Candidate, origins: IntArray) -> FloatArray:
    if candidate.levels is None:
        return np.full(origins.shape, np.nan)
    levels = np.take_along_axis(candidate.levels(panel), np.maximum(origins, 0), axis=1)
    return np.where(origins >= 0, levels, np.nan)


def _window_misses(
    weights: FloatArray, *, actuals: FloatArray, levels: FloatArray, seasonal: FloatArray
) -> FloatArray:
    covered = weights[:, None, :] * ~np.isnan(actuals)
    length = covered.sum(axis=2)
    wanted = (covered * np.nan_to_num(actuals)).sum(axis=2)
    usable = (length >= MIN_KNOWN_SHARE * weights.sum(axis=1)[:, None]) & ~np.isnan(seasonal[:, :, 0])
    seasonal_sum = (covered * np.nan_to_num(seasonal)).sum(axis=2)
    said = np.where(np.isnan(levels), seasonal_sum, levels * length)
    return np.where(usable, np.abs(said - wanted), np.nan)


def _window_demand(panel: FloatArray, weights: FloatArray) -> FloatArray:
    n_known = (~np.isnan(panel)).sum(axis=1)
    mean = np.nansum(panel, axis=1) / np.maximum(n_known, 1)
    window: FloatArray = np.where(mean > 0, mean, 1.0) * weights.sum(axis=1)
    return window
