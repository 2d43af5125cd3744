"""From a forecast and its past misses to the range of demand: quantiles of sums and sample paths.

A series' own residual paths say how it misses, scaled paths of its class (`pooling`) how its like miss.
Overlapping origins repeat each other, so n origins of a window of w periods are worth m = 1 + (n - 1) / w
independent ones: own paths get the probability m / (m + 48), the class's paths the rest. An own path that
reaches beyond all paths of the class is drawn in to them: one huge order is no rule.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import BoolArray, FloatArray, IntArray, require, whole_number
from models.forecasting.chance import chances_of
from models.forecasting.paths import below_zero, filled_paths, reach_of
from models.forecasting.pooling import ResidualPool, pool_residuals

POOL_WORTH_ORIGINS = 48.0
MIN_KNOWN_SHARE = 0.5
# A miss of all that was expected has to reach zero, whatever was rounded on the way; below it is cut off.
ROOM = 1.05
ROWS_AT_ONCE = 500


def window_quantiles(
    mean: FloatArray,
    residual_paths: FloatArray,
    quantiles: ArrayLike,
    *,
    periods: ArrayLike,
    start: ArrayLike = 0.0,
    pool: ResidualPool | None = None,
) -> FloatArray:
    """Quantiles of cumulative demand over a window: (n_series, n_quantiles), units, >= 0.

    mean: (n_series, horizon); residual_paths: (n_series, n_origins, horizon) actual - forecast, NaN unknown.
    quantiles: (n_quantiles,) for all, or (n_series, n_quantiles); above 0 and below 1. Never falls as they
        rise.
    periods: length of the window, scalar or (n_series,), above 0; start: periods from the first forecast
        period to where it begins, >= 0; it ends within the horizon. Parts of periods count by their share.
    pool: what series borrow: PanelForecast.pool; None: the paths of these series themselves.
    An origin counts when at least half of its window is known; its unknown steps repeat its known ones.
    Raises ValueError outside these ranges.

    >>> mean, residual_paths = np.full((1, 4), 5.0), np.zeros((1, 26, 4))
    >>> window_quantiles(mean, residual_paths, [0.5], periods=2.5).round(6).tolist()
    [[12.5]]
    """
    require(mean.shape == residual_paths.shape[::2], "residual_paths must be (n_series, n_origins, horizon)")
    weights = window_shares(start, periods, n_series=mean.shape[0], horizon=mean.shape[1])
    chances = np.atleast_1d(np.asarray(quantiles, dtype=np.float64))
    require(((chances > 0) & (chances < 1)).all(), "quantiles must be above 0 and below 1")
    chances = np.broadcast_to(chances, (mean.shape[0], chances.shape[-1]))
    pool = pool_residuals(mean, residual_paths) if pool is None else pool
    demand = np.empty(chances.shape)
    for begin in range(0, mean.shape[0], ROWS_AT_ONCE):
        rows = np.arange(begin, min(begin + ROWS_AT_ONCE, mean.shape[0]))
        part = pool.of(rows)
        own, usable = _own_paths(mean[rows], residual_paths[rows], weights[rows], part)
        own_sums = np.einsum("noh,nh->no", own, weights[rows])
        sums = np.concatenate([own_sums, _pool_sums(mean[rows], part, weights[rows])], axis=1)
        masses = _masses(usable, _own_share(usable, weights[rows]), n_pool_paths=part.paths.shape[1])
        expected = (mean[rows] * weights[rows]).sum(axis=1)[:, None]
        demand[rows] = np.maximum(expected + _weighted_quantiles(sums, masses, chances[rows]), 0.0)
    return demand


def demand_paths(
    mean: FloatArray,
    residual_paths: FloatArray,
    *,
    n_paths: int,
    seed: ArrayLike,
    pool: ResidualPool | None = None,
) -> IntArray:
    """Sample paths of demand in whole units: (n_series, n_paths, horizon), >= 0; same seed, same paths.

    mean, residual_paths, pool: as for `window_quantiles`.
    seed: (n_series,) whole numbers >= 0, one for each series (its key): then a series has the same paths in
        whatever company; or one for all, told apart by their places.
    Each path adds one whole residual path to the mean, so good and bad spells stay together. Below zero, the
    shortfall is carried into the next periods instead of being cut off, and fractions are carried too:
    sums over a window keep their size. The lists of different series are drawn independently.

    >>> demand_paths(np.full((1, 3), 2.0), np.zeros((1, 60, 3)), n_paths=1, seed=1).shape
    (1, 1, 3)
    """
    n_paths = whole_number(n_paths, name="n_paths", at_least=1)
    pool = pool_residuals(mean, residual_paths) if pool is None else pool
    keys = _seeds(seed, mean.shape[0])
    paths = np.empty((mean.shape[0], n_paths, mean.shape[1]), dtype=np.int64)
    numbers = np.arange(2 * n_paths, dtype=np.uint64)
    for begin in range(0, mean.shape[0], ROWS_AT_ONCE):
        rows = np.arange(begin, min(begin + ROWS_AT_ONCE, mean.shape[0]))
        chances = chances_of(keys[rows, None], numbers)
        moves = _drawn_moves(mean[rows], residual_paths[rows], pool.of(rows), chances[:, :n_paths])
        paths[rows] = _whole_units(mean[rows, None, :] + moves, chances[:, n_paths:, None])
    return paths


def window_shares(start: ArrayLike, periods: ArrayLike, *, n_series: int, horizon: int) -> FloatArray:
    """How much of each step ahead a window covers: (n_series, horizon), from 0 to 1.

    start, periods: as for `window_quantiles`.

    >>> window_shares(0.5, 1.5, n_series=1, horizon=3).tolist()
    [[0.5, 1.0, 0.0]]
    """
    begin, length = (np.asarray(value, dtype=np.float64) for value in (start, periods))
    for name, value in (("start", begin), ("periods", length)):
        require(value.shape in ((), (n_series,)), f"{name} must be one number or {n_series} of them")
    inside = (length > 0) & (begin >= 0) & (begin + length <= horizon + 1e-9)
    require(inside.all(), f"periods must be above 0 and at most {horizon} (horizon), start included")
    steps = np.arange(horizon)
    first = np.broadcast_to(begin, (n_series,))[:, None]
    last = np.broadcast_to(begin + length, (n_series,))[:, None]
    return np.clip(last - steps, 0.0, 1.0) - np.clip(first - steps, 0.0, 1.0)


def _seeds(seed: ArrayLike, n_series: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint64]]:
    given = np.asarray(seed)
    require(given.shape in ((), (n_series,)), f"seed must be one number or {n_series} of them")
    if given.shape:
        return given.astype(np.uint64)
    # Odd steps of 2^32 keep the lists of one seed apart from those of the next.
    return np.uint64(given) + np.arange(n_series, dtype=np.uint64) * np.uint64(2**32 + 1)


def _own_paths(
    mean: FloatArray, residual_paths: FloatArray, weights: FloatArray, pool: ResidualPool
) -> tuple[FloatArray, BoolArray]:
    """Own paths drawn in to the reach of the class, unknown steps filled, and which of them count."""
    known = (weights[:, None, :] * ~np.isnan(residual_paths)).sum(axis=2)
    usable: BoolArray = known >= np.maximum(MIN_KNOWN_SHARE * weights.sum(axis=1)[:, None], 1e-9)
    paths = np.nan_to_num(filled_paths(residual_paths))
    totals = paths.sum(axis=2)
    everything = np.ones_like(weights)
    borrowed = _pool_sums(mean, pool, everything)
    drawn = np.clip(totals, borrowed.min(axis=1)[:, None], borrowed.max(axis=1)[:, None])
    factor = np.where(np.abs(totals) > np.abs(drawn), drawn / np.where(totals == 0, 1.0, totals), 1.0)
    return paths * factor[:, :, None], usable


def _pool_sums(mean: FloatArray, pool: ResidualPool, weights: FloatArray) -> FloatArray:
    """Sums of the class's paths over each window: (n_series, n_pool_paths), units."""
    weights = weights * _on_sale(mean)
    sums = np.empty((weights.shape[0], pool.paths.shape[1]))
    scale = pool.scale_over(weights.sum(axis=1))[:, None]
    expected = ROOM * (mean * weights).sum(axis=1)[:, None] / np.maximum(scale, 1e-300)
    for code in np.unique(pool.group):
        rows = np.flatnonzero(pool.group == code)
        # einsum adds a row in the same order whatever its company; a matrix product need not.
        found = np.einsum("nh,ph->np", weights[rows], pool.paths[code])
        sums[rows] = found * below_zero(found, reach_of(found), expected[rows]) * scale[rows]
    return sums


