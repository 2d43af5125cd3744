"""The stretches of days that people ask about, and what each is compared with.

Codes are the same in every language, because they stand in addresses that people share.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.i18n import N_

EARLIEST = dt.date(1990, 1, 1)
"""Where "all days" begin: before any shop's export."""

PERIODS: Mapping[str, str] = {
    "last_7_days": N_("Last 7 days"),
    "last_30_days": N_("Last 30 days"),
    "this_month": N_("This month"),
    "last_month": N_("Last month"),
    "last_365_days": N_("Last 365 days"),
    "all": N_("All days"),
    "custom": N_("From … to …"),
}
"""Code and title of each choice."""

COMPARISONS: Mapping[str, str] = {
    "previous": N_("the period before"),
    "year_before": N_("the year before"),
}

_LAST_DAYS = {"last_7_days": 7, "last_30_days": 30, "last_365_days": 365}


@dataclass(frozen=True)
class Period:
    """Days from start to end, both included."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period ends on or after the day it starts")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def resolve(code: str, as_of: dt.date, *, start: dt.date | None = None, end: dt.date | None = None) -> Period:
    """The days that a choice means when the last complete day is `as_of`.

    start, end: for "custom"; missing or turned around, they are put right.
    Raises KeyError for an unknown code.

    >>> resolve("last_7_days", dt.date(2026, 3, 10))
    Period(start=datetime.date(2026, 3, 4), end=datetime.date(2026, 3, 10))
    """
    if code in _LAST_DAYS:
        return Period(as_of - dt.timedelta(days=_LAST_DAYS[code] - 1), as_of)
    if code == "this_month":
        return Period(as_of.replace(day=1), as_of)
    if code == "last_month":
        last = as_of.replace(day=1) - dt.timedelta(days=1)
        return Period(last.replace(day=1), last)
    if code == "custom":
        first, last = sorted((start or as_of, end or as_of))
        return Period(first, last)
    if code == "all":
        return Period(min(EARLIEST, as_of), as_of)
    raise KeyError(code)


def compared(period: Period, how: str) -> Period:
    """The period to compare with: as many days just before, or the same days a year before.

    Whole months are compared with whole months: March with February, not with the 31 days before.
    """
    if how == "year_before":
        return Period(_year_before(period.start), _year_before(period.end))
    if _is_whole_month(period):
        last = period.start - dt.timedelta(days=1)
        return Period(last.replace(day=1), last)
    if period.start <= EARLIEST:
        return period
    return Period(period.start - dt.timedelta(days=period.days), period.start - dt.timedelta(days=1))


def _is_whole_month(period: Period) -> bool:
    last_day = calendar.monthrange(period.start.year, period.start.month)[1]
    return period.start.day == 1 and period.end == period.start.replace(day=last_day)


def _year_before(day: dt.date) -> dt.date:
    last_day = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last_day))
