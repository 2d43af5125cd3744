"""What a figure is asked for: a period, a part of the shop, and how refunds and repeated rows count."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

Repeats = Literal["keep", "drop"]
RefundBasis = Literal["cash", "cohort"]
By = Literal[
    "day", "week", "month", "channel", "category", "brand", "sku", "country", "region", "location", "buyer"
]  # fmt: skip
"""What a figure is split by. buyer: "new" where the first paid order lies in the period or after it,
"returning" before it, "" where nobody is known."""

TIME: tuple[By, ...] = ("day", "week", "month")
"""The parts of a calendar, complete in every series."""

SAME_WEEKDAYS = dt.timedelta(days=364)
_SHORT_DAYS = 31


@dataclass(frozen=True)
class Filters:
    """start, end: business days, both counted. An empty tuple means all.

    categories: a category also takes those below it ("Tea" takes "Tea > Green").
    repeats: whether identical rows of one file count each ("keep") or once ("drop").
    refund_basis: refunds by the day of the refund ("cash") or of the refunded order's payment ("cohort").
    """

    start: dt.date
    end: dt.date
    channels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    repeats: Repeats = "keep"
    refund_basis: RefundBasis = "cash"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"end must not be before start: {self.start} to {self.end}")

    @property
    def days(self) -> int:
        """Length of the period.

        >>> Filters(dt.date(2026, 2, 1), dt.date(2026, 2, 28)).days
        28
        """
        return (self.end - self.start).days + 1

    @property
    def is_whole_months(self) -> bool:
        return self.start.day == 1 and (self.end + dt.timedelta(days=1)).day == 1

    def previous_period(self) -> Filters:
        """The same filters for the period right before: as many whole months, else as many days.

        >>> march = Filters(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
        >>> str(march.previous_period().start), str(march.previous_period().end)
        ('2026-02-01', '2026-02-28')
        """
        end = self.start - dt.timedelta(days=1)
        if self.is_whole_months:
            months = 12 * (self.end.year - self.start.year) + self.end.month - self.start.month + 1
            return replace(self, start=_months_later(self.start, -months), end=end)
        return replace(self, start=self.start - dt.timedelta(days=self.days), end=end)

    def year_before(self) -> Filters:
        """The same filters a year earlier.

        Whole months: the same months. Other periods up to 31 days: 364 days earlier, so that weekdays
        meet weekdays. Longer ones: the same dates.

        >>> week = Filters(dt.date(2026, 11, 9), dt.date(2026, 11, 15))
        >>> str(week.year_before().start)
        '2025-11-10'
        """
        if not self.is_whole_months and self.days <= _SHORT_DAYS:
            return replace(self, start=self.start - SAME_WEEKDAYS, end=self.end - SAME_WEEKDAYS)
        end = _months_later(self.end, -12)
        if self.is_whole_months:
            end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
        return replace(self, start=_months_later(self.start, -12), end=end)


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
