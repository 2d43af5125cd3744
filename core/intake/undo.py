"""Taking an import back, and telling the decisions that relied on it."""

from __future__ import annotations

import hashlib

from core import facts
from core import ledger as decisions
from core.facts import ImportRecord, Snapshot, Workspace
from core.ledger import Ledger
from core.security import COMMAND_LINE, Actor, Permission, require

_LAST_WITH = """
SELECT max(snapshot_id) FROM lake.snapshots() WHERE epoch_ms(snapshot_time) < epoch_ms($1::TIMESTAMP) + 1000
"""
_UNDONE = "SELECT import_id FROM lake.meta.imports WHERE state = 'undone' ORDER BY import_id"


def take_back(ws: Workspace, ledger: Ledger, actor: Actor, import_id: int) -> ImportRecord:
    """Undo an import; decisions that relied on it are marked "input withdrawn". Once more changes nothing.

    Raises NotFound for an import that does not exist.
    """
    require(actor, Permission.UNDO_IMPORT)
    record = facts.undo(ws, import_id, who=actor.name)
    _tell(facts.lease(ws.settings), ledger, actor, record)
    return record


def tell_of_undone(snapshot: Snapshot, ledger: Ledger) -> int:
    """Mark the decisions that nobody told of an undone import, such as after an interruption; how many."""
    records = [facts.import_record(snapshot, int(number)) for number in snapshot.frame(_UNDONE)["import_id"]]
    return sum(_tell(snapshot, ledger, COMMAND_LINE, record) for record in records if record is not None)


def _tell(snapshot: Snapshot, ledger: Ledger, actor: Actor, record: ImportRecord) -> int:
    last = snapshot.value(_LAST_WITH, [record.undone_at]) or snapshot.id
    snapshots = (record.snapshot, max(int(last), record.snapshot))
    untold = decisions.relying_on(ledger, record.import_id, snapshots=snapshots)
    if not untold:
        return 0
    # Named by what it marks: sent again it is the same command, and later decisions need another one.
    digest = hashlib.sha256(f"{actor.name} {untold}".encode()).hexdigest()[:16]
    return decisions.mark_input_withdrawn(
        ledger,
        actor,
        f"undo of import {record.import_id}: {digest}",
        import_id=record.import_id,
        snapshots=snapshots,
    )
