"""The course of net sales of every part of the shop at once, for small lines in a table."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from core.facts import Snapshot
from core.metrics import By, Filters
from core.metrics.measures import MEASURES
from core.metrics.query import SOURCES, run, scope_of
from core.metrics.sources import Scope

_UNITS = {"day": "D", "week": "W", "month": "M"}
_PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}


def trends(snapshot: Snapshot, filters: Filters, by: By, grain: By) -> pd.Series[Any]:
    """Net sales per day, week or month by key, oldest first; 0 where nothing was sold.

    All lists begin with the first day on which anything was sold in the period.
    """
    found = run(snapshot, _by_key_and_time, (grain,), scope_of(snapshot, filters, by=by))
    if found.empty:
        return pd.Series(dtype=object)
    days = pd.PeriodIndex(found["bucket"], freq=_PERIODS[grain])
    columns = pd.period_range(days.min(), days.max(), freq=_PERIODS[grain])
    keys, rows = np.unique(found["key"].to_numpy(dtype=str), return_inverse=True)
    values = np.zeros((len(keys), len(columns)))
    np.add.at(values, (rows, columns.get_indexer(days)), found["value"].to_numpy(dtype=np.float64))
    return pd.Series(values.tolist(), index=keys)


def _by_key_and_time(names: tuple[str, ...], scope: Scope) -> ir.Table:
    parts = []
    for term in MEASURES["net_sales"]:
        rows = SOURCES[term.source](scope)
        bucket = rows["day"].truncate(_UNITS[names[0]]).cast("date")
        parts.append(
            rows.group_by(key=rows["key"], bucket=bucket).aggregate(value=term.amount.sum().cast("float64"))
        )
    return ibis.union(*parts, distinct=False)
