"""What every view of the forecasts is made from, read once per version of the facts and the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from core import ledger as decisions
from core import purchasing
from core.demand import Forecasts, categories, must_find_run, read_planned
from core.demand import track_record as record
from core.demand.archive import judged_runs, read_archive, windows_of
from core.demand.overrides import PlannedForecasts
from core.demand.value_added import finals
from core.facts import Snapshot
from core.ledger import Ledger
from core.sales.names import product_names
from models.arrays import BoolArray, FloatArray, IntArray

NEXT_DAYS = 28
"""Days of the one window that lists, cards and forms speak of."""

_HISTORY = """SELECT history, wanted, stock_out_weeks, inferred_weeks FROM lake.result.forecasts
ORDER BY sku, location"""
_COSTS = "SELECT sku, max(unit_cost)::DOUBLE AS unit_cost FROM lake.mart.stock_position GROUP BY sku"


@dataclass(frozen=True)
class Past:
    """The weeks behind the forecasts, newest last: (n_series, n_weeks), NaN before the first sale.

    sold: what was delivered. demand: what was wanted of it without orders taken out, NaN where nobody knows.
    stock_out: weeks without stock; inferred: those of them that only the pattern of sales tells.
    """

    sold: FloatArray
    demand: FloatArray
    stock_out: BoolArray
    inferred: BoolArray

    @property
    def weeks(self) -> int:
        return int(self.sold.shape[1])


@dataclass(frozen=True)
class Material:
    """Everything about the forecasts, one row per SKU and location, in the order of forecasts.table.

    window_days: lead time and review period, 28 where nobody named them. names, categories: by SKU.
    price: net sales per unit of the last year; unit_cost: NaN where unknown. archive: all kept rows.
    judged: track_record.JUDGED with final, override_id, price, unit_cost and window_days beside it.
    """

    forecasts: PlannedForecasts
    past: Past
    window_days: FloatArray
    names: dict[str, str]
    categories: dict[str, str]
    price: FloatArray
    unit_cost: FloatArray
    archive: pd.DataFrame
    judged: pd.DataFrame
    overrides: pd.DataFrame
    as_of: dt.date
    run_id: int

    @property
    def next_week(self) -> dt.date:
        return self.forecasts.next_week

    @property
    def first_day(self) -> dt.date:
        """The first day that every figure of what is to come counts from: the day after the data ends."""
        return max(self.next_week, self.as_of + dt.timedelta(days=1))

    @property
    def last_day(self) -> dt.date:
        """The last of the NEXT_DAYS that begin there."""
        return self.first_day + dt.timedelta(days=NEXT_DAYS - 1)

    @cached_property
    def coming(self) -> PlannedForecasts:
        """The forecasts from the first day on."""
        return self.forecasts.from_day(self.first_day)

    @property
    def covered_weeks(self) -> FloatArray:
        """Which part of each week from next_week on lies in the NEXT_DAYS: the last one is above 0."""
        ahead = (self.first_day - self.next_week).days
        begins = np.arange(0, ahead + NEXT_DAYS, 7)
        ends = np.minimum(begins + 7, ahead + NEXT_DAYS)
        share: FloatArray = np.maximum(ends - np.maximum(begins, ahead), 0) / 7
        return share


def read_material(snapshot: Snapshot, ledger: Ledger) -> Material:
    """Raises NotReady before the first refresh."""
    return _read(snapshot, ledger, ledger.revision)


@lru_cache(maxsize=2)
def _read(snapshot: Snapshot, ledger: Ledger, revision: int) -> Material:  # noqa: ARG001 - part of the key
    run = must_find_run(snapshot)
    forecasts = read_planned(snapshot, ledger)
    past = read_past(snapshot)
    window_days = windows_of(forecasts.table, purchasing.protection(snapshot, ledger))
    price = _price(forecasts.table)
    costs = snapshot.frame(_COSTS).set_index("sku")["unit_cost"]
    unit_cost = forecasts.table["sku"].map(costs).to_numpy(dtype=np.float64)
    archive = read_archive(snapshot)
    known = categories(snapshot)
    planned = decisions.overrides(ledger)
    judged = _judged(forecasts, past, window_days, archive, planned, known)
    rows = judged["row"].to_numpy(dtype=np.int64)
    return Material(
        forecasts=forecasts,
        past=past,
        window_days=window_days,
        names=product_names(snapshot),
        categories=known,
        price=price,
        unit_cost=unit_cost,
        archive=archive,
        judged=judged.assign(price=price[rows], unit_cost=unit_cost[rows]),
        overrides=planned,
        as_of=snapshot.as_of or forecasts.next_week,
        run_id=int(run.run_id),
    )


def read_past(snapshot: Snapshot) -> Past:
    """The history of every series, in the order of the forecasts."""
    rows = snapshot.frame(_HISTORY)
    parts = {
        name: record.aligned([np.asarray(values, dtype=np.float64) for values in rows[name]])
        for name in ("history", "wanted", "stock_out_weeks", "inferred_weeks")
    }
    return Past(
        parts["history"], parts["wanted"], parts["stock_out_weeks"] == 1, parts["inferred_weeks"] == 1
    )


def _price(table: pd.DataFrame) -> FloatArray:
    units = table["yearly_units"].to_numpy(dtype=np.float64)
    value = table["value"].to_numpy(dtype=np.float64)
    return np.where(units > 0, value / np.where(units > 0, units, 1.0), 0.0)


def _judged(
    forecasts: PlannedForecasts,
    past: Past,
    window_days: FloatArray,
    archive: pd.DataFrame,
    overrides: pd.DataFrame,
    known: dict[str, str],
) -> pd.DataFrame:
    """What runs said where there are any, and what the backtest tried before the first of them."""
    next_week = np.datetime64(forecasts.next_week)
    runs = judged_runs(archive)
    rows = forecasts.rows_of(runs)
    runs, rows = runs[rows >= 0].reset_index(drop=True), rows[rows >= 0]
    told = finals(runs, overrides, known)
    of_runs = record.said(runs.join(told), past.demand, rows, next_week)
    tries = record.tried(
        past.demand,
        forecasts.residual_paths,
        origin_weeks(forecasts),
        window_days=window_days,
        next_week=next_week,
    )
    if len(of_runs):
        tries = tries[tries["next_week"] < of_runs["next_week"].min()]
    tries = tries.assign(final=np.nan, override_id=0, window_days=window_days[tries["row"].to_numpy()])
    return pd.concat([tries, of_runs], ignore_index=True) if len(of_runs) else tries.reset_index(drop=True)


def origin_weeks(forecasts: Forecasts) -> IntArray:
    """The weeks known since each rolling origin, (n_series, n_origins); -1 where there is none."""
    lists = forecasts.table["origin_weeks"].to_list()
    shape = forecasts.residual_paths.shape[:2]
    return np.array(lists, dtype=np.int64).reshape(shape) if lists else np.zeros(shape, dtype=np.int64)
