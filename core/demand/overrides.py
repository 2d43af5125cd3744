"""What people changed about the forecasts, applied when forecasts are read: both numbers stay visible.

One rule for what overlaps: of all overrides in force on a day, the one planned last decides that day,
whatever its level, and it starts from what the model says, never from another override.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from core.demand.forecasts import Forecasts
from models.arrays import FloatArray, IntArray

MOST_STRETCH = 3.0
"""The spread follows the number, at most to three times what it was."""

_NEXT_TO_NOTHING = 1e-9
_ASSUMED_CV = 0.5


@dataclass(frozen=True)
class Plan:
    """The days of some series that people changed.

    rows: (n_planned,) rows of the forecasts, rising. first_day: day of the first column.
    change: (n_planned, n_days) units a day that people added to the model, signed.
    override_ids: (n_planned, n_days) the override that decided the day, 0 for none.
    """

    rows: IntArray
    first_day: dt.date
    change: FloatArray
    override_ids: IntArray

    def of(self, chosen: IntArray) -> Plan:
        """The plan of some series, in their new order."""
        place = {row: number for number, row in enumerate(self.rows.tolist())}
        pairs = [(new, place[row]) for new, row in enumerate(chosen.tolist()) if row in place]
        new = np.array([pair[0] for pair in pairs], dtype=np.int64)
        old = np.array([pair[1] for pair in pairs], dtype=np.int64)
        return Plan(new, self.first_day, self.change[old], self.override_ids[old])

    def units(self, start: dt.date, days: FloatArray) -> FloatArray:
        """What people added to the next days from start on, (n_planned,). days: one per planned series."""
        begins = (start - self.first_day).days
        covered = np.clip(begins + days[:, None] - np.arange(self.change.shape[1]), 0.0, 1.0)
        covered[:, : max(begins, 0)] = 0.0
        added: FloatArray = (self.change * covered).sum(axis=1)
        return added


@dataclass(frozen=True)
class PlannedForecasts(Forecasts):
    """Forecasts with what people changed: sums and quantiles are final ones; `mean` stays the model's.

    overrides: ledger.OVERRIDES, those that were applied.
    """

    plan: Plan
    overrides: pd.DataFrame

    @property
    def model(self) -> Forecasts:
        """The forecasts without what people changed."""
        return Forecasts(**{field.name: getattr(self, field.name) for field in fields(Forecasts)})

    def of(self, rows: ArrayLike) -> PlannedForecasts:
        """The forecasts of some series, in the order of rows."""
        chosen = np.arange(len(self.table))[np.asarray(rows)]
        return _with_plan(self.model.of(chosen), self.plan.of(chosen), self.overrides)

    def from_day(self, day: dt.date) -> PlannedForecasts:
        """The same forecasts, their first week beginning on this day, not before next_week."""
        return _with_plan(self.model.from_day(day), self.plan, self.overrides)

    def expected_units(self, days: ArrayLike) -> FloatArray:
        """Expected demand of the next days, from 0 on, as people see it."""
        units = self.model.expected_units(days)
        units[self.plan.rows] += self._added(days)
        return np.maximum(units, 0.0)

    def demand_quantiles(self, days: ArrayLike, levels: ArrayLike) -> FloatArray:
        """Quantiles of the sum of demand over the next days; the spread follows the number."""
        found = self.model.demand_quantiles(days, levels)
        rows = self.plan.rows
        if len(rows):
            said = self.model.expected_units(days)[rows]
            found[rows] = moved(found[rows], said, said + self._added(days), levels)
        return found

    def daily_means(self, n_days: int) -> FloatArray:
        """Expected demand of each of the next days as people see it: (n_series, n_days)."""
        daily = self.model.daily_means(n_days)
        begins = (self.next_week - self.plan.first_day).days
        part = self.plan.change[:, max(begins, 0) : begins + n_days]
        ahead = max(-begins, 0)
        daily[self.plan.rows, ahead : ahead + part.shape[1]] += part
        return np.maximum(daily, 0.0)

    def decided_by(self, row: int, days: float) -> list[int]:
        """The overrides that decide at least one of the next days of a series, the earliest planned first."""
        (places,) = np.nonzero(self.plan.rows == row)
        if not len(places):
            return []
        begins = max((self.next_week - self.plan.first_day).days, 0)
        ids = self.plan.override_ids[places[0], begins : begins + int(np.ceil(days))]
        return [int(number) for number in np.unique(ids[ids > 0])]

    def _added(self, days: ArrayLike) -> FloatArray:
        window = np.broadcast_to(np.asarray(days, dtype=np.float64), len(self.table))[self.plan.rows]
        return self.plan.units(self.next_week, window)


def moved(quantiles: FloatArray, said: FloatArray, wanted: FloatArray, levels: ArrayLike) -> FloatArray:
    """Quantiles of the model moved to another expected number, >= 0.

    quantiles: (n, n_levels) around said (n,); wanted: (n,), the final number. Distances grow and shrink with
    the number, at most MOST_STRETCH times. Where the model says nothing at all, the spread of a forecast
    without history is taken: half of the number, and chance arrivals.
    """
    aims = np.maximum(wanted, 0.0)[:, None]
    silent = said <= _NEXT_TO_NOTHING
    stretch = np.minimum(aims[:, 0] / np.where(silent, 1.0, said), MOST_STRETCH)[:, None]
    stretched = aims + (quantiles - said[:, None]) * stretch
    z = np.array([NormalDist().inv_cdf(float(level)) for level in np.atleast_1d(levels)])
    assumed = aims + z * np.sqrt(aims + (_ASSUMED_CV * aims) ** 2)
    return np.maximum(np.where(silent[:, None], assumed, stretched), 0.0)


def in_force(overrides: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The overrides (ledger.OVERRIDES) that count when the data ends on as_of."""
    day = pd.Timestamp(as_of)
    counts = (
        overrides["withdrawn_at"].isna() & (overrides["expires_on"] >= day) & (overrides["ends_on"] > day)
    )
    return overrides[counts].reset_index(drop=True)


