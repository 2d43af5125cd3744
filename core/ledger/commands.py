"""How the ledger is changed: one command, one transaction, one answer, however often it is sent.

A command is named by its id. The id comes again (a double click, two tabs, a retry): the kept answer is given
and nothing happens. A command that changed nothing keeps nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import StaleData
from core.i18n import N_
from core.ledger.plain import digest, plain
from core.ledger.store import Ledger
from core.ledger.tables import AuditRow, CommandRow, PersonRoleRow, PersonRow, RevisionRow
from core.security import Actor, Permission, Role, require

ACTION_TITLES: Mapping[str, str] = {
    "register_person": N_("Person registered"),
    "set_roles": N_("Roles changed"),
    "confirm_supplier": N_("Supplier terms confirmed"),
    "accept_orders": N_("Purchase order made"),
    "reject_suggestions": N_("Suggestion rejected"),
    "reopen_suggestions": N_("Rejection taken back"),
    "snooze": N_("Suggestion snoozed"),
    "wake": N_("Snooze ended"),
    "record_outcome": N_("Outcome of a decision written down"),
    "cancel_order": N_("Order cancelled"),
    "record_receipt": N_("Receipt recorded"),
    "withdraw_receipt": N_("Receipt withdrawn"),
    "mark_input_withdrawn": N_("Input of decisions withdrawn"),
    "set_setting": N_("Setting changed"),
    "save_mapping": N_("Column mapping saved"),
    "forget_mapping": N_("Column mapping forgotten"),
    "override_forecast": N_("Forecast changed"),
    "withdraw_override": N_("Change of a forecast withdrawn"),
    "plan_event": N_("Event planned"),
    "withdraw_event": N_("Planned event withdrawn"),
    "release_held": N_("Held orders let count"),
    "discard_held": N_("Held orders discarded"),
    "set_source": N_("Source that counts changed"),
    "dismiss_rejects": N_("Rejected rows dismissed"),
    "settle_count": N_("Count of a product settled"),
    "take_up_rejects": N_("Dismissed rows taken up again"),
}
"""Every command, in words for the audit trail."""


@dataclass(frozen=True)
class Request:
    """What is asked: the command's name, its id, the permission it needs and what makes it itself.

    content: what the person chose. A second request with the same id must have the same content.
    permission None: everybody may (to give one's name).
    """

    name: str
    command_id: str
    permission: Permission | None
    content: Any

    def __post_init__(self) -> None:
        if self.name not in ACTION_TITLES:
            raise ValueError(f"{self.name} is no command of the ledger")
        if not self.command_id.strip():
            raise ValueError("a command needs an id")


class Transaction:
    """What a command works with: the session, who acts, the time, and the audit trail."""

    def __init__(self, session: Session, actor: Actor, request: Request, now: dt.datetime) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.command_id = request.command_id
        self._action = request.name
        self._revision = session.scalars(select(RevisionRow)).one()
        self.revision = self._revision.value + 1
        self.changed = False

    def record(self, subject: str, *, before: object = None, after: object = None) -> None:
        """Write one line of the audit trail; without any, the command counts as having changed nothing."""
        self.changed = True
        self.session.add(
            AuditRow(
                at=self.now,
                who=self.actor.name,
                action=self._action,
                subject=subject,
                before=plain(before),
                after=plain(after),
                command_id=self.command_id,
                revision=self.revision,
            )
        )

    def keep(self, request: Request, result: Mapping[str, Any]) -> None:
        """Keep the answer under the command's id and count the revision."""
        self._revision.value = self.revision
        self.session.add(
            CommandRow(
                command_id=request.command_id,
                name=request.name,
                request_digest=_digest(request),
                result=result,
                revision=self.revision,
                done_by=self.actor.name,
                done_at=self.now,
            )
        )


def execute(
    ledger: Ledger, actor: Actor, request: Request, work: Callable[[Transaction], object]
) -> dict[str, Any]:
    """The command's answer as plain values: from `work` the first time, from the ledger afterwards.

    Raises NotAllowed, StoreBusy, StaleData when the id was used for something else, and whatever `work`
    raises; then nothing was written.
    """
    if request.permission is not None:
        require(actor, request.permission)
    with ledger.writing() as session:
        if request.permission is not None:
            require(_as_of_now(session, actor), request.permission)
        if (kept := session.get(CommandRow, request.command_id)) is not None:
            return _answer_again(kept, actor, request)
        transaction = Transaction(session, actor, request, ledger.clock())
        result: dict[str, Any] = plain(work(transaction))
        if transaction.changed:
            transaction.keep(request, result)
    return result


def _as_of_now(session: Session, actor: Actor) -> Actor:
    """The actor with the roles the ledger gives now; one who is not in the ledger keeps their own."""
    known = session.scalar(select(PersonRow.person_id).where(PersonRow.name == actor.name))
    if known is None:
        return actor
    roles = session.scalars(select(PersonRoleRow.role).where(PersonRoleRow.person_id == known))
    return Actor(actor.name, frozenset(Role(role) for role in roles))


def _answer_again(kept: CommandRow, actor: Actor, request: Request) -> dict[str, Any]:
    same = (kept.name, kept.done_by, kept.request_digest) == (request.name, actor.name, _digest(request))
    if not same:
        raise StaleData(
            N_("This form was sent before with other content. Nothing was written. Reload the page.")
        )
    result: dict[str, Any] = kept.result
    return result


def _digest(request: Request) -> str:
    return digest([request.name, request.content])
