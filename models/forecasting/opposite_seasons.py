"""Groups that hold goods of opposite seasons, such as sandals and boots, taken apart by when they sold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.arrays import BoolArray, FloatArray, IntArray
from models.forecasting.panel import Season

# A season of its own: so much of the mean up and down, and so much more than chance (exponential of mean 1).
LEAST_SWING, LEAST_SCORE = 0.4, 8.0
# Series of a group that must stand on each side before it is taken apart.
LEAST_SERIES = 4
# How much likelier (logarithm) a side must be than no season, and than the other side, for a short history.
LEAST_EVIDENCE = 4.0
LEAST_PERIODS, LEAST_UNITS = 8, 20.0
QUARTERS = 4


@dataclass(frozen=True)
class _Waves:
    """The yearly wave of each series: phase (n,) in radians, is_strong (n,)."""

    phase: FloatArray
    is_strong: BoolArray


def season_parts(demand: FloatArray, *, group: IntArray, season: Season) -> IntArray:
    """The part of its group that each series belongs to: 0 the rest, 1 to 4 the quarter its part peaks in.

    demand: (n, T), NaN = unknown. group: (n,) codes, -1 = none, which is never taken apart. season: a round
    of 12 places or more. Two parts of a group peak half a round apart, and each holds at least 4 series whose
    own wave, over the newest round, is large and beyond chance. Shorter histories join the part that makes
    them likelier by far, as a Poisson count with its own dispersion, else they stay with the rest.

    >>> weeks = np.arange(120)
    >>> warm = 20 + 15 * np.cos(2 * np.pi * (weeks % 52) / 52 - np.pi)
    >>> goods = np.concatenate([np.tile(warm, (4, 1)), np.tile(40 - warm, (4, 1))])
    >>> year = Season.repeating("week_of_year", 52, n_periods=120)
    >>> season_parts(goods, group=np.zeros(8, dtype=np.int64), season=year).tolist()
    [3, 3, 3, 3, 1, 1, 1, 1]
    """
    part = np.zeros(group.size, dtype=np.int64)
    n_periods = demand.shape[1]
    if n_periods < season.length:
        return part
    places = season.positions[:n_periods]
    waves = _waves(demand[:, -season.length :], places[-season.length :], season.length)
    for code in np.unique(group[group >= 0]):
        rows = np.flatnonzero(group == code)
        strong = rows[waves.is_strong[rows]]
        first = _first_side(waves.phase[strong])
        if min(first.sum(), (~first).sum()) < LEAST_SERIES:
            continue
        quarter = _quarter(waves.phase[strong[first]])
        sides = (strong[first], strong[~first])
        names = (quarter + 1, (quarter + QUARTERS // 2) % QUARTERS + 1)
        for side, name in zip(sides, names, strict=True):
            part[side] = name
        profiles = np.stack([_profile(demand[side], places, season.length) for side in sides])
        short = rows[(~np.isnan(demand[rows])).sum(axis=1) < season.length]
        chosen = _likelier(demand[short], profiles[:, places])
        part[short[chosen >= 0]] = np.array(names)[chosen[chosen >= 0]]
    return part


def _waves(demand: FloatArray, places: IntArray, length: int) -> _Waves:
    known = ~np.isnan(demand)
    count = np.maximum(known.sum(axis=1), 1)
    units = np.nan_to_num(demand)
    mean = units.sum(axis=1) / count
    angle = 2 * np.pi * places / length
    off = np.where(known, units - mean[:, None], 0.0)
    along, across = (2 * (off * wave).sum(axis=1) / count for wave in (np.cos(angle), np.sin(angle)))
    rest = np.where(known, off - along[:, None] * np.cos(angle) - across[:, None] * np.sin(angle), 0.0)
    chance = 2 * np.maximum((rest**2).sum(axis=1) / count, mean) / count
    power = along**2 + across**2
    is_strong = (
        (known.sum(axis=1) * 3 >= 2 * length)
        & (np.sqrt(power) >= LEAST_SWING * mean)
        & (power >= LEAST_SCORE * 2 * chance)
        & (mean > 0)
    )
    return _Waves(np.arctan2(across, along), is_strong)


def _first_side(phase: FloatArray) -> BoolArray:
    """Which phases lie on the first side of the axis that they share."""
    axis = np.angle(np.exp(2j * phase).sum()) / 2 if phase.size else 0.0
    first: BoolArray = np.cos(phase - axis) > 0
    return first


def _quarter(phase: FloatArray) -> int:
    """The quarter of the round, 0 around its beginning, in whose middle these phases lie."""
    return int(np.rint(np.angle(np.exp(1j * phase).sum()) / (2 * np.pi / QUARTERS))) % QUARTERS


def _profile(demand: FloatArray, places: IntArray, length: int) -> FloatArray:
    """What these series sell at each place of the round over their mean, (length,), over five places each."""
    known = ~np.isnan(demand)
    mean = np.nansum(demand, axis=1) / np.maximum(known.sum(axis=1), 1)
    ratio = np.nan_to_num(demand / mean[:, None])
    total = np.bincount(places, ratio.sum(axis=0), length)
    count = np.bincount(places, known.sum(axis=0), length)
    reach = range(-2, 3)
    near = sum(np.roll(total, by) for by in reach) / np.maximum(sum(np.roll(count, by) for by in reach), 1)
    found: FloatArray = np.maximum(near / max(float(near.mean()), 1e-9), 0.05)
    return found


def _likelier(demand: FloatArray, profiles: FloatArray) -> IntArray:
    """The profile (2, T) that each series follows, -1 for neither."""
    known = ~np.isnan(demand)
    units = np.nan_to_num(demand)
    total = units.sum(axis=1)
    said = []
    for profile in (np.ones_like(profiles[0]), *profiles):
        expected = np.maximum(total[:, None] / np.maximum((known * profile).sum(axis=1), 1e-9)[:, None], 1e-9)
        rate = expected * profile
        spread = np.where(known, (units - rate) ** 2 / rate, 0.0).sum(axis=1)
        likely = np.where(known, units * np.log(rate) - rate, 0.0).sum(axis=1)
        said.append((likely, spread / np.maximum(known.sum(axis=1) - 1, 1)))
    dispersion = np.maximum(np.min([spread for _likely, spread in said], axis=0), 1.0)
    flat, first, second = (likely / dispersion for likely, _spread in said)
    best, other = np.maximum(first, second), np.minimum(first, second)
    tells = (best - np.maximum(flat, other) >= LEAST_EVIDENCE) & (known.sum(axis=1) >= LEAST_PERIODS)
    return np.where(tells & (total >= LEAST_UNITS), np.where(first >= second, 0, 1), -1).astype(np.int64)
