"""What events, prices and launches do to demand, learned over a catalogue from sums of integers."""

from __future__ import annotations

import numpy as np

from models.arrays import FloatArray, IntArray
from models.forecasting.panel import Events, Panel

FIXED = 4096.0
# Sure observations that no effect at all, and the catalogue's effect, are worth.
NOTHING_WORTH, CATALOGUE_WORTH = 10.0, 30.0
# Touches smaller than this leave a period untouched.
SMALL_TOUCH = 0.03
# Mean squared touch below which an event is drawn to no effect as hard as one of a day in a week.
LEAST_TOUCH = 0.02
LAUNCH_PERIODS = 26
MIN_LAUNCHES = 20
LAUNCH_WORTH = 20.0
# Launches are counted by the logarithm of their level: eighths of a doubling, from 2^-40 to 2^60 units.
LEVEL_STEPS, LEVEL_FROM, LEVEL_BINS = 8, -40, 800


def n_columns(panel: Panel) -> int:
    """Columns of effects: each kind, its depth, and the price; 0 without events and prices."""
    kinds = len(panel.events.kinds) if panel.events is not None else 0
    return 2 * kinds + 1 if kinds or panel.relative_price is not None else 0


def entries_of(panel: Panel) -> tuple[IntArray | FloatArray, ...]:
    """The events as the kernels take them: sorted by series, those of every series first, inside T + H.

    starts (n + 2,), then kind, period, share, depth, known_from, each (m,).
    """
    none = Events.build([], np.zeros(0, dtype=np.int64), np.zeros(0))
    events = panel.events if panel.events is not None else none
    width = panel.n_periods + panel.horizon
    inside = (events.period >= 0) & (events.period < width) & (events.series < panel.n_series)
    order = np.flatnonzero(inside)
    columns = (events.known_from, events.depth, events.share, events.period, events.kind, events.series)
    order = order[np.lexsort([column[order] for column in columns])]
    starts = np.searchsorted(events.series[order], np.arange(-1, panel.n_series + 1))
    rest = (events.kind, events.period, events.share, events.depth, events.known_from)
    return (starts.astype(np.int64), *(column[order] for column in rest))


def prices_of(panel: Panel) -> FloatArray:
    """Relative prices (n or 1, T + H), NaN = usual."""
    if panel.relative_price is None:
        return np.full((1, panel.n_periods + panel.horizon), np.nan)
    return np.ascontiguousarray(panel.relative_price)


def catalogue_lifts(products: IntArray, targets: IntArray, sure: IntArray) -> FloatArray:
    """The effects of each column over the whole catalogue, (B, columns).

    products, targets, sure: integers by `compiled.touched.add_lifts`, new at each snapshot. Ridge regression
    towards no effect; an event of two days of a week is drawn no harder than one of the whole week that was
    seen as often.
    """
    known, wanted = np.cumsum(products, axis=0) / FIXED, np.cumsum(targets, axis=0) / FIXED
    seen = np.cumsum(sure, axis=0) / FIXED
    lifts = np.zeros(wanted.shape)
    for at in range(wanted.shape[0] if wanted.shape[1] else 0):
        worth = NOTHING_WORTH * _usual_touch(known[at].diagonal(), seen[at])
        lifts[at] = np.linalg.solve(known[at] + np.diag(worth), wanted[at])
    return lifts


def lifts_by_group(everybody: FloatArray, sums: IntArray) -> FloatArray:
    """The effects for the catalogue (group 0) and each group, (groups + 1, B, columns).

    everybody: of `catalogue_lifts`. sums: integers by `compiled.touched.add_rests`. What the catalogue's
    effects leave over in a group is shared by the events that touched it, and drawn to nothing.
    """
    rests, bottom, weight = np.moveaxis(sums / FIXED, 3, 0)
    own = rests / (bottom + CATALOGUE_WORTH * _usual_touch(bottom, weight))
    own[:, 0] = 0.0
    lifts: FloatArray = everybody + np.moveaxis(own, 1, 0)
    return lifts


def _usual_touch(squares: FloatArray, weight: FloatArray) -> FloatArray:
    """The mean squared touch of each kind of event, (..., columns), at most 1; 1 for depths and the price.

    These stay drawn hard: a depth that never changed cannot be told from its event.
    """
    usual = np.divide(squares, weight, out=np.ones_like(squares), where=weight > 0)
    usual[..., squares.shape[-1] // 2 :] = 1.0
    return np.clip(usual, LEAST_TOUCH, 1.0)


def launch_sums(demand: FloatArray, group: IntArray, n_groups: int) -> tuple[IntArray, IntArray]:
    """What launches inside the panel looked like: sums of integers by age (26, 2), levels (groups + 1, bins).

    A launch counts when its first 26 periods lie inside the panel, after its second period, and mostly known.
    """
    known = ~np.isnan(demand)
    first = np.where(known.any(axis=1), known.argmax(axis=1), demand.shape[1])
    places = first[:, None] + np.arange(LAUNCH_PERIODS)
    inside = (first >= 2) & (places[:, -1] < demand.shape[1])
    rows = np.flatnonzero(inside)
    path = demand[rows[:, None], places[rows]]
    n_known = (~np.isnan(path)).sum(axis=1)
    level = np.nansum(path, axis=1) / np.maximum(n_known, 1)
    counts = (n_known >= LAUNCH_PERIODS * 3 // 4) & (level > 0)
    path, level, rows = path[counts], level[counts], rows[counts]
    ratio = np.minimum(path / level[:, None], 8.0)
    there = ~np.isnan(ratio)
    sums = np.stack([np.rint(FIXED * np.nan_to_num(ratio)).sum(axis=0), FIXED * there.sum(axis=0)], axis=1)
    levels = np.zeros((n_groups + 1, LEVEL_BINS), dtype=np.int64)
    bins = np.rint(LEVEL_STEPS * (np.log2(level) - LEVEL_FROM)).astype(np.int64)
    np.add.at(levels, (group[rows] + 1, np.clip(bins, 0, LEVEL_BINS - 1)), 1)
    return sums.astype(np.int64), levels


def launch_curve(sums: IntArray) -> FloatArray:
    """Demand by age over that of the first 26 periods, (26,), mean 1; all 1 below 20 launches."""
    ratios, counts = sums[:, 0] / FIXED, sums[:, 1] / FIXED
    if counts.max(initial=0.0) < MIN_LAUNCHES:
        return np.ones(LAUNCH_PERIODS)
    curve = (ratios + LAUNCH_WORTH) / (counts + LAUNCH_WORTH)
    found: FloatArray = np.clip(curve / curve.mean(), 0.2, 5.0)
    return found


def launch_levels(levels: IntArray) -> FloatArray:
    """The mean level of launches, units per period, (groups + 1,); below 5 launches the catalogue's.

    The mean, not the median: launches are so uneven that the median is a small part of what they sell.
    """
    everybody = levels.sum(axis=0)
    return np.array([_mean_level(row if row.sum() >= 5 else everybody) for row in levels])


def _mean_level(counts: IntArray) -> float:
    units = 2.0 ** (np.arange(counts.size) / LEVEL_STEPS + LEVEL_FROM)
    return float(counts @ units / counts.sum()) if counts.sum() else 0.0
