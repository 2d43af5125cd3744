"""From weeks to days: a week's demand spread over its days by a stated profile, sums kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, IntArray, require

DAYS = 7


def daily_demand(weekly: FloatArray, profile: ArrayLike) -> FloatArray:
    """Demand of each day: (..., n_weeks x 7), every seven of them sum to their week.

    weekly: (..., n_weeks) units, >= 0. profile: (7,) or (n_series, 7) weight of each day of the week, the
    week's first day first, >= 0 and not all 0; a series without any weight is spread evenly.

    >>> daily_demand(np.array([[14.0]]), [1, 1, 1, 1, 1, 1, 8]).tolist()
    [[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 8.0]]
    """
    days = weekly[..., None] * _shares(profile, weekly.ndim)
    return days.reshape(*weekly.shape[:-1], weekly.shape[-1] * DAYS)


def daily_paths(weekly: IntArray, profile: ArrayLike) -> IntArray:
    """Sample paths in whole units by day: (..., n_weeks x 7), every seven of them sum to their week exactly.

    weekly: (..., n_weeks) whole units; profile: as for `daily_demand`.

    >>> daily_paths(np.array([[3]]), [1] * 7).tolist()
    [[0, 1, 0, 1, 0, 1, 0]]
    """
    reached = np.cumsum(_shares(profile, weekly.ndim), axis=-1)
    reached[..., -1] = 1.0
    until = np.floor(weekly[..., None] * reached + 0.5).astype(np.int64)
    days: IntArray = np.diff(until, axis=-1, prepend=0)
    return days.reshape(*weekly.shape[:-1], weekly.shape[-1] * DAYS)


def _shares(profile: ArrayLike, n_dimensions: int) -> FloatArray:
    weight = np.asarray(profile, dtype=np.float64)
    require(weight.shape[-1] == DAYS and not (weight < 0).any(), "profile must be 7 weights >= 0")
    total = weight.sum(axis=-1, keepdims=True)
    shares = np.where(total > 0, weight / np.where(total > 0, total, 1.0), 1.0 / DAYS)
    if shares.ndim == 1:
        return shares
    middle: FloatArray = shares.reshape(shares.shape[0], *[1] * (n_dimensions - 1), DAYS)
    return middle
