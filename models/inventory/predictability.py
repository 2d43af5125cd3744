"""XYZ classes: how well the demand of a product can be told in advance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.arrays import FloatArray, demand_panel, require

X_CUT, Y_CUT = 0.5, 1.0
"""Coefficients of variation up to which demand is steady (X) and changing (Y); beyond it is erratic (Z)."""


def variation(demand: ArrayLike, *, least_periods: int = 8) -> FloatArray:
    """Standard deviation over mean of each series' known periods: 0 is the same every period.

    demand: (n_series, n_periods), NaN where it is unknown. NaN comes back for fewer than least_periods known
    periods and for a series without any demand. The deviation is that of a sample (n - 1).

    >>> variation([[8, 10, 12, 10, 8, 10, 12, 10]]).round(2).tolist()
    [0.15]
    """
    panel = demand_panel(demand)
    require(least_periods >= 2, "least_periods must be at least 2")
    known = ~np.isnan(panel)
    count = known.sum(axis=1)
    units = np.where(known, panel, 0.0)
    mean = units.sum(axis=1) / np.maximum(count, 1)
    squares = np.where(known, (panel - mean[:, None]) ** 2, 0.0).sum(axis=1)
    deviation = np.sqrt(squares / np.maximum(count - 1, 1))
    told = (count >= least_periods) & (mean > 0)
    found: FloatArray = np.where(told, deviation / np.where(mean > 0, mean, 1.0), np.nan)
    return found


def xyz_classes(variations: ArrayLike, *, x_cut: float = X_CUT, y_cut: float = Y_CUT) -> NDArray[np.str_]:
    """X up to x_cut, Y up to y_cut, else Z; what is not known is Z too.

    variations: >= 0, of any measure for which less is steadier. 0 < x_cut <= y_cut. Raises ValueError else.
    Source of the usual cuts: Scholz-Reiter et al. (2012), "Integration of demand forecasts in ABC-XYZ
    analysis", Int. J. Productivity and Performance Management 61(4).

    >>> xyz_classes([0.2, 0.5, 0.8, 3, float("nan")]).tolist()
    ['X', 'X', 'Y', 'Z', 'Z']
    """
    values = np.asarray(variations, dtype=np.float64)
    require(0 < x_cut <= y_cut, "x_cut and y_cut must be above 0, x_cut not above y_cut")
    require(not (values < 0).any(), "variations must be >= 0")
    return np.where(values <= x_cut, "X", np.where(values <= y_cut, "Y", "Z"))
