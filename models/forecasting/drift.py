"""Whether the forecasts of a whole catalogue have lately been too high or too low, and what to make of it.

Every candidate looks back, so when a shop grows or shrinks all of them miss on one side together. The newest
origins show it; the mean follows as far as the record is one-sided rather than restless.
"""

from __future__ import annotations

import numpy as np

from models.arrays import FloatArray, IntArray
from models.forecasting.panel import KeyArray

UNIT = 1024.0
MOST_UNITS = 1e9
N_PARTS = 8
"""The catalogue is split by key; the middle of the parts counts, so that one series moves no other."""
# Half-life of an origin's say, in origins.
HALF_LIFE = 10.0
# Spread of a whole catalogue's demand around its level over one horizon, as a share, beside what was seen.
COMMON_SPREAD = 0.07
# Squared coefficient of variation of one series' level against its forecasts: few series prove little.
SERIES_NOISE = 1.0
LOWEST, HIGHEST = 0.6, 1.6


def level_sums(
    demand: FloatArray,
    origins: IntArray,
    residual_paths: FloatArray,
    weight: FloatArray,
    keys: KeyArray,
) -> tuple[IntArray, IntArray]:
    """Demand and forecast of some series at each origin, (parts, O, 2), and how many series, (parts,).

    demand: (n, T), NaN where unknown or touched by an event; origins: (n, O), -1 = none.
    residual_paths: (n, O, H) actual - forecast. keys: (n,) draw the part of a series.
    weight: (n,) what a unit counts, so that the usual series counts about 1 per period.
    """
    steps = np.arange(1, residual_paths.shape[2] + 1)
    after = np.clip(origins[:, :, None] + steps, 0, demand.shape[1] - 1)
    actual = np.take_along_axis(demand[:, None, :], after, axis=2)
    known = ~np.isnan(residual_paths) & ~np.isnan(actual)
    sold = np.where(known, actual, 0.0).sum(axis=2) * weight[:, None]
    said = np.where(known, actual - residual_paths, 0.0).sum(axis=2) * weight[:, None]
    part = ((keys * _SPREAD) >> np.uint64(61)).astype(np.int64)
    both = np.zeros((N_PARTS, origins.shape[1], 2), dtype=np.int64)
    np.add.at(both, part, np.stack([_whole(sold), _whole(said)], axis=2))
    return both, np.bincount(part[known.any(axis=(1, 2))], minlength=N_PARTS).astype(np.int64)


def level_factor(sums: IntArray, n_series: IntArray, *, rounds: float) -> float:
    """What the mean of every series is multiplied by, from 0.6 to 1.6; 1 where the record says nothing.

    sums, n_series: as by `level_sums`, added up. rounds: horizons between two origins, below 1 they overlap.
    The log of demand over forecast, newest origins first, is shrunk by its variance over origins and parts:
    m^2 / (m^2 + var m).
    """
    told = (sums > 0).all(axis=2)
    weight = 0.5 ** (np.arange(sums.shape[1])[::-1] / HALF_LIFE) * told
    total = weight.sum(axis=1)
    if not told.any():
        return 1.0
    parts = total > 0
    weight = weight[parts] / total[parts, None]
    ratio = np.log(np.maximum(sums[parts, :, 0], 1) / np.maximum(sums[parts, :, 1], 1))
    means = (weight * ratio).sum(axis=1)
    restless = float(np.median((weight * (ratio - means[:, None]) ** 2).sum(axis=1)))
    independent = np.maximum(1.0, 1.0 / (weight**2).sum(axis=1) * min(rounds, 1.0)).mean()
    middle = float(np.median(means))
    between = float(np.median(np.abs(means - middle))) ** 2 * 2.2 / parts.sum()
    unsure = (restless + COMMON_SPREAD**2) / independent + between + SERIES_NOISE / max(n_series.sum(), 1)
    return float(np.clip(np.exp(middle * middle**2 / (middle**2 + unsure)), LOWEST, HIGHEST))


_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def _whole(units: FloatArray) -> IntArray:
    return np.rint(np.clip(units, 0.0, MOST_UNITS) * UNIT).astype(np.int64)
