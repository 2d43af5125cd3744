"""Decisions other than orders (reject, snooze), and all decisions with what they relied on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from core.errors import InputError, NotFound
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import DAY, FLAG, MONEY, TEXT, TIME, UNITS, frame
from core.ledger.plain import plain
from core.ledger.store import Ledger
from core.ledger.suggestions import (
    CurrentVersions,
    RefusedLine,
    RejectedLine,
    check_size,
    refused,
    refused_of,
    standing,
    whole_number,
)
from core.ledger.tables import DecisionRow, OrderLineRow, WithdrawnInputRow
from core.security import Actor, Permission

DECISIONS = {
    "decision_id": UNITS,
    "kind": TEXT,
    "in_force": FLAG,
    "suggestion_id": TEXT,
    "version": TEXT,
    "supplier_id": TEXT,
    "sku": TEXT,
    "product_name": TEXT,
    "location": TEXT,
    "proposed_units": UNITS,
    "decided_units": UNITS,
    "unit_cost": MONEY,
    "currency": TEXT,
    "reason": TEXT,
    "decided_by": TEXT,
    "decided_at": TIME,
    "as_of": DAY,
    "snapshot_id": UNITS,
    "po_id": TEXT,
    "line_id": "Int64",
    "freed_by": TEXT,
    "freed_at": TIME,
    "freed_reason": TEXT,
    "input_withdrawn": FLAG,
}
"""One row per decision. kind: accepted or rejected. in_force: not taken back. input_withdrawn: an import it
relied on was undone later."""


@dataclass(frozen=True)
class RejectResult:
    """How many suggestions were rejected, and those that could not be."""

    rejected: int
    refused: tuple[RefusedLine, ...]


def reject_suggestions(
    ledger: Ledger,
    actor: Actor,
    command_id: str,
    lines: Sequence[RejectedLine],
    *,
    as_of: dt.date,
    snapshot_id: int,
    current_versions: CurrentVersions,
) -> RejectResult:
    """Decide to order nothing for these suggestions, and keep why."""
    check_size(lines)

    def work(tx: Transaction) -> object:
        now = standing(tx.session, lines, snapshot_id=snapshot_id, versions=current_versions())
        bad: list[RefusedLine] = []
        for line in lines:
            if (reason := now.refusal(line)) is not None:
                bad.append(refused(line, reason))
                continue
            now.take(line)
            tx.session.add(_rejection(tx, line, as_of, snapshot_id))
            tx.record(_place(line.sku, line.location), after=_told(line))
        return RejectResult(len(lines) - len(bad), tuple(bad))

    content = [[line.suggestion_id, line.version, line.reason] for line in lines]
    request = Request("reject_suggestions", command_id, Permission.DECIDE_PURCHASE, content)
    kept = execute(ledger, actor, request, work)
    return RejectResult(kept["rejected"], refused_of(kept["refused"]))


def reopen_suggestions(ledger: Ledger, actor: Actor, command_id: str, decision_ids: Sequence[int]) -> int:
    """Take rejections back, so that their suggestions can be answered again; how many were in force.

    An accepted suggestion is freed by cancelling its order line, not here.
    """

    def work(tx: Transaction) -> object:
        query = select(DecisionRow).where(
            DecisionRow.decision_id.in_(decision_ids), DecisionRow.kind == "rejected", DecisionRow.in_force
        )
        rows = tx.session.scalars(query).all()
        for row in rows:
            row.in_force = False
            row.freed_by, row.freed_at = tx.actor.name, tx.now
            tx.record(_place(row.sku, row.location), before={"suggestion_id": row.suggestion_id})
        return {"reopened": len(rows)}

    content = sorted(decision_ids)
    request = Request("reopen_suggestions", command_id, Permission.DECIDE_PURCHASE, content)
    return int(execute(ledger, actor, request, work)["reopened"])


def relying_on(ledger: Ledger, import_id: int, *, snapshots: tuple[int, int]) -> list[int]:
    """The decisions that relied on an import and are not marked yet.

    snapshots: the first that held the import and the last one, both included. A decision whose inputs name
    their `import_ids` relied on those (numbers, or first and last of a run of them); any other relied on the
    import when it was made from one of these snapshots.
    """
    with ledger.reading() as session:
        return _relying_on(session, import_id, snapshots)


def mark_input_withdrawn(
    ledger: Ledger, actor: Actor, command_id: str, *, import_id: int, snapshots: tuple[int, int]
) -> int:
    """Mark the decisions that relied on an import that was undone; how many were marked. See `relying_on`."""

    def work(tx: Transaction) -> object:
        touched = _relying_on(tx.session, import_id, snapshots)
        for decision_id in touched:
            flag = WithdrawnInputRow(
                decision_id=decision_id,
                import_id=import_id,
                withdrawn_by=tx.actor.name,
                withdrawn_at=tx.now,
            )
            tx.session.add(flag)
        if touched:
            tx.record(f"import {import_id}", after={"import_id": import_id, "decision_ids": touched})
        return {"marked": len(touched)}

    request = Request("mark_input_withdrawn", command_id, Permission.UNDO_IMPORT, import_id)
    return int(execute(ledger, actor, request, work)["marked"])


def _relying_on(session: Session, import_id: int, snapshots: tuple[int, int]) -> list[int]:
    known = exists().where(
        WithdrawnInputRow.decision_id == DecisionRow.decision_id, WithdrawnInputRow.import_id == import_id
    )
    columns = (DecisionRow.decision_id, DecisionRow.snapshot_id, DecisionRow.inputs["import_ids"])
    # An import's own snapshot comes first: nothing that was decided before it can have relied on it.
    query = select(*columns).where(DecisionRow.snapshot_id >= snapshots[0], ~known)
    return [
        decision_id
        for decision_id, snapshot_id, named in session.execute(query.order_by(DecisionRow.decision_id))
        if (_names(named, import_id) if isinstance(named, list) else snapshot_id <= snapshots[1])
    ]


def _names(import_ids: Sequence[int | Sequence[int]], import_id: int) -> bool:
    runs = ((named, named) if isinstance(named, int) else named for named in import_ids)
    return any(first <= import_id <= last for first, last in runs)


def decisions(ledger: Ledger, *, sku: str | None = None, limit: int | None = None) -> pd.DataFrame:
    """DECISIONS, newest first; of one SKU, and at most `limit`, when asked."""
    query = _select_decisions().order_by(DecisionRow.decision_id.desc()).limit(limit)
    if sku is not None:
        query = query.where(DecisionRow.sku == sku)
    with ledger.reading() as session:
        return frame(DECISIONS, session.execute(query))


def standing_decisions(ledger: Ledger, as_of: dt.date) -> pd.DataFrame:
    """DECISIONS in force on suggestions of one day, newest first: no others can answer a suggestion of it."""
    query = _select_decisions().where(DecisionRow.in_force, DecisionRow.as_of == as_of)
    query = query.order_by(DecisionRow.decision_id.desc())
    with ledger.reading() as session:
        return frame(DECISIONS, session.execute(query))


def decision_inputs(ledger: Ledger, decision_id: int) -> dict[str, Any]:
    """Every input of the suggestion as it was when the decision was made; decimals and dates as text."""
    with ledger.reading() as session:
        if (row := session.get(DecisionRow, decision_id)) is None:
            raise NotFound(N_("There is no decision {decision_id}."), decision_id=decision_id)
        return dict(row.inputs)


def decided_suggestions(ledger: Ledger) -> dict[str, str]:
    """suggestion_id -> kind ("accepted", "rejected") of the decisions in force."""
    query = select(DecisionRow.suggestion_id, DecisionRow.kind).where(DecisionRow.in_force)
    with ledger.reading() as session:
        return {row.suggestion_id: row.kind for row in session.execute(query)}


def named_snapshots(ledger: Ledger) -> frozenset[int]:
    """The snapshots of the facts that decisions name; they must stay readable."""
    with ledger.reading() as session:
        return frozenset(session.scalars(select(DecisionRow.snapshot_id).distinct()))


def _rejection(tx: Transaction, line: RejectedLine, as_of: dt.date, snapshot_id: int) -> DecisionRow:
    proposed = whole_number(line.proposed_units)
    if proposed is None:
        raise InputError(N_("The suggestion has no whole number of units. Refresh the suggestions."))
    return DecisionRow(
        kind="rejected",
        suggestion_id=line.suggestion_id,
        version=line.version,
        in_force=True,
        supplier_id=line.supplier_id,
        sku=line.sku,
        product_name=line.product_name,
        location=line.location,
        proposed_units=proposed,
        decided_units=0,
        currency="",
        reason=line.reason,
        inputs=plain(line.inputs),
        as_of=as_of,
        snapshot_id=snapshot_id,
        decided_by=tx.actor.name,
        decided_at=tx.now,
        command_id=tx.command_id,
    )


def _told(line: RejectedLine) -> dict[str, object]:
    return {
        "suggestion_id": line.suggestion_id,
        "proposed_units": line.proposed_units,
        "reason": line.reason,
    }


def _place(sku: str, location: str) -> str:
    return f"{sku} @ {location}" if location else sku


def _select_decisions() -> Select[Any]:
    withdrawn = exists().where(WithdrawnInputRow.decision_id == DecisionRow.decision_id)
    columns = {
        "po_id": OrderLineRow.po_id,
        "line_id": OrderLineRow.line_id,
        "input_withdrawn": withdrawn.label("input_withdrawn"),
    }
    return select(
        *(columns[name] if name in columns else getattr(DecisionRow, name) for name in DECISIONS)
    ).outerjoin(OrderLineRow, OrderLineRow.decision_id == DecisionRow.decision_id)
