"""Purchase orders after they were made: what is open, and taking them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
from sqlalchemy import Select, and_, case, exists, func, select
from sqlalchemy.orm import Session

from core.errors import InputError, NotFound
from core.i18n import N_
from core.ledger.acceptance import total_amount
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import DAY, FLAG, MONEY, TEXT, TIME, UNITS, frame
from core.ledger.store import Ledger
from core.ledger.tables import DecisionRow, OrderLineRow, OrderRow, ReceiptRow, WithdrawnInputRow
from core.security import Actor, Permission

ORDER_LINES = {
    "po_id": TEXT,
    "line_id": UNITS,
    "supplier_id": TEXT,
    "sku": TEXT,
    "product_name": TEXT,
    "location": TEXT,
    "state": TEXT,
    "ordered_units": UNITS,
    "received_units": UNITS,
    "cancelled_units": UNITS,
    "open_units": UNITS,
    "unit_cost": MONEY,
    "currency": TEXT,
    "ordered_on": DAY,
    "expected_on": DAY,
    "ordered_by": TEXT,
    "ordered_at": TIME,
    "decision_id": UNITS,
    "suggestion_id": TEXT,
    "snapshot_id": UNITS,
    "cancel_reason": TEXT,
    "input_withdrawn": FLAG,
}
"""One row per order line. state: open, received or cancelled (nothing of it arrived)."""

ORDERS = {
    "po_id": TEXT,
    "supplier_id": TEXT,
    "location": TEXT,
    "state": TEXT,
    "ordered_on": DAY,
    "expected_on": DAY,
    "ordered_by": TEXT,
    "ordered_at": TIME,
    "lines": UNITS,
    "ordered_units": UNITS,
    "received_units": UNITS,
    "cancelled_units": UNITS,
    "open_units": UNITS,
    "amount": MONEY,
    "currency": TEXT,
    "snapshot_id": UNITS,
    "input_withdrawn": FLAG,
}
"""One row per order. state: open, closed, or cancelled (all lines). amount: ordered, not cancelled, at unit
cost; None where a cost is unknown or currencies differ."""


@dataclass(frozen=True)
class CancelResult:
    """What was taken back: lines, their units that were still open, suggestions that are free again."""

    po_id: str
    line_ids: tuple[int, ...]
    units: int
    freed: tuple[str, ...]


@dataclass(frozen=True)
class Cancellation:
    """Who took back what was open of an order, when (UTC without zone) and why."""

    who: str
    at: dt.datetime
    reason: str


def cancel_order(
    ledger: Ledger, actor: Actor, command_id: str, po_id: str, *, line_id: int | None = None, reason: str
) -> CancelResult:
    """Cancel what is still open of an order or of one of its lines; their suggestions are free again."""
    if not reason.strip():
        raise InputError(N_("Say why the order is cancelled: the supplier and your colleagues will ask."))

    def work(tx: Transaction) -> object:
        still_open = [line for line in _lines(tx.session, po_id, line_id) if line.open_units > 0]
        if not still_open:
            raise InputError(N_("Nothing of {po_id} is open, so nothing can be cancelled."), po_id=po_id)
        freed = [_cancel_line(tx, line, reason) for line in still_open]
        tx.record(
            po_id,
            before={"open_units": {str(line.line_id): line.open_units for line in still_open}},
            after={"cancelled_lines": [line.line_id for line in still_open], "reason": reason},
        )
        line_ids = tuple(line.line_id for line in still_open)
        return CancelResult(po_id, line_ids, sum(line.open_units for line in still_open), tuple(freed))

    content = [po_id, line_id, reason]
    request = Request("cancel_order", command_id, Permission.DECIDE_PURCHASE, content)
    kept = execute(ledger, actor, request, work)
    return CancelResult(**{**kept, "line_ids": tuple(kept["line_ids"]), "freed": tuple(kept["freed"])})


def cancellations(ledger: Ledger, po_id: str) -> tuple[Cancellation, ...]:
    """What was cancelled of an order here, the oldest first; an order of files alone has nothing."""
    columns: tuple[Any, ...] = (
        OrderLineRow.cancelled_by,
        OrderLineRow.cancelled_at,
        OrderLineRow.cancel_reason,
    )
    query = select(*columns).where(OrderLineRow.po_id == po_id, OrderLineRow.cancelled_at.is_not(None))
    with ledger.reading() as session:
        found = session.execute(query.distinct().order_by(OrderLineRow.cancelled_at)).all()
    return tuple(Cancellation(*told) for told in found)


def orders(ledger: Ledger) -> pd.DataFrame:
    """ORDERS, newest first."""
    with ledger.reading() as session:
        lines = session.execute(_select_lines()).all()
    by_order: dict[str, list[Any]] = {}
    for line in lines:
        by_order.setdefault(line.po_id, []).append(line)
    return frame(ORDERS, reversed([_order(group) for group in by_order.values()]))


def order_lines(ledger: Ledger, po_id: str | None = None) -> pd.DataFrame:
    """ORDER_LINES of one order, or of all."""
    with ledger.reading() as session:
        query = _select_lines()
        if po_id is not None:
            query = query.where(OrderLineRow.po_id == po_id)
        return frame(ORDER_LINES, session.execute(query))


def open_order_lines(ledger: Ledger) -> pd.DataFrame:
    """ORDER_LINES of which something is still to come: what counts as on order at once."""
    with ledger.reading() as session:
        return frame(ORDER_LINES, session.execute(_select_lines().where(_OPEN > 0)))


def open_lines_of(session: Session, po_id: str) -> int:
    """How many lines of an order are still open, inside a transaction."""
    return sum(line.open_units > 0 for line in _lines(session, po_id, None))


def _cancel_line(tx: Transaction, line: Any, reason: str) -> str:
    row = tx.session.get_one(OrderLineRow, (line.po_id, line.line_id))
    row.cancelled_units += line.open_units
    row.cancelled_by, row.cancelled_at, row.cancel_reason = tx.actor.name, tx.now, reason
    decision = tx.session.get_one(DecisionRow, line.decision_id)
    decision.in_force = False
    decision.freed_by, decision.freed_at, decision.freed_reason = tx.actor.name, tx.now, reason
    return decision.suggestion_id


def _lines(session: Session, po_id: str, line_id: int | None) -> Sequence[Any]:
    query = _select_lines().where(OrderLineRow.po_id == po_id)
    if line_id is not None:
        query = query.where(OrderLineRow.line_id == line_id)
    if lines := session.execute(query).all():
        return lines
    if line_id is None:
        raise NotFound(N_("There is no order {po_id}."), po_id=po_id)
    raise NotFound(N_("{po_id} has no line {line_id}."), po_id=po_id, line_id=line_id)


_RECEIVED = (
    select(
        ReceiptRow.po_id,
        ReceiptRow.line_id,
        func.sum(ReceiptRow.received_units).label("units"),
    )
    .where(ReceiptRow.withdrawn.is_(False))
    .group_by(ReceiptRow.po_id, ReceiptRow.line_id)
    .subquery()
)
_received_units = func.coalesce(_RECEIVED.c.units, 0)
_missing_units = OrderLineRow.ordered_units - OrderLineRow.cancelled_units - _received_units
_OPEN = case((_missing_units > 0, _missing_units), else_=0)
"""More than was ordered may arrive; then nothing is open, never less than nothing."""


def _select_lines() -> Select[Any]:
    state = case((_missing_units > 0, "open"), (_received_units > 0, "received"), else_="cancelled")
    withdrawn = exists().where(WithdrawnInputRow.decision_id == OrderLineRow.decision_id)
    computed = {
        "state": state,
        "received_units": _received_units,
        "open_units": _OPEN,
        "input_withdrawn": withdrawn,
    }
    columns = [computed[name] if name in computed else _stored(name) for name in ORDER_LINES]
    return (
        select(*(column.label(name) for name, column in zip(ORDER_LINES, columns, strict=True)))
        .join(OrderRow, OrderRow.po_id == OrderLineRow.po_id)
        .join(DecisionRow, DecisionRow.decision_id == OrderLineRow.decision_id)
        .outerjoin(
            _RECEIVED,
            and_(_RECEIVED.c.po_id == OrderLineRow.po_id, _RECEIVED.c.line_id == OrderLineRow.line_id),
        )
        .order_by(OrderRow.ordered_on, OrderRow.day_number, OrderLineRow.line_id)
    )


def _stored(name: str) -> Any:
    homes = (OrderLineRow, OrderRow, DecisionRow)
    return next(getattr(home, name) for home in homes if hasattr(home, name))


def _order(lines: Sequence[Any]) -> tuple[Any, ...]:
    first = lines[0]
    amount, currency = _amount(lines)
    values: dict[str, Any] = {
        "state": _order_state({line.state for line in lines}),
        "lines": len(lines),
        "amount": amount,
        "currency": currency,
        "input_withdrawn": any(line.input_withdrawn for line in lines),
        **{
            name: sum(getattr(line, name) for line in lines)
            for name in ("ordered_units", "received_units", "cancelled_units", "open_units")
        },
    }
    return tuple(values.get(name, getattr(first, name, None)) for name in ORDERS)


def _order_state(states: set[str]) -> str:
    if "open" in states:
        return "open"
    return "cancelled" if states == {"cancelled"} else "closed"


def _amount(lines: Sequence[Any]) -> tuple[Decimal | None, str]:
    return total_amount(
        (line.ordered_units - line.cancelled_units, line.unit_cost, line.currency) for line in lines
    )
