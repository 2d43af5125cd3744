"""From accepted suggestions to purchase orders: one per supplier and location, or a reason per line."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import Message
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.plain import plain
from core.ledger.store import Ledger
from core.ledger.suggestions import (
    AcceptedLine,
    CurrentVersions,
    RefusedLine,
    Standing,
    check_size,
    refused,
    refused_of,
    standing,
    units_refusal,
    whole_number,
)
from core.ledger.suppliers import SupplierTerms, find_terms
from core.ledger.tables import DecisionRow, OrderLineRow, OrderRow
from core.security import Actor, Permission


@dataclass(frozen=True)
class PlacedOrder:
    """One purchase order as it was made. amount is None where a cost is unknown or currencies differ."""

    po_id: str
    supplier_id: str
    location: str
    lines: int
    units: int
    amount: Decimal | None
    currency: str
    expected_on: dt.date


@dataclass(frozen=True)
class AcceptResult:
    """The orders made, and the lines that were not taken."""

    orders: tuple[PlacedOrder, ...]
    refused: tuple[RefusedLine, ...]


@dataclass(frozen=True)
class _Basis:
    """The data that all lines of one command were suggested from."""

    as_of: dt.date
    snapshot_id: int


def accept_orders(
    ledger: Ledger,
    actor: Actor,
    command_id: str,
    lines: Sequence[AcceptedLine],
    *,
    as_of: dt.date,
    snapshot_id: int,
    current_versions: CurrentVersions,
) -> AcceptResult:
    """Make purchase orders, dated as_of, from the lines that can be accepted; say why of the others.

    current_versions is called after the writers' lock is taken, so an order made a moment ago counts.
    When no line can be accepted nothing is written.
    """
    check_size(lines)

    def work(tx: Transaction) -> object:
        good, bad = _sift(tx.session, lines, snapshot_id, current_versions())
        basis = _Basis(as_of, snapshot_id)
        orders = [_place(tx, basis, terms, group) for terms, group in good]
        return AcceptResult(tuple(orders), tuple(bad))

    content = [[line.suggestion_id, line.version, line.accepted_units, line.reason] for line in lines]
    request = Request("accept_orders", command_id, Permission.DECIDE_PURCHASE, plain(content))
    return _from_kept(execute(ledger, actor, request, work))


_Groups = list[tuple[SupplierTerms, list[AcceptedLine]]]


def _sift(
    session: Session, lines: Sequence[AcceptedLine], snapshot_id: int, versions: Mapping[str, str]
) -> tuple[_Groups, list[RefusedLine]]:
    """Good lines by supplier and location, with the terms that hold there, and the refused ones."""
    now = standing(session, lines, snapshot_id=snapshot_id, versions=versions)
    groups: dict[tuple[str, str], list[AcceptedLine]] = defaultdict(list)
    terms: dict[tuple[str, str], SupplierTerms | None] = {}
    bad: list[RefusedLine] = []
    for line in lines:
        place = (line.supplier_id, line.location)
        if place not in terms:
            terms[place] = find_terms(session, *place)
        if (reason := _refusal(line, now, terms[place])) is not None:
            bad.append(refused(line, reason))
        else:
            now.take(line)
            groups[place].append(line)
    return [(found, groups[place]) for place in sorted(groups) if (found := terms[place]) is not None], bad


def _refusal(line: AcceptedLine, now: Standing, terms: SupplierTerms | None) -> Message | None:
    return (
        now.refusal(line)
        or now.order_refusal(line)
        or units_refusal(line.accepted_units)
        or _incomplete(line)
        or _unconfirmed(line, terms)
    )


def _incomplete(line: AcceptedLine) -> Message | None:
    if whole_number(line.proposed_units) is None:
        return Message(N_("The suggestion has no whole number of units. Refresh the suggestions."))
    if line.unit_cost is not None and not (line.unit_cost.is_finite() and line.unit_cost >= 0):
        return Message(
            N_("The unit cost is {found}; it must be 0 or more. Mend it in supplier_products."),
            {"found": str(line.unit_cost)},
        )
    return None


def _unconfirmed(line: AcceptedLine, terms: SupplierTerms | None) -> Message | None:
    if terms is not None:
        return None
    return Message(
        N_("Confirm the lead time of supplier {supplier} for {location} first, on the page Replenishment."),
        {"supplier": line.supplier_id or "–", "location": line.location},
    )


def _place(tx: Transaction, basis: _Basis, terms: SupplierTerms, lines: list[AcceptedLine]) -> PlacedOrder:
    order = _new_order(tx, basis, terms, lines[0])
    decisions = [_new_decision(tx, basis, line) for line in lines]
    tx.session.add(order)
    tx.session.add_all(decisions)
    tx.session.flush()
    rows = [_new_line(order, number, decision) for number, decision in enumerate(decisions, start=1)]
    tx.session.add_all(rows)
    tx.record(order.po_id, after=_told(order, decisions))
    amount, currency = total_amount((row.ordered_units, row.unit_cost, row.currency) for row in rows)
    return PlacedOrder(
        po_id=order.po_id,
        supplier_id=order.supplier_id,
        location=order.location,
        lines=len(rows),
        units=sum(row.ordered_units for row in rows),
        amount=amount,
        currency=currency,
        expected_on=order.expected_on,
    )


def _new_order(tx: Transaction, basis: _Basis, terms: SupplierTerms, line: AcceptedLine) -> OrderRow:
    # Safe under concurrency: only one transaction writes at a time, and a rollback frees the number.
    last = select(func.max(OrderRow.day_number)).where(OrderRow.ordered_on == basis.as_of)
    number = (tx.session.scalar(last) or 0) + 1
    return OrderRow(
        po_id=f"PO-{basis.as_of:%Y%m%d}-{number:03d}",
        ordered_on=basis.as_of,
        day_number=number,
        supplier_id=line.supplier_id,
        location=line.location,
        expected_on=line.arrives_on or basis.as_of + dt.timedelta(days=terms.lead_time_days),
        lead_time_days=terms.lead_time_days,
        review_period_days=terms.review_period_days,
        snapshot_id=basis.snapshot_id,
        note="",
        ordered_by=tx.actor.name,
        ordered_at=tx.now,
        command_id=tx.command_id,
    )


def _new_decision(tx: Transaction, basis: _Basis, line: AcceptedLine) -> DecisionRow:
    return DecisionRow(
        kind="accepted",
        suggestion_id=line.suggestion_id,
        version=line.version,
        in_force=True,
        supplier_id=line.supplier_id,
        sku=line.sku,
        product_name=line.product_name,
        location=line.location,
        proposed_units=whole_number(line.proposed_units),
        decided_units=whole_number(line.accepted_units),
        unit_cost=line.unit_cost,
        currency=line.currency,
        reason=line.reason,
        inputs=plain(line.inputs),
        as_of=basis.as_of,
        snapshot_id=basis.snapshot_id,
        decided_by=tx.actor.name,
        decided_at=tx.now,
        command_id=tx.command_id,
    )


def _new_line(order: OrderRow, number: int, decision: DecisionRow) -> OrderLineRow:
    return OrderLineRow(
        po_id=order.po_id,
        line_id=number,
        decision_id=decision.decision_id,
        sku=decision.sku,
        product_name=decision.product_name,
        ordered_units=decision.decided_units,
        cancelled_units=0,
        unit_cost=decision.unit_cost,
        currency=decision.currency,
    )


def _told(order: OrderRow, decisions: Sequence[DecisionRow]) -> dict[str, object]:
    """The order as the audit trail tells it."""
    lines = [
        {
            "sku": decision.sku,
            "proposed_units": decision.proposed_units,
            "ordered_units": decision.decided_units,
            "suggestion_id": decision.suggestion_id,
            "reason": decision.reason,
        }
        for decision in decisions
    ]
    return {"supplier_id": order.supplier_id, "location": order.location, "lines": lines}


def total_amount(lines: Iterable[tuple[int, Decimal | None, str]]) -> tuple[Decimal | None, str]:
    """Units times unit cost over (units, unit cost, currency), and the currency.

    The amount is None when a cost is unknown or the currencies differ (then the currency is "").
    """
    known = list(lines)
    currencies = {currency for _, _, currency in known}
    currency = currencies.pop() if len(currencies) == 1 else ""
    costs = [cost * units for units, cost, _ in known if cost is not None]
    complete = len(costs) == len(known) and len({currency for _, _, currency in known}) <= 1
    return (sum(costs, Decimal(0)) if complete else None), currency


def _from_kept(kept: Mapping[str, Any]) -> AcceptResult:
    orders = tuple(
        PlacedOrder(
            **{
                **order,
                "amount": None if order["amount"] is None else Decimal(order["amount"]),
                "expected_on": dt.date.fromisoformat(order["expected_on"]),
            }
        )
        for order in kept["orders"]
    )
    return AcceptResult(orders, refused_of(kept["refused"]))
