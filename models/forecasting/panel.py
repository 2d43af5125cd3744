"""What is known of many series when they are forecast: demand, calendar, events and prices as arrays.

A panel has n series over T known periods, and the H periods after them. Period indices run from 0 (the
oldest) to T - 1 (the newest known) and on to T + H - 1. `first_period` names period 0 on a calendar that
does not move (days or weeks since some day): a pool fitted a month ago finds its place by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.arrays import FloatArray, IntArray, demand_panel, require, whole_number

KeyArray = NDArray[np.uint64]
USUAL_DECISION_PERIODS = 4.0


@dataclass(frozen=True)
class Season:
    """A rhythm of the calendar.

    name: what pools and pages call it, e.g. "week_of_year", "day_of_week", "month".
    length: positions in one round, >= 2.
    positions: (T + H,) place of each period in the round, from 0 to length - 1.
    """

    name: str
    length: int
    positions: IntArray

    @classmethod
    def repeating(cls, name: str, length: int, *, n_periods: int, first: int = 0) -> Season:
        """A rhythm without leap: position = (first + period index) mod length, for n_periods = T + H.

        >>> Season.repeating("day_of_week", 7, n_periods=9, first=5).positions.tolist()
        [5, 6, 0, 1, 2, 3, 4, 5, 6]
        """
        return cls(name, length, (np.arange(n_periods, dtype=np.int64) + first) % length)


@dataclass(frozen=True)
class Events:
    """Which events touch which periods of which series: one entry for each occurrence and period touched.

    kinds: names of the kinds (family x phase, e.g. "double_11/before"): what is learned is learned by kind.
    kind: (m,) index into kinds.
    series: (m,) row of the panel; -1 = every series.
    period: (m,) period index touched, from 0 to T + H - 1; entries outside are ignored.
    share: (m,) how much of the period and of the series' demand the event touches, above 0 and at most 1
        (three of seven days: 3/7; a channel with half of the demand: 1/2).
    depth: (m,) depth of a promotion as a share of the price, 0 = unknown or none.
    known_from: (m,) first period index at whose end the event was known; an origin before it may not use it.
    """

    kinds: tuple[str, ...]
    kind: IntArray
    series: IntArray
    period: IntArray
    share: FloatArray
    depth: FloatArray
    known_from: IntArray

    @classmethod
    def build(
        cls,
        kinds: Sequence[str],
        kind: ArrayLike,
        period: ArrayLike,
        *,
        series: ArrayLike = -1,
        share: ArrayLike = 1.0,
        depth: ArrayLike = 0.0,
        known_from: ArrayLike = -1,
    ) -> Events:
        """Events with their defaults: every series, whole periods, depth unknown, always known.

        Every argument is one value or one for each entry.

        >>> Events.build(["sale"], [0, 0], [3, 9], share=0.5).share.tolist()
        [0.5, 0.5]
        """
        columns = np.broadcast_arrays(kind, series, period, share, depth, known_from)
        code, row, when, part, deep, known = (np.atleast_1d(column) for column in columns)
        require(((code >= 0) & (code < len(kinds))).all(), "kind must be an index into kinds")
        require(((part > 0) & (part <= 1)).all(), "share must be above 0 and at most 1")
        require(((deep >= 0) & (deep < 1)).all(), "depth must be >= 0 and below 1")
        whole = (column.astype(np.int64) for column in (code, row, when, known))
        code, row, when, known = whole
        return cls(tuple(kinds), code, row, when, part.astype(float), deep.astype(float), known)

    def of(self, rows: IntArray) -> Events:
        """The events as seen by some rows of the panel, in their new order."""
        place = np.full(int(max(self.series.max(initial=-1), rows.max(initial=-1))) + 1, -1, dtype=np.int64)
        place[rows] = np.arange(rows.size)
        here = (self.series < 0) | (place[self.series] >= 0) if place.size else self.series < 0
        own = self.series[here]
        row = np.where(own < 0, -1, place[own] if place.size else -1)
        return Events(
            self.kinds,
            self.kind[here],
            row,
            self.period[here],
            self.share[here],
            self.depth[here],
            self.known_from[here],
        )


@dataclass(frozen=True)
class Panel:
    """What is known of n series over T periods, and what is known of the H periods after.

    Make one with `Panel.build`, which checks it and fills in what is not told.

    demand: (n, T) units per period, >= 0; NaN = unknown (before the first sale, stock-out, missing).
    horizon: H, periods to forecast, >= 1.
    keys: (n,) identity of each series; seeds and samples hang on it, never on the row number.
    seasons: rhythms of the calendar; () = none.
    group: (n,) code of the category, -1 = none: the level between series and catalogue.
    value: (n,) money per unit, > 0, weighs the series when methods are judged.
    decision_periods: (n,) length of the window whose sum judges the methods, above 0 and at most H.
    first_period: index of period 0 on a calendar that does not move.
    events: what touches which periods, past and to come; None = nothing known.
    relative_price: (n, T + H) price over the series' own usual price, > 0; NaN = usual. None = prices stay.
    """

    demand: FloatArray
    horizon: int
    keys: KeyArray
    seasons: tuple[Season, ...]
    group: IntArray
    value: FloatArray
    decision_periods: FloatArray
    first_period: int = 0
    events: Events | None = None
    relative_price: FloatArray | None = None

    @classmethod
    def build(  # noqa: PLR0913, one argument for each field
        cls,
        demand: ArrayLike,
        *,
        horizon: int,
        seasons: Sequence[Season] = (),
        keys: ArrayLike | None = None,
        group: ArrayLike = -1,
        value: ArrayLike = 1.0,
        decision_periods: ArrayLike | None = None,
        first_period: int = 0,
        events: Events | None = None,
        relative_price: ArrayLike | None = None,
    ) -> Panel:
        """A checked panel; what is one value counts for every series.

        keys: None takes them from the demand itself, so that they follow a series to any row.
        decision_periods: None = 4, or the horizon where that is shorter.
        Raises ValueError where a shape or a range does not fit.

        >>> Panel.build([[1, 2, 3]], horizon=2).decision_periods.tolist()
        [2.0]
        """
        units = demand_panel(demand)
        ahead, n = whole_number(horizon, name="horizon", at_least=1), units.shape[0]
        usual = min(USUAL_DECISION_PERIODS, float(ahead))
        window = np.asarray(usual if decision_periods is None else decision_periods, dtype=np.float64)
        prices = None if relative_price is None else np.asarray(relative_price, dtype=np.float64)
        panel = cls(
            units,
            ahead,
            series_keys(units) if keys is None else np.asarray(keys, dtype=np.uint64),
            tuple(seasons),
            np.broadcast_to(np.asarray(group, dtype=np.int64), (n,)),
            np.broadcast_to(np.asarray(value, dtype=np.float64), (n,)),
            np.broadcast_to(window, (n,)),
            int(first_period),
            events,
            prices,
        )
        panel._check()
        return panel

    @property
    def n_series(self) -> int:
        """Number of series, n."""
        return int(self.demand.shape[0])

    @property
    def n_periods(self) -> int:
        """Number of known periods, T."""
        return int(self.demand.shape[1])

    def of(self, series: ArrayLike) -> Panel:
        """The panel of some of the series (indices or a mask), e.g. one chunk."""
        rows = np.arange(self.n_series)[np.asarray(series)]
        return Panel(
            self.demand[rows],
            self.horizon,
            self.keys[rows],
            self.seasons,
            self.group[rows],
            self.value[rows],
            self.decision_periods[rows],
            self.first_period,
            None if self.events is None else self.events.of(rows),
            None if self.relative_price is None else self.relative_price[rows],
        )

    def with_seasons(self, seasons: Sequence[Season]) -> Panel:
        """The same panel with other rhythms of the calendar."""
        panel = replace(self, seasons=tuple(seasons))
        panel._check()
        return panel

    def _check(self) -> None:
        n, width = self.n_series, self.n_periods + self.horizon
        require(self.keys.shape == (n,), f"keys must be {n} of them")
        inside = (self.decision_periods > 0) & (self.decision_periods <= self.horizon)
        require(inside.all(), f"decision_periods must be above 0 and at most {self.horizon} (horizon)")
        require((self.value > 0).all(), "value must be above 0")
        require((self.group >= -1).all(), "group must be >= -1")
        for season in self.seasons:
            places = season.positions
            fits = places.shape == (width,) and ((places >= 0) & (places < season.length)).all()
            require(fits, f"{season.name}: positions must be {width} places from 0 to {season.length - 1}")
        if self.relative_price is not None:
            require(self.relative_price.shape == (n, width), f"relative_price must be ({n}, {width})")
            require(not (self.relative_price <= 0).any(), "relative_price must be above 0")


@dataclass(frozen=True)
class Extra:
    """A candidate that another model brings, aligned with the rolling origins (`setup.origins_of`).

    name: what is shown and stored. backtest: (n, O, H) what it said at each origin, units, NaN = nothing.
    mean: (n, H) what it says of the periods after the newest.
    """

    name: str
    backtest: FloatArray
    mean: FloatArray


def series_keys(demand: FloatArray) -> KeyArray:
    """A key for each series from the shape of what it sold, (n,): the unit of demand does not matter.

    >>> bool(np.diff(series_keys(np.array([[1.0, 2.0], [10.0, 20.0]])))[0] == 0)
    True
    """
    largest = np.maximum(np.nan_to_num(demand).max(axis=1, initial=0.0), 1e-300)[:, None]
    shape = np.where(np.isnan(demand), -1.0, np.rint(np.nan_to_num(demand) / largest * 1e6)).astype(np.int32)
    digests = [hashlib.blake2b(row.tobytes(), digest_size=8).digest() for row in shape]
    return np.array([int.from_bytes(digest, "little") for digest in digests], dtype=np.uint64)
