"""Every command of the ledger once, each on a ledger on which it changes something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from core import ledger as core_ledger
from core.ledger import Ledger, ReceivedLine, RejectedLine, SavedMapping, SupplierTerms
from core.security import Actor, Permission, Role
from tests.core.ledger.deciding import ANNA, AS_OF, SNAPSHOT, accept, line, new_id, order, outcome, receive

PO_ID = "PO-20261119-001"
Command = Callable[[Ledger, Actor], object]


def prepare(ledger: Ledger) -> None:
    """One order with a receipt, one rejection (decision 2), a snooze, a mapping, two plans, two people."""
    receive(ledger, order(ledger, line("tea")), [10], receipt_id="note 1")
    _reject(ledger, ANNA, "cup", new_id())
    core_ledger.snooze(ledger, ANNA, new_id(), "pot", "berlin", until=AS_OF)
    core_ledger.save_mapping(ledger, ANNA, new_id(), SavedMapping("f1", "export", "orders", {}))
    _override(ledger, ANNA, new_id())
    _event(ledger, ANNA, new_id())
    for name in ("Carl", "Dora"):
        core_ledger.register_person(ledger, name)


def _reject(ledger: Ledger, actor: Actor, sku: str, command_id: str) -> object:
    asked = RejectedLine(f"{sku}!", "v1", "acme", sku, sku, "berlin", 5)
    return core_ledger.reject_suggestions(
        ledger,
        actor,
        command_id,
        [asked],
        as_of=AS_OF,
        snapshot_id=SNAPSHOT,
        current_versions=lambda: {f"{sku}!": "v1"},
    )


def _override(ledger: Ledger, actor: Actor, command_id: str = "c", sku: str = "tea") -> object:
    asked = core_ledger.Override(
        dt.date(2026, 11, 23), dt.date(2026, 11, 29), "add", Decimal(50), "promotion", sku=sku
    )
    return core_ledger.override_forecast(ledger, actor, command_id, asked, as_of=AS_OF, snapshot_id=SNAPSHOT)


def _event(ledger: Ledger, actor: Actor, command_id: str = "c") -> object:
    asked = core_ledger.PlannedEvent(
        "Tea week", "own_promotion", dt.date(2026, 12, 1), dt.date(2026, 12, 7), depth=Decimal("0.2")
    )
    return core_ledger.plan_event(ledger, actor, command_id, asked)


def _receipt(ledger: Ledger, actor: Actor) -> object:
    arrived = [ReceivedLine(1, 230)]
    return core_ledger.record_receipt(ledger, actor, "c", PO_ID, arrived, received_on=AS_OF)


def _outcome(ledger: Ledger, actor: Actor) -> object:
    return core_ledger.record_outcome(ledger, actor, "c", outcome(2, units=3))


def _data_decision(action: str) -> Command:
    """What is decided about imported data, as the audit trail keeps it."""
    return lambda led, who: core_ledger.note_data_decision(led, who, "c", action, "import 1", {"orders": 2})


COMMANDS: dict[str, tuple[Permission | None, Command]] = {
    "register_person": (None, lambda led, who: core_ledger.register_person(led, "Emil")),
    "set_roles": (
        Permission.ADMINISTER,
        lambda led, who: core_ledger.set_roles(led, who, "c", "Dora", {Role.PLANNER}),
    ),
    "confirm_supplier": (
        Permission.DECIDE_PURCHASE,
        lambda led, who: core_ledger.confirm_supplier(led, who, "c", SupplierTerms("zen", "", 5, 7)),
    ),
    "accept_orders": (
        Permission.DECIDE_PURCHASE,
        lambda led, who: accept(led, line("gong"), line("bell", location="paris"), command_id="c", actor=who),
    ),
    "reject_suggestions": (
        Permission.DECIDE_PURCHASE,
        lambda led, who: _reject(led, who, "gong", "c"),
    ),
    "reopen_suggestions": (
        Permission.DECIDE_PURCHASE,
        lambda led, who: core_ledger.reopen_suggestions(led, who, "c", [2]),
    ),
    "snooze": (
        Permission.DECIDE_PURCHASE,
        lambda led, who: core_ledger.snooze(led, who, "c", "gong", "berlin", until=dt.date(2027, 1, 1)),
    ),
    "wake": (
        Permission.DECIDE_PURCHASE,
        lambda led, who: core_ledger.wake(led, who, "c", "pot", "berlin"),
    ),
    "record_outcome": (Permission.DECIDE_PURCHASE, _outcome),
    "cancel_order": (
        Permission.DECIDE_PURCHASE,
        lambda led, who: core_ledger.cancel_order(led, who, "c", PO_ID, reason="late"),
    ),
    "record_receipt": (Permission.DECIDE_PURCHASE, _receipt),
    "withdraw_receipt": (
        Permission.DECIDE_PURCHASE,
        lambda led, who: core_ledger.withdraw_receipt(led, who, "c", PO_ID, "note 1", reason="typed twice"),
    ),
    "mark_input_withdrawn": (
        Permission.UNDO_IMPORT,
        lambda led, who: core_ledger.mark_input_withdrawn(led, who, "c", import_id=1, snapshots=(0, 99)),
    ),
    "set_setting": (
        Permission.ADMINISTER,
        lambda led, who: core_ledger.set_setting(led, who, "c", "week_starts", "monday"),
    ),
    "save_mapping": (
        Permission.UPLOAD,
        lambda led, who: core_ledger.save_mapping(led, who, "c", SavedMapping("f2", "x", "orders", {})),
    ),
    "forget_mapping": (
        Permission.UPLOAD,
        lambda led, who: core_ledger.forget_mapping(led, who, "c", "f1"),
    ),
    "override_forecast": (
        Permission.PLAN_FORECAST,
        lambda led, who: _override(led, who, sku="cup"),
    ),
    "withdraw_override": (
        Permission.PLAN_FORECAST,
        lambda led, who: core_ledger.withdraw_override(led, who, "c", 1),
    ),
    "plan_event": (Permission.PLAN_FORECAST, _event),
    "withdraw_event": (
        Permission.PLAN_FORECAST,
        lambda led, who: core_ledger.withdraw_event(led, who, "c", 1),
    ),
    **{
        action: (permission, _data_decision(action))
        for action, permission in {
            "release_held": Permission.UNDO_IMPORT,
            "discard_held": Permission.UNDO_IMPORT,
            "set_source": Permission.UNDO_IMPORT,
            "dismiss_rejects": Permission.UPLOAD,
            "settle_count": Permission.UPLOAD,
            "take_up_rejects": Permission.UPLOAD,
        }.items()
    },
}
