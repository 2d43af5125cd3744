"""One SKU's forecast for a page: its past, its bands, how it was made and what others would have missed."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.demand import keeping, words
from core.demand.archive import step_quantiles
from core.demand.forecasts import Forecasts
from core.errors import Message, NotFound
from core.facts import Snapshot
from core.i18n import N_
from models.arrays import FloatArray
from models.forecasting import window_quantiles
from models.forecasting.families import COMBINATION

LEVELS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
"""Quantiles that pages and files show."""

BANDS = tuple(f"q{level * 100:02.0f}" for level in LEVELS)


@dataclass(frozen=True)
class SkuForecast:
    """What was wanted of one SKU at one location, and what is expected.

    history: week (Monday), units sold, stock_out (demand of that week is not known).
    ahead: week, mean, q05 ... q95 of each week, and cum_mean, cum_q05 ... of the weeks up to it.
    method, chosen, demand_class: in words. error: mean absolute error over the decision window as a share of
    its demand; bias: forecast - actual as a share, above 0 is too high. NaN where it could not be measured.
    methods: method, title (Message), error, against_mix (the error over that of the mix, 1 for the mix),
    weight (its share in the mix, 0 for none), chosen (the largest share); the heaviest first.
    worse_than_simple: the mix missed more than the simplest methods did.
    yearly_net_sales: of the last 52 weeks, display currency.
    """

    sku: str
    location: str
    history: pd.DataFrame
    ahead: pd.DataFrame
    method: Message
    chosen: Message
    demand_class: Message
    error: float
    bias: float
    methods: pd.DataFrame
    worse_than_simple: bool
    yearly_net_sales: float


def forecast(snapshot: Snapshot, sku: str, location: str) -> SkuForecast:
    """The published forecast of one SKU. NotReady before the first refresh, NotFound for an unknown SKU."""
    run = keeping.must_find_run(snapshot)
    rows = keeping.read_table(snapshot, sku, location)
    if rows.empty:
        raise NotFound(N_("There is no forecast for {sku}: it was not sold in a complete week yet."), sku=sku)
    found = keeping.forecasts_of(run, rows, snapshot.results("forecast_pool"))
    row = rows.iloc[0]
    return SkuForecast(
        sku=sku,
        location=location,
        history=_history(row),
        ahead=week_by_week(found),
        method=words.method_title(row["method"]),
        chosen=words.fallback_reason(row["fallback"]),
        demand_class=Message(words.DEMAND_CLASS_TITLES[row["demand_class"]]),
        error=float(row["error"]),
        bias=float(row["bias"]),
        methods=_methods(row),
        worse_than_simple=bool(row["worse_than_simple"]),
        yearly_net_sales=float(row["value"]),
    )


def week_by_week(forecasts: Forecasts) -> pd.DataFrame:
    """The first series week by week: week, mean, q05 ... q95, cum_mean, cum_q05 ... cum_q95."""
    one = forecasts.of([0])
    horizon = one.mean.shape[1]
    weeks = [one.next_week + dt.timedelta(weeks=step) for step in range(horizon)]
    apart = bands_by_step(one, LEVELS)[0]
    summed = sums_by_step(one, LEVELS)[0]
    table = pd.DataFrame({"week": weeks, "mean": one.mean[0]})
    table[list(BANDS)] = apart
    table["cum_mean"] = np.cumsum(one.mean[0])
    table[[f"cum_{band}" for band in BANDS]] = summed
    return table


def bands_by_step(forecasts: Forecasts, levels: tuple[float, ...]) -> FloatArray:
    """Quantiles of each step ahead on its own: (n_series, horizon, n_levels)."""
    steps = range(forecasts.mean.shape[1])
    return np.stack([step_quantiles(forecasts, step, levels) for step in steps], axis=1)


def sums_by_step(forecasts: Forecasts, levels: tuple[float, ...]) -> FloatArray:
    """Quantiles of the sum of the first steps: (n_series, horizon, n_levels)."""
    own = forecasts
    sums = [
        window_quantiles(own.mean, own.residual_paths, levels, periods=step + 1, pool=own.pool)
        for step in range(own.mean.shape[1])
    ]
    return np.stack(sums, axis=1)


def _history(row: pd.Series[Any]) -> pd.DataFrame:
    units = np.asarray(row["history"], dtype=np.float64)
    first = pd.Timestamp(row["first_week"]).date()
    weeks = [first + dt.timedelta(weeks=step) for step in range(len(units))]
    return pd.DataFrame(
        {"week": weeks, "units": units, "stock_out": np.asarray(row["stock_out_weeks"], dtype=np.bool_)}
    )


def _methods(row: pd.Series[Any]) -> pd.DataFrame:
    errors, weights = json.loads(row["errors"]), json.loads(row["weights"])
    if COMBINATION in errors:
        weights[COMBINATION] = 1.0
    mix = errors.get(COMBINATION, 0.0)
    names = sorted(errors, key=lambda name: (-weights.get(name, 0.0), errors[name]))
    return pd.DataFrame(
        {
            "method": names,
            "title": [words.method_title(name) for name in names],
            "error": [errors[name] for name in names],
            "against_mix": [errors[name] / mix if mix else float("nan") for name in names],
            "weight": [weights.get(name, 0.0) for name in names],
            "chosen": [name == row["method"] for name in names],
        }
    )
