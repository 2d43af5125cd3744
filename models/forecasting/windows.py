"""Windows of the horizon: how much of each step ahead a purchase must cover."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, require


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
