"""Forecasts of all SKUs and locations: as arrays to decide from, and as tables to keep.

`Forecasts` is the one shape: made from a demand panel, or read back from the published results. Weeks begin
on Monday; a window of days begins on any day, and weeks count by their fraction.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from models.arrays import FloatArray, IntArray
from models.forecasting import ResidualPool, window_quantiles

_DAYS = 7.0


@dataclass(frozen=True)
class Forecasts:
    """What is expected of each SKU and location, week by week, and how far it may miss.

    table: one row per series, RangeIndex, the order of all arrays: sku, location, first_week, method,
        fallback, demand_class, error, errors (JSON), bias, value (net sales of the last 52 weeks),
        known_weeks, recent_known_weeks, recent_units (both of the last 26 weeks), yearly_units.
    next_week: Monday of the first forecast week.
    mean: (n_series, horizon) units per week. residual_paths: (n_series, n_origins, horizon), NaN unknown.
    """

    table: pd.DataFrame
    next_week: dt.date
    mean: FloatArray
    residual_paths: FloatArray
    pool: ResidualPool

    def rows_of(self, keys: pd.DataFrame) -> IntArray:
        """The row of each sku and location of keys, -1 where nothing is forecast."""
        known = pd.MultiIndex.from_frame(self.table[["sku", "location"]])
        return known.get_indexer(pd.MultiIndex.from_frame(keys[["sku", "location"]])).astype(np.int64)

    def of(self, rows: ArrayLike) -> Forecasts:
        """The forecasts of some series, in the order of rows."""
        chosen = np.asarray(rows)
        return Forecasts(
            self.table.iloc[chosen].reset_index(drop=True),
            self.next_week,
            self.mean[chosen],
            self.residual_paths[chosen],
            self.pool.of(chosen),
        )

    def from_day(self, day: dt.date) -> Forecasts:
        """The same forecasts, their first week beginning on this day, not before next_week."""
        elapsed = (day - self.next_week).days / _DAYS
        if elapsed <= 0:
            return self
        whole, part = divmod(elapsed, 1.0)
        steps = np.arange(self.mean.shape[1]) + int(whole)
        last = self.mean.shape[1] - 1
        now, then = self.mean[:, np.minimum(steps, last)], self.mean[:, np.minimum(steps + 1, last)]
        return replace(self, next_week=day, mean=(1 - part) * now + part * then)

    def expected_units(self, days: ArrayLike) -> FloatArray:
        """Expected demand of the next days, from 0 on: (n_series,) for one value per series or for all."""
        weeks = np.broadcast_to(np.asarray(days, dtype=np.float64) / _DAYS, self.mean.shape[:1])
        mean = self._long_enough(weeks).mean
        covered = np.clip(weeks[:, None] - np.arange(mean.shape[1]), 0.0, 1.0)
        units: FloatArray = (mean * covered).sum(axis=1)
        return units

    def demand_quantiles(self, days: ArrayLike, levels: ArrayLike) -> FloatArray:
        """Quantiles of the sum of demand over the next days: (n_series, n_levels), units.

        days: length of the window, above 0, one or one per series. levels: above 0 and below 1, rising.
        """
        weeks = np.broadcast_to(np.asarray(days, dtype=np.float64) / _DAYS, self.mean.shape[:1])
        if not len(self.table):
            return np.zeros((0, np.size(levels)))
        long = self._long_enough(weeks)
        return window_quantiles(long.mean, long.residual_paths, levels, periods=weeks, pool=long.pool)

    def daily_means(self, n_days: int) -> FloatArray:
        """Expected demand of each of the next days: (n_series, n_days), each week spread evenly."""
        mean = self._long_enough(np.array([n_days / _DAYS])).mean
        weeks = np.arange(n_days) // int(_DAYS)
        daily: FloatArray = mean[:, weeks] / _DAYS
        return daily

    def _long_enough(self, weeks: FloatArray) -> Forecasts:
        """Carried on beyond the horizon where a window is longer: the last mean, the misses once more."""
        missing = int(np.ceil(weeks.max(initial=1.0))) - self.mean.shape[1]
        if missing <= 0:
            return self
        wider = ((0, 0), (0, 0), (0, missing))
        return replace(
            self,
            mean=np.pad(self.mean, ((0, 0), (0, missing)), mode="edge"),
            residual_paths=np.pad(self.residual_paths, wider, mode="wrap"),
            pool=replace(self.pool, paths=np.pad(self.pool.paths, wider, mode="wrap")),
        )
