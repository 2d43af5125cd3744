"""The forecast of a whole panel: every series gets the method that served it and its like best lately."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import BoolArray, FloatArray, IntArray, demand_panel, require, whole_number
from models.forecasting.backtest import Backtest, rolling_backtest
from models.forecasting.candidates import (
    FALLBACK_SES,
    MEAN,
    SEASONAL_NAIVE,
    ZERO,
    Candidate,
    default_candidates,
)
from models.forecasting.choice import steadied_choice
from models.forecasting.classes import (
    ADI_CUT,
    DemandPattern,
    classes_until,
    demand_pattern,
    syntetos_boylan_class,
)
from models.forecasting.methods import seasonal_naive
from models.forecasting.panel import series_keys
from models.forecasting.pooling import ResidualPool, pool_residuals

FALLBACK_REASONS = ("chosen_by_backtest", "too_few_origins", "too_few_periods", "no_known_demand")
MIN_ORIGINS = 4
MIN_PERIODS = 3


@dataclass(frozen=True)
class PanelForecast:
    """The forecast of each series of a panel and how it came about.

    mean: (n_series, horizon) expected demand, units per period, >= 0.
    method: (n_series,) index into method_names.
    method_names: the competing methods, simplest first, and "zero" at the end.
    errors: (n_series, n_methods) mean absolute error of the decision window's sum at the rolling origins,
        as a share of the mean demand of such a window; NaN where the method did not compete or had no origin.
    residual_paths: (n_series, n_origins, horizon) actual - forecast of the chosen method at each origin,
        oldest first; NaN where unknown. The sign is opposite to an error: demand = forecast + residual.
    n_origins_used: (n_series,) origins that judged the methods.
    fallback_reason: (n_series,) index into FALLBACK_REASONS. 0: chosen by backtest; 1: fewer than 4 origins,
        so exponential smoothing with 0.2; 2: also fewer than 3 known periods, so their mean; 3: none, so
        zero.
    syntetos_boylan: (n_series,) index into classes.DEMAND_CLASSES.
    pool: what `window_quantiles` and `demand_paths` borrow for this panel, grouped by syntetos_boylan.
    """

    mean: FloatArray
    method: IntArray
    method_names: tuple[str, ...]
    errors: FloatArray
    residual_paths: FloatArray
    n_origins_used: IntArray
    fallback_reason: IntArray
    syntetos_boylan: IntArray
    pool: ResidualPool


def forecast_panel(
    demand: ArrayLike,
    *,
    horizon: int,
    season_length: int,
    decision_periods: ArrayLike | None = None,
    n_origins: int = 26,
) -> PanelForecast:
    """The forecast of every series by the method that did best over the decision window.

    demand: (n_series, n_periods), units >= 0, oldest first, NaN = unknown (before the first sale, stock-out).
    horizon, season_length: periods, >= 1.
    decision_periods: the periods a purchase must cover (lead time + review), scalar or (n_series,), may be
        fractional, above 0 and at most horizon; None means the whole horizon.
    n_origins: rolling origins that judge the methods, >= 1 (12 or more are worth having).
    Best is the smallest mean absolute error of the window's sum, steadied by the series of the same demand
    class (`choice`); no method chosen by backtest did worse there than seasonal naive or exponential
    smoothing with 0.2. Equal scores go to the simpler method. Same input, same output.
    Raises ValueError outside these ranges.
    Source: Tashman (2000), Syntetos, Boylan, Croston (2005).

    >>> forecast_panel([[5.0] * 30], horizon=2, season_length=4).mean.tolist()
    [[5.0, 5.0]]
    """
    panel = demand_panel(demand)
    require(panel.shape[1] >= 1, "demand must have at least 1 period")
    horizon = whole_number(horizon, name="horizon", at_least=1)
    candidates = default_candidates()
    backtest = rolling_backtest(
        panel,
        candidates,
        horizon=horizon,
        season_length=season_length,
        decision_periods=horizon if decision_periods is None else decision_periods,
        n_origins=n_origins,
    )
    pattern = demand_pattern(panel)
    demand_class = syntetos_boylan_class(pattern.adi, pattern.cv2)
    errors = np.where(_competes(candidates, pattern), backtest.errors(), np.nan)
    reason = _fallback_reason(backtest, pattern)
    method = _with_fallbacks(_chosen(candidates, errors, demand_class), reason, candidates)
    mean = _mean_paths(panel, candidates, method, season_length=season_length, horizon=horizon)
    residual_paths = _residuals(backtest, method)
    return PanelForecast(
        mean=mean,
        method=method,
        method_names=(*(candidate.name for candidate in candidates), ZERO),
        errors=np.column_stack([errors, np.full(panel.shape[0], np.nan)]),
        residual_paths=residual_paths,
        n_origins_used=backtest.n_origins_used(),
        fallback_reason=reason,
        syntetos_boylan=demand_class,
        pool=pool_residuals(
            mean,
            _held_out(backtest, candidates, pattern),
            demand=panel,
            origins=backtest.origins[:, backtest.origins.shape[1] // 2 :],
            group=demand_class,
            group_then=classes_until(panel, backtest.origins[:, backtest.origins.shape[1] // 2 :]),
            keys=series_keys(panel),
        ),
    )


def _competes(candidates: tuple[Candidate, ...], pattern: DemandPattern) -> BoolArray:
    rare_only = np.array([candidate.intermittent_only for candidate in candidates])
    return ~rare_only[None, :] | (pattern.adi >= ADI_CUT)[:, None]


def _fallback_reason(backtest: Backtest, pattern: DemandPattern) -> IntArray:
    reason = np.where(backtest.n_origins_used() >= MIN_ORIGINS, 0, 1)
    reason = np.where((reason == 1) & (pattern.known_periods < MIN_PERIODS), 2, reason)
    return np.where(pattern.known_periods == 0, 3, reason).astype(np.int64)


def _chosen(candidates: tuple[Candidate, ...], errors: FloatArray, demand_class: IntArray) -> IntArray:
    names = [candidate.name for candidate in candidates]
    reference = names.index(FALLBACK_SES)
    return steadied_choice(
        errors, demand_class, bars=[names.index(SEASONAL_NAIVE), reference], reference=reference
    )


def _with_fallbacks(chosen: IntArray, reason: IntArray, candidates: tuple[Candidate, ...]) -> IntArray:
    names = [candidate.name for candidate in candidates]
    instead = np.array([-1, names.index(FALLBACK_SES), names.index(MEAN), len(names)])
    return np.where(reason == 0, chosen, instead[reason]).astype(np.int64)


def _mean_paths(
    panel: FloatArray,
    candidates: tuple[Candidate, ...],
    method: IntArray,
    *,
    season_length: int,
    horizon: int,
) -> FloatArray:
    mean = np.zeros((panel.shape[0], horizon))
    for index, candidate in enumerate(candidates):
        rows = np.flatnonzero(method == index)
        if candidate.levels is not None:
            mean[rows] = candidate.levels(panel[rows])[:, -1:]
        else:
            newest = np.full((rows.size, 1), panel.shape[1] - 1)
            mean[rows] = seasonal_naive(panel[rows], season_length, horizon=horizon, origins=newest)[:, 0]
    return mean


def _held_out(backtest: Backtest, candidates: tuple[Candidate, ...], pattern: DemandPattern) -> FloatArray:
    """Residuals at the newer half of the origins of what the older half alone would have chosen."""
    n_older = backtest.origins.shape[1] // 2
    errors = np.where(_competes(candidates, pattern), backtest.errors(slice(0, n_older)), np.nan)
    method = _chosen(candidates, errors, syntetos_boylan_class(pattern.adi, pattern.cv2))
    return _residuals(backtest, method)[:, n_older:]


def _residuals(backtest: Backtest, method: IntArray) -> FloatArray:
    zero = np.zeros_like(backtest.levels[:1])
    said = np.concatenate([backtest.levels, zero])[method, np.arange(method.size)][:, :, None]
    residuals: FloatArray = backtest.actuals - np.where(np.isnan(said), backtest.seasonal, said)
    return residuals