def _on_sale(mean: FloatArray) -> BoolArray:
    """Steps in which demand is possible, (n_series, horizon): before a launch and after the end it is not."""
    wanted: BoolArray = mean > 0
    return wanted | ~wanted.any(axis=1, keepdims=True)


def _own_share(usable: BoolArray, weights: FloatArray) -> FloatArray:
    """Probability of all own paths of a series together, (n_series,)."""
    n_own = usable.sum(axis=1)
    worth = np.where(n_own > 0, 1.0 + (n_own - 1.0) / np.maximum(weights.sum(axis=1), 1.0), 0.0)
    share: FloatArray = worth / (worth + POOL_WORTH_ORIGINS)
    return share


def _masses(usable: BoolArray, own_share: FloatArray, *, n_pool_paths: int) -> FloatArray:
    """Probability of each own and each pooled path: (n_series, n_origins + n_pool_paths), rows sum to 1."""
    own = usable * (own_share / np.maximum(usable.sum(axis=1), 1))[:, None]
    borrowed = np.repeat((1.0 - own_share)[:, None] / n_pool_paths, n_pool_paths, axis=1)
    return np.concatenate([own, borrowed], axis=1)


def _weighted_quantiles(values: FloatArray, masses: FloatArray, chances: FloatArray) -> FloatArray:
    # Values without mass take a pooled value of their row, so that no ghost stands between real ones.
    last = np.where(masses > 0, values, values[:, -1:])
    order = np.argsort(last, axis=1, kind="stable")
    ranked, mass = np.take_along_axis(last, order, axis=1), np.take_along_axis(masses, order, axis=1)
    places = np.cumsum(mass, axis=1) - mass / 2.0
    found = np.empty(chances.shape)
    for column, chance in enumerate(chances.T):
        after = np.clip((places < chance[:, None]).sum(axis=1), 1, places.shape[1] - 1)[:, None]
        ends = np.concatenate([after - 1, after], axis=1)
        low, high = np.take_along_axis(places, ends, axis=1).T
        below, above = np.take_along_axis(ranked, ends, axis=1).T
        share = np.clip((chance - low) / np.maximum(high - low, 1e-12), 0.0, 1.0)
        found[:, column] = below + share * (above - below)
    return found


