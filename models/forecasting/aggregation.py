"""Forecasts of rare demand through coarser time: sum periods into buckets, smooth those, divide again."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, demand_panel
from models.forecasting.methods import simple_exponential_smoothing

ALPHA_RANGE = (0.1, 0.3)
_GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0


def adida(demand: ArrayLike) -> FloatArray:
    """The forecast from buckets as long as the mean time between demands: (n_series,), units per period.

    Unknown periods (NaN) are left out as if time had stood still. 0 without demand, NaN where nothing is
    known.
    Source: Nikolopoulos et al. (2011), aggregate-disaggregate; smoothing weight fitted within 0.1 to 0.3.

    >>> adida([[0.0, 4.0, 0.0, 4.0]]).tolist()
    [2.0]
    """
    return np.array([_adida(series[~np.isnan(series)]) for series in demand_panel(demand)])


def imapa(demand: ArrayLike) -> FloatArray:
    """The mean forecast over all bucket lengths from 1 to the mean time between demands: (n_series,).

    Unknown periods and edges as for `adida`.
    Source: Petropoulos, Kourentzes (2015); smoothing weight fitted within 0.1 to 0.3.

    >>> imapa([[4.0, 4.0, 4.0]]).tolist()
    [4.0]
    """
    return np.array([_imapa(series[~np.isnan(series)]) for series in demand_panel(demand)])


def _adida(series: FloatArray) -> float:
    if not series.any():
        return 0.0 if series.size else math.nan
    return _bucket_forecast(series, _mean_interval(series))


def _imapa(series: FloatArray) -> float:
    if not series.any():
        return 0.0 if series.size else math.nan
    lengths = range(1, _mean_interval(series) + 1)
    return math.fsum(_bucket_forecast(series, length) for length in lengths) / len(lengths)


def _mean_interval(series: FloatArray) -> int:
    sold_at = np.flatnonzero(series)
    return int(np.round(np.diff(sold_at, prepend=-1).mean()))


def _bucket_forecast(series: FloatArray, length: int) -> float:
    # The oldest periods that fill no whole bucket are left out, so that the newest bucket is complete.
    buckets = series[series.size % length :].reshape(-1, length).sum(axis=1)
    alpha = _best_alpha(buckets)
    return float(simple_exponential_smoothing(buckets, alpha)[0, -1]) / length


def _best_alpha(buckets: FloatArray) -> float:
    """The weight with the smallest sum of squared one-step errors, by golden section."""
    low, high = ALPHA_RANGE
    while high - low > 1e-7:
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if _squared_errors(buckets, left) <= _squared_errors(buckets, right):
            high = right
        else:
            low = left
    return (low + high) / 2.0


def _squared_errors(buckets: FloatArray, alpha: float) -> float:
    levels = simple_exponential_smoothing(buckets, alpha)[0]
    return float(((levels[:-1] - buckets[1:]) ** 2).sum())
