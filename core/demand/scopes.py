"""Which events touch which series in which periods, and how much of them: events as the engine takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.demand.calendar import Occurrence
from core.demand.products import Products
from core.demand.sales_days import totals
from core.demand.series import Series
from core.demand.steps import Calendar
from models.arrays import BoolArray, FloatArray, IntArray
from models.forecasting.panel import Events

_LEAST_SHARE = 0.01
_ALL_SHARE = 0.995
_DEEPEST = 0.95


@dataclass(frozen=True)
class Scopes:
    """What series consist of.

    names: sku, category, style_id of each series, '' where it has none. channels: their names.
    channel_shares: (n_series, n_channels) share of the units of the last year, else of all known ones.
    """

    names: pd.DataFrame
    channels: tuple[str, ...]
    channel_shares: FloatArray

    @classmethod
    def of(cls, series: Series, products: Products) -> Scopes:
        """The scopes of these series."""
        keys = series.keys
        if "sku" in keys:
            names = products.names_of(keys["sku"]).assign(sku=keys["sku"])
        else:
            names = keys[["category"]].assign(sku="", style_id="")
        channels = sorted(set(series.sales.parts["channel"]))
        return cls(names, tuple(channels), _channel_shares(series, channels))

    def rows(self, chosen: IntArray) -> Scopes:
        """The scopes of some series, in their order."""
        names = self.names.iloc[chosen].reset_index(drop=True)
        return Scopes(names, self.channels, self.channel_shares[chosen])

    def share_of(self, event: Occurrence) -> FloatArray:
        """(n_series,) how much of each series an event concerns, 0 to 1."""
        share = np.ones(len(self.names))
        if event.channels is not None:
            touched = np.isin(self.channels, list(event.channels))
            share = self.channel_shares[:, touched].sum(axis=1)
        if event.skus is not None:
            share = share * named_by(self.names, event.skus)
        share[share < _LEAST_SHARE] = 0.0
        share[share > _ALL_SHARE] = 1.0
        return share


def named_by(names: pd.DataFrame, wanted: frozenset[str]) -> BoolArray:
    """Rows of sku, style_id, category that a scope names; a category holds those below it."""
    own = names["sku"].isin(wanted) | names["style_id"].isin(wanted)
    levels = names["category"].astype(str)
    inside = [name for name in levels.unique() if not wanted.isdisjoint(_names_of_category(name))]
    return (own | levels.isin(inside)).to_numpy(dtype=np.bool_)


def _names_of_category(path: str) -> set[str]:
    """What a category may be called: whole, by its last part, or as one of those above it.

    >>> sorted(_names_of_category("Home > Tea > Cups"))
    ['Cups', 'Home', 'Home > Tea', 'Home > Tea > Cups', 'Tea > Cups']
    """
    parts = path.split(" > ")
    return {" > ".join(parts[:end]) for end in range(1, len(parts) + 1)} | {
        " > ".join(parts[begin:]) for begin in range(len(parts))
    }


def _channel_shares(series: Series, channels: Sequence[str]) -> FloatArray:
    sales = series.sales
    code = pd.Index(channels).get_indexer(pd.Index(sales.parts["channel"])).astype(np.int64)[sales.part]
    flat = series.of_part[sales.part] * len(channels) + code
    shape = (len(series.keys), len(channels))
    recent = sales.day > np.datetime64(sales.last_day) - 364

    def sums(weights: FloatArray) -> FloatArray:
        return totals(flat, weights, n=shape[0] * shape[1]).reshape(shape)

    late, ever = sums(sales.units * recent), sums(sales.units)
    units = np.where(late.sum(axis=1, keepdims=True) > 0, late, ever)
    shares: FloatArray = units / np.maximum(units.sum(axis=1, keepdims=True), 1e-12)
    return shares


def events_of(
    events: Sequence[Occurrence],
    scopes: Scopes,
    *,
    calendar: Calendar,
    first: int,
    n_periods: int,
    kinds: tuple[str, ...] | None = None,
) -> Events | None:
    """The events of these periods (from the period `first` on), None where there are none.

    kinds: those that count, in their order; None: those of all events, so that every part of a panel counts
    them alike.
    """
    kinds = tuple(sorted({one.kind for one in events})) if kinds is None else kinds
    events = [one for one in events if one.kind in kinds]
    if not kinds:
        return None
    if not events:
        return Events.build(kinds, *np.zeros((2, 0), dtype=np.int64))
    entries = [_touches(one, scopes, calendar, first, n_periods) for one in events]
    counts = [len(entry[0]) for entry in entries]
    codes = np.repeat([kinds.index(one.kind) for one in events], counts)
    deep = np.repeat([min(max(one.depth, 0.0), _DEEPEST) for one in events], counts)
    known = np.repeat([_known_period(one, calendar, first) for one in events], counts)
    series, period, share = (np.concatenate([entry[place] for entry in entries]) for place in range(3))
    return Events.build(
        kinds,
        codes,
        period,
        series=series,
        share=share,
        depth=deep,
        known_from=known,
    )


def _known_period(event: Occurrence, calendar: Calendar, first: int) -> int:
    if event.known_from is None:
        return -1
    return max(int(calendar.index_of(event.known_from)) - first, -1)


def _touches(
    event: Occurrence, scopes: Scopes, calendar: Calendar, first: int, n_periods: int
) -> tuple[IntArray, IntArray, FloatArray]:
    """Series (-1 for all), period and share of each period touched."""
    begin, end = (int(number) - first for number in calendar.index_of([event.first_day, event.last_day]))
    period = np.arange(max(begin, 0), min(end, n_periods - 1) + 1)
    starts, after = calendar.starts(first + period), calendar.starts(first + period + 1)
    overlap = np.minimum(after, np.datetime64(event.last_day) + 1) - np.maximum(
        starts, np.datetime64(event.first_day)
    )
    part = overlap.astype(np.int64) / np.maximum((after - starts).astype(np.int64), 1)
    if event.channels is None and event.skus is None:
        return np.full(period.size, -1), period, part
    share = scopes.share_of(event)
    rows = np.flatnonzero(share)
    return np.repeat(rows, period.size), np.tile(period, rows.size), np.outer(share[rows], part).ravel()
