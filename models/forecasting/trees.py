"""Boosted trees over the whole panel as a candidate: one model for all series and steps ahead.

For job processes only: importing this module is cheap, calling it loads scikit-learn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from models.arrays import BoolArray, FloatArray, IntArray, require
from models.forecasting.chance import chances_of
from models.forecasting.panel import Extra, Panel

NAME = "boosted_trees"
LAGS = (0, 1, 2, 3, 4, 5, 6, 7)
MEANS = (4, 8, 13, 26, 52)
LEVEL_PERIODS = 26
MIN_KNOWN = 4
# Models of the backtest, each from what was known before its block of origins.
BLOCKS = 3
MAX_ROWS = 60_000
# Ratios to the level above this are drawn in, so that a launch does not rule the trees.
LARGEST_RATIO = 20.0
MIN_LEAF = 100
SETTINGS: dict[str, Any] = {
    "loss": "poisson",
    "learning_rate": 0.06,
    "max_iter": 120,
    "max_leaf_nodes": 31,
    "min_samples_leaf": MIN_LEAF,
    "l2_regularization": 10.0,
    "early_stopping": False,
    "random_state": 0,
}


@dataclass(frozen=True)
class _Cases:
    """Series, origin and step ahead (1 = next period) of forecasts: (m,) each."""

    series: IntArray
    origin: IntArray
    step: IntArray


@dataclass(frozen=True)
class _Sums:
    """Running sums of a panel, so that a mean of any span before any origin is one difference: (n, T + 1)."""

    total: FloatArray
    count: FloatArray

    def mean(self, series: IntArray, origin: IntArray, span: int) -> FloatArray:
        """Mean known demand of the last `span` periods up to the origin, NaN where none is known."""
        first = np.maximum(origin + 1 - span, 0)
        count = self.count[series, origin + 1] - self.count[series, first]
        total = self.total[series, origin + 1] - self.total[series, first]
        return np.where(count > 0, total / np.maximum(count, 1.0), np.nan)


def tree_candidate(panel: Panel, origins: IntArray, *, max_rows: int = MAX_ROWS) -> Extra:
    """What boosted trees say at each origin and after the newest period.

    origins: (n, O) as `origins_of` gives them; a model forecasts only origins whose history it was made of.
    max_rows: cases that each of the four models is made of, drawn by series and origin, not by order.
    Demand counts in levels of its series (mean of the last 26 periods), so that all series teach each other;
    features are lags, means, the same place of the last round, places on the calendar, price, events, age,
    category and the step ahead. NaN where a series has no level.
    Source: Ke et al. (2017) for the histogram trees; Makridakis, Spiliotis, Assimakopoulos (2022) for their
    use on pooled retail series.
    """
    require(origins.shape[0] == panel.n_series, "origins must have a row for each series")
    n, horizon = panel.n_series, panel.horizon
    sums = _running_sums(panel)
    backtest = np.full((n, origins.shape[1], horizon), np.nan)
    reached = np.unique(origins[origins >= 0])
    for block in np.array_split(reached, BLOCKS):
        if block.size:
            inside = (origins >= block[0]) & (origins <= block[-1])
            model = _fitted(panel, sums, until=int(block[0]), max_rows=max_rows)
            rows, places = np.nonzero(inside)
            backtest[rows, places] = _said(model, panel, sums, rows, origins[rows, places])
    newest = np.full(n, panel.n_periods - 1)
    model = _fitted(panel, sums, until=panel.n_periods - 1, max_rows=max_rows)
    return Extra(NAME, backtest, _said(model, panel, sums, np.arange(n), newest))


def _running_sums(panel: Panel) -> _Sums:
    known = ~np.isnan(panel.demand)
    parts = (np.nan_to_num(panel.demand), known.astype(np.float64))
    total, count = (np.pad(np.cumsum(part, axis=1), ((0, 0), (1, 0))) for part in parts)
    return _Sums(total, count)


def _fitted(panel: Panel, sums: _Sums, *, until: int, max_rows: int) -> Any | None:
    """The trees made of all that was known at the end of period `until`; None where that is too little."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    cases = _drawn_cases(panel, until, max_rows)
    target = panel.demand[cases.series, cases.origin + cases.step]
    level = _level(sums, cases.series, cases.origin)
    usable = ~np.isnan(target) & (level > 0)
    if usable.sum() < 10 * MIN_LEAF:
        return None
    ratio = np.minimum(target[usable] / level[usable], LARGEST_RATIO)
    table = _features(panel, sums, _only(cases, usable))
    # Bins need a value: a lag that nobody has yet teaches nothing.
    table[:, np.isnan(table).all(axis=0)] = 0.0
    return HistGradientBoostingRegressor(**SETTINGS).fit(table, ratio)


