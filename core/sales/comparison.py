"""Whether two periods can be compared at all."""

from __future__ import annotations

from core import coverage
from core.facts import Snapshot
from core.metrics import Filters

MOST_MISSING_SHARE = 0.1
"""Share of the days before the order files begin up to which a period still compares."""


def is_comparable(snapshot: Snapshot, before: Filters) -> bool:
    """The order files cover at least nine tenths of the period."""
    first_day = coverage.first_day(snapshot)
    if first_day is None:
        return False
    return (first_day - before.start).days <= before.days * MOST_MISSING_SHARE
