"""Quantiles that hold: how often past sums stayed below what the older misses promised, and what mends it.

Offered paths of the newest origins are held against the quantiles of the older ones, class by class and for
windows of several lengths. Where the newest sums exceed them too often, the paths of the class are
stretched, upwards and downwards apart, by as much as the evidence is worth; few origins count little.
The counts lie in fixed bins, whole numbers that can be kept, added and shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.arrays import FloatArray, IntArray

N_BINS = 40
UPPER, LOWER = (0.8, 0.9, 0.95), (0.2, 0.1, 0.05)
MIN_OFFERS = 60
# Independent origins at which the measured stretch counts half.
PRIOR_ORIGINS = 12.0
STRETCH_RANGE = (0.8, 1.6)


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
        stretched: FloatArray = np.diff(middle + away * factor, axis=2, prepend=0.0)
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
            worth = _worth(age[told], int(window))
            upward[code, column] = _stretch(new, old, UPPER) ** worth
            downward[code, column] = _stretch(new, old, LOWER) ** worth
    steps = np.arange(1, horizon + 1)
    spread = [np.stack([np.interp(steps, windows, row) for row in part]) for part in (upward, downward)]
    return Drift(counts, windows, spread[0], spread[1])


def _newest(age: IntArray, sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    cut = np.median(age) if age.size else 0
    return sums[age < cut], sums[age >= cut]


def _worth(age: IntArray, window: int) -> float:
    """Share of the evidence that counts: overlapping windows of few origins are hardly more than one."""
    n_new = np.unique(age[age < np.median(age)]).size
    independent = 1.0 + (n_new - 1.0) / window
    return float(independent / (independent + PRIOR_ORIGINS))


def _stretch(new: FloatArray, old: FloatArray, levels: tuple[float, ...]) -> float:
    """The factor that carries the old quantiles, seen from the old middle, to the new ones."""
    middle = np.median(old)
    reach_old, reach_new = (np.abs(np.quantile(part, levels) - middle).sum() for part in (old, new))
    factor = reach_new / reach_old if reach_old > 0 else 1.0
    return float(np.clip(factor, *STRETCH_RANGE))
