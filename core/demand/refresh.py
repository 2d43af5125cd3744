"""Compute all forecasts anew and publish them, unless nothing they depend on has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from core import facts
from core.demand import keeping
from core.demand.archive import archive_rows, windows_of
from core.demand.making import HORIZON_WEEKS, forecast_all
from core.demand.panel import read_panel
from core.errors import Message
from core.facts import ResultRun
from core.facts.workspace import Step
from core.i18n import N_
from core.settings import Settings

ENGINE_VERSION = "1"
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
    ledger_revision: int = 0,
    force: bool = False,
    progress: Progress,
    step: Step = no_step,
) -> Refreshed:
    """Publish the forecasts of the newest facts.

    protection: sku, location, protection_days where known; see `forecast_all`. step: told the name of each
    step before it is taken; what it raises leaves the published forecasts as they were.
    """
    snapshot = facts.lease(settings)
    windows = [] if protection is None else protection.astype(str).to_numpy().tolist()
    basis = {"facts": snapshot.fingerprint, "horizon_weeks": HORIZON_WEEKS, "windows": _digest(windows)}
    kept = snapshot.latest_run(keeping.KIND)
    if not force and kept is not None and is_current(kept, basis, ENGINE_VERSION):
        return Refreshed(
            keeping.KIND, int(kept.parameters["series"]), was_current=True, run_id=int(kept.run_id)
        )
    step("read demand")
    progress(0.1, Message(N_("Reading the demand of every week")))
    panel = read_panel(snapshot)
    step("forecast")
    progress(0.4, Message(N_("Forecasting {count} series"), {"count": len(panel.keys)}))
    forecasts = forecast_all(panel, protection=protection)
    run = ResultRun(
        keeping.KIND,
        snapshot.id,
        ledger_revision,
        ENGINE_VERSION,
        {
            "basis": basis,
            "horizon_weeks": forecasts.mean.shape[1],
            "next_week": forecasts.next_week.isoformat(),
            "as_of": panel.as_of.isoformat(),
            "series": len(panel.keys),
        },
    )
    progress(0.8, Message(N_("Publishing the forecasts")))
    with facts.workspace(settings, step=step, waiting=lambda message: progress(0.8, message)) as ws:
        said = archive_rows(forecasts, panel.units, windows_of(forecasts.table, protection))
        run_id = facts.publish_results(ws, run, keeping.tables_of(forecasts, panel), archive=said)
    return Refreshed(keeping.KIND, len(panel.keys), was_current=False, run_id=run_id)


def is_current(kept: ResultRun, basis: dict[str, object], engine_version: str) -> bool:
    """The published results were made from this basis by this engine."""
    return kept.engine_version == engine_version and kept.parameters.get("basis") == basis


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]
