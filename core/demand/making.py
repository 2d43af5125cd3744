"""From the demand panel to forecasts: the pool of a catalogue, then every series with it, chunk by chunk."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.demand.engine_input import EngineInput
from core.demand.forecasts import Forecasts
from core.demand.launches import FEW_SIMILAR, LEAST_WORTH, SIMILAR
from core.demand.panel import DemandPanel
from models.arrays import BoolArray, FloatArray, IntArray
from models.forecasting import DEMAND_CLASSES, FALLBACK_REASONS, PanelForecast, ResidualPool
from models.forecasting.distribution import window_shares
from models.forecasting.launches import Borrowed
from models.forecasting.opposite_seasons import season_parts
from models.forecasting.pool import Pool

HORIZON_WEEKS = 26
LONGEST_HORIZON_WEEKS = 104
USUAL_DECISION_DAYS = 28.0
"""Window that judges the methods of a series whose lead time nobody has named."""
LEAST_UNITS = 0.05
"""Units in a whole horizon below which nothing is wanted: one sale in ten years is no demand."""
RECENT_WEEKS = 26
YEAR_WEEKS = 52

_PEAKS = "\x1fpeaks in quarter "

ENDED = "ended"
"""Reason of a series whose product is no longer sold: nothing is forecast for it."""

Share = Callable[[float], None]
"""Told which share of the series is done, 0 to 1."""


@dataclass(frozen=True)
class PoolKept:
    """A pool and what it belongs to.

    categories: names of its groups. fitted_after: the first day that it did not know.
    """

    pool: Pool
    categories: tuple[str, ...]
    fitted_after: dt.date


def forecast_all(
    panel: DemandPanel, *, protection: pd.DataFrame | None = None, horizon_weeks: int = HORIZON_WEEKS
) -> Forecasts:
    """The forecast of every series of a weekly panel, with a pool fitted to it.

    protection: sku, location, protection_days where lead time and review period are known.
    horizon_weeks: grows, up to two years, to the longest protection.
    """
    given = engine_input(panel, protection=protection, horizon_weeks=horizon_weeks)
    if not len(panel.keys):
        return no_forecasts(panel, given.horizon)
    return make(given, fit(given))


def engine_input(
    panel: DemandPanel, *, protection: pd.DataFrame | None = None, horizon_weeks: int = HORIZON_WEEKS
) -> EngineInput:
    """What the engine is given for a weekly panel; see `forecast_all`."""
    days = _decision_days(panel.keys, protection)
    longest = int(np.ceil(days.max(initial=0.0) / 7)) + 1
    horizon = min(max(horizon_weeks, longest), LONGEST_HORIZON_WEEKS)
    parted = _by_season(panel)
    return EngineInput(parted, horizon, np.clip(days / 7, 1 / 7, horizon), parted.categories)


def _by_season(panel: DemandPanel) -> DemandPanel:
    """The panel with categories of opposite seasons taken apart, named by the quarter where each part peaks.

    So a part keeps its name, and its place in a pool, from week to week; where it turns, the pool has none.
    """
    year = [one for one in panel.calendar.seasons(panel.first, panel.units.shape[1]) if one.length >= 12]
    if panel.group is None or not panel.categories or not year:
        return panel
    part = season_parts(panel.units, group=panel.group, season=year[0])
    own = [panel.categories[code] if code >= 0 else "" for code in panel.group.tolist()]
    named = [f"{name}{_PEAKS}{quarter}" if quarter else name for name, quarter in zip(own, part, strict=True)]
    categories = tuple(sorted({*panel.categories, *named} - {""}))
    group = pd.Index(categories).get_indexer(pd.Index(named)).astype(np.int64)
    return replace(panel, group=group, categories=categories)


def fit(given: EngineInput) -> PoolKept:
    """The pool of these series."""
    from models.forecasting.fitting import fit_pool

    return PoolKept(fit_pool(given), given.categories, given.panel.next_day)


def make(
    given: EngineInput, kept: PoolKept, *, previous: Forecasts | None = None, done: Share | None = None
) -> Forecasts:
    """The forecasts of all series with this pool.

    previous: forecasts made with the same pool, calendar and horizon; a series whose digest is theirs is
    taken over, which gives the same bits as making it anew.
    """
    own = replace(given, categories=kept.categories, kinds=kept.pool.event_kinds)
    digests = np.array([digest for rows in own.chunks() for digest in own.digests(rows)], dtype=object)
    old = _unchanged(own.panel.keys, digests, previous)
    fresh = np.flatnonzero(old < 0)
    parts, ready = [], 0
    for rows in own.chunks(fresh):
        parts.append(_chunk(own, rows, kept.pool, digests[rows]))
        ready += rows.size
        if done is not None:
            done(ready / fresh.size)
    if previous is not None and (old >= 0).any():
        parts.append(previous.of(old[old >= 0]))
    order = np.argsort(np.concatenate([fresh, np.flatnonzero(old >= 0)]), kind="stable")
    return joined(parts).of(order)


def no_forecasts(panel: DemandPanel, horizon: int) -> Forecasts:
    """The forecasts of an empty panel."""
    none = np.zeros((0, 1, horizon))
    pool = ResidualPool(
        np.zeros(0, dtype=np.int64),
        np.zeros(0),
        np.zeros(0, dtype=np.int64),
        np.zeros((len(DEMAND_CLASSES), 1, horizon)),
    )
    table = panel.keys.assign(**dict.fromkeys(COLUMNS, pd.Series(dtype=object)))
    return Forecasts(table, panel.next_day, np.zeros((0, horizon)), none, pool)


def joined(parts: list[Forecasts]) -> Forecasts:
    """Several chunks, made with one pool, as one."""
    pools = [part.pool for part in parts]
    return Forecasts(
        pd.concat([part.table for part in parts], ignore_index=True),
        parts[0].next_week,
        np.concatenate([part.mean for part in parts]),
        np.concatenate([part.residual_paths for part in parts]),
        ResidualPool(
            np.concatenate([pool.group for pool in pools]),
            np.concatenate([pool.scale for pool in pools]),
            np.concatenate([pool.known_periods for pool in pools]),
            pools[0].paths,
        ),
    )


COLUMNS = (
    "first_week", "method", "fallback", "demand_class", "error", "errors", "weights", "bias", "value",
    "known_weeks", "recent_known_weeks", "recent_units", "yearly_units", "worse_than_simple", "level",
    "trend", "season_factor", "event_factor", "committed", "origin_weeks", "inputs",
)  # fmt: skip
"""Columns beside the keys; see `Forecasts`."""


def _chunk(given: EngineInput, rows: IntArray, pool: Pool, digests: FloatArray) -> Forecasts:
    from models.forecasting.engine import forecast

    found = forecast(given.of(rows), pool, launches=given.launches.of(rows))
    committed = given.committed(rows)
    mean, gone = _planned_mean(given, rows, _worth_telling(found.mean), committed)
    # As exact as they are kept: what is taken over from published forecasts has the same bits.
    paths = np.where(gone[:, None, None], 0.0, found.residual_paths).astype(np.float32).astype(np.float64)
    lent = replace(found.pool, scale=np.where(gone, 0.0, found.pool.scale))
    table = _table(given, rows, found, committed, gone).assign(inputs=digests)
    return Forecasts(table, given.panel.next_day, mean, paths, lent)


def _worth_telling(mean: FloatArray) -> FloatArray:
    """The mean without the last places of its arithmetic; less than the least units in all is nothing."""
    wanted = mean.sum(axis=1, keepdims=True) >= LEAST_UNITS
    return np.where(wanted, np.round(mean, 6), 0.0)


def _planned_mean(
    given: EngineInput, rows: IntArray, mean: FloatArray, committed: FloatArray
) -> tuple[FloatArray, BoolArray]:
    """The mean from launch to the end of sale, at least what is promised; and which series have ended.

    A series that has not begun is worth its launch from the step of its launch on.
    """
    panel, n_periods = given.panel, given.panel.units.shape[1]
    step = np.arange(given.horizon)
    wait = np.clip(panel.first_columns[rows] - n_periods, 0, given.horizon)
    later = np.take_along_axis(mean, np.maximum(step - wait[:, None], 0), axis=1)
    shown = np.where(step >= wait[:, None], later, 0.0)
    if panel.last_columns is not None:
        shown = np.where(step < panel.last_columns[rows, None] - n_periods, shown, 0.0)
    gone = (
        np.zeros(rows.size, dtype=np.bool_)
        if panel.last_columns is None
        else panel.last_columns[rows] <= n_periods
    )
    return np.maximum(shown, committed), gone


def _unchanged(keys: pd.DataFrame, digests: FloatArray, previous: Forecasts | None) -> IntArray:
    """The row of each series in the previous forecasts, -1 where it has to be made anew."""
    if previous is None or not len(previous.table):
        return np.full(len(keys), -1, dtype=np.int64)
    rows = previous.rows_of(keys)
    same = previous.table["inputs"].to_numpy(dtype=object)[np.maximum(rows, 0)] == digests
    return np.where((rows >= 0) & same, rows, -1)


def _decision_days(keys: pd.DataFrame, protection: pd.DataFrame | None) -> FloatArray:
    days = np.full(len(keys), USUAL_DECISION_DAYS)
    if protection is None or protection.empty:
        return days
    known = keys.merge(protection, how="left", on=["sku", "location"], validate="one_to_one")
    return known["protection_days"].fillna(USUAL_DECISION_DAYS).to_numpy(dtype=np.float64)


def _table(
    given: EngineInput,
    rows: IntArray,
    found: PanelForecast,
    committed: FloatArray,
    gone: BoolArray,
) -> pd.DataFrame:
    panel = given.panel
    sold, units = panel.sold[rows], panel.units[rows]
    names = np.array(found.method_names)
    reasons = _reasons(found, given.launches.of(rows))
    n_periods = units.shape[1]
    return (
        panel.keys.iloc[rows]
        .assign(
            first_week=panel.calendar.starts(panel.first + panel.first_columns[rows]).astype(object),
            method=np.where(gone, names[-1], names[found.method]),
            fallback=np.where(gone, ENDED, reasons),
            demand_class=np.array(DEMAND_CLASSES)[found.syntetos_boylan],
            error=found.error,
            errors=_by_name(found.method_names, found.errors),
            weights=_by_name(found.method_names, np.where(found.weights > 0, found.weights, np.nan)),
            bias=_bias(found, given.decision_periods[rows], units),
            value=panel.yearly_net_sales[rows],
            known_weeks=found.pool.known_periods,
            recent_known_weeks=(~np.isnan(units[:, -RECENT_WEEKS:])).sum(axis=1),
            recent_units=np.nansum(sold[:, -RECENT_WEEKS:], axis=1),
            yearly_units=np.nansum(sold[:, -YEAR_WEEKS:], axis=1),
            worse_than_simple=found.worse_than_simple,
            level=found.level,
            trend=found.trend,
            season_factor=list(found.season_factor),
            event_factor=list(found.event_factor),
            committed=list(committed),
            origin_weeks=list(np.where(found.origins >= 0, n_periods - 1 - found.origins, -1)),
        )
        .reset_index(drop=True)
    )


def _reasons(found: PanelForecast, launches: Borrowed) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Why each series got its method; of what was never sold, how sure its borrowed level is."""
    reasons = np.array(FALLBACK_REASONS, dtype=object)[found.fallback_reason]
    is_borrowed = (reasons == FALLBACK_REASONS[-1]) & ~np.isnan(launches.level)
    thin = launches.worth < LEAST_WORTH
    told: np.ndarray[tuple[int], np.dtype[np.object_]] = np.where(
        is_borrowed, np.where(thin, FEW_SIMILAR, SIMILAR), reasons
    )
    return told


def _by_name(names: tuple[str, ...], values: FloatArray) -> list[str]:
    """Figures of each row that are known, by name, as JSON."""
    return [
        json.dumps({name: round(float(one), 4) for name, one in zip(names, row, strict=True) if one == one})
        for row in values
    ]


def _bias(found: PanelForecast, decision_periods: FloatArray, units: FloatArray) -> FloatArray:
    """Mean of forecast - actual over the decision window, as a share of its demand; above 0 is too high."""
    n_series, _, horizon = found.residual_paths.shape
    weights = window_shares(0.0, decision_periods, n_series=n_series, horizon=horizon)[:, None, :]
    known = ~np.isnan(found.residual_paths)
    missed = -(np.nan_to_num(found.residual_paths) * weights).sum(axis=(1, 2))
    seen = (known * weights).sum(axis=(1, 2))
    n_known = (~np.isnan(units)).sum(axis=1)
    usual = np.nansum(units, axis=1) / np.maximum(n_known, 1)
    told = (seen > 0) & (usual > 0)
    return np.where(told, missed / np.where(told, seen * usual, 1.0), np.nan)
