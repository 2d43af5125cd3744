"""What arrived: receipts entered by hand. An order closes itself when nothing of it is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import select

from core.errors import InputError, NotFound
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import DAY, FLAG, TEXT, TIME, UNITS, frame
from core.ledger.order_book import open_lines_of
from core.ledger.plain import plain
from core.ledger.store import Ledger
from core.ledger.suggestions import MOST_UNITS, Units, whole_number
from core.ledger.tables import OrderLineRow, OrderRow, ReceiptRow
from core.security import Actor, Permission

RECEIPTS = {
    "po_id": TEXT,
    "line_id": UNITS,
    "receipt_id": TEXT,
    "supplier_id": TEXT,
    "sku": TEXT,
    "location": TEXT,
    "received_units": UNITS,
    "rejected_units": UNITS,
    "received_on": DAY,
    "ordered_on": DAY,
    "expected_on": DAY,
    "recorded_by": TEXT,
    "recorded_at": TIME,
    "withdrawn": FLAG,
}
"""One row per receipt of a line. received_units went to stock; rejected_units did not and stay open."""


@dataclass(frozen=True)
class ReceivedLine:
    """What arrived of one line. units: fit for stock. rejected_units: arrived, but not taken."""

    line_id: int
    units: Units
    rejected_units: Units = 0


@dataclass(frozen=True)
class ReceiptResult:
    """The receipt as it was recorded. is_closed: nothing of the order is open any more."""

    po_id: str
    receipt_id: str
    units: int
    is_closed: bool


def record_receipt(
    ledger: Ledger,
    actor: Actor,
    command_id: str,
    po_id: str,
    lines: Sequence[ReceivedLine],
    *,
    received_on: dt.date,
    receipt_id: str = "",
) -> ReceiptResult:
    """Add what arrived to an order; more than was ordered is taken as it is.

    receipt_id: the delivery note's number; the same note is counted once per line, whoever types it.
    """
    note = receipt_id.strip() or command_id
    arrived = _arrived(lines)

    def work(tx: Transaction) -> object:
        order = _must_find_order(tx, po_id, received_on)
        added = [row for line in arrived if (row := _receipt(tx, order, line, note, received_on))]
        tx.session.add_all(added)
        tx.session.flush()
        is_closed = open_lines_of(tx.session, po_id) == 0
        if added:
            units = {str(row.line_id): [row.received_units, row.rejected_units] for row in added}
            told = {"receipt_id": note, "units": units, "received_on": received_on, "is_closed": is_closed}
            tx.record(po_id, after=told)
        return ReceiptResult(po_id, note, sum(row.received_units for row in added), is_closed)

    content = plain([po_id, list(lines), received_on, receipt_id])
    request = Request("record_receipt", command_id, Permission.DECIDE_PURCHASE, content)
    return ReceiptResult(**execute(ledger, actor, request, work))


def withdraw_receipt(
    ledger: Ledger, actor: Actor, command_id: str, po_id: str, receipt_id: str, *, reason: str
) -> ReceiptResult:
    """Take back a receipt that was typed by mistake; it stays visible as withdrawn."""
    if not reason.strip():
        raise InputError(N_("Say why the receipt is withdrawn."))

    def work(tx: Transaction) -> object:
        query = select(ReceiptRow).where(
            ReceiptRow.po_id == po_id, ReceiptRow.receipt_id == receipt_id, ReceiptRow.withdrawn.is_(False)
        )
        if not (rows := tx.session.scalars(query).all()):
            raise NotFound(
                N_("There is no receipt {receipt_id} of {po_id}."), receipt_id=receipt_id, po_id=po_id
            )
        for row in rows:
            row.withdrawn = True
            row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason = tx.actor.name, tx.now, reason
        tx.session.flush()
        units = {str(row.line_id): row.received_units for row in rows}
        tx.record(po_id, before={"receipt_id": receipt_id, "units": units}, after={"reason": reason})
        is_closed = open_lines_of(tx.session, po_id) == 0
        return ReceiptResult(po_id, receipt_id, sum(units.values()), is_closed)

    content = [po_id, receipt_id, reason]
    request = Request("withdraw_receipt", command_id, Permission.DECIDE_PURCHASE, content)
    return ReceiptResult(**execute(ledger, actor, request, work))


def receipts(ledger: Ledger, po_id: str | None = None) -> pd.DataFrame:
    """RECEIPTS of one order, or of all; withdrawn ones are marked."""
    query = (
        select(*(_column(name) for name in RECEIPTS))
        .join_from(ReceiptRow, OrderRow, OrderRow.po_id == ReceiptRow.po_id)
        .join(
            OrderLineRow,
            (OrderLineRow.po_id == ReceiptRow.po_id) & (OrderLineRow.line_id == ReceiptRow.line_id),
        )
        .order_by(ReceiptRow.received_on, ReceiptRow.po_id, ReceiptRow.line_id, ReceiptRow.receipt_id)
    )
    if po_id is not None:
        query = query.where(ReceiptRow.po_id == po_id)
    with ledger.reading() as session:
        return frame(RECEIPTS, session.execute(query))


def _column(name: str) -> Any:
    return next(getattr(home, name) for home in (ReceiptRow, OrderLineRow, OrderRow) if hasattr(home, name))


def _must_find_order(tx: Transaction, po_id: str, received_on: dt.date) -> OrderRow:
    order = tx.session.get(OrderRow, po_id)
    if order is None:
        raise NotFound(N_("There is no order {po_id}."), po_id=po_id)
    if received_on < order.ordered_on:
        raise InputError(
            N_("{po_id} was ordered on {ordered_on}; it cannot have arrived on {received_on}."),
            po_id=po_id,
            ordered_on=order.ordered_on.isoformat(),
            received_on=received_on.isoformat(),
        )
    return order


def _receipt(
    tx: Transaction, order: OrderRow, line: ReceivedLine, receipt_id: str, received_on: dt.date
) -> ReceiptRow | None:
    """The new receipt of a line; None when the same delivery note was recorded before."""
    received, rejected = int(line.units), int(line.rejected_units)
    if tx.session.get(OrderLineRow, (order.po_id, line.line_id)) is None:
        raise NotFound(N_("{po_id} has no line {line_id}."), po_id=order.po_id, line_id=line.line_id)
    known = tx.session.get(ReceiptRow, (order.po_id, line.line_id, receipt_id))
    if known is not None:
        _check_same(known, received, rejected)
        return None
    return ReceiptRow(
        po_id=order.po_id,
        line_id=line.line_id,
        receipt_id=receipt_id,
        received_on=received_on,
        received_units=received,
        rejected_units=rejected,
        recorded_by=tx.actor.name,
        recorded_at=tx.now,
        withdrawn=False,
    )


def _check_same(known: ReceiptRow, received: int, rejected: int) -> None:
    if known.withdrawn or (known.received_units, known.rejected_units) != (received, rejected):
        raise InputError(
            N_("Receipt {receipt_id} of {po_id} was recorded before with {known} units. Use another number."),
            receipt_id=known.receipt_id,
            po_id=known.po_id,
            known=known.received_units,
        )


def _arrived(lines: Sequence[ReceivedLine]) -> list[ReceivedLine]:
    """The lines of which something arrived, in whole units; a line may come once only."""
    whole = [ReceivedLine(line.line_id, _units(line.units), _units(line.rejected_units)) for line in lines]
    arrived = [line for line in whole if line.units or line.rejected_units]
    if not arrived:
        raise InputError(N_("Nothing arrived. Fill in the units of at least one line."))
    if len({line.line_id for line in arrived}) < len(arrived):
        raise InputError(N_("A line is there twice. Add its units up, or use two receipts."))
    return arrived


def _units(value: Units) -> int:
    number = whole_number(value)
    if number is None or not 0 <= number <= MOST_UNITS:
        raise InputError(
            N_("The quantity is {found}; it must be a whole number from 0 to {most}."),
            found=str(value),
            most=MOST_UNITS,
        )
    return number
