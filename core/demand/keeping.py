"""Forecasts as the tables that a refresh publishes, and back."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped] # ships no types

from core.demand.forecasts import Forecasts
from core.demand.panel import DemandPanel
from core.errors import NotReady
from core.facts import ResultRun, Snapshot
from core.i18n import N_
from models.arrays import FloatArray
from models.forecasting import DEMAND_CLASSES, ResidualPool

KIND = "forecasts"
"""Kind of the published run."""

_ARRAYS = ("history", "stock_out_weeks", "mean", "residual_paths", "origins", "pool_scale")


def tables_of(forecasts: Forecasts, panel: DemandPanel) -> dict[str, pd.DataFrame]:
    """The results tables forecasts (one row per series) and forecast_pool (one row per demand class)."""
    since = [slice(int(column), None) for column in panel.first_columns]
    table = forecasts.table.assign(
        history=_lists([row[part] for row, part in zip(panel.sold, since, strict=True)], pa.float64()),
        stock_out_weeks=_lists(
            [row[part] for row, part in zip(panel.stock_outs, since, strict=True)], pa.bool_()
        ),
        mean=_lists(list(forecasts.mean), pa.float64()),
        residual_paths=_lists(list(_flat(forecasts.residual_paths)), pa.float32()),
        origins=forecasts.residual_paths.shape[1],
        pool_scale=forecasts.pool.scale,
    )
    paths = forecasts.pool.paths
    pool = pd.DataFrame(
        {
            "demand_class": list(DEMAND_CLASSES[: len(paths)]),
            "n_paths": paths.shape[1],
            "paths": _lists(list(_flat(paths)), pa.float32()),
        }
    )
    return {"forecasts": table, "forecast_pool": pool}


def read_forecasts(snapshot: Snapshot, sku: str | None = None, location: str | None = None) -> Forecasts:
    """The published forecasts, or only that of one SKU and location.

    Raises NotReady where none were published yet.
    """
    return forecasts_of(
        must_find_run(snapshot), read_table(snapshot, sku, location), snapshot.results("forecast_pool")
    )


def read_table(snapshot: Snapshot, sku: str | None = None, location: str | None = None) -> pd.DataFrame:
    """The published rows with their lists."""
    if sku is None:
        return snapshot.frame(f"{_ROWS} ORDER BY sku, location")
    return snapshot.frame(f"{_ROWS} WHERE sku = ? AND location = ?", [sku, location])


_ROWS = "SELECT * EXCLUDE (run_id) FROM lake.result.forecasts"


def must_find_run(snapshot: Snapshot) -> ResultRun:
    """The stamp of the published forecasts."""
    run = snapshot.latest_run(KIND)
    if run is None:
        raise NotReady(N_("There are no forecasts yet. Refresh the forecasts; it takes a few seconds."))
    return run


def forecasts_of(run: ResultRun, rows: pd.DataFrame, pool_rows: pd.DataFrame) -> Forecasts:
    """Forecasts from published rows."""
    horizon = int(run.parameters["horizon_weeks"])
    table = rows.drop(columns=list(_ARRAYS))
    table["first_week"] = pd.to_datetime(table["first_week"]).dt.date
    codes = pd.Categorical(rows["demand_class"], categories=list(DEMAND_CLASSES)).codes.astype(np.int64)
    return Forecasts(
        table,
        dt.date.fromisoformat(run.parameters["next_week"]),
        _stacked(rows["mean"], (len(rows), horizon)),
        _stacked(rows["residual_paths"], (len(rows), -1, horizon)),
        ResidualPool(
            codes,
            rows["pool_scale"].to_numpy(dtype=np.float64),
            rows["known_weeks"].to_numpy(dtype=np.int64),
            _pool_paths(pool_rows, horizon),
        ),
    )


def _pool_paths(rows: pd.DataFrame, horizon: int) -> FloatArray:
    """Paths of every demand class; a class that nobody belongs to has zeros that nobody reads."""
    n_paths = int(rows["n_paths"].iloc[0])
    paths = np.zeros((len(DEMAND_CLASSES), n_paths, horizon))
    for demand_class, values in zip(rows["demand_class"], rows["paths"], strict=True):
        paths[DEMAND_CLASSES.index(demand_class)] = np.asarray(values).reshape(n_paths, horizon)
    return paths


def _stacked(lists: pd.Series[Any], shape: tuple[int, ...]) -> FloatArray:
    if lists.empty:
        return np.zeros(tuple(max(size, 0) if size != -1 else 1 for size in shape))
    return np.stack(lists.to_list()).astype(np.float64).reshape(shape)


def _flat(values: FloatArray) -> FloatArray:
    return values.reshape(len(values), math.prod(values.shape[1:]))  # -1 fails where there are no series


def _lists(rows: list[Any], kind: pa.DataType) -> pd.Series[Any]:
    """One list per row, in a form that the store takes without looking at every value."""
    lengths = [len(row) for row in rows]
    offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32))
    values = np.concatenate(rows) if rows else np.zeros(0)
    array = pa.ListArray.from_arrays(offsets, pa.array(values, type=kind, from_pandas=False))
    return pd.Series(pd.arrays.ArrowExtensionArray(array))
