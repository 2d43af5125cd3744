"""Measures of forecasts against what came: each functional by the measure that it is best for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.forecasting import demand_pattern, syntetos_boylan_class

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Truth:
    """What came after the origins of a panel, one row per series and origin.

    actual: (N, h); scale: (N,) root mean square of the one-period changes before the origin;
    demand_class: (N,) index into DEMAND_CLASSES by the history; series, origin: (N,) codes.
    """

    actual: Array
    scale: Array
    demand_class: Codes
    series: Codes
    origin: Codes

    def of(self, rows: NDArray[np.bool_]) -> Truth:
        """Some of the rows."""
        return Truth(*(getattr(self, name)[rows] for name in vars(self)))


@dataclass(frozen=True)
class Answer:
    """What a method said: mean (N, h), median of each step (N, h), quantiles of the sum (N, n_levels)."""

    mean: Array
    median: Array
    quantiles: Array

    def of(self, rows: NDArray[np.bool_]) -> Answer:
        """Some of the rows."""
        return Answer(self.mean[rows], self.median[rows], self.quantiles[rows])


@dataclass(frozen=True)
class Scores:
    """Measures of one method, smaller is better but for bias (near 0) and coverage (near its level).

    rmsse: mean over series of the root mean square error over its origins and steps, in `Truth.scale`.
    cumulative_rmsse: the same for the sum over the horizon, in scale x sqrt(h).
    rmsse_pooled, cumulative_rmsse_pooled: the root taken after the mean over all series.
    bias: sum of forecast - actual over sum of actual. wape: of the step medians.
    pinball: of the cumulative demand, mean of the levels, twice the sum over the sum of actual.
    pinball_scaled: the same, each series divided by its scale x sqrt(h), mean over rows.
    covered_80, covered_90, covered_95: share of sums at or below the quantile.
    """

    rmsse: float
    cumulative_rmsse: float
    rmsse_pooled: float
    cumulative_rmsse_pooled: float
    bias: float
    wape: float
    pinball: float
    pinball_scaled: float
    covered_80: float
    covered_90: float
    covered_95: float


RATIOS = ("rmsse", "cumulative_rmsse", "pinball", "pinball_scaled", "wape")
"""Measures that are compared as ours / rival."""


def truth_at(demand: Array, origin: int, *, horizon: int, rows: NDArray[np.bool_], number: int) -> Truth:
    """What came after one origin, for some of the series of a panel."""
    history = demand[rows, :origin]
    pattern = demand_pattern(history)
    return Truth(
        actual=demand[rows, origin : origin + horizon],
        scale=spread(history),
        demand_class=syntetos_boylan_class(pattern.adi, pattern.cv2),
        series=np.flatnonzero(rows),
        origin=np.full(int(rows.sum()), number),
    )


def spread(history: Array) -> Array:
    """Root mean square of one-period changes of each series; never below a hundredth of its mean."""
    known = ~np.isnan(history)
    changes = np.diff(history, axis=1)
    rms = np.sqrt(np.nansum(changes**2, axis=1) / np.maximum((~np.isnan(changes)).sum(axis=1), 1))
    mean = np.nansum(history, axis=1) / np.maximum(known.sum(axis=1), 1)
    found: Array = np.maximum(rms, 0.01 * mean)
    return found


def joined_truth(parts: list[Truth]) -> Truth:
    """All origins together."""
    return Truth(*(np.concatenate([getattr(part, name) for part in parts]) for name in vars(parts[0])))


def joined_answer(parts: list[Answer]) -> Answer:
    """All origins together."""
    return Answer(*(np.concatenate([getattr(part, name) for part in parts]) for name in vars(parts[0])))


def scores(truth: Truth, answer: Answer) -> Scores:
    """All measures of one answer."""
    horizon = truth.actual.shape[1]
    error = answer.mean - truth.actual
    steps = (error**2).mean(axis=1) / truth.scale**2
    sums = error.sum(axis=1) ** 2 / (horizon * truth.scale**2)
    total = truth.actual.sum(axis=1)
    losses = pinball_rows(total, answer.quantiles)
    inside = [
        float((total <= answer.quantiles[:, LEVELS.index(level)] + 1e-9).mean()) for level in (0.8, 0.9, 0.95)
    ]
    return Scores(
        rmsse=_mean_root(steps, truth.series),
        cumulative_rmsse=_mean_root(sums, truth.series),
        rmsse_pooled=float(np.sqrt(steps.mean())),
        cumulative_rmsse_pooled=float(np.sqrt(sums.mean())),
        bias=float(error.sum() / truth.actual.sum()),
        wape=float(np.abs(answer.median - truth.actual).sum() / truth.actual.sum()),
        pinball=float(2 * losses.sum() / total.sum()),
        pinball_scaled=float(2 * (losses / (truth.scale * np.sqrt(horizon))).mean()),
        covered_80=inside[0],
        covered_90=inside[1],
        covered_95=inside[2],
    )


def pinball_rows(total: Array, quantiles: Array) -> Array:
    """Pinball loss of each row, mean over LEVELS, units."""
    level = np.array(LEVELS)
    short = total[:, None] - quantiles
    losses: Array = np.maximum(level * short, (level - 1.0) * short).mean(axis=1)
    return losses


def _mean_root(squares: Array, series: Codes) -> float:
    codes = np.unique(series, return_inverse=True)[1]
    per_series = np.bincount(codes, squares) / np.bincount(codes)
    return float(np.sqrt(per_series).mean())
