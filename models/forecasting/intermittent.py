"""Methods for demand with many empty periods: sizes and intervals smoothed apart.

Each gives levels (n_series, n_periods): the forecast of every later period made at the end of period t.
Unknown periods (NaN) are passed over as if time had stood still. Before the first demand the level is 0
(no demand was ever seen), and NaN before the first known period.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import BoolArray, FloatArray, demand_panel, require


def croston(demand: ArrayLike, *, alpha: float = 0.1) -> FloatArray:
    """Croston's rate at every origin: smoothed demand size over smoothed interval, units per period.

    alpha: weight of the newest size and interval, above 0 and at most 1, the same for both.
    The first size is the first demand, the first interval the number of known periods up to it.
    Biased upwards: see `sba` and `sbj`. Never falls while nothing is sold: see `tsb`.
    Source: Croston (1972).

    >>> croston([[0.0, 4.0, 0.0, 4.0]]).tolist()
    [[0.0, 2.0, 2.0, 2.0]]
    """
    require(0 < alpha <= 1, f"alpha must be above 0 and at most 1, got {alpha}")
    panel = demand_panel(demand)
    levels = np.zeros_like(panel)
    size, interval, waited = (np.zeros(panel.shape[0]) for _ in range(3))
    for period, units in enumerate(panel.T):
        waited = waited + ~np.isnan(units)
        sold = units > 0
        gain = np.where(interval == 0, 1.0, alpha) * sold
        size = size + gain * (np.where(sold, units, 0.0) - size)
        interval = interval + gain * (waited - interval)
        waited = np.where(sold, 0.0, waited)
        levels[:, period] = size / np.where(interval > 0, interval, 1.0)
    return np.where(_seen(panel), levels, np.nan)


def sba(demand: ArrayLike, *, alpha: float = 0.1) -> FloatArray:
    """Croston's rate times 1 - alpha/2, which takes out most of its upward bias.

    alpha: as for `croston`. Source: Syntetos, Boylan (2005).

    >>> sba([[0.0, 4.0]], alpha=0.5).tolist()
    [[0.0, 1.5]]
    """
    return croston(demand, alpha=alpha) * (1.0 - alpha / 2.0)


def sbj(demand: ArrayLike, *, alpha: float = 0.1) -> FloatArray:
    """Croston's rate times 1 - alpha/(2 - alpha), the correction for arrivals at a constant rate.

    alpha: as for `croston`. Source: Shale, Boylan, Johnston (2006).

    >>> round(float(sbj([[0.0, 4.0]], alpha=0.5)[0, -1]), 4)
    1.3333
    """
    return croston(demand, alpha=alpha) * (1.0 - alpha / (2.0 - alpha))


def tsb(demand: ArrayLike, *, alpha_size: float = 0.1, alpha_probability: float = 0.1) -> FloatArray:
    """Smoothed demand size times smoothed chance of a demand, updated in every known period.

    alpha_size, alpha_probability: above 0 and at most 1. The chance starts at the first known period
    (0 or 1), the size at the first demand. Falls towards zero when a product dies.
    Source: Teunter, Syntetos, Babai (2011).

    >>> tsb([[4.0, 0.0]], alpha_probability=0.5).tolist()
    [[4.0, 2.0]]
    """
    for name, alpha in (("alpha_size", alpha_size), ("alpha_probability", alpha_probability)):
        require(0 < alpha <= 1, f"{name} must be above 0 and at most 1, got {alpha}")
    panel = demand_panel(demand)
    levels = np.zeros_like(panel)
    size, chance = np.zeros(panel.shape[0]), np.full(panel.shape[0], np.nan)
    for period, units in enumerate(panel.T):
        known, sold = ~np.isnan(units), units > 0
        begun = np.where(np.isnan(chance), sold, chance)
        chance = np.where(known, begun + alpha_probability * (sold - begun), chance)
        gain = np.where(size == 0, 1.0, alpha_size) * sold
        size = size + gain * (np.where(sold, units, 0.0) - size)
        levels[:, period] = chance * size
    return np.where(_seen(panel), levels, np.nan)


def _seen(panel: FloatArray) -> BoolArray:
    return np.logical_or.accumulate(~np.isnan(panel), axis=1)
