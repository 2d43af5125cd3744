"""What every refresh said, kept short, so that it can be looked at and judged when the demand has come.

Per series and run: the mean of the first weeks, a few of their quantiles, and the window that purchasing
decides on with its quantiles; beside them the naive forecast (the last known week again), the bar for all.
What people had changed by then is not copied: the ledger keeps every override with its times, so the final
number of any run follows from both. Kept are the last run of each forecast week, for two years, and the run
before the newest (`core.facts.write_results`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped] # ships no types

from core.demand.forecasts import Forecasts
from core.facts import Snapshot
from models.arrays import FloatArray
from models.forecasting import window_quantiles

STEPS = 13
"""Weeks ahead that are kept of each run."""
USUAL_WINDOW_DAYS = 28.0
"""The window of a series whose lead time nobody has named."""
STEP_LEVELS = (0.10, 0.50, 0.90)
WINDOW_LEVELS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)

_ROWS = "SELECT * FROM lake.meta.forecast_archive"


def windows_of(keys: pd.DataFrame, protection: pd.DataFrame | None) -> FloatArray:
    """The days that purchasing decides on for each sku and location of keys; USUAL_WINDOW_DAYS unknown.

    protection: sku, location, protection_days where lead time and review period are known.
    """
    if protection is None or protection.empty:
        return np.full(len(keys), USUAL_WINDOW_DAYS)
    known = keys[["sku", "location"]].merge(protection, how="left", on=["sku", "location"])
    return known["protection_days"].fillna(USUAL_WINDOW_DAYS).to_numpy(dtype=np.float64)


def archive_rows(forecasts: Forecasts, demand: FloatArray, window_days: FloatArray) -> pd.DataFrame:
    """One row per series, for `facts.publish_results`.

    demand: (n_series, n_weeks), NaN unknown, as the forecasts saw it. window_days: (n_series,), lead time
    and review period, above 0.
    """
    steps = min(STEPS, forecasts.mean.shape[1])
    quantiles = np.stack([step_quantiles(forecasts, step, STEP_LEVELS) for step in range(steps)], axis=1)
    return pd.DataFrame(
        {
            "next_week": forecasts.next_week,
            "sku": forecasts.table["sku"],
            "location": forecasts.table["location"],
            "demand_class": forecasts.table["demand_class"],
            "naive": last_known(demand),
            "mean": _lists(forecasts.mean[:, :steps]),
            "step_quantiles": _lists(quantiles.reshape(len(forecasts.table), steps * len(STEP_LEVELS))),
            "window_days": window_days,
            "window_mean": forecasts.expected_units(window_days),
            "window_quantiles": _lists(forecasts.demand_quantiles(window_days, WINDOW_LEVELS)),
        }
    )


def last_known(demand: FloatArray) -> FloatArray:
    """The last known week of each series, 0 where none is: what the naive forecast repeats.

    >>> last_known(np.array([[3.0, 4.0, np.nan]])).tolist()
    [4.0]
    """
    if not demand.shape[1]:
        return np.zeros(len(demand))
    known = ~np.isnan(demand)
    column = demand.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    found: FloatArray = np.where(known.any(axis=1), demand[np.arange(len(demand)), column], 0.0)
    return found


def step_quantiles(forecasts: Forecasts, step: int, levels: tuple[float, ...]) -> FloatArray:
    """Quantiles of the demand of one week ahead on its own: (n_series, n_levels)."""
    own = forecasts
    return window_quantiles(
        own.mean, own.residual_paths, levels, periods=1.0, start=float(step), pool=own.pool
    )


def read_archive(snapshot: Snapshot, sku: str | None = None, location: str = "") -> pd.DataFrame:
    """The kept rows, oldest forecast week first; of one SKU and location when asked."""
    order = "ORDER BY next_week, run_id, sku, location"
    if sku is None:
        return snapshot.frame(f"{_ROWS} {order}")
    return snapshot.frame(f"{_ROWS} WHERE sku = ? AND location = ? {order}", [sku, location])


def judged_runs(archive: pd.DataFrame) -> pd.DataFrame:
    """The rows of the last run of each forecast week: the ones that are judged."""
    last = archive.groupby("next_week")["run_id"].transform("max")
    return archive[archive["run_id"] == last].reset_index(drop=True)


def _lists(values: FloatArray) -> pd.Series[Any]:
    """One list of singles per row, in a form that the store takes without looking at every value."""
    width = values.shape[1]
    offsets = pa.array((np.arange(len(values) + 1) * width).astype(np.int32))
    array = pa.ListArray.from_arrays(offsets, pa.array(values.ravel().astype(np.float32)))
    return pd.Series(pd.arrays.ArrowExtensionArray(array))
