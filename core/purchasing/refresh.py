"""Keep the suggestions of a refresh for the record, and forecasts up to date with the known lead times."""

from __future__ import annotations

from core import demand, facts
from core.demand import Progress, Refreshed, is_current, no_step
from core.errors import Message
from core.facts import ResultRun
from core.facts.workspace import Step
from core.i18n import N_
from core.ledger import Ledger, get_setting, planned_events
from core.purchasing.reading import protection, suggestions
from core.settings import Settings

KIND = "suggestions"
COUNTED_FINDINGS = "counted_findings"
"""Setting of the team: names of findings in demand that count toward the level all the same."""

ENGINE_VERSION = "2"
"""Grows when the same facts and decisions would give other suggestions."""

_KEPT = (
    "suggestion_id", "version", "sku", "location", "supplier_id", "units", "amount", "currency",
    "stock_out_on", "inputs",
)  # fmt: skip


def refresh_forecasts(
    settings: Settings, ledger: Ledger, *, force: bool = False, progress: Progress, step: Step = no_step
) -> Refreshed:
    """Publish the forecasts, each judged over the days that an order must last."""
    return demand.refresh(
        settings,
        protection=protection(facts.lease(settings), ledger),
        planned=planned_events(ledger),
        counted=get_setting(ledger, COUNTED_FINDINGS, []),
        ledger_revision=ledger.revision,
        force=force,
        progress=progress,
        step=step,
    )


def refresh(
    settings: Settings, ledger: Ledger, *, force: bool = False, progress: Progress, step: Step = no_step
) -> Refreshed:
    """Publish the suggestions of the newest facts and the ledger as it is now. Raises NotReady."""
    snapshot = facts.lease(settings)
    revision = ledger.revision
    basis = {
        "facts": snapshot.fingerprint,
        "ledger": revision,
        "forecasts": int(demand.must_find_run(snapshot).run_id),
    }
    kept = snapshot.latest_run(KIND)
    if not force and kept is not None and is_current(kept, basis, ENGINE_VERSION):
        return Refreshed(KIND, int(kept.parameters["lines"]), was_current=True, run_id=int(kept.run_id))
    step("suggest")
    progress(0.3, Message(N_("Working out what to order")))
    found = suggestions(snapshot, ledger)
    parameters = {
        "basis": basis,
        "as_of": found.as_of.isoformat(),
        "run": found.run,
        "cycle_service_level": found.policy.cycle_service_level,
        "review_period_days": found.policy.review_period_days,
        "lines": len(found.lines),
        "nothing": found.nothing["code"].value_counts().to_dict(),
    }
    run = ResultRun(KIND, snapshot.id, revision, ENGINE_VERSION, parameters)
    progress(0.8, Message(N_("Publishing the suggestions")))
    with facts.workspace(settings, step=step, waiting=lambda message: progress(0.8, message)) as ws:
        run_id = facts.publish_results(ws, run, {"suggestions": found.lines[list(_KEPT)]})
    return Refreshed(KIND, len(found.lines), was_current=False, run_id=run_id)
