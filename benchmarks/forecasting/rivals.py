"""Rivals: statsforecast's and statsmodels' methods, run one after the other on the same histories.

Quantiles of the cumulative demand come in several ways, and the report keeps the best of them for each rival:
from the model's own intervals, its steps taken as independent or as moving together, or conformal, from the
model's own cumulative errors at earlier origins, scaled by each series' spread and pooled by demand class.
"""

from __future__ import annotations

import hashlib
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]
Z80 = NormalDist().inv_cdf(0.9)
CACHE_VERSION = 1


@dataclass(frozen=True)
class Said:
    """What a rival said at one origin: mean and spread of each step (n, h), 0 where it gives none."""

    mean: Array
    sd: Array
    seconds: float
    kept: bool = False


@dataclass(frozen=True)
class Rival:
    """One rival method.

    make: season -> the statsforecast model; None for statsmodels' ETS. slow: run on a sample of the series.
    """

    name: str
    make: Callable[[int], Any] | None
    has_intervals: bool
    slow: bool = False


def rivals() -> tuple[Rival, ...]:
    """All rivals; imports statsforecast."""
    from statsforecast import models as sf

    return (
        Rival("SeasonalNaive", sf.SeasonalNaive, has_intervals=True),
        Rival("WindowAverage8", lambda _season: sf.WindowAverage(8), has_intervals=False),
        Rival("SESOpt", lambda _season: sf.SimpleExponentialSmoothingOptimized(), has_intervals=False),
        Rival("CrostonSBA", lambda _season: sf.CrostonSBA(), has_intervals=False),
        Rival("TSB", lambda _season: sf.TSB(0.1, 0.1), has_intervals=False),
        Rival("IMAPA", lambda _season: sf.IMAPA(), has_intervals=False),
        Rival("AutoETS", lambda season: sf.AutoETS(season_length=season), has_intervals=True, slow=True),
        Rival(
            "DynamicOptimizedTheta",
            lambda season: sf.DynamicOptimizedTheta(season_length=season),
            has_intervals=True,
            slow=True,
        ),
        Rival("AutoTheta", lambda season: sf.AutoTheta(season_length=season), has_intervals=True, slow=True),
        Rival("AutoCES", lambda season: sf.AutoCES(season_length=season), has_intervals=True, slow=True),
        Rival("statsmodels ETS", None, has_intervals=False, slow=True),
    )


def said(rival: Rival, history: Array, *, horizon: int, season: int, cache: Path | None) -> Said:
    """The rival's forecast of every series; read from the cache folder when it was made before."""
    if cache is None:
        return _run(rival, history, horizon=horizon, season=season)
    digest = hashlib.sha1(np.ascontiguousarray(history).tobytes(), usedforsecurity=False).hexdigest()[:16]
    path = cache / f"{rival.name.replace(' ', '_')}-{digest}-{horizon}-{season}-{CACHE_VERSION}.npz"
    if path.exists():
        kept = np.load(path)
        return Said(kept["mean"], kept["sd"], float(kept["seconds"]), kept=True)
    found = _run(rival, history, horizon=horizon, season=season)
    cache.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, mean=found.mean, sd=found.sd, seconds=found.seconds)
    return found


def own_quantiles(made: Said, levels: tuple[float, ...], *, together: bool) -> Array:
    """Quantiles of the sum (n, n_levels) from the model's own spread of each step, normal."""
    spread = made.sd.sum(axis=1) if together else np.sqrt((made.sd**2).sum(axis=1))
    scores = np.array([NormalDist().inv_cdf(level) for level in levels])
    found: Array = np.maximum(made.mean.sum(axis=1)[:, None] + spread[:, None] * scores, 0.0)
    return found


def conformal_quantiles(
    total: Array,
    spread: Array,
    classes: NDArray[np.int64],
    *,
    past: list[tuple[Array, NDArray[np.int64]]],
    levels: tuple[float, ...],
) -> Array:
    """Quantiles of the sum (n, n_levels): the total and its spread times the scaled errors of the past.

    past: (actual - forecast) / spread of earlier origins, with the demand class of each.
    """
    scaled = np.concatenate([errors for errors, _ in past])
    kinds = np.concatenate([kind for _, kind in past])
    found = np.empty((total.size, len(levels)))
    for kind in np.unique(classes):
        donors = scaled[kinds == kind]
        donors = donors if donors.size >= 30 else scaled
        found[classes == kind] = np.quantile(donors, levels)
    return np.maximum(total[:, None] + spread[:, None] * found, 0.0)


def _run(rival: Rival, history: Array, *, horizon: int, season: int) -> Said:
    begin = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if rival.make is None:
            mean, sd = _statsmodels(history, horizon, season)
        else:
            mean, sd = _statsforecast(
                rival.make, rival.has_intervals, history, horizon=horizon, season=season
            )
    seconds = time.perf_counter() - begin
    return Said(
        np.maximum(np.where(np.isnan(mean), _last_known(history), mean), 0.0), np.nan_to_num(sd), seconds
    )


def _last_known(history: Array) -> Array:
    """(n, 1); stands in where a seasonal method has not seen a whole season."""
    return np.array([[series[~np.isnan(series)][-1]] for series in history])


def _statsforecast(
    make: Callable[[int], Any], has_intervals: bool, history: Array, *, horizon: int, season: int
) -> tuple[Array, Array]:
    from statsforecast import StatsForecast
    from statsforecast.models import HistoricAverage

    rows, periods = np.nonzero(~np.isnan(history))
    long = pd.DataFrame({"unique_id": rows, "ds": periods, "y": history[rows, periods]})
    engine = StatsForecast(models=[make(season)], freq=1, fallback_model=HistoricAverage())
    level = [80] if has_intervals else None
    made = engine.forecast(df=long, h=horizon, level=level).sort_values(["unique_id", "ds"])
    name = made.columns[2]
    mean = made[name].to_numpy(dtype=np.float64).reshape(-1, horizon)
    if not has_intervals:
        return mean, np.zeros_like(mean)
    high = made[f"{name}-hi-80"].to_numpy(dtype=np.float64).reshape(-1, horizon)
    return mean, np.maximum(high - mean, 0.0) / Z80


def _statsmodels(history: Array, horizon: int, season: int) -> tuple[Array, Array]:
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    mean = np.empty((history.shape[0], horizon))
    for row, series in enumerate(history):
        known = series[~np.isnan(series)]
        seasonal = "add" if 1 < season <= 24 and known.size >= 2 * season else None
        model = ExponentialSmoothing(
            known,
            trend="add",
            damped_trend=True,
            seasonal=seasonal,
            seasonal_periods=season if seasonal else None,
        )
        mean[row] = model.fit().forecast(horizon)
    return mean, np.zeros_like(mean)
