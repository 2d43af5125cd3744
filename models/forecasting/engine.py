"""The forecast of a panel: every series gets the mix of methods that served it and its like best lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import BoolArray, FloatArray, IntArray, require, whole_number
from models.forecasting.effects import n_columns
from models.forecasting.families import (
    COMBINATION,
    ZERO,
    families_of,
    family_errors,
    family_weights,
)
from models.forecasting.fitting import fit_pool
from models.forecasting.inputs import Inputs, inputs_of
from models.forecasting.launches import Borrowed
from models.forecasting.panel import Extra, Panel, Season
from models.forecasting.passes import Predicted, predicted
from models.forecasting.pool import Pool
from models.forecasting.pooling import ResidualPool
from models.forecasting.setup import N_ORIGINS, method_names, setup_of

FALLBACK_REASONS = ("chosen_by_backtest", "too_few_origins", "too_few_periods", "no_known_demand")
MIN_ORIGINS = 4
MIN_PERIODS = 3
# How much worse than a simple method the mix may look before it is said.
NOTED_WORSE = 1.0 + 1e-9


@dataclass(frozen=True)
class PanelForecast:
    """The forecast of each series of a panel and how it came about.

    mean: (n, H) expected demand, units per period, >= 0: level path x season x event x price factor.
    method: (n,) index into method_names of the family with the largest weight in the mix.
    method_names: families of candidates, simplest first, then "combination" and "zero".
    weights: (n, families + 2) share of each family in the mix; the last two are 0.
    errors: (n, families + 2) mean absolute error of the decision window's sum at the rolling origins, as a
        share of the mean demand of such a window: of the best candidate of each family, and of the
            combination;
        NaN where there was no origin. error: (n,) that of the combination.
    residual_paths: (n, O, H) actual - forecast of the combination at each origin, oldest first; NaN where
        unknown. The sign is opposite to an error: demand = forecast + residual.
    origins: (n, O) the origins, period indices; -1 where history does not reach. n_origins_used: (n,) judged.
    fallback_reason: (n,) index into FALLBACK_REASONS. 0: the series' own record had a say; 1: fewer than 4
        origins, so in truth the record of its class decides; 2: fewer than 3 known periods; 3: none, so the
        usual level of launches of its group, 0 where there were none.
    worse_than_simple: (n,) True where the combination missed more in its backtest than seasonal naive or
        plain exponential smoothing: its class speaks against its own few origins.
    syntetos_boylan: (n,) index into classes.DEMAND_CLASSES.
    level: (n,) units per period without season, events and price at the first step; trend: its change per
        step.
    season_factor, event_factor: (n, H) what multiplies the level; events, prices and launch together.
    pool: what `window_quantiles` and `demand_paths` borrow for these series, grouped by syntetos_boylan.
    """

    mean: FloatArray
    method: IntArray
    method_names: tuple[str, ...]
    weights: FloatArray
    errors: FloatArray
    residual_paths: FloatArray
    origins: IntArray
    n_origins_used: IntArray
    fallback_reason: IntArray
    worse_than_simple: BoolArray
    syntetos_boylan: IntArray
    level: FloatArray
    trend: FloatArray
    season_factor: FloatArray
    event_factor: FloatArray
    pool: ResidualPool

    @property
    def error(self) -> FloatArray:
        """The backtest error of the combination, (n,)."""
        return self.errors[:, self.method_names.index(COMBINATION)]


def forecast(
    panel: Panel,
    pool: Pool,
    *,
    launches: Borrowed | None = None,
    extras: tuple[Extra, ...] = (),
    threads: int | None = None,
) -> PanelForecast:
    """The forecast of one chunk of a catalogue: the same numbers whatever else is in the chunk.

    pool: of `fit_pool`, from these series or from them and others, now or some periods ago.
    launches: (n,) what to expect of series without known demand; None, or a level of NaN: the usual level of
        launches of its group.
    extras: candidates of other models, the same by name as those the pool was fitted with.
    threads: None = one for each processor. Raises ValueError where panel and pool do not fit.
    """
    setup = setup_of(panel, n_origins=pool.n_origins)
    given = inputs_of(panel, setup, pool, extras=extras)
    made = predicted(given, pool, threads=threads)
    reason = _fallback_reason(given, made)
    unknown = reason == 3
    level, spread = _launch_levels(given, pool, unknown, launches)
    mean = np.where(unknown[:, None], level[:, None], made.mean)
    names, family = families_of(pool.method_names)
    weights = family_weights(made.weights, family, len(names))
    errors = made.errors / _window_demand(given)[:, None]
    factor = made.season_factor * made.event_factor
    path = np.divide(mean, factor, out=np.zeros_like(mean), where=factor > 0)
    steps = max(panel.horizon - 1, 1)
    return PanelForecast(
        mean=mean,
        method=np.where(unknown, len(names) + 1, weights.argmax(axis=1)).astype(np.int64),
        method_names=(*names, COMBINATION, ZERO),
        weights=np.column_stack([weights, np.zeros((panel.n_series, 2))]),
        errors=np.column_stack(
            [
                family_errors(errors[:, :-1], family, len(names)),
                errors[:, -1],
                np.full(panel.n_series, np.nan),
            ]
        ),
        residual_paths=made.residual_paths,
        origins=given.origins[:, :-1],
        n_origins_used=made.n_judged,
        fallback_reason=reason,
        worse_than_simple=_worse_than_simple(errors, pool.method_names),
        syntetos_boylan=given.demand_class,
        level=path[:, 0].copy(),
        trend=(path[:, -1] - path[:, 0]) / steps,
        season_factor=made.season_factor,
        event_factor=made.event_factor,
        pool=pool.lent(mean, given.demand, given.demand_class).widened(spread),
    )


def fits(panel: Panel, pool: Pool, *, extras: tuple[str, ...] = ()) -> bool:
    """Whether a pool still serves a panel; otherwise `forecast` refuses it and it must be fitted anew.

    extras: names of the candidates of other models that will be given. A pool stops fitting when seasons or
    kinds of events change, or when history has grown so that another season may compete.
    """
    setup = setup_of(panel, n_origins=pool.n_origins)
    kinds = panel.events.kinds if panel.events is not None else ()
    return (
        pool.method_names == (*method_names(setup), *extras)
        and pool.season_names == tuple(season.name for season in panel.seasons)
        and pool.event_kinds == kinds
        and pool.lifts.shape[2] == n_columns(panel)
        and pool.spread.paths.shape[2] == panel.horizon
    )


def forecast_panel(
    demand: ArrayLike,
    *,
    horizon: int,
    season_length: int = 1,
    seasons: Sequence[Season] = (),
    decision_periods: ArrayLike | None = None,
    n_origins: int = N_ORIGINS,
    threads: int | None = None,
) -> PanelForecast:
    """The forecast of every series of one array: `fit_pool` and `forecast` in one step.

    demand: (n_series, n_periods), units >= 0, oldest first, NaN = unknown (before the first sale, stock-out).
    horizon, season_length: periods, >= 1. seasons: rhythms of the calendar; where none are given, one of
        season_length periods, 1 = none.
    decision_periods: the periods a purchase must cover (lead time + review), scalar or (n_series,), may be
        fractional, above 0 and at most horizon; None means the whole horizon.
    n_origins: rolling origins that judge the methods, >= 1 (12 or more are worth having).
    The mean is a mix with weights >= 0 of sum 1: the least squared errors of the sums over the decision
    window, the horizon and its thirds, of the series itself and of its class. Same input, same output.
    Raises ValueError outside these ranges.
    Source: Tashman (2000), rolling origins; Breiman (1996), stacking.

    >>> forecast_panel([[5.0] * 30], horizon=2, season_length=4).mean.round(9).tolist()
    [[5.0, 5.0]]
    """
    horizon = whole_number(horizon, name="horizon", at_least=1)
    length = whole_number(season_length, name="season_length", at_least=1)
    n_origins = whole_number(n_origins, name="n_origins", at_least=1)
    panel = Panel.build(
        demand,
        horizon=horizon,
        seasons=seasons,
        decision_periods=float(horizon) if decision_periods is None else decision_periods,
    )
    require(panel.n_periods >= 1, "demand must have at least 1 period")
    if not seasons and length > 1:
        width = panel.n_periods + horizon
        panel = panel.with_seasons([Season.repeating("season", length, n_periods=width)])
    pool = fit_pool(panel, n_origins=n_origins, threads=threads)
    return forecast(panel, pool, threads=threads)


def _fallback_reason(given: Inputs, made: Predicted) -> IntArray:
    known = (~np.isnan(given.demand)).sum(axis=1)
    reason = np.where(made.n_judged >= MIN_ORIGINS, 0, 1)
    reason = np.where((reason == 1) & (known < MIN_PERIODS), 2, reason)
    return np.where(known == 0, 3, reason).astype(np.int64)


def _launch_levels(
    given: Inputs, pool: Pool, unknown: BoolArray, launches: Borrowed | None
) -> tuple[FloatArray, FloatArray]:
    """Level and spread of series without known demand, (n,) each; a spread of NaN: as the pool has it."""
    usual = pool.launch_level[given.group + 1]
    if launches is None:
        return usual, np.full(usual.shape, np.nan)
    is_told = unknown & ~np.isnan(launches.level)
    return np.where(is_told, launches.level, usual), np.where(is_told, launches.spread, np.nan)


def _window_demand(given: Inputs) -> FloatArray:
    """Mean demand per known period, 1 where there is none: (n,)."""
    known = np.maximum((~np.isnan(given.demand)).sum(axis=1), 1)
    mean = np.nansum(given.demand, axis=1) / known
    return np.where(mean > 0, mean, 1.0)


def _worse_than_simple(errors: FloatArray, names: tuple[str, ...]) -> BoolArray:
    simple = [number for number, name in enumerate(names) if name.startswith("seasonal_naive")]
    simple.append(names.index("ses_best"))
    with np.errstate(invalid="ignore"):
        worse: BoolArray = errors[:, -1] > NOTED_WORSE * np.fmin.reduce(errors[:, simple], axis=1)
    return worse
