"""Demand classes: how often something is wanted, and how much the wanted amounts differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, IntArray, demand_panel

ADI_CUT = 1.32
CV2_CUT = 0.49
DEMAND_CLASSES = ("smooth", "intermittent", "erratic", "lumpy", "no_demand")


@dataclass(frozen=True)
class DemandPattern:
    """How the known periods of each series look; one value per series.

    adi: known periods per period with demand, >= 1; NaN without any demand.
    cv2: squared coefficient of variation of the demands above zero, >= 0; NaN without any demand.
    mean: units per known period, >= 0; NaN where nothing is known.
    known_periods: number of known periods.
    """

    adi: FloatArray
    cv2: FloatArray
    mean: FloatArray
    known_periods: IntArray


def demand_pattern(demand: ArrayLike) -> DemandPattern:
    """The pattern of each series of a panel (n_series, n_periods); the variance divides by n.

    >>> demand_pattern([[0, 2, 0, 4]]).adi.tolist()
    [2.0]
    """
    panel = demand_panel(demand)
    known, sold = ~np.isnan(panel), panel > 0
    n_known, n_sold = known.sum(axis=1), sold.sum(axis=1)
    units = np.where(sold, panel, 0.0)
    size = units.sum(axis=1) / np.maximum(n_sold, 1)
    variance = (np.where(sold, panel - size[:, None], 0.0) ** 2).sum(axis=1) / np.maximum(n_sold, 1)
    any_sold = n_sold > 0
    return DemandPattern(
        adi=np.where(any_sold, n_known / np.maximum(n_sold, 1), np.nan),
        cv2=np.where(any_sold, variance / np.where(any_sold, size, 1.0) ** 2, np.nan),
        mean=np.where(n_known > 0, units.sum(axis=1) / np.maximum(n_known, 1), np.nan),
        known_periods=n_known.astype(np.int64),
    )


def classes_until(demand: FloatArray, origins: IntArray) -> IntArray:
    """The demand class of each series as it was at past origins: (n_series, n_origins).

    demand: (n_series, n_periods); origins: (n_series, n_origins) period indices, below 0 = "no_demand".
    A series that has not yet had a large order is of another class than after it: what was learnt at an
    origin belongs to the class it had there.

    >>> classes_until(np.array([[0.0, 2.0, 2.0, 2.0]]), np.array([[0, 3]])).tolist()
    [[4, 1]]
    """
    size = np.maximum(np.nan_to_num(demand).max(axis=1, initial=0.0), 1e-300)[:, None]
    units = np.nan_to_num(demand) / size
    parts = (~np.isnan(demand), units > 0, units, units**2)
    places = np.maximum(origins, 0)
    n_known, n_sold, total, square = (
        np.take_along_axis(np.cumsum(part, axis=1), places, axis=1) for part in parts
    )
    any_sold = (n_sold > 0) & (origins >= 0)
    many = np.maximum(n_sold, 1)
    mean = np.where(any_sold, total / many, 1.0)
    cv2 = np.maximum(square / many - mean**2, 0.0) / mean**2
    adi = np.where(any_sold, n_known / many, np.nan)
    return syntetos_boylan_class(adi, np.round(cv2, 12))


def syntetos_boylan_class(adi: ArrayLike, cv2: ArrayLike) -> IntArray:
    """The demand class of each pair, as an index into `DEMAND_CLASSES`.

    adi: mean periods between demands, >= 1; cv2: squared coefficient of variation of sizes, >= 0.
    A value on a cut (1.32, 0.49) belongs to the upper class; NaN gives "no_demand".
    Source: Syntetos, Boylan, Croston (2005).

    >>> [DEMAND_CLASSES[code] for code in syntetos_boylan_class([1.0, 5.0], [0.1, 2.0])]
    ['smooth', 'lumpy']
    """
    often, even = np.asarray(adi, dtype=np.float64), np.asarray(cv2, dtype=np.float64)
    codes = (often >= ADI_CUT) * 1 + (even >= CV2_CUT) * 2
    return np.where(np.isnan(often) | np.isnan(even), 4, codes).astype(np.int64)
