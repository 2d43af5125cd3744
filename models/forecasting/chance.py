"""Drawn numbers that hang on who and what they are for, not on the order in which they are drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.arrays import FloatArray

KeyArray = NDArray[np.uint64]
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def chances_of(keys: KeyArray, numbers: KeyArray) -> FloatArray:
    """A number above 0 and below 1 for each pair (arrays that broadcast); the same pair, the same number.

    Source: Steele, Lea, Flood (2014), SplitMix64.

    >>> bool(0 < chances_of(np.array([7], np.uint64), np.array([1], np.uint64))[0] < 1)
    True
    """
    with np.errstate(over="ignore"):
        mixed = _mixed(_mixed(keys + _STEP) + (numbers + np.uint64(1)) * _STEP)
    found: FloatArray = ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53
    return found


def _mixed(values: KeyArray) -> KeyArray:
    values = (values ^ (values >> np.uint64(30))) * _FIRST
    values = (values ^ (values >> np.uint64(27))) * _SECOND
    mixed: KeyArray = values ^ (values >> np.uint64(31))
    return mixed
