"""Score all members anew and publish their segments, unless nothing has changed."""

from __future__ import annotations

from core import facts
from core.demand import Progress, Refreshed, is_current, no_step
from core.errors import Message, NotReady
from core.facts import ResultRun, basis
from core.facts.workspace import Step
from core.i18n import N_
from core.marketing.scoring import score
from core.marketing.segments import KIND
from core.settings import Settings

ENGINE_VERSION = "2"
"""Grows when the same facts would give other segments."""


def refresh(
    settings: Settings,
    *,
    window_days: int | None = None,
    ledger_revision: int = 0,
    force: bool = False,
    progress: Progress,
    step: Step = no_step,
) -> Refreshed:
    """Publish the segments of the newest facts; window_days None scores by all orders. Raises NotReady."""
    snapshot = facts.lease(settings)
    if snapshot.as_of is None:
        raise NotReady(N_("There are no orders yet. Upload the order files of your shops first."))
    made_of: dict[str, object] = {
        "facts": snapshot.fingerprint_of(basis.SEGMENTS),
        "window_days": window_days,
    }
    kept = snapshot.latest_run(KIND)
    if not force and kept is not None and is_current(kept, made_of, ENGINE_VERSION):
        return Refreshed(KIND, int(kept.parameters["members"]), was_current=True, run_id=int(kept.run_id))
    step("score")
    progress(0.3, Message(N_("Scoring members")))
    scored = score(snapshot, as_of=snapshot.as_of, window_days=window_days)
    parameters = {
        "basis": made_of,
        "as_of": scored.as_of.isoformat(),
        "window_days": window_days,
        "in_bands": scored.in_bands,
        "members": len(scored.members),
    }
    run = ResultRun(KIND, snapshot.id, ledger_revision, ENGINE_VERSION, parameters)
    progress(0.8, Message(N_("Publishing the segments")))
    with facts.workspace(settings, step=step, waiting=lambda message: progress(0.8, message)) as ws:
        run_id = facts.publish_results(ws, run, {"segments": scored.members})
    return Refreshed(KIND, len(scored.members), was_current=False, run_id=run_id)
