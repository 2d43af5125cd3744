"""Quantiles that hold: how often past sums stayed below what the older misses promised, and what mends it.

Offered paths of the newest origins are held against the quantiles of the older ones, class by class and for
windows of several lengths. Where the newest sums exceed them too often, the paths of the class are
stretched, upwards and downwards apart, by as much as the evidence is worth: much where origin after origin
says the same, nothing where they disagree or are few.
The counts lie in fixed bins, whole numbers that can be kept, added and shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.arrays import FloatArray, IntArray
from models.forecasting.paths import reach_of

N_BINS = 40
UPPER, LOWER = (0.8, 0.9, 0.95), (0.2, 0.1, 0.05)
MIN_OFFERS = 60
# Independent origins at which a stretch that all of them confirm counts half.
PRIOR_ORIGINS = 2.0
# Newest misses that were smaller than older ones are no promise: nothing is drawn in.
STRETCH_RANGE = (1.0, 1.8)
# Past misses are those of a mix that was weighed on them: so much smaller than misses to come (measured:
# without it, 80 % quantiles of a gift shop and of groceries held 78 %).
HINDSIGHT = 1.04


@dataclass(frozen=True)
class Drift:
    """How the newest misses compare with the older ones.

    counts: (n_groups, n_windows, N_BINS) newest sums by their place among the older ones, 0 to 1: the
        histogram of the probability integral transform, flat when nothing drifts.
    windows: (n_windows,) lengths in periods.
    upward, downward: (n_groups, horizon) factors on the paths above and below their middle.
    """

    counts: IntArray
    windows: IntArray
    upward: FloatArray
    downward: FloatArray

    def applied_to(self, paths: FloatArray) -> FloatArray:
        """Paths (n_groups, n_paths, horizon) stretched so that sums of the first periods are."""
        sums = np.cumsum(paths, axis=2)
        middle = np.median(sums, axis=1, keepdims=True)
        away = sums - middle
        factor = np.where(away > 0, self.upward[:, None, :], self.downward[:, None, :])
        moved = middle + away * factor
        # A miss of all that was expected stands at minus the reach (`paths.below_zero`) and stays there.
        pairs = zip(moved, sums, strict=True)
        wider = np.stack([reach_of(after.T) / reach_of(before.T) for after, before in pairs])
        moved = np.where(moved < 0, moved * wider[:, None, :, 0], moved)
        stretched: FloatArray = np.diff(moved, axis=2, prepend=0.0)
        return stretched


def measured_drift(scaled: FloatArray, group: IntArray, age: IntArray, *, n_groups: int) -> Drift:
    """The drift of offered paths.

    scaled: (n_offers, horizon) in scales; group: (n_offers,); age: (n_offers,) origins ago, 0 = newest.
    """
    horizon = scaled.shape[1]
    windows = np.unique(np.maximum(1, np.rint(horizon * np.array([0.0, 0.25, 0.5, 1.0])))).astype(np.int64)
    # A path that ends before the window does is NaN there: its future had not come yet.
    sums = np.cumsum(scaled, axis=1)[:, windows - 1]
    counts = np.zeros((n_groups, windows.size, N_BINS), dtype=np.int64)
    upward, downward = (np.ones((n_groups, windows.size)) for _ in range(2))
    for code in range(n_groups):
        rows = group == code
        for column, window in enumerate(windows):
            told = rows & ~np.isnan(sums[:, column])
            new, old = _newest(age[told], sums[told, column])
            if min(new.size, old.size) < MIN_OFFERS:
                continue
            place = np.searchsorted(np.sort(old), new, side="right") / (old.size + 1)
            counts[code, column] = np.bincount((place * N_BINS).astype(np.int64), minlength=N_BINS)
            by_age = (age[told], sums[told, column], int(window))
            upward[code, column] = _stretch(new, old, UPPER) ** _worth(*by_age, np.quantile(old, UPPER))
            downward[code, column] = _stretch(new, old, LOWER) ** _worth(*by_age, np.quantile(old, LOWER))
    steps = np.arange(1, horizon + 1)
    spread = [
        HINDSIGHT * np.stack([np.interp(steps, windows, row) for row in part]) for part in (upward, downward)
    ]
    return Drift(counts, windows, spread[0], spread[1])


def _newest(age: IntArray, sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    cut = np.median(age) if age.size else 0
    return sums[age < cut], sums[age >= cut]


def _worth(age: IntArray, sums: FloatArray, window: int, marks: FloatArray) -> float:
    """Share of the evidence that counts, 0 to 1, from how alike the newest origins are.

    marks: quantiles of the older sums. By origin, the mean share of sums above them is compared with its
    spread between origins; overlapping windows of n origins are worth 1 + (n - 1) / window independent ones.
    Source: James, Stein (1961), for shrinking by the ratio of noise to signal.
    """
    newest = age < np.median(age)
    above = (sums[:, None] > marks).mean(axis=1)
    expected = above[~newest].mean()
    ages, place = np.unique(age[newest], return_inverse=True)
    if ages.size < 3:
        return 0.0
    shares = np.bincount(place, above[newest]) / np.bincount(place)
    independent = 1.0 + (ages.size - 1.0) / window
    noise = shares.var(ddof=1) / independent
    signal = (shares.mean() - expected) ** 2
    agreed = max(0.0, 1.0 - noise / signal) if signal > 0 else 0.0
    return float(agreed * independent / (independent + PRIOR_ORIGINS))


def _stretch(new: FloatArray, old: FloatArray, levels: tuple[float, ...]) -> float:
    """The factor that carries the old quantiles, seen from the old middle, to the new ones."""
    middle = np.median(old)
    reach_old, reach_new = (np.abs(np.quantile(part, levels) - middle).sum() for part in (old, new))
    factor = reach_new / reach_old if reach_old > 0 else 1.0
    return float(np.clip(factor, *STRETCH_RANGE))
