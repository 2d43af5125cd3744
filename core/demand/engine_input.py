"""A demand panel as the engine takes it: some series at a time, with their calendar, events and prices."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from core.demand.launches import borrowed_levels
from core.demand.panel import DemandPanel
from core.demand.scopes import events_of
from models.arrays import FloatArray, IntArray
from models.forecasting.launches import Borrowed
from models.forecasting.panel import Events, KeyArray, Panel

CELLS_AT_ONCE = 600_000
"""Series times periods of one chunk: what keeps a chunk within some hundred megabytes."""


@dataclass(frozen=True)
class EngineInput:
    """The chunks of a panel; goes through again as often as asked.

    decision_periods: (n_series,) the window that judges the methods. categories: names of the groups, in the
    order that a pool knows them; others count as none. kinds: of events that a pool knows, None for all.
    cells_at_once: series times periods of a chunk.
    """

    panel: DemandPanel
    horizon: int
    decision_periods: FloatArray
    categories: tuple[str, ...]
    kinds: tuple[str, ...] | None = None
    cells_at_once: int = CELLS_AT_ONCE

    def __iter__(self) -> Iterator[Panel]:
        """Every chunk, in the order of the series."""
        for rows in self.chunks():
            yield self.of(rows)

    def chunks(self, among: IntArray | None = None) -> Iterator[IntArray]:
        """The rows of each chunk, of all series or of some."""
        rows = np.arange(len(self.panel.keys)) if among is None else among
        size = max(self.cells_at_once // max(self.panel.units.shape[1] + self.horizon, 1), 1)
        for begin in range(0, rows.size, size):
            yield rows[begin : begin + size]

    def of(self, rows: IntArray) -> Panel:
        """The chunk of some series."""
        panel = self.panel
        n_periods = panel.units.shape[1] + self.horizon
        return Panel.build(
            panel.units[rows],
            horizon=self.horizon,
            seasons=panel.calendar.seasons(panel.first, n_periods),
            keys=series_keys(panel.keys.iloc[rows]),
            group=self._groups(rows),
            value=1.0 if panel.unit_value is None else panel.unit_value[rows],
            decision_periods=self.decision_periods[rows],
            first_period=panel.first,
            events=self._events(rows, n_periods),
            relative_price=self._prices(rows),
        )

    def digests(self, rows: IntArray) -> list[str]:
        """What each series is forecast from, in short: equal digests and pools give equal forecasts."""
        chunk = self.of(rows)
        ends = self.panel.last_columns
        firsts = self.panel.first_columns
        touched = _by_series(chunk.events, rows.size)
        found = []
        for place, row in enumerate(rows):
            told = hashlib.blake2b(digest_size=12)
            told.update(chunk.demand[place].tobytes())
            told.update(chunk.keys[place].tobytes() + chunk.group[place].tobytes())
            told.update(np.array([chunk.value[place], chunk.decision_periods[place]]).tobytes())
            told.update(np.array([firsts[row], 0 if ends is None else ends[row]]).tobytes())
            told.update(self.panel.sold[row].tobytes() + self.panel.yearly_net_sales[row].tobytes())
            told.update(self.committed(rows[place : place + 1]).tobytes())
            told.update(np.array([self.launches.level[row], self.launches.spread[row]]).tobytes())
            if chunk.relative_price is not None:
                told.update(chunk.relative_price[place].tobytes())
            told.update(touched[place])
            found.append(told.hexdigest())
        return found

    def committed(self, rows: IntArray) -> FloatArray:
        """Units of pre-sale orders that wait for their balance, (len(rows), horizon)."""
        return self._all_committed[rows] if self._all_committed.size else np.zeros((rows.size, self.horizon))

    @cached_property
    def launches(self) -> Borrowed:
        """What to expect of the series without known demand, of all series."""
        return borrowed_levels(self.panel)

    @cached_property
    def _all_committed(self) -> FloatArray:
        due, keys = self.panel.commitments, self.panel.keys
        names = list(keys.columns)
        if not len(due) or not set(names) <= set(due.columns):
            return np.zeros((0, self.horizon))
        place = pd.MultiIndex.from_frame(keys).get_indexer(pd.MultiIndex.from_frame(due[names]))
        days = pd.to_datetime(due["day"]).to_numpy(dtype="datetime64[D]")
        step = self.panel.calendar.index_of(days) - self.panel.first - self.panel.units.shape[1]
        units = np.zeros((len(keys), self.horizon))
        inside = (place >= 0) & (step >= 0) & (step < self.horizon)
        np.add.at(units, (place[inside], step[inside]), due["units"].to_numpy(dtype=np.float64)[inside])
        return units

    def _groups(self, rows: IntArray) -> IntArray:
        if self.panel.group is None or not self.panel.categories:
            return np.full(rows.size, -1, dtype=np.int64)
        place = pd.Index(self.categories).get_indexer(pd.Index(self.panel.categories)).astype(np.int64)
        own = self.panel.group[rows]
        return np.where(own >= 0, place[own], -1)

    def _events(self, rows: IntArray, n_periods: int) -> Events | None:
        panel = self.panel
        if panel.scopes is None:
            return None
        return events_of(
            panel.events,
            panel.scopes.rows(rows),
            calendar=panel.calendar,
            first=panel.first,
            n_periods=n_periods,
            kinds=self.kinds,
        )

    def _prices(self, rows: IntArray) -> FloatArray | None:
        """Prices with the last one carried on: what moved lately stays until somebody says otherwise."""
        if self.panel.relative_price is None:
            return None
        known = self.panel.relative_price[rows]
        last = known[:, -1:] if known.shape[1] else np.full((rows.size, 1), np.nan)
        return np.column_stack([known, np.repeat(last, self.horizon, axis=1)])


def series_keys(keys: pd.DataFrame) -> KeyArray:
    """One number for each series by its names, the same in every run.

    >>> int(series_keys(pd.DataFrame({"sku": ["A"], "location": ["WH"]}))[0]) > 0
    True
    """
    names = ["\x1f".join(map(str, row)) for row in keys.itertuples(index=False, name=None)]
    digests = [hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names]
    return np.array([int.from_bytes(digest, "little") for digest in digests], dtype=np.uint64)


def _by_series(events: Events | None, n_series: int) -> Sequence[bytes]:
    """The events that touch each series, those of all included, as bytes."""
    if events is None:
        return [b""] * n_series
    columns = np.column_stack(
        [events.kind, events.period, events.share, events.depth, events.known_from]
    ).astype(np.float64)
    everywhere = columns[events.series < 0].tobytes()
    order = np.argsort(events.series, kind="stable")
    begin = np.searchsorted(events.series[order], np.arange(n_series))
    end = np.searchsorted(events.series[order], np.arange(n_series), "right")
    return [everywhere + columns[order[b:e]].tobytes() for b, e in zip(begin, end, strict=True)]
