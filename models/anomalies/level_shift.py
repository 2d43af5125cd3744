"""The point from which a series runs at another level, and how likely chance alone makes such a point."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, require, whole_number


@dataclass(frozen=True)
class LevelShift:
    """start: index of the first value of the new level. before, after: medians on the two sides.

    p_value: chance that values in random order show a shift as clear as this one, above 0 and up to 1; 1
    where that was not tested.
    """

    start: int
    before: float
    after: float
    p_value: float


def level_shift(
    values: ArrayLike, *, least: int = 3, permutations: int = 1999, seed: int = 0
) -> LevelShift | None:
    """The clearest single shift of level in a series; None where it is too short or constant.

    values: at least 2 x least known numbers, in their order. least: values that each side must have, >= 1.
    The point maximises |mean after - mean before| in its own standard errors (the greatest standardised
    CUSUM); the p-value counts how many of so many random orders of the same values reach that, so neither a
    normal distribution nor a large number is assumed. Values must be exchangeable while nothing changes:
    hand in one value per independent event. The same seed gives the same p-value.
    Source: Hawkins (1977), Testing a sequence of observations for a shift in location, JASA 72, 180-186;
    permutation p-value (B + 1 in the denominator): Phipson and Smyth (2010).

    >>> level_shift([21, 22, 20, 21, 33, 30, 35, 34]).start
    4
    """
    series = np.asarray(values, dtype=np.float64)
    require(series.ndim == 1 and np.isfinite(series).all(), "values must be known numbers in one dimension")
    whole_number(least, name="least", at_least=1)
    whole_number(permutations, name="permutations", at_least=1)
    found = clearest_shift(series, least=least)
    return None if found is None else replace(found, p_value=_p_value(series, least, permutations, seed))


def last_level_shift(
    values: ArrayLike, *, smallest: float = 0.0, most_p_value: float = 0.05, least: int = 3, seed: int = 0
) -> LevelShift | None:
    """The shift that led to the level of now, or None: what came after a shift is searched for another.

    smallest: a shift of the medians below this is passed over. most_p_value: what chance may make of it.
    A rise that a fall took back wholly is not seen: the search begins with the clearest single shift.

    >>> last_level_shift([20, 21, 20, 21, 33, 34, 33, 34, 25, 26, 25, 26]).before
    33.5
    """
    series = np.asarray(values, dtype=np.float64)
    kept: LevelShift | None = None
    begin = 0
    while (found := clearest_shift(series[begin:], least=least)) is not None and _size(found) >= smallest:
        found = level_shift(series[begin:], least=least, seed=seed)
        if found is None or found.p_value > most_p_value:
            break
        begin += found.start
        kept = replace(found, start=begin)
    return kept


def _size(shift: LevelShift) -> float:
    return abs(shift.after - shift.before)


def clearest_shift(values: ArrayLike, *, least: int = 3) -> LevelShift | None:
    """What `level_shift` finds, not yet tested: its p-value is 1. Cheap, to pass over what is too small.

    >>> clearest_shift([21, 22, 20, 21, 33, 30, 35, 34]).after
    33.5
    """
    series = np.asarray(values, dtype=np.float64)
    if series.size < 2 * least or np.ptp(series) == 0:
        return None
    clearness = _clearness(series[None, :], least)[0]
    # The first of those that are equal but for rounding.
    start = int((clearness >= clearness.max() * _ALMOST).argmax()) + least
    return LevelShift(start, float(np.median(series[:start])), float(np.median(series[start:])), 1.0)


_ALMOST = 1 - 1e-9


def _p_value(series: FloatArray, least: int, permutations: int, seed: int) -> float:
    found = _clearness(series[None, :], least).max()
    shuffled = np.random.default_rng(seed).permuted(np.tile(series, (permutations, 1)), axis=1)
    reached = _clearness(shuffled, least).max(axis=1) >= found * _ALMOST
    return float((reached.sum() + 1) / (permutations + 1))


def _clearness(rows: FloatArray, least: int) -> FloatArray:
    """|sum up to t - its share of the total| in standard errors, for each row and each allowed t."""
    n = rows.shape[1]
    t = np.arange(least, n - least + 1)
    sums = np.cumsum(rows - rows.mean(axis=1, keepdims=True), axis=1)[:, t - 1]
    clearness: FloatArray = np.abs(sums) / np.sqrt(t * (n - t) / n)
    return clearness
