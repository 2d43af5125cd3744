"""How demand answered a lasting step of the price."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, require

LEAST_WEEKS = 6
"""Ordinary weeks that each side of a step must have."""
LEAST_UNITS = 10
"""Units that a comparable good must have sold on each side to count as one."""
_Z_95 = 1.959964
_MEDIAN_OF_CHI2 = 0.4549
_MEDIAN_LOSS = math.pi / 2
"""How much more a median of normal errors scatters than their mean, as variances."""


@dataclass(frozen=True)
class Elasticity:
    """value: percent of units for one percent of price, negative where dearer sells less. low, high: its
    95 % interval. before, after: units a week on the two sides. others: the ratio of units, after over
    before, of comparable goods in the middle; 1 without them.
    """

    value: float
    low: float
    high: float
    before: float
    after: float
    others: float


def step_elasticity(
    before: ArrayLike,
    after: ArrayLike,
    price_ratio: float,
    *,
    others_before: ArrayLike | None = None,
    others_after: ArrayLike | None = None,
) -> Elasticity | None:
    """The price elasticity of demand over one step; None with fewer than 6 weeks on a side or no units.

    before, after: units of ordinary weeks, >= 0: no stock-outs, no events. price_ratio: price after over
    price before, > 0 and not 1. others_before, others_after: units of comparable goods whose price stayed,
    (n_goods, n_weeks) in the same weeks; season and growth that they share with it fall out (difference in
    differences), by the median, so that one of them that dies or soars changes nothing. Weekly units scatter
    more than chance alone would have it; that excess widens the interval.
    Sources: log ratio of two quasi-Poisson means, McCullagh and Nelder (1989), chapter 6; elasticity over a
    step in logarithms, Tellis (1988), JMR 25, 331-341.

    >>> found = step_elasticity([40, 41, 39, 40, 42, 38], [32, 33, 31, 32, 33, 31], 1.1)
    >>> round(found.value, 2), found.low < found.value < found.high
    (-2.34, True)
    """
    require(price_ratio > 0 and price_ratio != 1, "price_ratio must be positive and not 1")
    sides = [_weeks(side, dimensions=1) for side in (before, after)]
    if any(len(side) < LEAST_WEEKS or side.sum() == 0 for side in sides):
        return None
    change, variance = _log_ratio(*sides)
    shared, more = 0.0, 0.0
    if others_before is not None and others_after is not None:
        shared, more = _median_log_ratio(_weeks(others_before), _weeks(others_after))
    price = math.log(price_ratio)
    value, reach = (change - shared) / price, _Z_95 * math.sqrt(variance + more) / abs(price)
    old, new = (float(side.mean()) for side in sides)
    return Elasticity(value, value - reach, value + reach, old, new, math.exp(shared))


def _weeks(values: ArrayLike, *, dimensions: int = 2) -> FloatArray:
    weeks = np.asarray(values, dtype=np.float64)
    require(weeks.ndim == dimensions, f"weeks must have {dimensions} dimensions, got {weeks.ndim}")
    require(bool((weeks >= 0).all()), "weeks must be numbers of units from 0 up")
    return weeks


def _log_ratio(before: FloatArray, after: FloatArray) -> tuple[float, float]:
    """The logarithm of after over before, a week's mean each, and its variance."""
    sides = (before, after)
    degrees = sum(len(side) - 1 for side in sides)
    pearson = sum(float(((side - side.mean()) ** 2).sum() / side.mean()) for side in sides)
    scatter = max(pearson / degrees, 1.0)
    change = math.log(float(after.mean() / before.mean()))
    return change, scatter / float(before.sum()) + scatter / float(after.sum())


def _median_log_ratio(before: FloatArray, after: FloatArray) -> tuple[float, float]:
    """The weighted median of the goods' log ratios, and its variance; 0 and 0 where no good counts."""
    sums = np.stack([before.sum(axis=1), after.sum(axis=1)])
    kept = (sums >= LEAST_UNITS).all(axis=0)
    if not kept.any():
        return 0.0, 0.0
    means = np.stack([before[kept].mean(axis=1), after[kept].mean(axis=1)])
    ratios, weights = np.log(means[1] / means[0]), 1 / (1 / sums[:, kept]).sum(axis=0)
    order = np.argsort(ratios, kind="stable")
    middle = int(np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2))
    median = float(ratios[order][middle])
    scatter = max(float(np.median(weights * (ratios - median) ** 2)) / _MEDIAN_OF_CHI2, 1.0)
    loss = _MEDIAN_LOSS if kept.sum() > 2 else 1.0
    return median, loss * scatter / float(weights.sum())
