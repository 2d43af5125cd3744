"""From a planner's answers to orders: checked against the suggestions as they are at that moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pandas as pd

from core import facts, i18n
from core import ledger as decisions
from core.errors import Message
from core.i18n import N_
from core.ledger import AcceptedLine, Ledger, PlacedOrder, RefusedLine, RejectedLine
from core.purchasing.explain import inputs_of
from core.purchasing.reading import suggestions
from core.purchasing.refusals import why_nothing
from core.purchasing.suggest import Suggestions
from core.security import Actor
from core.settings import Settings

CHANGES: Mapping[str, str] = {
    "units": N_("suggested {before} → {after}"),
    "physical": N_("stock {before} → {after}"),
    "reserved": N_("promised {before} → {after}"),
    "on_order_in_time": N_("on order {before} → {after}"),
    "on_order_later": N_("on order, later {before} → {after}"),
    "expected_demand": N_("expected demand {before} → {after}"),
    "reorder_point": N_("reorder point {before} → {after}"),
    "order_up_to": N_("order-up-to level {before} → {after}"),
    "lead_time_days": N_("lead time {before} → {after} days"),
    "review_period_days": N_("review period {before} → {after} days"),
    "closed_days": N_("closed {before} → {after} days"),
    "moq": N_("minimum {before} → {after}"),
    "pack_multiple": N_("pack {before} → {after}"),
    "unit_cost": N_("unit cost {before} → {after}"),
    "cycle_service_level": N_("service level {before} → {after}"),
    "as_of": N_("data until {before} → {after}"),
}
"""Inputs whose change is told when a suggestion is no longer what the planner saw."""


@dataclass(frozen=True)
class EditedLine:
    """A planner's answer to one suggestion. accepted_units 0: order nothing of it."""

    suggestion_id: str
    version: str
    accepted_units: int | float | Decimal
    reason: str = ""


@dataclass(frozen=True)
class Accepted:
    """The orders made, how many suggestions were answered with nothing, and the lines that were not taken."""

    orders: tuple[PlacedOrder, ...]
    rejected: int
    refused: tuple[RefusedLine, ...]


def accept(
    settings: Settings,
    ledger: Ledger,
    actor: Actor,
    command_id: str,
    *,
    shown: Suggestions,
    edits: Sequence[EditedLine],
) -> Accepted:
    """Make orders of the answers, one per supplier and location; stale lines are refused one by one.

    shown: the suggestions as the planner saw them. The same command id again gives the first answer.
    A quantity below the minimum or no multiple of the pack needs a reason.
    """
    now = _Now(settings, ledger, shown)
    made_of: dict[str, Any] = {"import_ids": shown.import_runs}
    known = {str(line["suggestion_id"]): line for line in _rows(shown.lines)}
    refused = [
        refusal for edit in edits if (refusal := _refusal(known.get(edit.suggestion_id), edit)) is not None
    ]
    bad = {refusal.suggestion_id for refusal in refused}
    good = [(known[edit.suggestion_id], edit) for edit in edits if edit.suggestion_id not in bad]
    ordered = [_accepted_line(line, edit, made_of) for line, edit in good if edit.accepted_units != 0]
    declined = [_rejected_line(line, edit, made_of) for line, edit in good if edit.accepted_units == 0]
    basis = {"as_of": shown.as_of, "snapshot_id": shown.snapshot_id, "current_versions": now.versions}
    placed: tuple[PlacedOrder, ...] = ()
    rejected = 0
    if ordered:
        result = decisions.accept_orders(ledger, actor, command_id, ordered, **basis)  # type: ignore[arg-type]
        placed = result.orders
        refused += [now.told(line) for line in result.refused]
    if declined:
        own = f"{command_id}:nothing"
        answer = decisions.reject_suggestions(ledger, actor, own, declined, **basis)  # type: ignore[arg-type]
        rejected = answer.rejected
        refused += [now.told(line) for line in answer.refused]
    return Accepted(placed, rejected, tuple(refused))


def reject(
    settings: Settings,
    ledger: Ledger,
    actor: Actor,
    command_id: str,
    *,
    shown: Suggestions,
    edits: Sequence[EditedLine],
) -> Accepted:
    """Order nothing of these suggestions; the reason is kept."""
    nothing = [replace(edit, accepted_units=0) for edit in edits]
    return accept(settings, ledger, actor, command_id, shown=shown, edits=nothing)


