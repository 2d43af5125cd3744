"""Compute all forecasts anew and publish them, unless nothing they depend on has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from core import facts
from core.demand import keeping
from core.demand.archive import archive_rows, windows_of
from core.demand.engine_input import EngineInput
from core.demand.forecasts import Forecasts
from core.demand.making import HORIZON_WEEKS, PoolKept, engine_input, fit, make, no_forecasts
from core.demand.panel import DemandPanel, read_panel
from core.demand.sales_days import SUCCESSION_FACTOR
from core.errors import Message
from core.facts import ResultRun, Snapshot
from core.facts.workspace import Step
from core.i18n import N_
from core.settings import Settings
from models.forecasting import fits
from models.forecasting.pool import Pool

ENGINE_VERSION = "4"
"""Grows when the same facts would give other forecasts."""

Progress = Callable[[float, Message], None]


@dataclass(frozen=True)
class Refreshed:
    """What a refresh of one kind did. was_current: nothing had changed, so nothing was computed."""

    kind: str
    rows: int
    was_current: bool
    run_id: int


def no_step(step: str) -> None:
    """Steps that nobody watches."""


def refresh(
    settings: Settings,
    *,
    protection: pd.DataFrame | None = None,
    planned: pd.DataFrame | None = None,
    counted: Collection[str] = (),
    ledger_revision: int = 0,
    force: bool = False,
    progress: Progress,
    step: Step = no_step,
) -> Refreshed:
    """Publish the forecasts of the newest facts.

    protection: sku, location, protection_days where known; see `forecast_all`. planned, counted: see
    `read_panel`. force: everything anew, the pool too. step: told the name of each step before it is taken;
    what it raises leaves the published forecasts as they were.
    Only series whose inputs changed are made anew, as long as the pool, the week and the horizon stay.
    """
    snapshot = facts.lease(settings)
    windows = [] if protection is None else protection.astype(str).to_numpy().tolist()
    plans = [] if planned is None else planned.astype(str).to_numpy().tolist()
    basis = {
        "facts": snapshot.fingerprint,
        "horizon_weeks": HORIZON_WEEKS,
        "windows": _digest(windows),
        "plans": _digest([plans, sorted(counted)]),
    }
    kept = snapshot.latest_run(keeping.KIND)
    if not force and kept is not None and is_current(kept, basis, ENGINE_VERSION):
        return Refreshed(
            keeping.KIND, int(kept.parameters["series"]), was_current=True, run_id=int(kept.run_id)
        )
    step("read demand")
    progress(0.1, Message(N_("Reading the demand of every week")))
    panel = read_panel(snapshot, planned=planned, counted=counted)
    step("forecast")
    progress(0.4, Message(N_("Forecasting {count} series"), {"count": len(panel.keys)}))
    given = engine_input(panel, protection=protection)
    made = _made(snapshot, given, None if force else kept, progress)
    forecasts = made.forecasts
    run = ResultRun(
        keeping.KIND,
        snapshot.id,
        ledger_revision,
        ENGINE_VERSION,
        {
            "basis": basis,
            "horizon_weeks": given.horizon,
            "next_week": forecasts.next_week.isoformat(),
            "as_of": panel.as_of.isoformat(),
            "series": len(panel.keys),
            "pool": made.pool_stamp,
            "report": run_report(forecasts, panel) | {"taken_over": made.taken_over},
        },
    )
    progress(0.8, Message(N_("Publishing the forecasts")))
    with facts.workspace(settings, step=step, waiting=lambda message: progress(0.8, message)) as ws:
        said = archive_rows(forecasts, panel.units, windows_of(forecasts.table, protection))
        tables = keeping.tables_of(forecasts, panel, made.pool)
        run_id = facts.publish_results(ws, run, tables, archive=said)
    return Refreshed(keeping.KIND, len(panel.keys), was_current=False, run_id=run_id)


@dataclass(frozen=True)
class _Made:
    forecasts: Forecasts
    pool: Pool | None
    pool_stamp: dict[str, object]
    taken_over: int


def _made(snapshot: Snapshot, given: EngineInput, run: ResultRun | None, progress: Progress) -> _Made:
    """The forecasts with the stored pool while its schedule lets it, else with a new one."""
    if not len(given.panel.keys):
        return _Made(no_forecasts(given.panel, given.horizon), None, {}, 0)
    told = {} if run is None else run.parameters.get("pool", {})
    why = why_refit(given, run, told)
    stored = None if why else keeping.read_model(snapshot)
    if stored is None or not _still_fits(given, stored):
        kept, why = fit(given), why or "engine"
        previous = None
    else:
        kept = PoolKept(stored, tuple(told["categories"]), dt.date.fromisoformat(told["fitted_after"]))
        why = str(told["because"])
        same_week = run is not None and run.parameters["next_week"] == given.panel.next_day.isoformat()
        previous = keeping.read_forecasts(snapshot) if same_week else None

    def tell(share: float) -> None:
        progress(
            0.4 + 0.4 * share, Message(N_("Forecasting {count} series"), {"count": len(given.panel.keys)})
        )

    forecasts = make(given, kept, previous=previous, done=tell)
    stamp = {
        "because": why,
        "fitted_after": kept.fitted_after.isoformat(),
        "next_fit": (kept.fitted_after + dt.timedelta(days=POOL_DAYS)).isoformat(),
        "version": kept.pool.version,
        "categories": list(kept.categories),
        "week_start": given.panel.calendar.week_start,
    }
    taken = 0 if previous is None else len(set(previous.table["inputs"]) & set(forecasts.table["inputs"]))
    return _Made(forecasts, kept.pool, stamp, taken)


def _still_fits(given: EngineInput, stored: Pool) -> bool:
    # A history that has grown past one and a half years lets another season compete: no old pool judged it.
    first = next(iter(replace(given, kinds=stored.event_kinds)))
    return fits(first, stored)


POOL_DAYS = 28
"""Days of new demand after which the pool is fitted anew."""


def why_refit(given: EngineInput, run: ResultRun | None, told: Mapping[str, Any]) -> str:
    """Why the pool has to be fitted: first, engine, horizon, week or due; empty while it holds."""
    if run is None or not told:
        return "first"
    if run.engine_version != ENGINE_VERSION:
        return "engine"
    if int(run.parameters["horizon_weeks"]) != given.horizon:
        return "horizon"
    if told["week_start"] != given.panel.calendar.week_start:
        return "week"
    age = (given.panel.next_day - dt.date.fromisoformat(told["fitted_after"])).days
    return "" if 0 <= age < POOL_DAYS else "due"


def run_report(forecasts: Forecasts, panel: DemandPanel) -> dict[str, Any]:
    """Counts of series by class, leading method and reason, of stock-outs and of findings."""
    table = forecasts.table
    counts = {name: _counts(table[name]) for name in ("demand_class", "method", "fallback")}
    return counts | {
        "worse_than_simple": int(table["worse_than_simple"].astype(bool).sum()),
        "stock_outs": _counts(panel.spells["evidence"]),
        "findings": _counts(panel.findings["kind"]),
        "successions": len(panel.successions),
        "succession_factor": SUCCESSION_FACTOR,
    }


def _counts(values: pd.Series[Any]) -> dict[str, int]:
    return {str(name): int(count) for name, count in values.value_counts().sort_index().items()}


def is_current(kept: ResultRun, basis: dict[str, object], engine_version: str) -> bool:
    """The published results were made from this basis by this engine."""
    return kept.engine_version == engine_version and kept.parameters.get("basis") == basis


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]
