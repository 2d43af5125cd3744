"""Slow models for the few series that are worth them: statsforecast's automatic ETS and Theta as candidates.

For job processes only: importing this module is cheap, calling it loads statsforecast and numba.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from models.arrays import FloatArray, IntArray, require, whole_number
from models.forecasting.panel import Extra, Panel

# Fits a model gets during the backtest; between them its parameters stay and only its states move on.
REFITS = 2
MIN_KNOWN = 12
# Longest season that these models are given: beyond it they cost a hundred times as much and gain nothing.
LONGEST_SEASON = 12


def slow_candidates(
    panel: Panel, origins: IntArray, *, n_series: int, names: tuple[str, ...] = ("AutoETS", "AutoTheta")
) -> tuple[Extra, ...]:
    """What slow models say of the series with the most money, NaN for all others.

    origins: (n, O) as `origins_of` gives them. n_series: how many series get them, the budget: one series of
        100 periods costs 15 to 100 ms a model (3 fits), of 1,900 days about 1 s.
    names: statsforecast models. The season is the shortest of the panel's, up to 12 periods.
    The same series get the same forecasts whatever stands beside them.
    Source: Hyndman, Khandakar (2008) for the automatic ETS; Fiorucci et al. (2016) for Theta.
    """
    n_series = whole_number(n_series, name="n_series", at_least=0)
    require(origins.shape[0] == panel.n_series, "origins must have a row for each series")
    season = min((each.length for each in panel.seasons if each.length <= LONGEST_SEASON), default=1)
    rows = _most_money(panel, n_series)
    return tuple(_candidate(panel, origins, rows, name, _maker(name, season)) for name in names)


def _maker(name: str, season: int) -> Callable[[], Any]:
    from statsforecast import models

    return lambda: getattr(models, name)(season_length=season)


def _most_money(panel: Panel, n_series: int) -> IntArray:
    recent = np.nansum(panel.demand[:, -52:], axis=1) * panel.value
    order = np.lexsort((panel.keys, -recent))[:n_series]
    rows: IntArray = order[recent[order] > 0].astype(np.int64)
    return rows


def _candidate(panel: Panel, origins: IntArray, rows: IntArray, name: str, make: Callable[[], Any]) -> Extra:
    n, horizon = panel.n_series, panel.horizon
    backtest = np.full((n, origins.shape[1], horizon), np.nan)
    mean = np.full((n, horizon), np.nan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for row in rows:
            backtest[row], mean[row] = _one_series(panel.demand[row], origins[row], horizon, make)
    return Extra(name, backtest, mean)


def _one_series(
    series: FloatArray, origins: IntArray, horizon: int, make: Callable[[], Any]
) -> tuple[FloatArray, FloatArray]:
    """Forecasts at each origin (O, H) and after the newest period (H,); NaN where history is too short.

    Unknown periods are left out, as if time had stood still.
    """
    said = np.full((origins.size, horizon), np.nan)
    ready = [place for place, origin in enumerate(origins) if _history(series, origin).size >= MIN_KNOWN]
    fitted = None
    for turn, place in enumerate(ready):
        history = _history(series, int(origins[place]))
        if turn % max(1, -(-len(ready) // REFITS)) == 0:
            fitted = make().fit(history)
        if fitted is not None:
            said[place] = fitted.forward(history, h=horizon)["mean"]
    known = _history(series, series.size - 1)
    final = make().fit(known).predict(h=horizon)["mean"] if known.size >= MIN_KNOWN else np.nan
    # A model may lose itself; nobody has ever sold ten times their best.
    limit = 10.0 * np.nanmax(series, initial=0.0)
    return np.clip(said, 0.0, limit), np.clip(np.broadcast_to(final, (horizon,)), 0.0, limit)


def _history(series: FloatArray, origin: int) -> FloatArray:
    part = series[: origin + 1]
    known: FloatArray = part[~np.isnan(part)]
    return known
