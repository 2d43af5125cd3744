"""Days, weeks and months as numbered periods: which one a day lies in, where it begins, its season.

Periods are numbered on calendars that do not move: days since 1970-01-01, weeks since the first week of 1970,
months since January 1970.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.arrays import FloatArray, IntArray
from models.forecasting.panel import Season

Step = Literal["D", "W", "M"]
DayArray = NDArray[np.datetime64]

LONGEST: dict[Step, int] = {"D": 1092, "W": 156, "M": 60}
"""Periods that are read: three years of days and weeks show every season twice and more, five of months."""

WEEK_START = "week_start"
"""The lake's parameter that names the first day of the shop's week: monday (default) to sunday."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_EPOCH_WEEKDAY = 3  # 1970-01-01 was a Thursday


@dataclass(frozen=True)
class Calendar:
    """One way to cut time. step: D, W or M. week_start: 0 for Monday to 6 for Sunday, where step is W."""

    step: Step
    week_start: int = 0

    def index_of(self, days: ArrayLike | dt.date | Sequence[dt.date]) -> IntArray:
        """The number of the period that each day lies in.

        >>> Calendar("W").index_of(["2026-01-04", "2026-01-05"]).tolist()
        [2922, 2923]
        """
        given = np.asarray(days, dtype="datetime64[D]")
        if self.step == "M":
            return given.astype("datetime64[M]").astype(np.int64)
        number = given.astype(np.int64)
        return number if self.step == "D" else (number + _EPOCH_WEEKDAY - self.week_start) // 7

    def starts(self, indices: ArrayLike) -> DayArray:
        """The first day of each period.

        >>> Calendar("W", week_start=6).starts([2922]).tolist()
        [datetime.date(2026, 1, 4)]
        """
        number = np.asarray(indices, dtype=np.int64)
        if self.step == "M":
            return number.astype("datetime64[M]").astype("datetime64[D]")
        days = number if self.step == "D" else number * 7 - _EPOCH_WEEKDAY + self.week_start
        return days.astype("datetime64[D]")

    def start(self, index: int) -> dt.date:
        """The first day of one period."""
        return cast(dt.date, self.starts([index])[0].item())

    def lengths(self, indices: ArrayLike) -> IntArray:
        """Days of each period."""
        number = np.asarray(indices, dtype=np.int64)
        return (self.starts(number + 1) - self.starts(number)).astype(np.int64)

    def complete(self, begins: dt.date, ends: dt.date) -> tuple[int, int]:
        """First period that lies wholly in these days, and the one after the last; at most LONGEST."""
        first = int(self.index_of(begins))
        if self.start(first) < begins:
            first += 1
        after = int(self.index_of(ends + dt.timedelta(days=1)))
        return max(first, after - LONGEST[self.step]), max(after, first)

    def seasons(self, first: int, count: int) -> tuple[Season, ...]:
        """The rhythms of the calendar for count periods from the period `first` on.

        Days: of the week and week of the year; weeks: of the year, by their middle day; months: of the year.
        """
        number = first + np.arange(count, dtype=np.int64)
        starts = self.starts(number)
        if self.step == "M":
            return (Season("month", 12, number % 12),)
        if self.step == "W":
            return (Season("week_of_year", 52, _week_of_year(starts + np.timedelta64(3, "D"))),)
        weekday = (number + _EPOCH_WEEKDAY) % 7
        return Season("day_of_week", 7, weekday), Season("week_of_year", 52, _week_of_year(starts))


def _week_of_year(days: DayArray) -> IntArray:
    """0 to 51: whole weeks since New Year; the last days of a year belong to week 51."""
    since = (days - days.astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
    week: IntArray = np.minimum(since // 7, 51)
    return week


def weekday_weights(days: DayArray, units: FloatArray) -> FloatArray:
    """How much a shop sells on each weekday, Monday first, as a share of its mean day.

    days, units: what was sold when. Few units leave every day alike: 500 units spread evenly are added.

    >>> weekday_weights(np.array(["2026-01-05"], dtype="datetime64[D]"), np.array([0.0])).tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    """
    weekday = (days.astype("datetime64[D]").astype(np.int64) + _EPOCH_WEEKDAY) % 7
    sums = np.bincount(weekday, weights=units, minlength=7) + _EVEN_UNITS / 7
    weights: FloatArray = sums / sums.mean()
    return weights


_EVEN_UNITS = 500.0
