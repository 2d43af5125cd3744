"""The array types that formulas exchange, and the checks that every one of them needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


def demand_panel(demand: ArrayLike) -> FloatArray:
    """The demand of many series as a float array (n_series, n_periods).

    demand: units per period, >= 0, oldest first; NaN = unknown (before the first sale, stock-out).
    A single series may be given as one dimension.
    Raises ValueError for negative or infinite demand and for more than two dimensions.

    >>> demand_panel([1, 2]).shape
    (1, 2)
    """
    panel = np.atleast_2d(np.asarray(demand, dtype=np.float64))
    if panel.ndim != 2:
        raise ValueError(f"demand must have 2 dimensions (n_series, n_periods), got {panel.ndim}")
    if np.isinf(panel).any() or (panel < 0).any():
        raise ValueError("demand must be finite and >= 0, or NaN where it is unknown")
    return panel


def whole_number(value: int, *, name: str, at_least: int) -> int:
    """The same number, once it is known to be whole and large enough.

    Raises ValueError naming the argument and its range.

    >>> whole_number(3, name="horizon", at_least=1)
    3
    """
    if value != int(value) or value < at_least:
        raise ValueError(f"{name} must be a whole number >= {at_least}, got {value}")
    return int(value)


def require(condition: bool | np.bool_, message: str) -> None:
    """Nothing, or a ValueError with this message where the condition does not hold."""
    if not condition:
        raise ValueError(message)
