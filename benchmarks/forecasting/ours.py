"""Our panel engine as a benchmark method: a panel's history in, mean, step medians and sum quantiles out."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.forecasting.panels import BenchmarkPanel
from benchmarks.forecasting.scores import LEVELS, Answer
from models.forecasting import PanelForecast, fit_pool, forecast, window_quantiles
from models.forecasting.panel import Panel, Season

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Made:
    """Our answer, what the engine gave, and seconds without compilation."""

    answer: Answer
    found: PanelForecast
    seconds: float


def as_panel(panel: BenchmarkPanel, origin: int, rows: NDArray[np.bool_]) -> Panel:
    """What the engine is told at one origin: the known demand, and the calendar of what is to come."""
    horizon = panel.horizon
    starts = panel.starts.astype("datetime64[D]")[: origin + horizon]
    keys = [hashlib.blake2b(key.encode(), digest_size=8).digest() for key in panel.keys]
    codes = np.array([int.from_bytes(key, "little") for key in keys], dtype=np.uint64)
    return Panel.build(
        panel.demand[rows, :origin],
        horizon=horizon,
        seasons=calendar_seasons(starts, panel.freq),
        keys=codes[rows],
        decision_periods=float(horizon),
    )


def calendar_seasons(starts: NDArray[np.datetime64], freq: str) -> tuple[Season, ...]:
    """The rhythms that a table of this frequency may have, from the first day of each period."""
    months = starts.astype("datetime64[M]").astype(np.int64) % 12
    if freq == "M":
        return (Season("month", 12, months),)
    day_of_year = (starts - starts.astype("datetime64[Y]")).astype(np.int64)
    weeks = Season("week_of_year", 52, np.minimum(day_of_year // 7, 51))
    if freq == "W":
        return (weeks,)
    # Day 0 of the calendar, 1970-01-01, was a Thursday.
    return (Season("day_of_week", 7, (starts.astype(np.int64) + 3) % 7), weeks)


def engine(panel: BenchmarkPanel, origin: int, rows: NDArray[np.bool_]) -> PanelForecast:
    """The engine's forecast at one origin, judged over the whole horizon."""
    told = as_panel(panel, origin, rows)
    return forecast(told, fit_pool(told))


def sum_quantiles(found: PanelForecast, levels: tuple[float, ...], periods: float) -> Array:
    """Quantiles of the demand of the next periods, (n, n_levels)."""
    return window_quantiles(found.mean, found.residual_paths, levels, periods=periods, pool=found.pool)


def answer(panel: BenchmarkPanel, origin: int, rows: NDArray[np.bool_]) -> Made:
    """Ours at one origin."""
    begin = time.perf_counter()
    found = engine(panel, origin, rows)
    quantiles = sum_quantiles(found, LEVELS, panel.horizon)
    seconds = time.perf_counter() - begin
    return Made(Answer(found.mean, step_medians(found), quantiles), found, seconds)


def step_medians(found: PanelForecast) -> Array:
    """The median of each step ahead, (n, horizon)."""
    mean, paths = found.mean, found.residual_paths
    columns = [
        window_quantiles(mean, paths, [0.5], periods=1, start=step, pool=found.pool)[:, 0]
        for step in range(mean.shape[1])
    ]
    return np.stack(columns, axis=1)
