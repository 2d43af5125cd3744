"""How old stock is when the oldest leaves first, and what of it expires unsold."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, require


def units_left(on_hand: ArrayLike, owner: ArrayLike, units: ArrayLike) -> FloatArray:
    """Units of each receipt that still lie there when the oldest leave first, in the order given.

    on_hand: (n,) units now of each product; below zero counts as nothing. owner: (m,) place in on_hand of
    each receipt's product, rising. units: (m,) units received, >= 0; the newest receipt of a product first.
    Where receipts add up to less than lies there, the rest is older than all of them and is in no receipt.
    Raises ValueError outside these ranges.

    >>> units_left([50], [0, 0, 0], [30, 40, 100]).tolist()
    [30.0, 20.0, 0.0]
    """
    stock, receipts = np.asarray(on_hand, dtype=np.float64), np.asarray(units, dtype=np.float64)
    place = np.asarray(owner, dtype=np.int64)
    require(place.shape == receipts.shape, "owner and units must be of the same length")
    require((receipts >= 0).all(), "units must be >= 0")
    require((np.diff(place) >= 0).all(), "owner must be rising")
    running = np.cumsum(receipts)
    first = np.searchsorted(place, place, side="left")
    newer = running - receipts - (running - receipts)[first]
    left: FloatArray = np.clip(np.maximum(stock, 0.0)[place] - newer, 0.0, receipts)
    return left


def unsold_at_expiry(units: ArrayLike, days_left: ArrayLike, *, units_per_day: float) -> FloatArray:
    """Units of each lot that are still there on its last day, when what expires first is sold first.

    units: (n,) of each lot, >= 0. days_left: (n,) days on which it can still be sold, the shortest first;
    at or below 0 nothing more is sold of it. units_per_day: expected demand, >= 0, the same every day.
    Raises ValueError outside these ranges.

    >>> unsold_at_expiry([10, 30], [5, 10], units_per_day=3).tolist()
    [0.0, 10.0]
    """
    lots, days = np.asarray(units, dtype=np.float64), np.asarray(days_left, dtype=np.float64)
    require(lots.shape == days.shape, "units and days_left must be of the same length")
    require((lots >= 0).all() and units_per_day >= 0, "units and units_per_day must be >= 0")
    require((np.diff(days) >= 0).all(), "the lot that expires first must come first")
    unsold, sold = np.empty(lots.size), 0.0
    for lot, (size, last) in enumerate(zip(lots.tolist(), np.maximum(days, 0.0).tolist(), strict=True)):
        here = min(max(last * units_per_day - sold, 0.0), size)
        sold += here
        unsold[lot] = size - here
    return unsold
