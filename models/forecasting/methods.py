"""Panel methods: one pass over time gives the forecast of every series at every origin.

An origin t stands at the end of period t: it knows periods 0..t and forecasts t+1, t+2, ...
A flat method gives one level per origin, the forecast of each later period.
A level is NaN before the first known period of its series. Unknown periods (NaN) teach nothing.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, IntArray, demand_panel, require, whole_number

SmoothingStart = Literal["first_observation", "discounted"]


def naive(demand: ArrayLike) -> FloatArray:
    """The last known demand at every origin: levels (n_series, n_periods), units per period.

    Source: Hyndman, Athanasopoulos (2018), section 3.1.

    >>> naive([[3.0, np.nan, 5.0]]).tolist()
    [[3.0, 3.0, 5.0]]
    """
    panel = demand_panel(demand)
    periods = np.arange(panel.shape[1])
    last_known = np.maximum.accumulate(np.where(np.isnan(panel), -1, periods), axis=1)
    levels = np.take_along_axis(panel, np.maximum(last_known, 0), axis=1)
    return np.where(last_known >= 0, levels, np.nan)


def expanding_mean(demand: ArrayLike) -> FloatArray:
    """The mean of all known demand so far at every origin: levels (n_series, n_periods).

    >>> expanding_mean([[3.0, np.nan, 5.0]]).tolist()
    [[3.0, 3.0, 4.0]]
    """
    panel = demand_panel(demand)
    counts = np.cumsum(~np.isnan(panel), axis=1)
    with np.errstate(invalid="ignore"):
        return np.where(counts > 0, np.nancumsum(panel, axis=1) / np.maximum(counts, 1), np.nan)


def moving_average(demand: ArrayLike, window: int) -> FloatArray:
    """The mean known demand of the last `window` periods at every origin: levels (n_series, n_periods).

    window: periods, >= 1; near the start the window is what there is.
    Where every period of the window is unknown, the last level stays.
    Source: Hyndman, Athanasopoulos (2018), section 6.2 (trailing, for forecasting).

    >>> moving_average([[1.0, 3.0, np.nan, 5.0]], 2).tolist()
    [[1.0, 2.0, 3.0, 5.0]]
    """
    panel = demand_panel(demand)
    window = whole_number(window, name="window", at_least=1)
    known = ~np.isnan(panel)
    values = np.where(known, panel, 0.0)
    sums, counts = values.copy(), known.astype(np.float64)
    # Adding shifted copies stays exact; a difference of running sums would leave crumbs after huge values.
    for lag in range(1, min(window, panel.shape[1])):
        sums[:, lag:] += values[:, :-lag]
        counts[:, lag:] += known[:, :-lag]
    return naive(np.where(counts > 0, sums / np.maximum(counts, 1.0), np.nan))


def simple_exponential_smoothing(
    demand: ArrayLike, alpha: float, *, start: SmoothingStart = "first_observation"
) -> FloatArray:
    """The exponentially smoothed level at every origin: levels (n_series, n_periods).

    alpha: weight of the newest known demand, above 0 and at most 1; unknown periods keep the level.
    start: "first_observation" lets the level begin at the first known demand; "discounted" divides by the
        weights seen so far (gain alpha / (1 - (1 - alpha)^k) at the k-th known period), so that a small
        alpha does not hang on the first observation.
    Raises ValueError outside these ranges.
    Source: Brown (1959); discounted start: Brown (1963), discounted least squares of a constant.

    >>> simple_exponential_smoothing([[10.0, np.nan, 20.0]], 0.5).tolist()
    [[10.0, 10.0, 15.0]]
    """
    require(0 < alpha <= 1, f"alpha must be above 0 and at most 1, got {alpha}")
    panel = demand_panel(demand)
    known = ~np.isnan(panel)
    counts = np.maximum(np.cumsum(known, axis=1), 1)
    later = alpha if start == "first_observation" else alpha / (1.0 - (1.0 - alpha) ** counts)
    gains = np.where(counts == 1, 1.0, later)
    return _smoothed(np.where(known, panel, 0.0), np.where(known, gains, 0.0))


def _smoothed(values: FloatArray, gains: FloatArray) -> FloatArray:
    levels = np.empty_like(values.T)
    level = np.zeros(values.shape[0])
    for period, (value, gain) in enumerate(zip(values.T, gains.T, strict=True)):
        level = level + gain * (value - level)
        levels[period] = level
    return np.where(np.cumsum(gains > 0, axis=1) > 0, levels.T, np.nan)


def seasonal_naive(
    demand: ArrayLike, season_length: int, *, horizon: int, origins: IntArray | None = None
) -> FloatArray:
    """The demand one season ago, for each step ahead: forecasts (n_series, n_origins, horizon).

    season_length: periods, >= 1; horizon: periods, >= 1.
    origins: period indices (n_series, n_origins), or None for every period; below 0 gives NaN.
    Where the demand one season ago is unknown, the newest known one of the same season stands in;
    where there is none, the mean of all known demand up to the origin.
    Source: Hyndman, Athanasopoulos (2018), section 3.1.

    >>> seasonal_naive([[1.0, 2.0, 3.0]], 2, horizon=3)[0, -1].tolist()
    [2.0, 3.0, 2.0]
    """
    panel = demand_panel(demand)
    season_length = whole_number(season_length, name="season_length", at_least=1)
    steps = np.arange(1, whole_number(horizon, name="horizon", at_least=1) + 1)
    if origins is None:
        origins = np.broadcast_to(np.arange(panel.shape[1]), panel.shape)
    season_ago = origins[:, :, None] + (steps - season_length * -(-steps // season_length))
    rows = np.arange(panel.shape[0])[:, None, None]
    forecasts = _carried_over_seasons(panel, season_length)[rows, np.maximum(season_ago, 0)]
    forecasts = np.where(season_ago >= 0, forecasts, np.nan)
    means = np.take_along_axis(expanding_mean(panel), np.maximum(origins, 0), axis=1)[:, :, None]
    return np.where(origins[:, :, None] < 0, np.nan, np.where(np.isnan(forecasts), means, forecasts))


def _carried_over_seasons(panel: FloatArray, season_length: int) -> FloatArray:
    carried = panel.copy()
    for begin in range(season_length, panel.shape[1], season_length):
        here = carried[:, begin : begin + season_length]
        before = carried[:, begin - season_length : begin][:, : here.shape[1]]
        here[:] = np.where(np.isnan(here), before, here)
    return carried