def _drawn_moves(
    mean: FloatArray, residual_paths: FloatArray, pool: ResidualPool, chances: FloatArray
) -> FloatArray:
    """One residual path for each chance: (n_series, n_paths, horizon)."""
    n, _, horizon = residual_paths.shape
    everything = np.ones((n, horizon))
    own, usable = _own_paths(mean, residual_paths, everything, pool)
    share = _own_share(usable, everything)[:, None]
    n_own, n_pool = usable.sum(axis=1)[:, None], pool.paths.shape[1]
    usable_first = np.argsort(~usable, axis=1, kind="stable")
    place = np.minimum(
        (chances / np.maximum(share, 1e-12) * n_own).astype(np.int64), np.maximum(n_own - 1, 0)
    )
    from_own = own[np.arange(n)[:, None], np.take_along_axis(usable_first, place, axis=1)]
    rank = np.clip(((chances - share) / (1.0 - share) * n_pool).astype(np.int64), 0, n_pool - 1)
    scale = pool.scale_over(np.full(n, float(horizon)))[:, None, None]
    sums = np.cumsum(pool.paths, axis=2)
    # The reach of the first w periods, as `_pool_sums` has it for a window of w.
    reach = np.stack([reach_of(part.T)[:, 0] for part in sums])[pool.group][:, None, :]
    expected = ROOM * np.cumsum(mean, axis=1)[:, None, :] / np.maximum(scale, 1e-300)
    drawn = sums[pool.group[:, None], rank]
    borrowed = np.diff(drawn * below_zero(drawn, reach, expected) * scale, axis=2, prepend=0.0)
    borrowed *= _on_sale(mean)[:, None, :]
    moves: FloatArray = np.where((chances < share)[:, :, None], from_own, borrowed)
    return moves


def _whole_units(paths: FloatArray, offset: FloatArray) -> IntArray:
    so_far = np.maximum.accumulate(np.maximum(np.cumsum(paths, axis=2), 0.0), axis=2)
    units = np.floor(so_far + offset).astype(np.int64)
    whole: IntArray = np.diff(units, axis=2, prepend=0)
    return whole
