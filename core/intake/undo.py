"""Taking an import back, and telling the decisions that relied on it."""

from __future__ import annotations

from core import facts
from core import ledger as decisions
from core.facts import ImportRecord, Workspace
from core.ledger import Ledger
from core.security import Actor, Permission, require


def take_back(ws: Workspace, ledger: Ledger, actor: Actor, import_id: int) -> ImportRecord:
    """Undo an import; decisions made while it counted are marked "input withdrawn".

    Raises NotFound for an import that does not exist.
    """
    require(actor, Permission.UNDO_IMPORT)
    last = facts.lease(ws.settings).id
    record = facts.undo(ws, import_id, who=actor.name)
    decisions.mark_input_withdrawn(
        ledger,
        actor,
        f"undo of import {import_id}",
        import_id=import_id,
        snapshots=(record.snapshot, max(last, record.snapshot)),
    )
    return record
