"""Sales of some places as a table of days: which of them had stock, and what a usual day sells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from core.demand.calendar import LISTED, Occurrence
from core.demand.sales_days import SalesDays, totals
from models.arrays import BoolArray, FloatArray, IntArray
from models.forecasting.censoring import censored_runs
from models.forecasting.spikes import window_sums

NEAR_DAYS = 56
"""Days on each side of a day that say what is usual there."""

_PEAK = 1.5
"""A location that sells so many times its usual has a peak."""
_PEAK_PHASES = frozenset({"on", "opening", "peak"})


@dataclass(frozen=True)
class Spans:
    """Spans of days: place, first and last column (m,), by place."""

    place: IntArray
    first: IntArray
    last: IntArray


class Days:
    """The days of all sales as columns, and what each location sold on them."""

    def __init__(self, sales: SalesDays) -> None:
        self.sales = sales
        self.first = np.datetime64(sales.first_day)
        self.n = (sales.last_day - sales.first_day).days + 1
        self.location = pd.factorize(sales.places["location"])[0].astype(np.int64)

    def columns(self, days: pd.Series[dt.date]) -> IntArray:
        """The column of each day, below 0 before the first one."""
        return (pd.to_datetime(days).to_numpy(dtype="datetime64[D]") - self.first).astype(np.int64)

    def spans(self, table: pd.DataFrame) -> Spans:
        """The part within the days of spans with the columns sku, location, from_day, to_day."""
        place = self.places_of(table)
        first = np.maximum(self.columns(table["from_day"]), 0)
        last = np.minimum(self.columns(table["to_day"]), self.n - 1)
        kept = (place >= 0) & (first <= last)
        order = np.argsort(place[kept], kind="stable")
        return Spans(place[kept][order], first[kept][order], last[kept][order])

    def places_of(self, table: pd.DataFrame) -> IntArray:
        """The place of each sku and location, -1 where it never sold."""
        known = pd.MultiIndex.from_frame(self.sales.places)
        names = pd.MultiIndex.from_frame(table[["sku", "location"]])
        return known.get_indexer(names).astype(np.int64)

    @cached_property
    def totals(self) -> FloatArray:
        """(n_locations, n_days) units that each location sold."""
        sales, n_locations = self.sales, int(self.location.max(initial=-1)) + 1
        kept = sales.inside
        entry = self.location[sales.place[sales.part[kept]]]
        column = (sales.day[kept] - self.first).astype(np.int64)
        flat = totals(entry * self.n + column, sales.units[kept], n=n_locations * self.n)
        return flat.reshape(n_locations, self.n)

    @cached_property
    def intensity(self) -> FloatArray:
        """(n_locations, n_days) what each location sells against its mean of the four weeks around."""
        return _against_usual(self.totals)

    def streamed(self, calendar: Collection[Occurrence]) -> BoolArray:
        """(n_days,) a livestream was on, or the day after it."""
        return self._touched([one for one in calendar if one.family == "livestream"], more=1)

    def explained(self, calendar: Collection[Occurrence]) -> BoolArray:
        """(n_days,) days at the heart of an event."""
        return self._touched(
            [
                one
                for one in calendar
                if one.family not in ("closure", "livestream")
                and (one.phase in _PEAK_PHASES or one.source == LISTED)
                and one.phase != "after"
            ]
        )

    def _touched(self, calendar: Collection[Occurrence], more: int = 0) -> BoolArray:
        touched = np.zeros(self.n, dtype=np.bool_)
        for one in calendar:
            begin = int((np.datetime64(one.first_day) - self.first).astype(np.int64))
            end = int((np.datetime64(one.last_day) - self.first).astype(np.int64)) + 1 + more
            touched[max(begin, 0) : max(end, 0)] = True
        return touched


@dataclass(frozen=True)
class DayGrid:
    """Days of some places, arrays (n_places, n_days).

    rows: which places. units: sold. begun: from the first sale on. out: without stock by counts. weak:
    without stock, to judge by the pattern of sales alone where no count says anything.
    """

    rows: IntArray
    location: IntArray
    units: FloatArray
    begun: BoolArray
    out: BoolArray
    weak: BoolArray

    @classmethod
    def of(cls, days: Days, rows: IntArray, *, without_stock: Spans, counted: Spans) -> DayGrid:
        """The grid of some places (rising and without a gap)."""
        units = days.sales.by_place(rows)
        first = (days.sales.first_sales()[rows] - days.first).astype(np.int64)
        begun = np.arange(days.n)[None, :] >= first[:, None]
        location = days.location[rows]
        out = _mask(without_stock, rows, days.n) & (units == 0)
        uncounted = np.where(begun & ~_mask(counted, rows, days.n), units, np.nan)
        weak = _censored(uncounted, location, days.intensity) & (uncounted == 0)
        return cls(rows, location, units, begun, out, weak)

    def peaks_of_others(self, days: Days) -> BoolArray:
        """Days on which the rest of a place's location sells far more than usual: nobody's own spike."""
        return _against_usual(days.totals[self.location] - self.units) > _PEAK

    @property
    def open(self) -> BoolArray:
        """Days on which demand could be seen."""
        return self.begun & ~self.out & ~self.weak


def _against_usual(units: FloatArray) -> FloatArray:
    """Each day against the mean of the four weeks around, 1 where nothing sold in them."""
    usual, seen = window_sums(units, 14), window_sums(np.ones((1, units.shape[1])), 14)
    share: FloatArray = np.divide(units * seen, usual, out=np.ones_like(units), where=usual > 1e-9)
    return share


def _censored(units: FloatArray, location: IntArray, intensity: FloatArray) -> BoolArray:
    weak = np.zeros(units.shape, dtype=np.bool_)
    for number in np.unique(location):
        own = np.flatnonzero(location == number)
        runs = censored_runs(units[own], intensity=intensity[number])
        for row, first, last in zip(own[runs.series], runs.first, runs.last, strict=True):
            weak[row, first : last + 1] = True
    return weak


def _mask(spans: Spans, rows: IntArray, n_days: int) -> BoolArray:
    begin, end = np.searchsorted(spans.place, [rows[0], rows[-1] + 1])
    change = np.zeros((rows.size, n_days + 1), dtype=np.int64)
    row = spans.place[begin:end] - rows[0]
    np.add.at(change, (row, spans.first[begin:end]), 1)
    np.add.at(change, (row, spans.last[begin:end] + 1), -1)
    mask: BoolArray = np.cumsum(change, axis=1)[:, :-1] > 0
    return mask
