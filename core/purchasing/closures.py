"""Days on which suppliers are closed: a lead time counts the open days only."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from core.facts import Snapshot
from models.arrays import FloatArray
from models.inventory import OpenDays

CLOSURES = {"supplier_id": "object", "starts_on": "datetime64[ns]", "ends_on": "datetime64[ns]"}
"""One row per closure, both days within it."""

MOST_CLOSED_SHARE = 0.25

_CLOSURES = """
SELECT supplier_id, starts_on::TIMESTAMP AS starts_on, coalesce(ends_on, starts_on)::TIMESTAMP AS ends_on
FROM lake.current.supplier_closures
WHERE starts_on IS NOT NULL AND coalesce(ends_on, starts_on) >= starts_on ORDER BY supplier_id, starts_on
"""
_DAY_ONE = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True)
class Closures:
    """table: CLOSURES."""

    table: pd.DataFrame

    def of(self, supplier_ids: pd.Series[str]) -> OpenDays:
        """The open days of each row's supplier, counted as days since 1970."""
        return self._open_days.of(self._suppliers.get_indexer(pd.Index(supplier_ids)).astype(np.int64))

    def that_held(self, supplier_ids: pd.Series[str], came_on: pd.Series[pd.Timestamp]) -> Closures:
        """Without the closures on whose days goods came: they were none, or the goods were on their way.

        supplier_ids, came_on: of every arrival, in one order.
        """
        came = pd.DataFrame({"supplier_id": supplier_ids.to_numpy(), "came_on": came_on.to_numpy()})
        own = self.table.reset_index().merge(came.drop_duplicates(), on="supplier_id")
        broken = own[(own["came_on"] >= own["starts_on"]) & (own["came_on"] <= own["ends_on"])]
        return Closures(self.table[~self.table.index.isin(broken["index"])].reset_index(drop=True))

    def needed_days(
        self, supplier_ids: pd.Series[str], first: pd.Series[pd.Timestamp], last: pd.Series[pd.Timestamp]
    ) -> pd.Series[float]:
        """Open days from order to arrival: the lead time that it took.

        NaN where the supplier was closed for more than MOST_CLOSED_SHARE of them: what a supplier does before
        and after a long closure does not tell what it needs in the rest of the year.
        """
        begin, end = day_numbers(first), day_numbers(last)
        days = self.of(supplier_ids).between(begin, end)
        told = np.where((end - begin) - days > MOST_CLOSED_SHARE * (end - begin), np.nan, days)
        return pd.Series(told, index=supplier_ids.index)

    def told(self, supplier_ids: pd.Series[str], first: dt.date, last: pd.Series[pd.Timestamp]) -> list[str]:
        """The closures of each row's supplier that touch the days from first to last, as JSON pairs of days;
        '' without one."""
        spans: dict[str, list[tuple[pd.Timestamp, pd.Timestamp]]] = {}
        later = self.table[self.table["ends_on"] >= pd.Timestamp(first)]
        for name, starts_on, ends_on in later[list(CLOSURES)].itertuples(index=False, name=None):
            spans.setdefault(name, []).append((starts_on, ends_on))
        rows = zip(supplier_ids, last, strict=True)
        return [_as_text(spans[name], until) if name in spans else "" for name, until in rows]

    @cached_property
    def _suppliers(self) -> pd.Index[str]:
        return pd.Index(self.table["supplier_id"].unique())

    @cached_property
    def _open_days(self) -> OpenDays:
        owner = self._suppliers.get_indexer(pd.Index(self.table["supplier_id"])).tolist()
        first, last = (day_numbers(self.table[name]).tolist() for name in ("starts_on", "ends_on"))
        spans = [(who, int(begin), int(end)) for who, begin, end in zip(owner, first, last, strict=True)]
        return OpenDays.of_closures(spans, len(self._suppliers))


@lru_cache(maxsize=2)
def read_closures(snapshot: Snapshot) -> Closures:
    """Every closure that a file tells about; one that ends before it starts is none."""
    return Closures(snapshot.frame(_CLOSURES)[list(CLOSURES)].astype(CLOSURES))


def no_closures() -> Closures:
    """Suppliers that are always open."""
    return Closures(pd.DataFrame(columns=list(CLOSURES)).astype(CLOSURES))


def _as_text(spans: list[tuple[pd.Timestamp, pd.Timestamp]], until: pd.Timestamp) -> str:
    inside = [(f"{begin:%Y-%m-%d}", f"{end:%Y-%m-%d}") for begin, end in spans if begin <= until]
    return json.dumps(inside) if inside else ""


def day_number(day: dt.date) -> float:
    """Days since 1970."""
    return float((day - dt.date(1970, 1, 1)).days)


def day_numbers(days: pd.Series[pd.Timestamp]) -> FloatArray:
    """Days since 1970, NaN where there is none."""
    given = days.to_numpy().astype("datetime64[D]")
    numbers: FloatArray = (given - _DAY_ONE).astype(np.float64)
    return np.where(np.isnat(given), np.nan, numbers)


def days_of(numbers: FloatArray) -> np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]:
    """The days of these numbers, NaT for NaN."""
    there = ~np.isnan(numbers)
    found = np.full(numbers.shape, np.datetime64("NaT"), dtype="datetime64[s]")
    found[there] = _DAY_ONE + numbers[there].astype(np.int64) * np.timedelta64(1, "D")
    return found