def quantity_warnings(line: Mapping[str, Any], units: float | Decimal) -> tuple[Message, ...]:
    """What a quantity of one suggestion (a row of LINES) breaks: pack or minimum. Allowed with a reason."""
    pack, least = float(line["pack_multiple"]), float(line["moq"]) if line["moq_scope"] == "sku" else 0.0
    found: list[Message] = []
    if units != units or float(units) % 1:
        return ()  # no whole number: the ledger refuses it in its own words
    if units and float(units) % pack:
        values = {"units": i18n.number(units), "pack": i18n.number(pack)}
        found.append(Message(N_("{units} is no multiple of the pack of {pack}."), values))
    if 0 < units < least:
        values = {"units": i18n.number(units), "moq": i18n.number(least)}
        found.append(Message(N_("{units} is below the supplier's minimum of {moq}."), values))
    return tuple(found)


class _Now:
    """The suggestions at the moment of the decision.

    They are worked out before the ledger's writers' lock is taken, and once more while it is held only where
    somebody was quicker: nobody else waits for the arithmetic.
    """

    def __init__(self, settings: Settings, ledger: Ledger, shown: Suggestions) -> None:
        self._settings, self._ledger, self._shown = settings, ledger, shown
        self._current = suggestions(facts.lease(settings), ledger)

    def versions(self) -> dict[str, str]:
        snapshot = facts.lease(self._settings)
        known = (self._current.snapshot_id, self._current.ledger_revision)
        if known != (snapshot.id, self._ledger.revision):
            self._current = suggestions(snapshot, self._ledger)
        return self._current.versions(run=self._shown.run)

    def told(self, refused: RefusedLine) -> RefusedLine:
        """The refusal, with what has changed since the planner saw the suggestion."""
        before = self._shown.line(refused.suggestion_id)
        changes = () if before is None else _changes(before, self._current)
        if not changes:
            return refused
        names = {f"change{number}": change for number, change in enumerate(changes)}
        pattern = "; ".join(f"{{{name}}}" for name in names)
        values = {"reason": refused.reason, "changes": Message(pattern, names)}
        return replace(refused, reason=Message("{reason} {changes}", values))


def _changes(before: Mapping[str, Any], current: Suggestions) -> tuple[Message, ...]:
    for row in _rows(current.lines):
        if all(row[name] == before[name] for name in ("sku", "location", "supplier_id")):
            return what_changed(inputs_of(before), inputs_of(row))
    for row in _rows(current.nothing):
        if row["sku"] == before["sku"] and row["location"] == before["location"]:
            return (why_nothing(row),)
    return ()


def what_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Message, ...]:
    """The inputs of a suggestion that differ, told one by one."""
    return tuple(
        Message(words, {"before": _shown_value(before[name]), "after": _shown_value(after[name])})
        for name, words in CHANGES.items()
        if before[name] != after[name]
    )


def _shown_value(value: Any) -> str:
    if isinstance(value, str):
        return i18n.date(dt.date.fromisoformat(value))
    if value is None or value == int(value):
        return i18n.number(value)
    return i18n.number(value, 2)


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _refusal(line: Mapping[str, Any] | None, edit: EditedLine) -> RefusedLine | None:
    if line is None:
        reason = Message(N_("There is no such suggestion any more. Reload the page."))
        return RefusedLine(edit.suggestion_id, "", "", reason)
    if not edit.reason.strip() and (broken := quantity_warnings(line, edit.accepted_units)):
        names = {"broken": broken[0]}
        reason = Message(N_("{broken} Change the quantity, or say why in the reason."), names)
        return RefusedLine(edit.suggestion_id, str(line["sku"]), str(line["location"]), reason)
    return None


def _accepted_line(line: Mapping[str, Any], edit: EditedLine, made_of: dict[str, Any]) -> AcceptedLine:
    cost = line["unit_cost"]
    return AcceptedLine(
        suggestion_id=edit.suggestion_id,
        version=edit.version,
        supplier_id=line["supplier_id"],
        sku=line["sku"],
        product_name=line["product_name"],
        location=line["location"],
        proposed_units=int(line["units"]),
        accepted_units=edit.accepted_units,
        unit_cost=None if cost != cost else Decimal(str(round(cost, 4))),
        currency=line["currency"],
        reason=edit.reason,
        inputs=inputs_of(line) | made_of,
        arrives_on=line["arrives_on"].date(),
    )


def _rejected_line(line: Mapping[str, Any], edit: EditedLine, made_of: dict[str, Any]) -> RejectedLine:
    return RejectedLine(
        suggestion_id=edit.suggestion_id,
        version=edit.version,
        supplier_id=line["supplier_id"],
        sku=line["sku"],
        product_name=line["product_name"],
        location=line["location"],
        proposed_units=int(line["units"]),
        reason=edit.reason,
        inputs=inputs_of(line) | made_of,
    )
