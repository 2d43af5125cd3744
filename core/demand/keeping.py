"""Forecasts as the tables that a refresh publishes, and back."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped] # ships no types
from numpy.typing import NDArray

from core.demand.forecasts import Forecasts
from core.demand.panel import DemandPanel
from core.errors import NotReady
from core.facts import ResultRun, Snapshot
from core.i18n import N_
from models.arrays import FloatArray
from models.forecasting import DEMAND_CLASSES, ResidualPool
from models.forecasting.pool import POOL_VERSION, Pool

KIND = "forecasts"
"""Kind of the published run."""

_ARRAYS = (
    "history", "wanted", "returned", "stock_out_weeks", "inferred_weeks", "mean", "residual_paths", "origins",
    "pool_scale",
)  # fmt: skip
_FACTORS = ("season_factor", "event_factor", "committed")


def tables_of(forecasts: Forecasts, panel: DemandPanel, pool: Pool | None) -> dict[str, pd.DataFrame]:
    """The results tables: forecasts (one row per series), what they share, and what demand was told from.

    pool: None where there are no series.
    """
    return {
        "forecasts": _series_table(forecasts, panel),
        "forecast_pool": _pool_table(forecasts),
        "forecast_model": _model_table(pool),
        "forecast_calendar": _calendar_table(panel),
        "stock_out_spells": panel.spells,
        "demand_findings": panel.findings,
    }


def _series_table(forecasts: Forecasts, panel: DemandPanel) -> pd.DataFrame:
    since = [slice(int(column), None) for column in panel.first_columns]
    returned = np.zeros_like(panel.sold) if panel.returned is None else panel.returned

    def after_first(values: NDArray[Any], kind: pa.DataType) -> pd.Series[Any]:
        return _lists([row[part] for row, part in zip(values, since, strict=True)], kind)

    lists = {name: _lists(forecasts.table[name].to_list(), pa.float64()) for name in _FACTORS}
    return forecasts.table.assign(
        history=after_first(panel.sold, pa.float64()),
        wanted=after_first(panel.units, pa.float64()),
        returned=after_first(returned, pa.float64()),
        stock_out_weeks=after_first(panel.stock_outs, pa.bool_()),
        inferred_weeks=after_first(panel.inferred, pa.bool_()),
        mean=_lists(list(forecasts.mean), pa.float64()),
        residual_paths=_lists(list(_flat(forecasts.residual_paths)), pa.float32()),
        origins=forecasts.residual_paths.shape[1],
        pool_scale=forecasts.pool.scale,
        origin_weeks=_lists(forecasts.table["origin_weeks"].to_list(), pa.int32()),
        **lists,
    )


def _pool_table(forecasts: Forecasts) -> pd.DataFrame:
    paths = forecasts.pool.paths
    return pd.DataFrame(
        {
            "demand_class": list(DEMAND_CLASSES[: len(paths)]),
            "n_paths": paths.shape[1],
            "paths": _lists(list(_flat(paths)), pa.float32()),
        }
    )


def _model_table(pool: Pool | None) -> pd.DataFrame:
    """The arrays of a pool, bit for bit: kind and shape as numpy writes them, content in base 64."""
    rows = [
        (name, array.dtype.str, json.dumps(array.shape), base64.b64encode(array.tobytes()).decode())
        for name, array in sorted(({} if pool is None else pool.to_arrays()).items())
    ]
    return pd.DataFrame(rows, columns=["name", "kind", "shape", "content"])


def read_model(snapshot: Snapshot) -> Pool | None:
    """The pool that the published forecasts were made with; None where there is none of this engine."""
    rows = snapshot.results("forecast_model")
    arrays = {
        row["name"]: np.frombuffer(base64.b64decode(row["content"]), dtype=row["kind"]).reshape(
            json.loads(row["shape"])
        )
        for row in rows.to_dict("records")
    }
    return Pool.from_arrays(arrays) if arrays and int(arrays["version"]) == POOL_VERSION else None


def _calendar_table(panel: DemandPanel) -> pd.DataFrame:
    names = ("family", "phase", "name", "first_day", "last_day", "depth", "known_from", "source")
    rows = [
        {name: getattr(one, name) for name in names}
        | {"channels": _joined_names(one.channels), "sku_scope": _joined_names(one.skus)}
        for one in panel.events
    ]
    return pd.DataFrame(rows, columns=[*names, "channels", "sku_scope"])


def _joined_names(names: frozenset[str] | None) -> str:
    return "" if names is None else ",".join(sorted(names))


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
