"""Single days of demand far beyond what the weeks around them explain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import BoolArray, FloatArray, IntArray, demand_panel, require

AROUND = 28
"""Periods on each side that say what is usual."""
CORE = 3
"""Periods on each side that are left out of it, since a peak has shoulders."""
LEAST_UNITS = 10.0
OTHERS = 2.0


@dataclass(frozen=True)
class Spikes:
    """Periods with a spike: series, period (m,), units there and the units usual around it (m,)."""

    series: IntArray
    period: IntArray
    units: FloatArray
    usual: FloatArray


def spikes(
    demand: ArrayLike,
    *,
    explained: ArrayLike | None = None,
    deviations: float = 8.0,
    times: float = 5.0,
) -> Spikes:
    """The periods whose demand is far above that of the 28 periods before and after.

    demand: (n_series, n_periods) units >= 0, NaN = unknown.
    explained: bool, broadcast to demand: periods with a known reason, which are no spikes and no yardstick.
    deviations: standard deviations above the mean, of the periods around or of chance, whichever is larger.
    times: at least so many times the mean around, and never fewer than 10 units. Both above 0.
    The three periods on each side do not count as usual. A series needs 14 usual periods to have a spike. A
    spike is also more than twice any other period of its series that nothing explains: what comes again, as
    every year or with every large buyer, belongs to the series.

    >>> found = spikes([[2.0, 3.0] * 20 + [90.0] + [3.0, 2.0] * 20])
    >>> found.period.tolist(), found.usual.round(1).tolist()
    ([40], [2.5])
    """
    panel = demand_panel(demand)
    require(deviations > 0 and times > 0, "deviations and times must be above 0")
    reason = np.broadcast_to(np.zeros((), dtype=np.bool_) if explained is None else explained, panel.shape)
    usable = ~np.isnan(panel) & ~reason
    units = np.where(usable, panel, 0.0)
    count = _around(usable.astype(np.float64))
    mean = _around(units) / np.maximum(count, 1.0)
    variance = _around(units**2) / np.maximum(count, 1.0) - mean**2
    spread = np.sqrt(np.maximum(variance, mean))
    is_spike: BoolArray = (
        usable
        & (count >= 2 * CORE + 8)
        & (units >= LEAST_UNITS)
        & (units > mean + deviations * spread)
        & (units > times * mean)
    )
    series, period = _unlike_any_other(units, *np.nonzero(is_spike))
    return Spikes(series, period, panel[series, period], mean[series, period])


def _unlike_any_other(units: FloatArray, series: IntArray, period: IntArray) -> tuple[IntArray, IntArray]:
    near = np.abs(np.arange(units.shape[1]) - period[:, None]) <= CORE
    rest = np.where(near, 0.0, units[series]).max(axis=1, initial=0.0)
    alone = units[series, period] > OTHERS * rest
    return series[alone], period[alone]


def _around(values: FloatArray) -> FloatArray:
    """The sum over the periods around each one, its own neighbourhood left out."""
    return window_sums(values, AROUND) - window_sums(values, CORE)


def window_sums(values: FloatArray | BoolArray, reach: int) -> FloatArray:
    """The sum of each row over the periods up to `reach` before and after each one, itself included.

    >>> window_sums(np.array([[1.0, 2.0, 4.0, 8.0]]), 1).tolist()
    [[3.0, 7.0, 14.0, 12.0]]
    """
    n_periods = values.shape[1]
    running = np.zeros((values.shape[0], n_periods + 1))
    np.cumsum(values, axis=1, out=running[:, 1:])
    place = np.arange(n_periods)
    begin, end = np.maximum(place - reach, 0), np.minimum(place + reach + 1, n_periods)
    sums: FloatArray = running[:, end] - running[:, begin]
    return sums
