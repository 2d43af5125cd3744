"""Sales of days added up to the periods of the series that a panel holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from core.demand.evidence import Evidence
from core.demand.products import Products
from core.demand.sales_days import SalesDays, totals
from core.demand.steps import Calendar, DayArray, weekday_weights
from models.arrays import BoolArray, FloatArray, IntArray

Grain = Literal["sku_location", "sku", "sku_channel", "category"]
GRAINS: dict[Grain, tuple[str, ...]] = {
    "sku_location": ("sku", "location"),
    "sku": ("sku",),
    "sku_channel": ("sku", "channel"),
    "category": ("category",),
}
"""Levels of series and the columns that name one."""

LAUNCH_HOLDS_DAYS = 56
"""A launch begins a series that first sold within so many days of it; later it says nothing of this place."""

NO_END = 10**6
"""Column after the last one of a series that goes on."""


@dataclass(frozen=True)
class Series:
    """The series of one grain.

    keys: one row each. of_part: (n_parts,) the series of each part of the sales. group: (n_series,) place of
    its category in categories, -1 for none. first, after: period numbers of the first column and of the
    one after the last.
    """

    keys: pd.DataFrame
    of_part: IntArray
    group: IntArray
    categories: tuple[str, ...]
    sales: SalesDays
    products: Products
    calendar: Calendar
    first: int
    after: int

    @classmethod
    def of(
        cls, sales: SalesDays, products: Products, *, grain: Grain, calendar: Calendar, first: int, after: int
    ) -> Series:
        """The series of a grain, by its names."""
        parts = sales.parts.assign(category=products.category_of(sales.parts["sku"]))
        names = pd.MultiIndex.from_frame(parts[list(GRAINS[grain])])
        found = names.unique().sort_values()
        keys = found.to_frame(index=False, name=list(GRAINS[grain]))
        categories = sorted(set(parts["category"]) - {""})
        of_part = found.get_indexer(names).astype(np.int64)
        group = np.full(len(keys), -1, dtype=np.int64)
        group[of_part] = pd.Index(categories).get_indexer(parts["category"])
        return cls(keys, of_part, group, tuple(categories), sales, products, calendar, first, after)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of series and of periods."""
        return len(self.keys), self.after - self.first

    def columns_of(self, days: DayArray) -> IntArray:
        """The column of each day; below 0 before the first one."""
        return self.calendar.index_of(days) - self.first

    def sold(self) -> FloatArray:
        """Units of each series and period."""
        inside = self.sales.inside
        return self._sums(self.of_part[self.sales.part], self.sales.day, self.sales.units * inside)

    def added_up(self, rows: pd.DataFrame) -> FloatArray:
        """Units of other rows (sku, location, channel, day, units) by series and period."""
        named = rows.assign(category=self.products.category_of(rows["sku"]))
        known = pd.MultiIndex.from_frame(self.keys)
        series = known.get_indexer(pd.MultiIndex.from_frame(named[list(self.keys.columns)])).astype(np.int64)
        days = pd.to_datetime(rows["day"]).to_numpy(dtype="datetime64[D]")
        return self._sums(series, days, rows["units"].to_numpy(dtype=np.float64))

    def taken_out(self, findings: pd.DataFrame) -> FloatArray:
        """Units by series and period that findings take out of the level."""
        left_out = findings[~findings["is_counted"].astype(np.bool_)]
        taken = (left_out["units"] - left_out["usual_units"]).to_numpy(dtype=np.float64)
        days = pd.to_datetime(left_out["day"]).to_numpy(dtype="datetime64[D]")
        whole = (left_out["channel"] == "").to_numpy(dtype=np.bool_)
        known = pd.MultiIndex.from_frame(self.sales.parts)
        names = pd.MultiIndex.from_frame(left_out[["sku", "location", "channel"]])
        part = known.get_indexer(names).astype(np.int64)
        series = np.where(part >= 0, self.of_part[part], -1) if len(self.of_part) else part
        of_parts = self._sums(series[~whole], days[~whole], taken[~whole])
        return of_parts + self._taken_from_days(left_out[whole], days[whole], taken[whole])

    def _taken_from_days(self, findings: pd.DataFrame, days: DayArray, taken: FloatArray) -> FloatArray:
        """What concerns a whole day of a place comes from its channels as they sold on it."""
        sales = self.sales
        known = pd.MultiIndex.from_frame(sales.places)
        place = known.get_indexer(pd.MultiIndex.from_frame(findings[["sku", "location"]])).astype(np.int64)
        named = np.unique(_place_days(place, days))
        entry = _place_days(sales.place[sales.part], sales.day)
        here = np.flatnonzero(np.isin(entry, named))
        slot = np.searchsorted(named, entry[here])
        of_day = totals(slot, sales.units[here], n=named.size)
        wanted = totals(np.searchsorted(named, _place_days(place, days)), taken, n=named.size)
        share = np.divide(wanted, of_day, out=np.zeros(named.size), where=of_day > 0)
        return self._sums(self.of_part[sales.part[here]], sales.day[here], sales.units[here] * share[slot])

    def closed(self, evidence: Evidence) -> tuple[FloatArray, BoolArray]:
        """The part of each period that had no stock, 0 to 1, and whether that is only inferred.

        Days count by their weekday's weight, places by their share of what the series sold.
        """
        days: DayArray = np.datetime64(self.sales.first_day) + np.arange(self._n_days())
        weights = weekday_weights(self.sales.day[self.sales.inside], self.sales.units[self.sales.inside])
        of_day = weights[_weekday(days)]
        period = totals(self.columns_of(days), of_day, n=self.shape[1])
        series, place, share = self._place_shares()
        begin = np.searchsorted(place, evidence.out_place)
        end = np.searchsorted(place, evidence.out_place, "right")
        times = end - begin
        offset = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        pair = np.repeat(begin, times) + offset
        day = np.repeat(evidence.out_day, times)
        column = self.columns_of(day)
        weight = share[pair] * weights[_weekday(day)] / period[column]
        closed = self._flat_sums(series[pair], column, weight)
        weak = self._flat_sums(series[pair], column, np.repeat(evidence.out_weak, times).astype(np.float64))
        return np.minimum(closed, 1.0), weak > 0

    def first_columns(self) -> IntArray:
        """The column of the first sale of each series, or of its launch not long before.

        What was never sold begins after the last column, with its launch where that is known.
        """
        n_series = self.shape[0]
        first = np.full(n_series, np.datetime64(self.sales.last_day) + 1, dtype="datetime64[D]")
        np.minimum.at(first, self.of_part[self.sales.part], self.sales.day)
        if "sku" in self.keys:
            launch = self.products.launched_on(self.keys["sku"])
            waited = (first - launch).astype("timedelta64[D]")
            near = (waited >= np.timedelta64(0, "D")) & (waited <= np.timedelta64(LAUNCH_HOLDS_DAYS, "D"))
            unsold = first > np.datetime64(self.sales.last_day)
            ahead = unsold & (launch > np.datetime64(self.sales.last_day))
            first = np.where(near | ahead, launch, first)
        return np.maximum(self.columns_of(first), 0)

    def last_columns(self) -> IntArray:
        """The first column after the end of sale of each series."""
        n_series, n_periods = self.shape
        last = np.full(n_series, NO_END, dtype=np.int64)
        if "sku" not in self.keys:
            return last
        ends = self.products.ends_on(self.keys["sku"])
        known = ~np.isnat(ends)
        last[known] = np.maximum(self.columns_of(ends[known]) + 1, 0)
        gone = self.products.has_ended(self.keys["sku"])
        return np.where(gone, np.minimum(last, n_periods), last)

    def yearly_net_sales(self) -> FloatArray:
        """Net sales of the last 52 weeks, display currency."""
        recent = self.sales.day > np.datetime64(self.sales.last_day) - 364
        series = self.of_part[self.sales.part[recent]]
        return totals(series, self.sales.net_sales[recent], n=self.shape[0])

    def unit_value(self) -> FloatArray:
        """Net sales of one unit, above 0; the catalogue's median where a series has none."""
        series, n = self.of_part[self.sales.part], self.shape[0]
        money, units = totals(series, self.sales.net_sales, n=n), totals(series, self.sales.units, n=n)
        value = np.divide(money, units, out=np.zeros(n), where=units > 0)
        usual = float(np.median(value[value > 0])) if (value > 0).any() else 1.0
        return np.where(value > 0, value, usual)

    def _n_days(self) -> int:
        return (self.sales.last_day - self.sales.first_day).days + 1

    def _place_shares(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Every series and place of it, by place, with the place's share of what the series sold."""
        n_series = self.shape[0]
        sold = totals(self.sales.part, self.sales.units, n=len(self.of_part))
        pair, slot = np.unique(self.sales.place * n_series + self.of_part, return_inverse=True)
        units = totals(slot, sold, n=pair.size)
        place, series = np.divmod(pair, max(n_series, 1))
        total = totals(series, units, n=n_series)
        return series, place, units / np.maximum(total[series], 1e-12)

    def _sums(self, series: IntArray, days: DayArray, values: FloatArray) -> FloatArray:
        return self._flat_sums(series, self.columns_of(days), values)

    def _flat_sums(self, series: IntArray, column: IntArray, values: FloatArray) -> FloatArray:
        n_series, n_periods = self.shape
        kept = (series >= 0) & (column >= 0) & (column < n_periods)
        flat = series[kept] * n_periods + column[kept]
        return totals(flat, values[kept], n=n_series * n_periods).reshape(n_series, n_periods)


def _place_days(place: IntArray, days: DayArray) -> IntArray:
    """One number for each place and day."""
    return place * 1_000_000 + days.astype(np.int64)


def _weekday(days: DayArray) -> IntArray:
    return (days.astype(np.int64) + 3) % 7
