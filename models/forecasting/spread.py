"""How far demand strays from its level: the series' own spread, and what its class makes of a level.

The spread of a class follows a power of the level (Taylor's law). Its sums are kept as whole numbers, so that
any split of a catalogue into chunks adds up to the same law, bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.arrays import FloatArray, IntArray

# Fixed point of the law's sums: about 6 decimals, room for 10 million series.
UNIT = float(2**20)
MIN_SERIES = 10
# Spread assumed where nobody has a history: half the level, plus what chance arrivals add (Poisson).
ASSUMED_CV = 0.5
POWER_RANGE = (0.5, 1.0)
# How many own periods the law is worth in a series' own spread, and how far that may exceed the law: a single
# huge order must not raise its own safety stock for years.
LAW_PERIODS = 8.0
WINSOR = 3.0
# Share of the law in the spread (geometric), own spread the rest.
LAW_SHARE = 0.3


@dataclass(frozen=True)
class SpreadSums:
    """Sums over series from which the law is fitted: (n_groups, 5) whole numbers n, x, y, xx, xy.

    x: log of the level; y: log of the own spread; in units of 2^-20.
    """

    sums: IntArray

    def merge(self, other: SpreadSums) -> SpreadSums:
        """The sums of both parts of a catalogue; the order does not matter."""
        return SpreadSums(self.sums + other.sums)

    def law(self) -> FloatArray:
        """(n_groups, 2): centre and power, spread = exp(centre) x level^power.

        A group with fewer than 10 series takes the law of all; without those, NaN (see `law_spread`).
        """
        found = np.full((self.sums.shape[0], 2), np.nan)
        total = self.sums.sum(axis=0)
        for code, own in enumerate(self.sums):
            sums = own if own[0] >= MIN_SERIES else total
            if sums[0] >= MIN_SERIES:
                found[code] = _fitted(sums)
        return found


def spread_sums(level: FloatArray, own: FloatArray, group: IntArray, *, n_groups: int) -> SpreadSums:
    """The sums of some series; those without level or spread do not count."""
    usable = (level > 0) & (own > 0)
    x, y = np.log(level[usable]), np.log(own[usable])
    terms = np.stack([np.full(x.shape, 1 / UNIT), x, y, x * x, x * y], axis=1)
    sums = np.zeros((n_groups, 5), dtype=np.int64)
    np.add.at(sums, group[usable], np.rint(terms * UNIT).astype(np.int64))
    return SpreadSums(sums)


def _fitted(sums: IntArray) -> tuple[float, float]:
    n = float(sums[0])
    x, y, xx, xy = (float(value) / UNIT / n for value in sums[1:])
    variance = xx - x * x
    slope = (xy - x * y) / variance if variance > 1e-6 else POWER_RANGE[1]
    power = min(max(slope, POWER_RANGE[0]), POWER_RANGE[1])
    return y - power * x, power


def law_spread(law: FloatArray, level: FloatArray, group: IntArray) -> FloatArray:
    """What the law of its class makes of each level (shape of level, series first), units per period."""
    rows = group.reshape(-1, *[1] * (level.ndim - 1))
    centre, power = law[rows, 0], law[rows, 1]
    assumed = np.sqrt(level + (ASSUMED_CV * level) ** 2)
    positive = np.where(level > 0, level, 1.0)
    found = np.where(np.isnan(centre), assumed, np.exp(centre) * positive**power)
    return np.where(level > 0, found, 0.0)


def scale_of(own: FloatArray, from_law: FloatArray, n_known: FloatArray | IntArray) -> FloatArray:
    """The scale of each series, units per period: its own spread, steadied by the law of its class.

    own: standard deviation of n_known periods. Among a gift shop, groceries and spare parts this served the
    quantiles of sums better than one-step errors, and the mixture better than either part.
    """
    bounded = np.minimum(own, WINSOR * from_law)
    steadied = np.sqrt((n_known * bounded**2 + LAW_PERIODS * from_law**2) / (n_known + LAW_PERIODS))
    mixed: FloatArray = from_law**LAW_SHARE * steadied ** (1.0 - LAW_SHARE)
    return mixed


def spread_until(demand: FloatArray, origins: IntArray) -> tuple[FloatArray, IntArray]:
    """Standard deviation and number of known periods up to each origin: (n_series, n_origins) each.

    demand: (n_series, n_periods), known effects may be divided out; origins: (n_series, n_origins) period
    indices, below 0 = none (0 known).
    """
    known = ~np.isnan(demand)
    # Centred on the first known value, and scaled, so that huge levels leave their spread intact.
    first = np.take_along_axis(demand, known.argmax(axis=1)[:, None], axis=1)
    moved = np.where(known, demand - np.nan_to_num(first), 0.0)
    size = np.maximum(np.abs(moved).max(axis=1, initial=0.0), 1e-300)[:, None]
    moved /= size
    count, total, square = (np.cumsum(part, axis=1) for part in (known, moved, moved**2))
    places = np.maximum(origins, 0)
    n, s, q = (np.take_along_axis(part, places, axis=1) for part in (count, total, square))
    n = np.where(origins >= 0, n, 0)
    many = np.maximum(n, 1)
    variance = np.maximum(q / many - (s / many) ** 2, 0.0)
    spread = np.where((n > 0) & (variance > 1e-14), np.sqrt(variance) * size, 0.0)
    return spread, n.astype(np.int64)
