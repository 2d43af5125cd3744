"""What each step from the naive forecast to the final one is worth, in error and in money.

Money: each unit too few costs the margin that is not earned; each unit too many costs the keep of its cost
for the window. Where no cost is known, ASSUMED_COST_SHARE of the price is taken. So the money of an error is
what it would cost if exactly the forecast were bought; it ranks, it is no bookkeeping.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from core.demand.archive import STEPS
from core.demand.forecasts import Forecasts
from core.demand.overrides import PlannedForecasts, apply, known_at
from models.arrays import FloatArray
from models.forecasting import ResidualPool

HOLDING_SHARE = 0.25
"""Cost of keeping goods for a year, as a share of what they cost."""
ASSUMED_COST_SHARE = 0.5
MIN_WINDOWS = 8
"""Judged windows below which nothing is told."""

STEPS_OF_VALUE = ("naive", "mean", "final")
TABLE = ("key", "n", *(f"{what}_{step}" for what in ("wape", "cost") for step in STEPS_OF_VALUE))
"""One row per key. wape: share of the demand. cost: display currency. n: judged windows."""


def cost_of_error(
    forecast: FloatArray, actual: FloatArray, *, price: FloatArray, unit_cost: FloatArray, days: FloatArray
) -> FloatArray:
    """What a miss costs, display currency, >= 0.

    price: net sales per unit. unit_cost: NaN where unknown. days: length of the window.

    >>> cost_of_error(np.array([8.0]), np.array([10.0]), price=np.array([5.0]),
    ...               unit_cost=np.array([3.0]), days=np.array([28.0])).tolist()
    [4.0]
    """
    cost = np.where(np.isnan(unit_cost), ASSUMED_COST_SHARE * price, unit_cost)
    missing = np.maximum(actual - forecast, 0.0) * np.maximum(price - cost, 0.0)
    kept: FloatArray = np.maximum(forecast - actual, 0.0) * cost * HOLDING_SHARE * days / 365
    return missing + kept


def added(judged: pd.DataFrame, keys: pd.Series[str]) -> pd.DataFrame:
    """TABLE of judged windows by a key, the most money first.

    judged: track_record.JUDGED with final, price, unit_cost and window_days beside it. keys: one per row.
    """
    parts = {"n": np.ones(len(judged)), "actual": judged["actual"].to_numpy()}
    money = {
        "price": judged["price"].to_numpy(dtype=np.float64),
        "unit_cost": judged["unit_cost"].to_numpy(dtype=np.float64),
        "days": judged["window_days"].to_numpy(dtype=np.float64),
    }
    for step in STEPS_OF_VALUE:
        number = judged[step].to_numpy(dtype=np.float64)
        parts[f"wape_{step}"] = np.abs(number - parts["actual"])
        parts[f"cost_{step}"] = cost_of_error(number, parts["actual"], **money)
    sums = pd.DataFrame(parts).groupby(keys.to_numpy()).sum().rename_axis("key").reset_index()
    wanted = sums["actual"].where(sums["actual"] > 0)
    for step in STEPS_OF_VALUE:
        sums[f"wape_{step}"] = sums[f"wape_{step}"] / wanted
    sums["n"] = sums["n"].astype("int64")
    enough = sums["n"] >= MIN_WINDOWS
    told = [name for name in TABLE if name not in ("key", "n")]
    sums.loc[~enough, told] = np.nan
    return sums.sort_values(["cost_mean", "key"], ascending=[False, True])[list(TABLE)].reset_index(drop=True)


def finals(runs: pd.DataFrame, overrides: pd.DataFrame, categories: dict[str, str]) -> pd.DataFrame:
    """final and override_id of archived rows: with the overrides that stood when their first week began.

    runs: rows of the archive. override_id: the one that decided the first day that was changed, 0 for none.
    """
    found = pd.DataFrame({"final": runs["window_mean"].astype("float64"), "override_id": 0}, index=runs.index)
    for next_week, part in runs.groupby("next_week"):
        began = pd.Timestamp(str(next_week)).to_pydatetime()
        planned = apply(_said(part, began.date()), known_at(overrides, began), categories)
        if len(planned.plan.rows):
            _put(found, part, planned)
    return found


def _put(found: pd.DataFrame, part: pd.DataFrame, planned: PlannedForecasts) -> None:
    days = part["window_days"].to_numpy(dtype=np.float64)
    change = planned.expected_units(days) - planned.model.expected_units(days)
    found.loc[part.index, "final"] = np.maximum(found.loc[part.index, "final"] + change, 0.0)
    for row in planned.plan.rows.tolist():
        if ids := planned.decided_by(row, float(days[row])):
            found.loc[part.index[row], "override_id"] = ids[-1]


def _said(part: pd.DataFrame, next_week: dt.date) -> Forecasts:
    """Archived means as forecasts without a spread."""
    means = np.array(part["mean"].to_list(), dtype=np.float64).reshape(len(part), -1)[:, :STEPS]
    flat = np.zeros((len(part), 1, means.shape[1]))
    pool = ResidualPool(
        np.zeros(len(part), dtype=np.int64), np.zeros(len(part)), np.ones(len(part), dtype=np.int64), flat[:1]
    )
    table = part[["sku", "location"]].reset_index(drop=True)
    return Forecasts(table, next_week, means, flat, pool)
