"""Several series as one: a category, all locations of a SKU, the whole shop."""

from __future__ import annotations

import numpy as np

from core.demand.forecasts import Forecasts
from core.demand.overrides import Plan, PlannedForecasts
from models.arrays import IntArray
from models.forecasting import pool_residuals


def together(forecasts: PlannedForecasts, rows: IntArray) -> PlannedForecasts:
    """One series that is the sum of some; one alone stays as it is.

    The misses of the same origin are added up, so what goes wrong together stays together, and what evens out
    evens out. An origin that a series did not live through yet counts as no miss of it.
    """
    own = forecasts.of(rows)
    if len(rows) == 1:
        return own
    paths = own.residual_paths
    known = ~np.isnan(paths)
    summed = np.where(known.any(axis=0), np.nansum(paths, axis=0), np.nan)[None]
    mean = own.mean.sum(axis=0, keepdims=True)
    pool = pool_residuals(mean, summed)
    table = own.table.head(1).assign(sku="", location="")
    model = Forecasts(table, own.next_week, mean, summed, pool)
    days = own.plan.change.shape[1]
    plan = Plan(
        np.zeros(min(len(own.plan.rows), 1), dtype=np.int64),
        own.plan.first_day,
        own.plan.change.sum(axis=0, keepdims=True)[: min(len(own.plan.rows), 1)],
        own.plan.override_ids.max(axis=0, initial=0).reshape(1, days)[: min(len(own.plan.rows), 1)],
    )
    return PlannedForecasts(
        model.table, model.next_week, model.mean, model.residual_paths, model.pool, plan, own.overrides
    )
