"""Seasonal indices of a catalogue and its groups: from sums of ratios, shrunk, as of every snapshot."""

from __future__ import annotations

import numpy as np

from models.arrays import FloatArray, IntArray

FIXED = 65536.0
# Variance of one round's index that all series share, such as a mild winter; more rounds average it.
COMMON_NOISE = 0.02
# Sureness that no season, the neighbouring places, and the catalogue are worth.
FLAT_WORTH, NEAR_WORTH, CATALOGUE_WORTH = 8.0, 10.0, 20.0
LEAST_CATALOGUE_WORTH = 1.0
LOWEST, HIGHEST = 0.05, 20.0
SMOOTH_PLACES = 26


def pooled_indices(sums: IntArray, lengths: IntArray) -> FloatArray:
    """The seasonal index of the catalogue (group 0) and of each group, as of each snapshot, mean 1.

    sums: (seasons, B, groups + 1, places, 2) integers by `compiled.seasonal.add_ratios`, new at each
        snapshot.
    Gives (seasons, B, groups + 1, places); places past a season's length are 1. An index is drawn towards 1
    where little is known, towards its neighbours in long rounds, and a group's towards the catalogue's.
    """
    known = np.cumsum(sums, axis=1)
    index = np.ones(sums.shape[:4])
    for season, length in enumerate(lengths):
        here = known[season, :, :, :length]
        everybody = _catalogue_index(here.sum(axis=1) / FIXED)
        index[season, :, :, :length] = everybody[:, None, :]
        ratios, weights = here[:, 1:, :, 0] / FIXED, here[:, 1:, :, 1] / FIXED
        if length > SMOOTH_PLACES:
            ratios, weights = _with_neighbours(ratios), _with_neighbours(weights)
        worth = _catalogue_worth(ratios, weights, everybody[:, None])
        own = (ratios + worth * everybody[:, None]) / (weights + worth)
        index[season, :, 1:, :length] = _mean_one(own)
    return index


def _catalogue_worth(ratios: FloatArray, weights: FloatArray, everybody: FloatArray) -> FloatArray:
    """What the catalogue's index is worth to each group, (B, groups, 1): less where a group goes its own way.

    One over the variance between the group's places and the catalogue's, beyond that of chance; at most
    CATALOGUE_WORTH, so that it never counts for less than where nothing tells them apart.
    Source: DerSimonian, Laird (1986), moments of a random effect.
    """
    seen = weights > 0
    off = np.divide(ratios, weights, out=np.zeros_like(ratios), where=seen) - everybody
    beyond = (weights * np.where(seen, off, 0.0) ** 2).sum(axis=-1) - seen.sum(axis=-1)
    between = beyond / np.maximum(weights.sum(axis=-1), 1e-9)
    worth: FloatArray = np.clip(1.0 / np.maximum(between, 1e-9), LEAST_CATALOGUE_WORTH, CATALOGUE_WORTH)
    return worth[..., None]


def _catalogue_index(sums: FloatArray) -> FloatArray:
    ratios, weights = sums[..., 0], sums[..., 1]
    total = weights.sum(axis=1, keepdims=True)
    usual = np.where(total > 0, ratios.sum(axis=1, keepdims=True) / np.maximum(total, 1e-9), 1.0)
    raw = np.where(weights > 0, ratios / np.maximum(weights * usual, 1e-9), 1.0)
    sureness = np.where(weights > 0, 1.0 / (1.0 / np.maximum(weights, 1e-9) + COMMON_NOISE), 0.0)
    if sums.shape[1] > SMOOTH_PLACES:
        near = _near(raw * sureness) / np.maximum(_near(sureness), 1e-9)
        near = np.where(_near(sureness) > 0, near, 1.0)
        raw = (sureness * raw + NEAR_WORTH * near) / (sureness + NEAR_WORTH)
    drawn: FloatArray = 1.0 + (raw - 1.0) * sureness / (sureness + FLAT_WORTH)
    return _mean_one(drawn)


def _near(values: FloatArray) -> FloatArray:
    parts = [share * np.roll(values, by, axis=-1) for share, by in ((1, -2), (2, -1), (3, 0), (2, 1), (1, 2))]
    near: FloatArray = np.sum(parts, axis=0)
    return near


def _with_neighbours(values: FloatArray) -> FloatArray:
    both: FloatArray = values + 0.5 * (np.roll(values, 1, axis=-1) + np.roll(values, -1, axis=-1))
    return both


def _mean_one(index: FloatArray) -> FloatArray:
    scaled: FloatArray = index / index.mean(axis=-1, keepdims=True)
    return np.clip(scaled, LOWEST, HIGHEST)
