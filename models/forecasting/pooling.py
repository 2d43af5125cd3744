"""What series can learn from each other about their spread: scaled residual paths, pooled by class.

A series with few or overlapping origins knows its own spread badly, and the method chosen for it looks better
at the origins that chose it than it will be. The pool answers both: its paths come from origins that had no
say in the choice, and are measured in the spread that each donor had shown before.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import BoolArray, FloatArray, IntArray, require, whole_number

MIN_DONOR_ORIGINS = 6
MIN_DONORS = 10
# How many own origins the fitted scale of the class is worth.
SCALE_PRIOR_ORIGINS = 2.0
# Spread assumed where nobody has a history: half the mean, plus what chance arrivals add (Poisson).
ASSUMED_CV = 0.5
# History whose level error the donated paths stand for.
MATURE_PERIODS = 26
# Error of the level that stays for the whole path, in one-period spreads, assumed where there are no donors.
ASSUMED_LEVEL_ERROR = 0.3


@dataclass(frozen=True)
class Holdout:
    """Residuals (actual - forecast) of the method that the older origins alone would have chosen.

    older_steps: (n_series, n_older_origins) one period ahead, at the origins that chose.
    newer_paths: (n_series, n_newer_origins, horizon) at the later origins; NaN where unknown.
    """

    older_steps: FloatArray
    newer_paths: FloatArray


@dataclass(frozen=True)
class ResidualPool:
    """Residual paths that series may borrow.

    group: (n_series,) the group of each series, an index into paths.
    scale: (n_series,) units per period, >= 0: the series' one-period spread, its own mixed with its class's.
    known_periods: (n_series,) how much history stands behind the forecast of each series.
    paths: (n_groups, n_pool_paths, horizon) residuals (actual - forecast) divided by the donor's scale.
    """

    group: IntArray
    scale: FloatArray
    known_periods: IntArray
    paths: FloatArray

    def of(self, series: ArrayLike) -> ResidualPool:
        """The pool as seen by some of the series (indices or a mask)."""
        rows = np.asarray(series)
        return ResidualPool(self.group[rows], self.scale[rows], self.known_periods[rows], self.paths)

    def scale_over(self, window: FloatArray) -> FloatArray:
        """The scale for sums over a window of so many periods, (n_series,); never below the one-period scale.

        A level learnt from k periods is itself uncertain: over w periods the variance is w + w^2 / k instead
        of w. Donors have that in their paths, for 26 periods or so; what a shorter history has more is added
        here.
        """
        history = np.clip(self.known_periods, 1, MATURE_PERIODS)
        stretched: FloatArray = self.scale * np.sqrt((1 + window / history) / (1 + window / MATURE_PERIODS))
        return stretched


def pool_residuals(
    mean: FloatArray,
    residual_paths: FloatArray,
    *,
    group: ArrayLike | None = None,
    holdout: Holdout | None = None,
    known_periods: ArrayLike | None = None,
    n_pool_paths: int = 200,
) -> ResidualPool:
    """The pool that the series of a panel can borrow from.

    mean: (n_series, horizon); residual_paths: (n_series, n_origins, horizon), as in PanelForecast.
    group: (n_series,) whole numbers >= 0, such as the Syntetos-Boylan class; None puts all in one group.
    holdout: where the donated paths come from. A group with fewer than 10 donors (series with 6 or more older
        origins and some spread) takes the donors of all groups; without holdout or donors the paths are
        normal, with a level error of 0.3 spreads that stays for the whole path.
    known_periods: (n_series,) known periods of each history; None means long enough (26).
    The scale of a class follows a power of the mean between 0.5 and 1 (Taylor's law), fitted on the donors;
    without donors the variance is the mean plus a quarter of its square. It counts as much as two own
    origins.
    Source: Taylor (1961) for the law.
    """
    require(residual_paths.ndim == 3, "residual_paths must have 3 dimensions (n_series, n_origins, horizon)")
    n_pool_paths = whole_number(n_pool_paths, name="n_pool_paths", at_least=2)
    codes = np.zeros(mean.shape[0], dtype=np.int64) if group is None else np.asarray(group, dtype=np.int64)
    steps, level = residual_paths[:, :, 0], mean.mean(axis=1)
    donors = (_spread(steps) > 0) & (level > 0)
    if holdout is not None:
        donors &= (~np.isnan(holdout.older_steps)).sum(axis=1) >= MIN_DONOR_ORIGINS
    fitted = np.zeros_like(level)
    paths = np.empty((int(codes.max(initial=0)) + 1, n_pool_paths, mean.shape[1]))
    for code in range(paths.shape[0]):
        kin = _donors_of(code, codes, donors)
        scales = _fitted_scale(level, _spread(steps), donors=kin)
        fitted[codes == code] = scales[codes == code]
        paths[code] = _donated(holdout, scales, kin, paths[code].shape)
    history = np.full(codes.shape, MATURE_PERIODS) if known_periods is None else np.asarray(known_periods)
    return ResidualPool(codes, _mixed_scale(steps, fitted), history.astype(np.int64), paths)


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


def _donors_of(code: int, codes: IntArray, donors: BoolArray) -> BoolArray:
    own_kind: BoolArray = donors & (codes == code)
    return own_kind if own_kind.sum() >= MIN_DONORS else donors


def _spread(steps: FloatArray) -> FloatArray:
    n_known = np.maximum((~np.isnan(steps)).sum(axis=1), 1)
    spread: FloatArray = np.sqrt(np.nansum(steps**2, axis=1) / n_known)
    return spread


def _mixed_scale(steps: FloatArray, fitted: FloatArray) -> FloatArray:
    n_own = (~np.isnan(steps)).sum(axis=1)
    squares = n_own * _spread(steps) ** 2 + SCALE_PRIOR_ORIGINS * fitted**2
    mixed: FloatArray = np.sqrt(squares / (n_own + SCALE_PRIOR_ORIGINS))
    return mixed


def _fitted_scale(level: FloatArray, own: FloatArray, *, donors: BoolArray) -> FloatArray:
    if donors.sum() < MIN_DONORS:
        return np.sqrt(level + (ASSUMED_CV * level) ** 2)
    x, y = np.log(level[donors]), np.log(own[donors])
    spread_x = float(((x - x.mean()) ** 2).mean())
    slope = float(((x - x.mean()) * (y - y.mean())).mean()) / spread_x if spread_x > 1e-9 else 1.0
    power = min(max(slope, 0.5), 1.0)
    left_over = y - y.mean() - power * (x - x.mean())
    # The root mean square of a lognormal scale: exp(mean + variance).
    centre = y.mean() - power * x.mean() + float((left_over**2).mean())
    return np.where(level > 0, np.exp(centre) * level**power, 0.0)


def _donated(
    holdout: Holdout | None, fitted: FloatArray, donors: BoolArray, shape: tuple[int, ...]
) -> FloatArray:
    n_paths, horizon = shape
    if holdout is None or donors.sum() < MIN_DONORS:
        return _normal_paths(n_paths, horizon)
    scale = _mixed_scale(holdout.older_steps[donors], fitted[donors])
    paths = (holdout.newer_paths[donors] / scale[:, None, None]).reshape(-1, horizon)
    known = (~np.isnan(paths)).sum(axis=1)
    paths = filled_paths(paths[known >= max(1, horizon // 2)])
    if paths.shape[0] < n_paths // 2:
        return _normal_paths(n_paths, horizon)
    # Evenly spaced ranks of the sum: few paths show the whole distribution, whatever the order of series.
    ranked = paths[np.argsort(paths.sum(axis=1), kind="stable")]
    places = ((np.arange(n_paths) + 0.5) * ranked.shape[0] / n_paths).astype(np.int64)
    donated: FloatArray = ranked[places]
    return donated


def _normal_paths(n_paths: int, horizon: int) -> FloatArray:
    scores = np.array([NormalDist().inv_cdf((rank + 0.5) / n_paths) for rank in range(n_paths)])
    shuffled = np.random.default_rng(0).permuted(np.tile(scores, (horizon, 1)), axis=1)
    paths: FloatArray = shuffled.T + ASSUMED_LEVEL_ERROR * scores[:, None]
    return paths
