"""Runs of days without demand that chance does not explain: somebody could not buy.

Where nobody counted stock, the pattern of demand itself is evidence, and a weak one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import BoolArray, FloatArray, IntArray, demand_panel, require

WINDOW = 56
LONGEST_RUN = 70
OTHER_RUNS = 2.0


@dataclass(frozen=True)
class Runs:
    """Runs of zeros (m,): series, first and last period of each, and its chance in the whole series."""

    series: IntArray
    first: IntArray
    last: IntArray
    chance: FloatArray


def censored_runs(
    demand: ArrayLike, *, intensity: ArrayLike | None = None, probability: float = 0.001
) -> Runs:
    """The runs of zero demand that would come by chance in fewer than `probability` of such series.

    demand: (n_series, n_periods) units per period, NaN = unknown, which neither breaks nor lengthens a run.
    intensity: (n_periods,) how much everybody sells in each period against a usual one; a zero on a day on
        which all others sell nothing either says nothing. Above 1 counts as 1; None = 1 throughout.
    probability: above 0 and below 1.
    The chance of a zero is the larger share of zeros in the 56 periods before and the 56 after the run, half
    a zero added; a run counts when n_periods * (1 - p) * p^length is below the probability, when it is more
    than twice as long as any other run in those windows, at most 70 periods long, and when demand follows.
    Taking the share of zeros and the other runs as they are needs no distribution of demand; sudden seasons
    end in runs longer than 70 days, and slow ones fill the window with zeros.

    >>> pattern = np.tile([3.0, 2, 0, 4], 30); pattern[60:72] = 0
    >>> found = censored_runs(pattern); found.first.tolist(), found.last.tolist()
    ([60], [71])
    """
    panel = demand_panel(demand)
    require(0 < probability < 1, "probability must be above 0 and below 1")
    n_periods = panel.shape[1]
    weights = np.ones(n_periods) if intensity is None else np.clip(np.asarray(intensity), 0.0, 1.0)
    require(weights.shape == (n_periods,), f"intensity must be ({n_periods},)")
    series, first, last = _zero_runs(panel == 0, panel > 0)
    inside = (last - first < LONGEST_RUN) & (last - first >= 2)
    series, first, last = series[inside], first[inside], last[inside]
    zero_share, other_run = _around(panel, series, first, last)
    length = _sums(weights[None, :], np.zeros_like(series), first, last + 1)
    with np.errstate(divide="ignore"):
        chance = n_periods * (1 - zero_share) * zero_share**length
    found = (chance < probability) & (length > OTHER_RUNS * other_run)
    return Runs(series[found], first[found], last[found], chance[found])


def _zero_runs(zero: BoolArray, sold: BoolArray) -> tuple[IntArray, IntArray, IntArray]:
    """Series, first and last zero of every stretch between two sales of a series that holds a zero."""
    series, period = np.nonzero(sold)
    same = series[1:] == series[:-1]
    rows, before, after = series[1:][same], period[:-1][same], period[1:][same]
    apart = after - before > 1
    rows, first, last = rows[apart], before[apart] + 1, after[apart] - 1
    holds = _sums(zero, rows, first, last + 1) > 0
    return rows[holds], first[holds], last[holds]


def _around(
    panel: FloatArray, series: IntArray, first: IntArray, last: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Share of zeros near each run (the larger of before and after), and the longest other run there."""
    zero, known = panel == 0, ~np.isnan(panel)
    n_periods = panel.shape[1]
    shares, longest = [], []
    for begin, end in (
        (np.maximum(first - WINDOW, 0), first),
        (last + 1, np.minimum(last + 1 + WINDOW, n_periods)),
    ):
        zeros, seen = _sums(zero, series, begin, end), _sums(known, series, begin, end)
        shares.append((zeros + 0.5) / (seen + 1.0))
        longest.append(_longest_run(zero, series, begin, end))
    return np.minimum(np.maximum(*shares), 1.0), np.maximum(*longest)


def _longest_run(zero: BoolArray, series: IntArray, begin: IntArray, end: IntArray) -> FloatArray:
    """The longest stretch of zeros in [begin, end) of a series."""
    offsets = np.arange(WINDOW)
    columns = begin[:, None] + offsets
    inside = columns < end[:, None]
    flags = zero[series[:, None], np.minimum(columns, zero.shape[1] - 1)] & inside
    run = np.zeros(len(series))
    longest = np.zeros(len(series))
    for step in range(WINDOW):
        run = np.where(flags[:, step], run + 1, 0.0)
        longest = np.maximum(longest, run)
    return longest


def _sums(values: BoolArray | FloatArray, series: IntArray, begin: IntArray, end: IntArray) -> FloatArray:
    """The sum of a series over [begin, end)."""
    running = np.zeros((values.shape[0], values.shape[1] + 1))
    np.cumsum(values, axis=1, out=running[:, 1:])
    sums: FloatArray = running[series, end] - running[series, begin]
    return sums
