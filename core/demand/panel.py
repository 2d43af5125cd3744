"""The demand of every SKU and location by week, with the weeks in which it could not be seen kept apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.demand.stock_outs import STOCK_OUT_WEEKS
from core.facts import Snapshot
from core.facts.demand_lines import DEMAND_LINES
from models.arrays import BoolArray, FloatArray, IntArray

LONGEST_HISTORY_WEEKS = 156
"""Older weeks are not read: three years show every season twice and more."""

_DAYS = 7

_WEEKS = f"""
WITH {DEMAND_LINES}
SELECT sku, location, date_trunc('week', day)::DATE AS week, sum(units) AS units, sum(net_sales) AS net_sales
FROM demand_lines WHERE day <= $1::DATE GROUP BY ALL ORDER BY sku, location, week
"""

_FIRST_DAY = "SELECT min(placed_on) FROM lake.mart.sales_lines"


@dataclass(frozen=True)
class DemandPanel:
    """Weekly demand, one row per SKU and location.

    keys: columns sku, location; RangeIndex, the order of all arrays.
    first_week: Monday of the first column. as_of: last complete day that was read.
    units: (n_series, n_weeks) base units, NaN before the first sale and in stock-out weeks.
    sold: the same without the stock-out weeks taken out; NaN before the first sale.
    stock_outs: (n_series, n_weeks) the SKU was out of stock for some or all of the week, as far as known.
    first_columns: (n_series,) column of the first sale.
    yearly_net_sales: (n_series,) net sales of the last 52 weeks, display currency.
    """

    keys: pd.DataFrame
    first_week: dt.date
    as_of: dt.date
    units: FloatArray
    sold: FloatArray
    stock_outs: BoolArray
    first_columns: IntArray
    yearly_net_sales: FloatArray

    @property
    def next_week(self) -> dt.date:
        """Monday after the last week: the first week that is forecast."""
        return self.first_week + dt.timedelta(weeks=self.units.shape[1])


def read_panel(snapshot: Snapshot, *, as_of: dt.date | None = None) -> DemandPanel:
    """The panel of all SKUs with demand, in complete weeks (Monday to Sunday) up to as_of.

    as_of: the facts' own where none is given; without order lines the panel is empty. A series begins in the
    week of its first sale; a first week in which the order files begin is left out.
    """
    until = as_of or snapshot.as_of
    if until is None:
        return _panel(_no_rows(_COLUMNS), _no_rows(_WEEK_KEY), _monday_of(_NEVER), 0, _NEVER)
    weeks = snapshot.frame(_WEEKS, [until])
    first_week = _first_complete_week(snapshot, until)
    n_weeks = max((_monday_after(until) - first_week).days // _DAYS, 0)
    known = snapshot.has_rows("current", "stock")
    outs = snapshot.frame(STOCK_OUT_WEEKS, [until]) if known else _no_rows(_WEEK_KEY)
    return _panel(weeks, outs, first_week, n_weeks, until)


_WEEK_KEY = ["sku", "location", "week"]
_COLUMNS = [*_WEEK_KEY, "units", "net_sales"]
_NEVER = dt.date(1970, 1, 1)


def _no_rows(columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=columns)


def _first_complete_week(snapshot: Snapshot, as_of: dt.date) -> dt.date:
    begins = snapshot.value(_FIRST_DAY) or as_of
    monday = _monday_of(begins)
    complete = monday if monday == begins else monday + dt.timedelta(weeks=1)
    return max(complete, _monday_after(as_of) - dt.timedelta(weeks=LONGEST_HISTORY_WEEKS))


def _panel(
    weeks: pd.DataFrame, outs: pd.DataFrame, first_week: dt.date, n_weeks: int, as_of: dt.date
) -> DemandPanel:
    columns = _column_of(weeks["week"], first_week)
    weeks = weeks[columns < n_weeks]
    columns = columns[columns < n_weeks]
    names = pd.MultiIndex.from_frame(weeks[["sku", "location"]])
    keys = names.unique()
    rows = keys.get_indexer(names)
    inside = columns >= 0
    sold = np.zeros((len(keys), n_weeks))
    sold[rows[inside], columns[inside]] = weeks["units"].to_numpy(dtype=np.float64)[inside]
    first = np.full(len(keys), n_weeks, dtype=np.int64)
    np.minimum.at(first, rows, np.maximum(columns, 0))
    sold[np.arange(n_weeks)[None, :] < first[:, None]] = np.nan
    stock_outs = _marked(outs, keys, first_week, n_weeks) & ~np.isnan(sold)
    recent = columns >= n_weeks - 52
    value = np.zeros(len(keys))
    np.add.at(value, rows[recent], weeks["net_sales"].to_numpy(dtype=np.float64)[recent])
    return DemandPanel(
        keys=keys.to_frame(index=False, name=["sku", "location"]),
        first_week=first_week,
        as_of=as_of,
        units=np.where(stock_outs, np.nan, sold),
        sold=sold,
        stock_outs=stock_outs,
        first_columns=first,
        yearly_net_sales=value,
    )


def _marked(outs: pd.DataFrame, keys: pd.Index, first_week: dt.date, n_weeks: int) -> BoolArray:
    marks = np.zeros((len(keys), n_weeks), dtype=np.bool_)
    rows = keys.get_indexer(pd.MultiIndex.from_frame(outs[["sku", "location"]]))
    columns = _column_of(outs["week"], first_week)
    inside = (rows >= 0) & (columns >= 0) & (columns < n_weeks)
    marks[rows[inside], columns[inside]] = True
    return marks


def _column_of(weeks: pd.Series, first_week: dt.date) -> IntArray:
    days = pd.to_datetime(weeks).to_numpy(dtype="datetime64[D]") - np.datetime64(first_week)
    columns: IntArray = days.astype(np.int64) // _DAYS
    return columns


def _monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _monday_after(as_of: dt.date) -> dt.date:
    """Monday after the last complete week."""
    return _monday_of(as_of + dt.timedelta(days=1))
