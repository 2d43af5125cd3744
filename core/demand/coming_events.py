"""Events to come, and which of them lift the demand of which SKU."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pandas as pd

from core.demand.calendar import Occurrence, planned_occurrences, read_calendar
from core.demand.forecasts import Forecasts
from core.demand.products import read_products
from core.demand.scopes import named_by
from core.facts import Snapshot
from core.facts.demand_lines import DEMAND_LINES
from models.arrays import BoolArray, FloatArray

PRODUCTS = ("sku", "category", "style_id")
LEAST_LIFT = 1.2
"""Demand of a week over what it were without its events, from which on an event lifts a SKU."""
LEAST_SHARE = 0.05
"""Share of a location's units from which on a channel counts as served from it."""
_AHEAD_DAYS = 366
_CHANNELS = f"""
WITH {DEMAND_LINES}
SELECT location, channel, sum(units)::DOUBLE AS units FROM demand_lines
WHERE day > $1::DATE - 365 AND day <= $1::DATE GROUP BY ALL
"""


@dataclass(frozen=True)
class ComingEvents:
    """Events that are known on a day and begin after it.

    products: PRODUCTS. channels: by location, those that it serves.
    """

    events: tuple[Occurrence, ...] = ()
    products: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(PRODUCTS)))
    channels: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def lifts(self, keys: pd.DataFrame, forecasts: Forecasts) -> FloatArray:
        """How far each event lifts each SKU at its location, (n_keys, n_events); 1 where it does not.

        The factor of the week in which the event is strongest, as the forecast has it; 1 below LEAST_LIFT and
        for what the event does not name.
        """
        found = np.ones((len(keys), len(self.events)))
        rows = forecasts.rows_of(keys)
        if not self.events or not (rows >= 0).any():
            return found
        factors = np.array(forecasts.table["event_factor"].to_list(), dtype=np.float64)
        names = keys[["sku"]].merge(self.products, how="left", on="sku").fillna("")
        for number, event in enumerate(self.events):
            factor = _factor(event, factors, forecasts.next_week)
            touched = self._touches(event, names, keys["location"]) & (rows >= 0)
            lift = np.where(touched, factor[rows], 1.0)
            found[:, number] = np.where(lift >= LEAST_LIFT, lift, 1.0)
        return found

    def _touches(self, event: Occurrence, names: pd.DataFrame, locations: pd.Series[str]) -> BoolArray:
        inside = np.ones(len(names), dtype=np.bool_)
        if event.skus is not None:
            inside &= named_by(names, event.skus)
        if event.channels is not None:
            served = {
                place for place, channels in self.channels.items() if not event.channels.isdisjoint(channels)
            }
            inside &= locations.isin(served).to_numpy(dtype=np.bool_)
        return inside


def _factor(event: Occurrence, factors: FloatArray, next_week: dt.date) -> FloatArray:
    """The largest factor of the weeks that an event touches, by series; 1 beyond the horizon."""
    begin, end = ((day - next_week).days // 7 for day in (event.first_day, event.last_day))
    inside = factors[:, max(begin, 0) : max(end + 1, 0)]
    largest: FloatArray = inside.max(axis=1) if inside.shape[1] else np.ones(len(factors))
    return largest


def read_coming(snapshot: Snapshot, as_of: dt.date, planned: pd.DataFrame | None = None) -> ComingEvents:
    """The events of the year after a day that were known on it. planned: as for `read_calendar`."""
    known = [
        one
        for one in (*_listed(snapshot, as_of), *planned_occurrences(planned))
        if one.first_day > as_of and one.phase != "after" and (one.known_from or as_of) <= as_of
    ]
    products, channels = _served(snapshot, as_of)
    return ComingEvents(tuple(known), products, channels)


@lru_cache(maxsize=2)
def _listed(snapshot: Snapshot, as_of: dt.date) -> tuple[Occurrence, ...]:
    last = as_of + dt.timedelta(days=_AHEAD_DAYS)
    return read_calendar(snapshot, first_day=as_of + dt.timedelta(days=1), last_day=last)


@lru_cache(maxsize=2)
def _served(snapshot: Snapshot, as_of: dt.date) -> tuple[pd.DataFrame, dict[str, frozenset[str]]]:
    sold = snapshot.frame(_CHANNELS, [as_of])
    share = sold["units"] / sold.groupby("location")["units"].transform("sum")
    large = sold[share >= LEAST_SHARE].groupby("location")["channel"]
    products = read_products(snapshot).table[list(PRODUCTS)]
    return products, {str(place): frozenset(own) for place, own in large}
