"""Festivals and shopping days that move retail demand, with their windows before and after.

Dates of the lunar calendar are those of the package holidays, 2015 to 2040 (a test compares). Easter:
anonymous Gregorian algorithm (Meeus 1991, ch. 8). What a shop's own list says about a family and year comes
first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 2015, 2040

_SPRING_FESTIVAL = (
    "0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 "
    "0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 0212"
)
_DRAGON_BOAT = (
    "0620 0609 0530 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 "
    "0528 0616 0605 0624 0612 0601 0620 0610 0530 0618 0607 0527 0614"
)
_MID_AUTUMN = (
    "0927 0915 1004 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 "
    "1003 0922 0912 1001 0919 0908 0927 0916 1004 0924 0913 1002 0920"
)


@dataclass(frozen=True)
class Phase:
    """A part of an event. first, last: days after the event's first day, signed."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Festival:
    """A recurring event. family: as in schema.EVENTS where it stands there. countries: where it is kept."""

    family: str
    countries: frozenset[str]
    day: Callable[[int], dt.date]
    phases: tuple[Phase, ...]


def lunar(days: str) -> Callable[[int], dt.date]:
    """The day in each year of a festival of the lunar calendar."""

    def day(year: int) -> dt.date:
        text = days.split()[year - FIRST_YEAR]
        return dt.date(year, int(text[:2]), int(text[2:]))

    return day


def fixed(month: int, day: int) -> Callable[[int], dt.date]:
    """The same day of every year."""
    return lambda year: dt.date(year, month, day)


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches.

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def black_friday(year: int) -> dt.date:
    """The day after the fourth Thursday of November.

    >>> black_friday(2026)
    datetime.date(2026, 11, 27)
    """
    first = dt.date(year, 11, 1)
    return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 22)


_CHINESE = frozenset({"CN", "HK", "TW", "MO", "SG", "MY"})
_MAINLAND = frozenset({"CN"})
_WESTERN = frozenset({
    "US", "CA", "GB", "IE", "DE", "FR", "ES", "IT", "PT", "NL", "BE", "AT", "CH", "LU", "SE", "NO", "DK",
    "FI", "PL", "CZ", "SK", "HU", "RO", "BG", "GR", "HR", "SI", "EE", "LV", "LT", "AU", "NZ", "BR", "MX",
})  # fmt: skip
_CHRISTIAN = _WESTERN | {"ZA", "PH"}

FESTIVALS: tuple[Festival, ...] = (
    Festival(
        "spring_festival",
        _CHINESE,
        lunar(_SPRING_FESTIVAL),
        (
            Phase("four_weeks_before", -28, -15), Phase("two_weeks_before", -14, -8),
            Phase("week_before", -7, -1), Phase("on", 0, 6), Phase("after", 7, 13),
        ),
    ),
    Festival("dragon_boat", _CHINESE, lunar(_DRAGON_BOAT), (Phase("before", -10, -1), Phase("on", 0, 2))),
    Festival("mid_autumn", _CHINESE, lunar(_MID_AUTUMN), (Phase("before", -14, -1), Phase("on", 0, 2))),
    Festival("national_day", _MAINLAND, fixed(10, 1), (Phase("before", -5, -1), Phase("on", 0, 6))),
    Festival(
        "618",
        _MAINLAND,
        fixed(6, 1),
        (Phase("opening", 0, 0), Phase("run", 1, 14), Phase("peak", 15, 17), Phase("close", 18, 19),
         Phase("after", 20, 29)),
    ),
    Festival(
        "11.11",
        _MAINLAND,
        fixed(11, 1),
        (Phase("deposits", -8, -1), Phase("opening", 0, 2), Phase("run", 3, 8), Phase("peak", 9, 10),
         Phase("after", 11, 24)),
    ),
    Festival("12.12", _MAINLAND, fixed(12, 12), (Phase("peak", -2, 0), Phase("after", 1, 5))),
    Festival(
        "black_friday",
        _WESTERN,
        black_friday,
        (Phase("before", -7, -1), Phase("on", 0, 3), Phase("after", 4, 9)),
    ),
    Festival(
        "christmas",
        _CHRISTIAN,
        fixed(12, 24),
        (Phase("three_weeks_before", -23, -10), Phase("last_days", -9, -1), Phase("on", 0, 2),
         Phase("after", 3, 7)),
    ),
    Festival("easter", _CHRISTIAN, easter, (Phase("before", -10, -3), Phase("on", -2, 1))),
)  # fmt: skip

PHASES_OF_LISTED: Mapping[str, tuple[Phase, ...]] = {
    "spring_festival": FESTIVALS[0].phases,
    "618": (Phase("before", -7, -1),),
    "11.11": (Phase("before", -7, -1),),
    "black_friday": (Phase("before", -7, -1),),
}
"""What comes before an event that a shop lists as one row, by days after its first day; spring_festival is
known by its first day alone."""

DAYS_AFTER: Mapping[str, int] = {"618": 10, "11.11": 14, "black_friday": 6, "own_promotion": 7, "campaign": 7}
"""Days after a listed event in which its echo is looked for."""
