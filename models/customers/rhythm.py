"""Own rhythm: how unusual a customer's silence is, held against how often this customer bought before.

Each customer buys at a rate of their own, by chance in time; rates differ between customers as a gamma
distribution does. What is then known of a customer is the number of gaps between buying days and how long
they took together. Source: Ehrenberg (1959), the negative binomial distribution of purchases; the gamma
prior is that of Schmittlein, Morrison, Colombo (1987), here with the weight of one usual gap.

Limits: a season is not known to it, so buyers of one event a year must be left out; those who are more
regular than chance are noticed later than they could be, which costs weeks and saves false alarms.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, require


def usual_gap_days(n_gaps: ArrayLike, active_days: ArrayLike, *, at_least: int = 3) -> float:
    """The median over customers of their own mean gap between buying days, in days; NaN without any.

    n_gaps: gaps between buying days, >= 0. active_days: days from the first to the last buying day.
    at_least: customers with fewer gaps have no rhythm yet and do not count.

    >>> usual_gap_days([4, 10, 0], [120, 100, 0])
    20.0
    """
    gaps, active = _checked(n_gaps, active_days)
    has_rhythm = gaps >= at_least
    return float(np.median(active[has_rhythm] / gaps[has_rhythm])) if has_rhythm.any() else float("nan")


def silence_chance(
    silent_days: ArrayLike, n_gaps: ArrayLike, active_days: ArrayLike, *, usual_gap: float
) -> FloatArray:
    """How likely a silence of at least this length is for each customer who still buys as before, 0 to 1.

    The chance of no event in silent_days at a gamma-distributed rate:
    ((usual_gap + active) / (usual_gap + active + silent)) ** (1 + gaps).

    silent_days: days since the last buying day, >= 0. usual_gap: days, > 0, of `usual_gap_days`.
    Raises ValueError outside these ranges.

    >>> silence_chance([0, 75], [13, 13], [390, 390], usual_gap=30.0).round(3).tolist()
    [1.0, 0.1]
    """
    gaps, active = _checked(n_gaps, active_days)
    silent = np.asarray(silent_days, dtype=np.float64)
    require((silent >= 0).all(), "silent_days must be >= 0 and known")
    require(usual_gap > 0, f"usual_gap must be > 0, got {usual_gap}")
    known = usual_gap + active
    return np.asarray((known / (known + silent)) ** (gaps + 1), dtype=np.float64)


def longest_silence_days(
    chance: float, n_gaps: ArrayLike, active_days: ArrayLike, *, usual_gap: float
) -> FloatArray:
    """The silence in days that each customer reaches with this chance: the inverse of `silence_chance`.

    chance: above 0, at most 1.

    >>> longest_silence_days(0.1, [13], [390], usual_gap=30.0).round(0).tolist()
    [75.0]
    """
    require(0 < chance <= 1, f"chance must be above 0 and at most 1, got {chance}")
    gaps, active = _checked(n_gaps, active_days)
    require(usual_gap > 0, f"usual_gap must be > 0, got {usual_gap}")
    return np.asarray((usual_gap + active) * (chance ** (-1 / (gaps + 1)) - 1), dtype=np.float64)


def _checked(n_gaps: ArrayLike, active_days: ArrayLike) -> tuple[FloatArray, FloatArray]:
    gaps, active = (np.asarray(side, dtype=np.float64) for side in (n_gaps, active_days))
    require(gaps.ndim == 1 and gaps.shape == active.shape, "the arrays must be of one length")
    require((gaps >= 0).all() and (active >= 0).all(), "n_gaps and active_days must be >= 0 and known")
    return gaps, active
