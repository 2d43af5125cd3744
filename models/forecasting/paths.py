"""Residual paths of a class: few paths that show how far the sums of any window may miss."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from models.arrays import BoolArray, FloatArray, IntArray

Z95 = NormalDist().inv_cdf(0.95)
# Paths that the whole catalogue, and a normal spread, are worth beside a class's own offers.
CATALOGUE_WORTH = 60.0
NORMAL_WORTH = 5.0
# Worth below which the sums of a window stay as the longest paths have them.
MIN_TOLD_WORTH = 30.0
# Error of the level that stays for the whole path, in one-period spreads, assumed where nobody offers.
ASSUMED_LEVEL_ERROR = 0.3


def filled_paths(residual_paths: FloatArray) -> FloatArray:
    """Residual paths (..., horizon) whose unknown steps repeat the known ones of the same path, in order.

    A path without any known step stays NaN.

    >>> filled_paths(np.array([[1.0, np.nan, 2.0, np.nan]])).tolist()
    [[1.0, 2.0, 2.0, 2.0]]
    """
    unknown = np.isnan(residual_paths)
    if not unknown.any():
        return residual_paths
    known_first = np.argsort(unknown, axis=-1, kind="stable")
    n_known = np.maximum((~unknown).sum(axis=-1, keepdims=True), 1)
    turn = np.arange(residual_paths.shape[-1]) % n_known
    repeated = np.take_along_axis(residual_paths, np.take_along_axis(known_first, turn, axis=-1), axis=-1)
    return np.where(unknown, repeated, residual_paths)


def reach_of(sums: FloatArray) -> FloatArray:
    """How far sums in scales go up, in scales of a normal spread: (n, 1) from (n, n_paths), their 95 %."""
    place = min(int(0.95 * sums.shape[1]), sums.shape[1] - 1)
    reach: FloatArray = np.partition(sums, place, axis=1)[:, place : place + 1] / Z95
    return np.maximum(reach, 1e-9)


def below_zero(sums: FloatArray, reach: FloatArray, expected: FloatArray) -> FloatArray:
    """Factor on sums in scales: 1 above zero; below, the share of their reach that demand leaves room for.

    expected: demand of the window in scales: nobody sells less than nothing, so a forecast of little demand
    with a wide spread misses downwards by all of it, not by its spread.
    """
    return np.where(sums < 0, np.minimum(expected / reach, 1.0), 1.0)


def class_paths(scaled: FloatArray, level: FloatArray, own: BoolArray, n_paths: int) -> FloatArray:
    """Paths of one class: its own offers, the catalogue's and normal ones, each by its worth.

    scaled: (n_offers, horizon) in scales; level: (n_offers,) forecast per period in scales.
    Evenly spaced ranks of the whole sum choose the paths; then the sums of the first w periods take, in the
    order they have, the quantiles of all offers that know w periods. So a few paths show every window.
    """
    horizon = scaled.shape[1]
    normal = _normal_paths(n_paths, horizon)
    worth_all = CATALOGUE_WORTH / max(scaled.shape[0], CATALOGUE_WORTH)
    weight = np.concatenate([own + worth_all, np.full(n_paths, NORMAL_WORTH / n_paths)])
    known_until = np.concatenate([_known_until(scaled), np.full(n_paths, horizon)])
    sums = np.cumsum(np.concatenate([filled_paths(scaled), normal]), axis=1)
    room = np.concatenate([level, np.full(n_paths, np.inf)])
    chosen = sums[_even_ranks(sums[:, -1], weight, n_paths)]
    for step in range(horizon):
        told = known_until > step
        if weight[told].sum() < MIN_TOLD_WORTH:
            break
        reached, worth = sums[told, step], weight[told]
        reach = reach_of(reached[_even_ranks(reached, worth, n_paths)][None, :])[0]
        reached = reached / below_zero(reached, reach, room[told] * (step + 1))
        place = np.argsort(np.argsort(chosen[:, step], kind="stable"), kind="stable")
        chosen[:, step] = reached[_even_ranks(reached, worth, n_paths)][place]
    paths: FloatArray = np.diff(chosen, axis=1, prepend=0.0)
    return paths


def _even_ranks(values: FloatArray, weight: FloatArray, n: int) -> IntArray:
    """Indices of the values at n evenly spaced weighted ranks, smallest first."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weight[order])
    wanted = (np.arange(n) + 0.5) / n * reached[-1]
    ranks: IntArray = order[np.searchsorted(reached, wanted)].astype(np.int64)
    return ranks


def _known_until(paths: FloatArray) -> IntArray:
    """How many periods each path spans: up to its last known step."""
    known = ~np.isnan(paths)
    spans: IntArray = (paths.shape[1] - known[:, ::-1].argmax(axis=1)).astype(np.int64)
    return np.where(known.any(axis=1), spans, 0)


def _normal_paths(n_paths: int, horizon: int) -> FloatArray:
    scores = np.array([NormalDist().inv_cdf((rank + 0.5) / n_paths) for rank in range(n_paths)])
    shuffled = np.random.default_rng(0).permuted(np.tile(scores, (horizon, 1)), axis=1)
    paths: FloatArray = shuffled.T + ASSUMED_LEVEL_ERROR * scores[:, None]
    return paths
