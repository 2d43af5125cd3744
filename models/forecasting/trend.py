"""Trend methods in their published form, for one series; the kernels run the same recursions on grids."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, require, whole_number

_GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0


def damped_trend(
    series: ArrayLike,
    *,
    horizon: int,
    alpha: float,
    beta: float,
    phi: float = 1.0,
    start: tuple[float, float] | None = None,
) -> FloatArray:
    """Level plus a slope that fades: the forecast of the next periods, (horizon,), units per period.

    alpha, beta: share of a one-step error that moves the level and the slope, from 0 to 1.
    phi: damping, above 0 and at most 1 (1 = Holt's linear trend).
    start: level and slope before the first period; None = the first value and 0. NaN moves nothing.
    Source: Gardner, McKenzie (1985); error form of Hyndman, Athanasopoulos (2018), section 7.5.

    >>> damped_trend([1.0, 2.0, 3.0], horizon=2, alpha=0.5, beta=0.1, start=(0.0, 1.0)).tolist()
    [4.0, 5.0]
    """
    values = np.asarray(series, dtype=np.float64)
    require(0 <= alpha <= 1 and 0 <= beta <= 1 and 0 < phi <= 1, "alpha, beta and phi must be shares up to 1")
    level, slope = (float(values[~np.isnan(values)][0]), 0.0) if start is None else start
    for units in values[~np.isnan(values)]:
        error = units - level - phi * slope
        level, slope = level + phi * slope + alpha * error, phi * slope + beta * error
    fade = np.cumsum(phi ** np.arange(1, whole_number(horizon, name="horizon", at_least=1) + 1))
    found: FloatArray = level + slope * fade
    return found


def theta(series: ArrayLike, *, horizon: int, season_length: int = 1) -> FloatArray:
    """The mean of the trend line and of smoothing at twice the curvature: the next periods, (horizon,).

    series: known values only, oldest first, above 0 where a season is taken out.
    season_length: periods, 1 = none; taken out by classical multiplicative decomposition when two rounds are
        known. The smoothing weight has the least squared one-step errors. Below 0 becomes 0.
    Source: Assimakopoulos, Nikolopoulos (2000); as smoothing with half of the slope as drift: Hyndman,
    Billah (2003), eq. 6.

    >>> theta([5.0, 5.0, 5.0], horizon=2).round(9).tolist()
    [5.0, 5.0]
    """
    values = np.asarray(series, dtype=np.float64)
    ahead = np.arange(whole_number(horizon, name="horizon", at_least=1))
    length = whole_number(season_length, name="season_length", at_least=1)
    index = _classical_index(values, length)
    adjusted = values / index[np.arange(values.size) % length]
    alpha, level = _best_smoothing(adjusted)
    slope = float(np.polyfit(np.arange(values.size), adjusted, 1)[0]) if values.size > 1 else 0.0
    drift = 0.5 * slope * (ahead + (1.0 - (1.0 - alpha) ** values.size) / alpha)
    said: FloatArray = (level + drift) * index[(values.size + ahead) % length]
    return np.maximum(said, 0.0)


def _classical_index(values: FloatArray, length: int) -> FloatArray:
    if length == 1 or values.size < 2 * length:
        return np.ones(length)
    weights = np.ones(length + 1 - length % 2)
    if length % 2 == 0:
        weights[[0, -1]] = 0.5
    trend = np.convolve(values, weights / weights.sum(), mode="valid")
    edge = weights.size // 2
    ratio = np.full(values.size, np.nan)
    ratio[edge : values.size - edge] = values[edge : values.size - edge] / trend
    place = np.arange(values.size) % length
    index = np.array([np.nanmean(ratio[place == each]) for each in range(length)])
    scaled: FloatArray = index / index.mean()
    return scaled


def _best_smoothing(values: FloatArray) -> tuple[float, float]:
    low, high = 0.01, 1.0
    while high - low > 1e-6:
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        if _smoothed(values, left)[0] <= _smoothed(values, right)[0]:
            high = right
        else:
            low = left
    alpha = (low + high) / 2.0
    return alpha, _smoothed(values, alpha)[1]


def _smoothed(values: FloatArray, alpha: float) -> tuple[float, float]:
    """Sum of squared one-step errors, and the last level."""
    level, squares = float(values[0]), 0.0
    for units in values[1:]:
        squares += (units - level) ** 2
        level += alpha * (units - level)
    return squares, level
