"""What series can learn from each other about their misses: scaled residual paths, pooled by class.

Every series offers the paths by which the forecast missed at past origins, divided by the scale that was
known at that origin. A series borrows those of its class, times its own scale. The offers are a sample drawn
by a number that hangs on the series and the origin: any split of a catalogue gives the same pool.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.arrays import FloatArray, IntArray, require, whole_number
from models.forecasting.calibration import Drift, measured_drift
from models.forecasting.chance import chances_of
from models.forecasting.paths import class_paths
from models.forecasting.spread import (
    SpreadSums,
    law_spread,
    scale_of,
    spread_sums,
    spread_until,
)

KeyArray = NDArray[np.uint64]
N_POOL_PATHS = 200
# Offers kept of each class; the newest origins are drawn a little more often.
MAX_OFFERS = 1500
RECENCY = 0.97
MIN_KNOWN_PERIODS = 12
# History whose level error the offered paths stand for.
MATURE_PERIODS = 26
WIDE_PERIODS = 4


@dataclass(frozen=True)
class ResidualPool:
    """Residual paths that series may borrow.

    group: (n_series,) the group of each series, an index into paths.
    scale: (n_series,) units per period, >= 0: the series' one-period spread, its own mixed with its class's.
    known_periods: (n_series,) how much history stands behind the forecast of each series.
    paths: (n_groups, n_pool_paths, horizon) residuals (actual - forecast) divided by the donor's scale; sums
        below zero by what they could fall at most, where that is less (`below_zero`).
    """

    group: IntArray
    scale: FloatArray
    known_periods: IntArray
    paths: FloatArray

    def of(self, series: ArrayLike) -> ResidualPool:
        """The pool as seen by some of the series (indices or a mask)."""
        rows = np.asarray(series)
        return ResidualPool(self.group[rows], self.scale[rows], self.known_periods[rows], self.paths)

    def widened(self, spread: FloatArray) -> ResidualPool:
        """The same pool with at least this spread in sums over WIDE_PERIODS periods.

        spread: (n_series,) standard deviation of the level, units per period; NaN leaves a series as it is.
        """
        periods = min(WIDE_PERIODS, self.paths.shape[2])
        usual = np.maximum(self.paths[:, :, :periods].sum(axis=2).std(axis=1), 1e-9)[self.group]
        stretched = self.scale_over(np.full(self.scale.size, float(periods))) / np.maximum(self.scale, 1e-300)
        wanted = np.nan_to_num(spread) * periods / (usual * np.where(stretched > 0, stretched, 1.0))
        return replace(self, scale=np.maximum(self.scale, wanted))

    def scale_over(self, window: FloatArray) -> FloatArray:
        """The scale for sums over a window of so many periods, (n_series,); never below the one-period scale.

        A level learnt from k periods is itself uncertain: over w periods the variance is w + w^2 / k instead
        of w; the scale is learnt from the same few, which weighs about twice as much. Donors have that in
        their paths, for 26 periods or so; what a shorter history has more is added here.
        """
        history = np.clip(self.known_periods, 1, MATURE_PERIODS)
        stretched: FloatArray = self.scale * np.sqrt(
            (1 + 3 * window / history) / (1 + 3 * window / MATURE_PERIODS)
        )
        return stretched


@dataclass(frozen=True)
class Offers:
    """What a part of a catalogue offers: sums of the spread law, and the sample of its residual paths.

    One row per offered path: lot (drawn number, small = kept), group, age (0 = newest origin), level, own
    (spread known at the origin) and known (periods), path (horizon,) in units.
    """

    sums: SpreadSums
    lot: FloatArray
    group: IntArray
    age: IntArray
    level: FloatArray
    own: FloatArray
    known: IntArray
    path: FloatArray

    def merge(self, other: Offers) -> Offers:
        """The offers of both parts; the same whichever comes first."""
        names = ("lot", "group", "age", "level", "own", "known", "path")
        joined = {name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in names}
        return Offers(sums=self.sums.merge(other.sums), **joined)._drawn()

    def shared(self, *, n_pool_paths: int = N_POOL_PATHS) -> SharedSpread:
        """The law and the paths that every series may borrow."""
        law = self.sums.law()
        n_groups = law.shape[0]
        from_law = law_spread(law, self.level, self.group)
        scale = np.maximum(scale_of(self.own, from_law, self.known), 1e-300)
        scaled = self.path / scale[:, None]
        drift = measured_drift(scaled, self.group, self.age, n_groups=n_groups)
        level = self.level / scale
        paths = np.stack(
            [class_paths(scaled, level, self.group == code, n_pool_paths) for code in range(n_groups)]
        )
        return SharedSpread(law, drift.applied_to(paths), drift)

    def _drawn(self) -> Offers:
        order = np.lexsort((self.level, self.lot, self.group))
        group = self.group[order]
        place = np.arange(order.size) - np.searchsorted(group, group, side="left")
        kept = order[place < MAX_OFFERS]
        return Offers(
            self.sums,
            self.lot[kept],
            self.group[kept],
            self.age[kept],
            self.level[kept],
            self.own[kept],
            self.known[kept],
            self.path[kept],
        )


@dataclass(frozen=True)
class SharedSpread:
    """What all series of a catalogue share: small, and enough to lend to any series.

    law: (n_groups, 2), see `SpreadSums.law`. paths: (n_groups, n_pool_paths, horizon) in scales, corrected.
    drift: the correction and the counts it rests on.
    """

    law: FloatArray
    paths: FloatArray
    drift: Drift

    def lend(self, mean: FloatArray, demand: FloatArray, group: ArrayLike) -> ResidualPool:
        """The pool of some series.

        mean: (n_series, horizon); demand: (n_series, n_periods) as in `offers`; group: (n_series,).
        """
        codes = np.asarray(group, dtype=np.int64)
        newest = np.full((demand.shape[0], 1), demand.shape[1] - 1)
        spreads, counts = spread_until(demand, newest)
        own, known = spreads[:, 0], counts[:, 0]
        from_law = law_spread(self.law, _level(mean.mean(axis=1), demand), codes)
        return ResidualPool(codes, scale_of(own, from_law, known), known, self.paths)


def offers(
    demand: FloatArray,
    residual_paths: FloatArray,
    said: FloatArray,
    *,
    origins: IntArray,
    group: ArrayLike,
    n_groups: int,
    keys: KeyArray,
) -> Offers:
    """What some series offer the pool.

    demand: (n_series, n_periods), NaN unknown; known effects (season, events) may be divided out.
    residual_paths: (n_series, n_origins, horizon) actual - forecast, oldest first, NaN unknown: of forecasts
        that had no part of the future in them.
    said: (n_series, n_origins) mean per period of what was forecast there.
    origins: (n_series, n_origins) period index at whose end was forecast, -1 = none.
    group: (n_series, n_origins) the group that each series had at each origin (`classes_until`): a class that
        knows what came after would flatter its misses; (n_series,) where groups do not change.
    keys: (n_series,) identity; the sample hangs on it.
    A path counts where any of it is known, the level is above 0 and 12 periods were known.
    """
    codes = np.asarray(group, dtype=np.int64)
    codes = np.broadcast_to(codes if codes.ndim == 2 else codes[:, None], origins.shape)
    own, known = spread_until(demand, origins)
    told = (~np.isnan(residual_paths)).any(axis=2)
    fits = told & (said > 0) & (known >= MIN_KNOWN_PERIODS)
    rows, places = np.nonzero(fits & (origins >= 0))
    age = residual_paths.shape[1] - 1 - places
    # Exponential lots with recency as weight: the smallest are a weighted sample (Efraimidis, Spirakis 2006).
    lot = -np.log(chances_of(keys[rows], origins[rows, places].astype(np.uint64))) / RECENCY**age
    newest = np.full((demand.shape[0], 1), demand.shape[1] - 1)
    last_level = np.take_along_axis(said, _last_told(said)[:, None], axis=1)[:, 0]
    found = Offers(
        spread_sums(
            _level(np.nan_to_num(last_level), demand),
            spread_until(demand, newest)[0][:, 0],
            codes[:, -1],
            n_groups=n_groups,
        ),
        lot,
        codes[rows, places],
        age.astype(np.int64),
        said[rows, places],
        own[rows, places],
        known[rows, places],
        residual_paths[rows, places],
    )
    return found._drawn()


def pool_residuals(
    mean: FloatArray,
    residual_paths: FloatArray,
    *,
    demand: FloatArray | None = None,
    origins: IntArray | None = None,
    group: ArrayLike | None = None,
    group_then: IntArray | None = None,
    keys: KeyArray | None = None,
    n_pool_paths: int = N_POOL_PATHS,
) -> ResidualPool:
    """The pool that the series of one panel can borrow from: `offers`, `shared` and `lend` in one step.

    mean: (n_series, horizon); residual_paths: (n_series, n_origins, horizon), as in PanelForecast.
    demand, origins: as for `offers`; None takes the first steps of the residual paths around the mean as the
        history. group: whole numbers >= 0, such as the Syntetos-Boylan class; None puts all in one group.
    group_then: (n_series, n_origins) the groups as they were at the origins; None: as they are.
    """
    require(residual_paths.ndim == 3, "residual_paths must have 3 dimensions (n_series, n_origins, horizon)")
    n_pool_paths = whole_number(n_pool_paths, name="n_pool_paths", at_least=2)
    n, n_origins, _ = residual_paths.shape
    codes = np.zeros(n, dtype=np.int64) if group is None else np.asarray(group, dtype=np.int64)
    if demand is None:
        demand = np.maximum(mean[:, :1] + residual_paths[:, :, 0], 0.0)
        origins = np.where(np.isnan(demand), -1, np.arange(n_origins))
        level = np.repeat(mean.mean(axis=1)[:, None], n_origins, axis=1)
    else:
        require(origins is not None, "origins are needed beside demand")
        level = said_level(demand, residual_paths, np.asarray(origins))
    then = codes[:, None] if group_then is None else group_then
    found = offers(
        demand,
        residual_paths,
        level,
        origins=np.asarray(origins),
        group=then,
        n_groups=1 + max(int(codes.max(initial=0)), int(then.max(initial=0))),
        keys=np.arange(n, dtype=np.uint64) if keys is None else keys,
    )
    return found.shared(n_pool_paths=n_pool_paths).lend(mean, demand, codes)


def said_level(demand: FloatArray, residual_paths: FloatArray, origins: IntArray) -> FloatArray:
    """The mean per period of what was forecast at each origin (n_series, n_origins): actual - residual.

    Unknown steps are left out; NaN where none is known.
    """
    horizon = residual_paths.shape[2]
    after = origins[:, :, None] + np.arange(1, horizon + 1)
    inside = np.minimum(np.maximum(after, 0), demand.shape[1] - 1)
    actual = np.take_along_axis(demand[:, None, :], inside, axis=2)
    forecast = np.where(after < demand.shape[1], actual - residual_paths, np.nan)
    n_known = (~np.isnan(forecast)).sum(axis=2)
    return np.where(n_known > 0, np.nansum(forecast, axis=2) / np.maximum(n_known, 1), np.nan)


def _level(level: FloatArray, demand: FloatArray) -> FloatArray:
    # A forecast of next to nothing does not make a product that sold certain to sell nothing.
    n_known = np.maximum((~np.isnan(demand)).sum(axis=1), 1)
    floored: FloatArray = np.maximum(level, 0.02 * np.nansum(demand, axis=1) / n_known)
    return floored


def _last_told(said: FloatArray) -> IntArray:
    told = ~np.isnan(said)
    last: IntArray = (said.shape[1] - 1 - told[:, ::-1].argmax(axis=1)).astype(np.int64)
    return last