def _drawn_cases(panel: Panel, until: int, max_rows: int) -> _Cases:
    """Cases whose target lies at or before `until`; who is drawn hangs on series, origin and step."""
    n_origins = max(until - MIN_KNOWN, 0)
    steps = np.arange(1, panel.horizon + 1)
    wanted = max_rows / max(panel.n_series * n_origins * steps.size, 1)
    origins = np.arange(MIN_KNOWN, MIN_KNOWN + n_origins)
    found = []
    for row in np.lexsort((panel.keys,)):
        numbers = (origins[:, None] * 4096 + steps).astype(np.uint64)
        drawn = (chances_of(panel.keys[row], numbers) < wanted) & (origins[:, None] + steps <= until)
        places, ahead = np.nonzero(drawn)
        found.append((np.full(places.size, row), origins[places], steps[ahead]))
    series, origin, step = (np.concatenate(part) for part in zip(*found, strict=True))
    return _Cases(series.astype(np.int64), origin.astype(np.int64), step.astype(np.int64))


def _said(model: Any | None, panel: Panel, sums: _Sums, rows: IntArray, origin: IntArray) -> FloatArray:
    """Forecasts of all steps at one origin for each row: (m, H), units."""
    shape = (rows.size, panel.horizon)
    if model is None or not rows.size:
        return np.full(shape, np.nan)
    steps = np.arange(1, panel.horizon + 1)
    cases = _Cases(*(part.ravel() for part in np.broadcast_arrays(rows[:, None], origin[:, None], steps)))
    level = _level(sums, cases.series, cases.origin)
    said = model.predict(_features(panel, sums, cases)) * level
    found: FloatArray = np.where(level > 0, said, np.nan).reshape(shape)
    return found


def _level(sums: _Sums, series: IntArray, origin: IntArray) -> FloatArray:
    return sums.mean(series, origin, LEVEL_PERIODS)


def _features(panel: Panel, sums: _Sums, cases: _Cases) -> FloatArray:
    """What the trees see of each case, (m, n_features); NaN = not known."""
    series, origin, target = cases.series, cases.origin, cases.origin + cases.step
    level = _level(sums, series, origin)
    safe = np.where(level > 0, level, np.nan)
    lags = [_at(panel, series, origin - lag) / safe for lag in LAGS]
    means = [sums.mean(series, origin, span) / safe for span in MEANS]
    columns = [
        *lags,
        *means,
        np.minimum(sums.count[series, origin + 1], 104.0),
        cases.step.astype(np.float64),
        panel.group[series].astype(np.float64),
        np.log1p(sums.mean(series, origin, 104) / np.maximum(safe, 1e-300)),
    ]
    for season in panel.seasons:
        columns.append(season.positions[target].astype(np.float64))
        rounds = -(-cases.step // season.length) * season.length
        columns.append(_at(panel, series, target - rounds) / safe)
    if panel.relative_price is not None:
        columns += [panel.relative_price[series, target], panel.relative_price[series, origin]]
    columns += _event_columns(panel, cases)
    return np.stack(columns, axis=1)


def _at(panel: Panel, series: IntArray, period: IntArray) -> FloatArray:
    return np.where(period >= 0, panel.demand[series, np.maximum(period, 0)], np.nan)


def _event_columns(panel: Panel, cases: _Cases) -> list[FloatArray]:
    """One column for each kind of event: its share of the target period, where it was known in time."""
    events = panel.events
    if events is None:
        return []
    found = []
    for kind in range(len(events.kinds)):
        share = np.zeros(cases.series.size)
        for entry in np.flatnonzero(events.kind == kind):
            touched = (cases.origin + cases.step == events.period[entry]) & (
                cases.origin >= events.known_from[entry]
            )
            if events.series[entry] >= 0:
                touched &= cases.series == events.series[entry]
            share[touched] = np.maximum(share[touched], events.share[entry])
        found.append(share)
    return found


def _only(cases: _Cases, rows: BoolArray) -> _Cases:
    return _Cases(cases.series[rows], cases.origin[rows], cases.step[rows])