def known_at(overrides: pd.DataFrame, moment: dt.datetime) -> pd.DataFrame:
    """The overrides as they stood at a moment (UTC): planned by then, and not withdrawn by then."""
    then = pd.Timestamp(moment)
    stood = overrides["withdrawn_at"].isna() | (overrides["withdrawn_at"] > then)
    return overrides[(overrides["planned_at"] <= then) & stood].assign(
        withdrawn_by=None, withdrawn_at=np.datetime64("NaT", "ns")
    )


def apply(
    forecasts: Forecasts, overrides: pd.DataFrame, categories: Mapping[str, str] | None = None
) -> PlannedForecasts:
    """The forecasts with these overrides (ledger.OVERRIDES, those in force) in them.

    categories: category by SKU. A number for a category, or for a SKU at several locations, is spread in
    proportion to the forecasts of those days, evenly where nothing is forecast. Of a window that has begun
    already, the share of its days that are left counts.
    """
    start = forecasts.next_week
    lasts = (overrides["ends_on"].max() - pd.Timestamp(start)).days + 1 if len(overrides) else 0
    scopes = [_rows_of(forecasts.table, row, categories or {}) for row in overrides.to_dict("records")]
    rows = np.unique(np.concatenate([*scopes, np.zeros(0, dtype=np.int64)])).astype(np.int64)
    model = forecasts.of(rows).daily_means(max(int(lasts), 1))
    final, ids = model.copy(), np.zeros(model.shape, dtype=np.int64)
    for row, scope in zip(overrides.to_dict("records"), scopes, strict=True):
        begins, ends = ((pd.Timestamp(row[name]).date() - start).days for name in ("starts_on", "ends_on"))
        cells = np.ix_(np.searchsorted(rows, scope), np.arange(max(begins, 0), ends + 1))
        left = (ends + 1 - max(begins, 0)) / (ends + 1 - begins)
        if model[cells].size:
            final[cells] = _changed(model[cells], str(row["kind"]), float(row["value"]), left)
            ids[cells] = row["override_id"]
    return _with_plan(forecasts, Plan(rows, start, final - model, ids), overrides)


def _changed(model: FloatArray, kind: str, value: float, left: float) -> FloatArray:
    if kind == "multiply":
        return model * value
    total = float(model.sum())
    parts = model / total if total > _NEXT_TO_NOTHING else np.full(model.shape, 1.0 / model.size)
    units = value * left if kind == "set" else max(total + value * left, 0.0)
    return parts * units


def _rows_of(table: pd.DataFrame, row: Mapping[object, object], categories: Mapping[str, str]) -> IntArray:
    if row["category"]:
        chosen = table["sku"].map(categories) == row["category"]
    else:
        chosen = table["sku"] == row["sku"]
    if row["location"]:
        chosen &= table["location"] == row["location"]
    return np.flatnonzero(chosen.to_numpy())


def _with_plan(model: Forecasts, plan: Plan, overrides: pd.DataFrame) -> PlannedForecasts:
    values: dict[str, Any] = {field.name: getattr(model, field.name) for field in fields(Forecasts)}
    return PlannedForecasts(**values, plan=plan, overrides=overrides)
