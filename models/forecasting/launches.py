"""The level of a product that was never sold: what similar launches sold, and how far they lie apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.arrays import BoolArray, FloatArray, IntArray, require
from models.forecasting.effects import LAUNCH_PERIODS

LEAST_PERIODS = 3
"""Known periods that a level needs."""

OTHER_CATEGORY, UNKNOWN_CATEGORY = 0.1, 0.3
OTHER_SUPPLIER = 0.5
PRICE_WIDTH, UNKNOWN_PRICE = 0.4, 0.5
YEARS_OF_HALF = 1.0
ESTABLISHED_WORTH = 1.0
"""All established products together are worth at most so many launches: they are known to have lasted."""
ASSUMED_CV, ASSUMED_WORTH = 1.0, 1.0
"""A launch of average luck misses by its whole level; that is believed as much as one launch."""


@dataclass(frozen=True)
class Traits:
    """What products have in common, one each: category and supplier as codes, -1 unknown; log_price, NaN
    unknown."""

    category: IntArray
    supplier: IntArray
    log_price: FloatArray

    def of(self, rows: IntArray | BoolArray) -> Traits:
        """The traits of some products."""
        return Traits(self.category[rows], self.supplier[rows], self.log_price[rows])


@dataclass(frozen=True)
class Borrowed:
    """level: (n,) expected units per period, NaN where there is nothing to learn from. spread: (n,) its
    standard deviation. worth: (n,) how many launches that are wholly alike it rests on."""

    level: FloatArray
    spread: FloatArray
    worth: FloatArray

    def of(self, rows: IntArray) -> Borrowed:
        """What is expected of some products."""
        return Borrowed(self.level[rows], self.spread[rows], self.worth[rows])


def levels_of(demand: FloatArray, launched: BoolArray) -> FloatArray:
    """What each product sells per period, (n,), NaN where fewer than LEAST_PERIODS are known.

    demand: (n, T) units, oldest first, NaN = unknown. launched: (n,) launched inside the panel: its first
    LAUNCH_PERIODS count, of the others the last.

    >>> levels_of(np.array([[np.nan, 4.0, 6.0, 8.0]]), np.array([True])).tolist()
    [6.0]
    """
    known = ~np.isnan(demand)
    from_first = np.cumsum(known, axis=1)
    from_last = np.cumsum(known[:, ::-1], axis=1)[:, ::-1]
    place = np.where(launched[:, None], from_first, from_last)
    counts = known & (place <= LAUNCH_PERIODS)
    n_known = counts.sum(axis=1)
    total = np.where(counts, np.nan_to_num(demand), 0.0).sum(axis=1)
    level: FloatArray = np.where(n_known >= LEAST_PERIODS, total / np.maximum(n_known, 1), np.nan)
    return level


def borrowed(
    asked: Traits, known: Traits, *, level: FloatArray, launched: BoolArray, age_years: FloatArray
) -> Borrowed:
    """The level of products that were never sold, from those that were.

    level: (m,) units per period of the known products, as `levels_of` has it; NaN does not count. launched:
    (m,) whether it is the level of a launch; age_years: (m,) since then, >= 0.
    A known product weighs by category, supplier and price, a launch half as much for each year that it lies
    back; established products share what ESTABLISHED_WORTH launches are worth. The level is the weighted
    mean: launches are so uneven that their median is a small part of what they sell together.
    Raises ValueError for ages below 0.

    >>> same = Traits(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64), np.zeros(1))
    >>> found = borrowed(same, same, level=np.array([8.0]), launched=np.array([True]), age_years=np.zeros(1))
    >>> found.level.tolist(), found.worth.tolist()
    ([8.0], [1.0])
    """
    require(not (age_years < 0).any(), "age_years must be >= 0")
    there = level >= 0
    if not there.any():
        nothing = np.full(asked.category.size, np.nan)
        return Borrowed(nothing, nothing, np.zeros(asked.category.size))
    donors, units, fresh = known.of(there), level[there], launched[there]
    weight = _alike(asked, donors) * np.where(fresh, 0.5 ** (age_years[there] / YEARS_OF_HALF), 1.0)
    old = np.where(fresh, 0.0, weight)
    old *= np.minimum(1.0, ESTABLISHED_WORTH / np.maximum(old.sum(axis=1, keepdims=True), 1e-12))
    worth = np.where(fresh, weight, 0.0).sum(axis=1)
    weight = np.where(fresh, weight, old)
    total = weight.sum(axis=1)
    mean = weight @ units / total
    variance = (weight * (units - mean[:, None]) ** 2).sum(axis=1) + ASSUMED_WORTH * (ASSUMED_CV * mean) ** 2
    # One launch lies on its own mean, so it says nothing of how far they lie apart.
    return Borrowed(mean, np.sqrt(variance / (np.maximum(total - 1.0, 0.0) + ASSUMED_WORTH)), worth)


def _alike(asked: Traits, known: Traits) -> FloatArray:
    """How alike products are, (n_asked, n_known), above 0 and at most 1."""
    category = _same(asked.category, known.category, other=OTHER_CATEGORY, unknown=UNKNOWN_CATEGORY)
    supplier = _same(asked.supplier, known.supplier, other=OTHER_SUPPLIER, unknown=OTHER_SUPPLIER)
    apart = (asked.log_price[:, None] - known.log_price[None, :]) / PRICE_WIDTH
    price = np.where(np.isnan(apart), UNKNOWN_PRICE, np.maximum(np.exp(-0.5 * apart**2), 0.01))
    alike: FloatArray = category * supplier * price
    return alike


def _same(asked: IntArray, known: IntArray, *, other: float, unknown: float) -> FloatArray:
    own, theirs = asked[:, None], known[None, :]
    found: FloatArray = np.where((own < 0) | (theirs < 0), unknown, np.where(own == theirs, 1.0, other))
    return found
