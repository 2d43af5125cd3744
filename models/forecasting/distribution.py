"""From a forecast and its past misses to the range of demand: quantiles of sums and sample paths.

A series' own residual paths say how it misses. Overlapping origins repeat each other, so n origins of a
window of w periods are worth m = 1 + (n - 1) / w independent ones. Own paths get the probability m / (m +
12), scaled paths from the pool of its class (`pooling`) the rest: few origins borrow much, and the outermost
tails that m values cannot show are borrowed always.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, IntArray, require, whole_number
from models.forecasting.backtest import MIN_KNOWN_SHARE, window_weights
from models.forecasting.pooling import ResidualPool, filled_paths, pool_residuals

POOL_WORTH_ORIGINS = 24.0
ROWS_AT_ONCE = 500


def window_quantiles(
    mean: FloatArray,
    residual_paths: FloatArray,
    quantiles: ArrayLike,
    *,
    periods: ArrayLike,
    pool: ResidualPool | None = None,
) -> FloatArray:
    """Quantiles of cumulative demand over a window: (n_series, n_quantiles), units, >= 0.

    mean: (n_series, horizon); residual_paths: (n_series, n_origins, horizon) actual - forecast, NaN unknown.
    quantiles: (n_quantiles,) for all, or (n_series, n_quantiles); above 0 and below 1. Never falls as they
        rise.
    periods: length of the window from the first forecast period, scalar or (n_series,), above 0 and at most
        horizon; the last period counts by its fraction.
    pool: what series borrow: PanelForecast.pool; None: normal paths in the series' own scale.
    An origin counts when at least half of its window is known; its unknown steps repeat its known ones.
    Raises ValueError outside these ranges.

    >>> mean, residual_paths = np.full((1, 4), 5.0), np.zeros((1, 26, 4))
    >>> window_quantiles(mean, residual_paths, [0.5], periods=2.5).round(6).tolist()
    [[12.5]]
    """
    require(mean.shape == residual_paths.shape[::2], "residual_paths must be (n_series, n_origins, horizon)")
    weights = window_weights(periods, n_series=mean.shape[0], horizon=mean.shape[1])
    chances = np.atleast_1d(np.asarray(quantiles, dtype=np.float64))
    require(((chances > 0) & (chances < 1)).all(), "quantiles must be above 0 and below 1")
    chances = np.broadcast_to(chances, (mean.shape[0], chances.shape[-1]))
    pool = pool_residuals(mean, residual_paths) if pool is None else pool
    own, usable = _own_sums(residual_paths, weights)
    sums = np.concatenate([own, _pool_sums(pool, weights)], axis=1)
    masses = _masses(usable, weights.sum(axis=1), n_pool_paths=pool.paths.shape[1])
    expected = (mean * weights).sum(axis=1)[:, None]
    demand: FloatArray = np.maximum(expected + _weighted_quantiles(sums, masses, chances), 0.0)
    return demand


def demand_paths(
    mean: FloatArray,
    residual_paths: FloatArray,
    *,
    n_paths: int,
    seed: int,
    pool: ResidualPool | None = None,
) -> IntArray:
    """Sample paths of demand in whole units: (n_series, n_paths, horizon), >= 0; same seed, same paths.

    mean, residual_paths, pool: as for `window_quantiles`.
    Each path adds one whole residual path to the mean, so good and bad spells stay together. Below zero, the
    shortfall is carried into the next periods instead of being cut off, and fractions are carried too:
    sums over a window keep their size. The lists of different series are drawn independently.

    >>> demand_paths(np.full((1, 3), 2.0), np.zeros((1, 60, 3)), n_paths=1, seed=1).shape
    (1, 1, 3)
    """
    n_paths = whole_number(n_paths, name="n_paths", at_least=1)
    pool = pool_residuals(mean, residual_paths) if pool is None else pool
    everything = np.ones_like(mean)
    _, usable = _own_sums(residual_paths, everything)
    masses = _masses(usable, everything.sum(axis=1), n_pool_paths=pool.paths.shape[1])
    rng = np.random.default_rng(seed)
    paths = np.empty((mean.shape[0], n_paths, mean.shape[1]), dtype=np.int64)
    for begin in range(0, mean.shape[0], ROWS_AT_ONCE):
        rows = np.arange(begin, min(begin + ROWS_AT_ONCE, mean.shape[0]))
        picks = _picks(masses[rows], rng.random((rows.size, n_paths)))
        moves = _picked_paths(residual_paths[rows], pool, rows=rows, picks=picks)
        paths[rows] = _whole_units(mean[rows, None, :] + moves, rng.random((rows.size, n_paths, 1)))
    return paths


def _own_sums(residual_paths: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Residual sums (n_series, n_origins) and 1.0 where the origin counts, else 0.0."""
    known = (weights[:, None, :] * ~np.isnan(residual_paths)).sum(axis=2)
    usable = known >= np.maximum(MIN_KNOWN_SHARE * weights.sum(axis=1)[:, None], 1e-9)
    sums = np.einsum("noh,nh->no", np.nan_to_num(filled_paths(residual_paths)), weights)
    return sums, usable.astype(np.float64)


