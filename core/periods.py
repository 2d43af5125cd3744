"""The stretches of days that people ask about.

Codes are the same in every language, because they stand in addresses that people share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

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
    "custom": N_("Chosen days"),
}
"""Code and title of each choice."""

_LAST_DAYS = {"last_7_days": 7, "last_30_days": 30, "last_365_days": 365}


def resolve(
    code: str, as_of: dt.date, *, start: dt.date | None = None, end: dt.date | None = None
) -> tuple[dt.date, dt.date]:
    """First and last day that a choice means when the last complete day is `as_of`; both are included.

    start, end: for "custom"; missing ones are `as_of`, and the wrong way round they are turned.
    Raises KeyError for an unknown code.

    >>> first, last = resolve("last_7_days", dt.date(2026, 3, 10))
    >>> first.isoformat(), last.isoformat()
    ('2026-03-04', '2026-03-10')
    """
    if code in _LAST_DAYS:
        return as_of - dt.timedelta(days=_LAST_DAYS[code] - 1), as_of
    if code == "this_month":
        return as_of.replace(day=1), as_of
    if code == "last_month":
        # On its last day a month is complete: it is the last one.
        last = (as_of + dt.timedelta(days=1)).replace(day=1) - dt.timedelta(days=1)
        return last.replace(day=1), last
    if code == "custom":
        first, last = sorted((start or as_of, end or as_of))
        return first, last
    if code == "all":
        return min(EARLIEST, as_of), as_of
    raise KeyError(code)
