"""What people decide about imported data, in the audit trail: held orders, rejected rows, sources that count.

The decision itself stands with the facts, whose figures follow from it in the same commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.ledger.commands import Request, Transaction, execute
from core.ledger.store import Ledger
from core.security import Actor, Permission

_PERMISSIONS: Mapping[str, Permission] = {
    "release_held": Permission.UNDO_IMPORT,
    "discard_held": Permission.UNDO_IMPORT,
    "set_source": Permission.UNDO_IMPORT,
    "dismiss_rejects": Permission.UPLOAD,
    "take_up_rejects": Permission.UPLOAD,
    "settle_count": Permission.UPLOAD,
}


def note_data_decision(
    ledger: Ledger,
    actor: Actor,
    command_id: str,
    action: str,
    subject: str,
    after: Mapping[str, Any],
    *,
    before: Mapping[str, Any] | None = None,
) -> None:
    """Write down who decided what about imported data, and when."""

    def work(tx: Transaction) -> object:
        tx.record(subject, before=before, after=dict(after))
        return {}

    content = [action, subject, dict(after)]
    execute(ledger, actor, Request(action, command_id, _PERMISSIONS[action], content), work)
