"""The candidates of the engine in families that a reader can tell apart."""

from __future__ import annotations

import numpy as np

from models.arrays import FloatArray, IntArray

COMBINATION, ZERO = "combination", "zero"
_PLAIN = ("naive", "mean", "sba", "tsb", "imapa")
_LEVELS = ("ses", "moving_average", "damped_trend", "theta")
FAMILIES = (
    *_PLAIN,
    "seasonal_naive",
    "scaled_seasonal_naive",
    *_LEVELS,
    *(f"seasonal_{name}" for name in _LEVELS),
)


def family_of(candidate: str) -> str:
    """The family of a candidate; a candidate of another model is its own.

    >>> family_of("ses_0.3+own_week_of_year"), family_of("tsb_slow"), family_of("boosted_trees")
    ('seasonal_ses', 'tsb', 'boosted_trees')
    """
    plain, _, season = candidate.partition("+")
    found = next((name for name in sorted(FAMILIES, key=len, reverse=True) if plain.startswith(name)), plain)
    return f"seasonal_{found}" if season else found


def families_of(candidates: tuple[str, ...]) -> tuple[tuple[str, ...], IntArray]:
    """The families that compete, simplest first, others' models behind, and the family of each candidate."""
    own = [family_of(name) for name in candidates]
    names = [name for name in FAMILIES if name in own]
    names += sorted(set(own) - set(names))
    return tuple(names), np.array([names.index(name) for name in own], dtype=np.int64)


def family_weights(weights: FloatArray, family: IntArray, n_families: int) -> FloatArray:
    """The weight of each family, (n, families): the sum over its candidates."""
    found = np.zeros((weights.shape[0], n_families))
    for number, code in enumerate(family):
        found[:, code] += weights[:, number]
    return found


def family_errors(errors: FloatArray, family: IntArray, n_families: int) -> FloatArray:
    """The error of the best candidate of each family, (n, families); NaN where none was judged."""
    found = np.full((errors.shape[0], n_families), np.nan)
    for number, code in enumerate(family):
        found[:, code] = np.fmin(found[:, code], errors[:, number])
    return found
