"""Our panel engine as a benchmark method: a panel's history in, mean, step medians and sum quantiles out."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.forecasting.panels import SEASONS, BenchmarkPanel
from benchmarks.forecasting.scores import LEVELS, Answer
from models.forecasting import PanelForecast, forecast_panel, window_quantiles

Array = NDArray[np.float64]
N_ORIGINS = 26


@dataclass(frozen=True)
class Made:
    """Our answer, what the engine gave, and seconds without compilation."""

    answer: Answer
    found: PanelForecast
    seconds: float


def engine(panel: BenchmarkPanel, origin: int, rows: NDArray[np.bool_]) -> PanelForecast:
    """The engine's forecast at one origin, judged over the whole horizon."""
    return forecast_panel(
        panel.demand[rows, :origin],
        horizon=panel.horizon,
        season_length=SEASONS[panel.freq],
        n_origins=N_ORIGINS,
    )


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
    columns = []
    for step in range(found.mean.shape[1]):
        mean, paths = found.mean[:, step : step + 1], found.residual_paths[:, :, step : step + 1]
        pool = found.pool.__class__(**{**vars(found.pool), "paths": found.pool.paths[:, :, step : step + 1]})
        columns.append(window_quantiles(mean, paths, [0.5], periods=1, pool=pool)[:, 0])
    return np.stack(columns, axis=1)
