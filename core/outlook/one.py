"""One SKU, at a location or everywhere, or one category: its past, what is expected, how it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import i18n
from core import ledger as decisions
from core.demand import track_record as record
from core.demand.calendar import read_calendar
from core.demand.overrides import PlannedForecasts, moved
from core.demand.words import DEMAND_CLASS_TITLES
from core.errors import NotFound
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import OVERRIDE_REASONS, Ledger
from core.outlook.catalogue import expected_in_words
from core.outlook.material import NEXT_DAYS, Material, read_material
from core.outlook.whole import together
from models.arrays import FloatArray, IntArray
from models.forecasting import window_quantiles

SHOWN_WEEKS, SHOWN_AHEAD = 78, 18
_FINDINGS = """
SELECT date_trunc('week', day)::DATE AS week, sum(units) AS units, bool_and(is_counted) AS counted
FROM lake.result.demand_findings WHERE sku = ? AND location = ? AND day >= ? GROUP BY 1 ORDER BY 1
"""
_LEVELS = (0.025, 0.10, 0.25, 0.75, 0.90, 0.975)
_ENDS = ("low_95", "low_80", "low_50", "high_50", "high_80", "high_95")
_DAYS = 7
_MOST_EVENTS = 40


@dataclass(frozen=True)
class One:
    """weeks: the columns of charts.fan. marks: of charts.fan. rows: of the forecasts' table.

    answer: one sentence. next_units, model_units: of the days from first_day to last_day, final and of the
    model, low_units to high_units with 4 of 5; window_*: of the purchasing window, from first_day on.
    accuracy: of its judged windows. plans: ledger.OVERRIDES, those that count; history_of_plans: all, the
    newest first.
    """

    title: str
    subtitle: str
    answer: str
    weeks: pd.DataFrame
    marks: pd.DataFrame
    rows: IntArray
    next_units: float
    model_units: float
    low_units: float
    high_units: float
    window_days: float
    window_units: float
    window_high: float
    accuracy: record.Accuracy
    signal: float
    is_biased: bool
    is_said: bool
    plans: pd.DataFrame
    history_of_plans: pd.DataFrame
    first_day: dt.date
    last_day: dt.date
    as_of: dt.date


def rows_of(material: Material, sku: str, location: str, category: str) -> IntArray:
    """The series that are meant. Raises NotFound for none."""
    table = material.forecasts.table
    if category:
        chosen = table["sku"].map(material.categories) == category
    else:
        chosen = table["sku"] == sku
        if location:
            chosen &= table["location"] == location
    rows = np.flatnonzero(chosen.to_numpy())
    if not len(rows):
        raise NotFound(
            N_("There is no forecast for {name}: it was not sold in a complete week yet."),
            name=sku or category,
        )
    return rows


def locations_of(snapshot: Snapshot, ledger: Ledger, sku: str) -> tuple[str, ...]:
    """Where a SKU is forecast; empty for an unknown one."""
    table = read_material(snapshot, ledger).forecasts.table
    return tuple(table.loc[table["sku"] == sku, "location"])


def category_names(snapshot: Snapshot, ledger: Ledger) -> tuple[str, ...]:
    """The categories of what is forecast."""
    material = read_material(snapshot, ledger)
    return tuple(
        sorted({material.categories[s] for s in material.forecasts.table["sku"] if s in material.categories})
    )


def read_one(snapshot: Snapshot, ledger: Ledger, sku: str, location: str, category: str) -> One:
    """Everything about one SKU or category but how it was made. Raises NotReady, NotFound."""
    material = read_material(snapshot, ledger)
    rows = rows_of(material, sku, location, category)
    own, coming = together(material.forecasts, rows), together(material.coming, rows)
    days = float(material.window_days[rows].max())
    judged = material.judged[material.judged["row"].isin(rows)]
    summed = judged if len(rows) == 1 else _summed(judged)
    signal = record.signals(summed.assign(row=0), 1).iloc[0]
    units = float(coming.expected_units(NEXT_DAYS)[0])
    low, high = (float(end) for end in coming.demand_quantiles(NEXT_DAYS, [0.1, 0.9])[0])
    plans = _plans(material, rows)
    counting = plans[plans["override_id"].isin(material.forecasts.overrides["override_id"])]
    return One(
        title=category or material.names.get(sku, "") or sku,
        subtitle=_subtitle(material, rows, sku, location, category),
        weeks=_weeks(material, rows, own),
        marks=_marks(material, rows, snapshot, ledger, counting),
        rows=rows,
        answer=expected_in_words(material, units, low, high),
        next_units=units,
        model_units=float(coming.model.expected_units(NEXT_DAYS)[0]),
        low_units=low,
        high_units=high,
        window_days=days,
        window_units=float(coming.expected_units(days)[0]),
        window_high=float(coming.demand_quantiles(days, [0.95])[0, 0]),
        accuracy=record.measured(summed),
        signal=float(signal["tracking_signal"]),
        is_biased=bool(signal["is_biased"]),
        is_said=bool((summed["source"] == record.SAID).any()),
        plans=counting.reset_index(drop=True),
        history_of_plans=plans.iloc[::-1].reset_index(drop=True),
        first_day=material.first_day,
        last_day=material.last_day,
        as_of=material.as_of,
    )


def weeks_of_all(snapshot: Snapshot, ledger: Ledger) -> pd.DataFrame:
    """Past and coming weeks of everything that is forecast, added up, as One.weeks. Raises NotReady."""
    material = read_material(snapshot, ledger)
    rows = np.arange(len(material.forecasts.table))
    return _weeks(material, rows, together(material.forecasts, rows))


def _summed(judged: pd.DataFrame) -> pd.DataFrame:
    """Windows of several series added up by origin; quantiles do not add up, so they are not told."""
    sums = ["actual", "naive", "mean", "final", "step_actual", "step_mean"]
    found = judged.groupby(["next_week", "source"], as_index=False)[sums].sum()
    return found.assign(row=0).reindex(columns=[*record.JUDGED, "final"])


def _subtitle(material: Material, rows: IntArray, sku: str, location: str, category: str) -> str:
    if category:
        return _("{count} products").format(count=i18n.number(len(rows)))
    code = material.forecasts.table["demand_class"].iloc[rows[0]]
    demand_class = _(DEMAND_CLASS_TITLES[code])
    parts = [sku, location, material.categories.get(sku, ""), demand_class if len(rows) == 1 else ""]
    return " · ".join(part for part in parts if part)


def _weeks(material: Material, rows: IntArray, own: PlannedForecasts) -> pd.DataFrame:
    sold = material.past.sold[rows][:, -SHOWN_WEEKS:]
    known = ~np.isnan(sold).all(axis=0)
    before = pd.DataFrame(
        {
            "day": weeks_before(material, sold.shape[1]),
            "actual": np.where(known, np.nansum(sold, axis=0), np.nan),
        }
    )
    steps = min(SHOWN_AHEAD, own.mean.shape[1])
    model = own.mean[0, :steps]
    final = own.daily_means(steps * _DAYS)[0].reshape(steps, _DAYS).sum(axis=1)
    ahead = pd.DataFrame(
        {"day": [material.next_week + dt.timedelta(weeks=s) for s in range(steps)], "middle": final}
    )
    ends = np.stack([moved_step(own, step, float(final[step])) for step in range(steps)])
    for number, name in enumerate(_ENDS):
        ahead[name] = ends[:, number]
    if not np.allclose(model, final):
        ahead["model"] = model
    # The fan opens from the last known week.
    joint = dict.fromkeys(("middle", *_ENDS), before["actual"].iloc[-1]) if len(before) else {}
    before = before.assign(**dict.fromkeys(joint, np.nan))
    if len(before):
        before.loc[before.index[-1], list(joint)] = list(joint.values())
    return pd.concat([before, ahead], ignore_index=True)


def moved_step(own: PlannedForecasts, step: int, final: float) -> FloatArray:
    """_LEVELS of the demand of one week ahead, moved to the final number."""
    found = window_quantiles(
        own.mean, own.residual_paths, _LEVELS, periods=1.0, start=float(step), pool=own.pool
    )
    said = own.mean[:, step]
    same = abs(final - float(said[0])) < 1e-9
    ends: FloatArray = (found if same else moved(found, said, np.array([final]), _LEVELS))[0]
    return ends


def weeks_before(material: Material, count: int) -> list[dt.date]:
    """The Mondays of the last weeks, oldest first."""
    return [material.next_week - dt.timedelta(weeks=back) for back in range(count, 0, -1)]


def _marks(
    material: Material, rows: IntArray, snapshot: Snapshot, ledger: Ledger, plans: pd.DataFrame
) -> pd.DataFrame:
    days = weeks_before(material, min(SHOWN_WEEKS, material.past.weeks))
    first = days[0] if days else material.next_week
    last = material.next_week + dt.timedelta(weeks=SHOWN_AHEAD)
    found: list[tuple[dt.date, str, str]] = []
    if len(rows) == 1:
        found += list(_stock_outs(material, int(rows[0]), days))
        found += list(_large_orders(snapshot, material, int(rows[0]), first))
    known = read_calendar(snapshot, first_day=first, last_day=last, planned=decisions.planned_events(ledger))
    names = dict.fromkeys(
        (event.first_day, event.name) for event in known if not event.phase or "/" not in event.phase
    )
    found += [(max(day, first), "event", name) for day, name in list(names)[:_MOST_EVENTS]]
    for plan in plans.to_dict("records"):
        reason = _(OVERRIDE_REASONS[plan["reason"]])
        title = _("{who}: {reason}").format(who=plan["planned_by"], reason=reason)
        day = max(plan["starts_on"].date(), material.next_week)
        if day <= last:
            found.append((day, "override", title))
    return pd.DataFrame(found, columns=["day", "kind", "title"])


def _stock_outs(material: Material, row: int, days: list[dt.date]) -> Iterator[tuple[dt.date, str, str]]:
    known, weak = _("out of stock: demand not known"), _("seems out of stock by the pattern of sales (weak)")
    past = slice(-len(days), None)
    outs, inferred = material.past.stock_out[row, past], material.past.inferred[row, past]
    for day, is_out, is_weak in zip(days, outs.tolist(), inferred.tolist(), strict=True):
        if is_out or is_weak:
            yield day, "stock_out", weak if is_weak else known


def _large_orders(
    snapshot: Snapshot, material: Material, row: int, first: dt.date
) -> Iterator[tuple[dt.date, str, str]]:
    """Orders and days far beyond the usual, by week; the units that were left out of the level."""
    key = material.forecasts.table.iloc[row]
    rows = snapshot.frame(_FINDINGS, [key["sku"], key["location"], first])
    for week, units, counted in rows.itertuples(index=False):
        words = (
            _("large order or peak: {units} units, counted")
            if counted
            else _("large order or peak: {units} units, left out of the level")
        )
        yield pd.Timestamp(week).date(), "outlier", words.format(units=i18n.number(units))


def _plans(material: Material, rows: IntArray) -> pd.DataFrame:
    """Every override that touches these series, or is meant for this category."""
    table = material.forecasts.table.iloc[rows]
    skus = set(table["sku"])
    own = {material.categories.get(sku, "") for sku in skus} - {""}
    planned = material.overrides
    places = {"", *table["location"]}
    return planned[
        (planned["sku"].isin(skus) & planned["location"].isin(places)) | planned["category"].isin(own)
    ]
