"""Decisions about imported data, written down before they are carried out.

The audit trail and the facts are two stores: whatever happens between them, no figure changes that the trail
does not explain. A decision that could not be carried out stands there as failed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeVar

from core import ledger as decisions
from core.security import Actor
from core.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True)
class Decision:
    """What somebody decides about imported data: a command of the ledger, what it is about, what it says."""

    action: str
    subject: str
    after: Mapping[str, Any]
    before: Mapping[str, Any] | None = None


def carried_out(
    settings: Settings, actor: Actor, decision: Decision, change: Callable[[], T], *, command_id: str
) -> T:
    """What the change gives, with the decision in the audit trail first; one that fails is noted as that."""
    with closing(decisions.open_ledger(settings)) as ledger:
        decisions.note_data_decision(
            ledger, actor, command_id, decision.action, decision.subject, decision.after,
            before=decision.before,
        )  # fmt: skip
        try:
            return change()
        except Exception:
            failed = {**decision.after, "failed": True}
            decisions.note_data_decision(
                ledger, actor, f"{command_id} failed", decision.action, decision.subject, failed
            )
            raise