def _pool_sums(pool: ResidualPool, weights: FloatArray) -> FloatArray:
    sums = np.empty((weights.shape[0], pool.paths.shape[1]))
    scale = pool.scale_over(weights.sum(axis=1))[:, None]
    for code in np.unique(pool.group):
        rows = np.flatnonzero(pool.group == code)
        sums[rows] = weights[rows] @ pool.paths[code].T * scale[rows]
    return sums


def _masses(usable: FloatArray, window: FloatArray, *, n_pool_paths: int) -> FloatArray:
    """Probability of each own and each pooled path: (n_series, n_origins + n_pool_paths), rows sum to 1."""
    n_own = usable.sum(axis=1)
    worth = np.where(n_own > 0, 1.0 + (n_own - 1.0) / np.maximum(window, 1.0), 0.0)
    own_share = worth / (worth + POOL_WORTH_ORIGINS)
    own = usable * (own_share / np.maximum(n_own, 1.0))[:, None]
    borrowed = np.repeat((1.0 - own_share)[:, None] / n_pool_paths, n_pool_paths, axis=1)
    return np.concatenate([own, borrowed], axis=1)


def _weighted_quantiles(values: FloatArray, masses: FloatArray, chances: FloatArray) -> FloatArray:
    # Values without mass take a pooled value of their row, so that no ghost stands between real ones.
    last = np.where(masses > 0, values, values[:, -1:])
    order = np.argsort(last, axis=1, kind="stable")
    ranked, mass = np.take_along_axis(last, order, axis=1), np.take_along_axis(masses, order, axis=1)
    places = np.cumsum(mass, axis=1) - mass / 2.0
    found = np.empty_like(chances)
    for column, chance in enumerate(chances.T):
        after = np.clip((places < chance[:, None]).sum(axis=1), 1, places.shape[1] - 1)[:, None]
        ends = np.concatenate([after - 1, after], axis=1)
        low, high = np.take_along_axis(places, ends, axis=1).T
        below, above = np.take_along_axis(ranked, ends, axis=1).T
        share = np.clip((chance - low) / np.maximum(high - low, 1e-12), 0.0, 1.0)
        found[:, column] = below + share * (above - below)
    return found


def _picks(masses: FloatArray, chances: FloatArray) -> IntArray:
    ends = np.cumsum(masses, axis=1)
    rows = [np.searchsorted(row, chance, side="right") for row, chance in zip(ends, chances, strict=True)]
    picks: IntArray = np.minimum(np.array(rows), masses.shape[1] - 1).astype(np.int64)
    return picks


def _picked_paths(
    residual_paths: FloatArray, pool: ResidualPool, *, rows: IntArray, picks: IntArray
) -> FloatArray:
    n_origins = residual_paths.shape[1]
    own = np.nan_to_num(filled_paths(residual_paths))
    from_own = own[np.arange(rows.size)[:, None], np.minimum(picks, n_origins - 1)]
    borrowed = pool.paths[pool.group[rows, None], np.maximum(picks - n_origins, 0)]
    horizon = np.full(pool.scale.size, float(residual_paths.shape[2]))
    scaled = borrowed * pool.scale_over(horizon)[rows, None, None]
    moves: FloatArray = np.where((picks < n_origins)[:, :, None], from_own, scaled)
    return moves


def _whole_units(paths: FloatArray, offset: FloatArray) -> IntArray:
    so_far = np.maximum.accumulate(np.maximum(np.cumsum(paths, axis=2), 0.0), axis=2)
    units = np.floor(so_far + offset).astype(np.int64)
    whole: IntArray = np.diff(units, axis=2, prepend=0)
    return whole
