"""What the store covers: which channels sell, from which day on, and how fresh it is."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from core.facts import Snapshot


def channels(snapshot: Snapshot) -> list[str]:
    """The channels that have orders, in the order of their names."""
    found = snapshot.frame("SELECT DISTINCT channel FROM lake.mart.channel_days ORDER BY channel")
    return [str(name) for name in found["channel"]]


@lru_cache(maxsize=4)
def first_day(snapshot: Snapshot) -> dt.date | None:
    """The first business day with an order, or None while there is none."""
    found = snapshot.value("SELECT min(day) FROM lake.mart.channel_days")
    return found if isinstance(found, dt.date) else None


def newest_import_at(snapshot: Snapshot) -> dt.datetime | None:
    """When the last file was loaded (UTC), or None while there is none."""
    found = snapshot.value("SELECT max(imported_at) FROM lake.meta.imports WHERE state = 'active'")
    return found if isinstance(found, dt.datetime) else None
