"""Days, weeks or months: how finely a period is drawn."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.i18n import N_
from core.metrics import By, Filters

GRAINS: Mapping[str, str] = {"day": N_("Days"), "week": N_("Weeks"), "month": N_("Months")}
"""Code and title of each."""

_MOST_DAYS, _MOST_DAYS_IN_WEEKS = 62, 400
_PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}


def usual_grain(filters: Filters, known_days: int) -> By:
    """Days up to two months, weeks up to a year, then months; known_days: what the store covers of it."""
    days = min(filters.days, known_days)
    if days <= _MOST_DAYS:
        return "day"
    return "week" if days <= _MOST_DAYS_IN_WEEKS else "month"


def has_part_at_edge(filters: Filters, grain: By) -> bool:
    """Whether the period begins or ends inside a week or month, so that the first or last point is low."""
    if grain == "day":
        return False
    first, last = (pd.Timestamp(day).to_period(_PERIODS[grain]) for day in (filters.start, filters.end))
    starts_inside = first.start_time.date() != filters.start
    return starts_inside or last.end_time.date() != filters.end
