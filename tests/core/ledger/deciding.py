"""Short ways to say who decides what, with numbers that can be checked in one's head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from core.ledger import (
    AcceptedLine,
    AcceptResult,
    Ledger,
    Outcome,
    ReceiptResult,
    ReceivedLine,
    SupplierTerms,
    accept_orders,
    confirm_supplier,
    record_receipt,
)
from core.security import Actor, Role

ANNA = Actor("Anna", frozenset(Role))
"""Someone who may do everything and is in no list of people."""

AS_OF = dt.date(2026, 11, 19)
SNAPSHOT = 7


def noon() -> dt.datetime:
    """The clock of the tests stands still."""
    return dt.datetime(2026, 11, 20, 12, 0)


def new_id() -> str:
    """A command id nobody used yet."""
    return str(uuid4())


def confirm(ledger: Ledger, supplier_id: str, location: str = "", **terms: Any) -> SupplierTerms:
    """Confirmed terms: ten days of lead time, a look every week."""
    asked = SupplierTerms(supplier_id, location, **{"lead_time_days": 10, "review_period_days": 7, **terms})
    return confirm_supplier(ledger, ANNA, new_id(), asked)


def line(sku: str = "tea", *, units: Any = 240, **changes: Any) -> AcceptedLine:
    """An accepted suggestion for 240 units of a SKU at 1.50, from acme for Berlin."""
    values = {
        "suggestion_id": f"{sku}@berlin/{SNAPSHOT}",
        "version": "v1",
        "supplier_id": "acme",
        "sku": sku,
        "product_name": sku.title(),
        "location": "berlin",
        "proposed_units": 240,
        "accepted_units": units,
        "unit_cost": Decimal("1.50"),
        "currency": "EUR",
        "inputs": {"on_hand": 12, "daily_demand": Decimal("11.5")},
        **changes,
    }
    return AcceptedLine(**values)


def accept(
    ledger: Ledger,
    *lines: AcceptedLine,
    command_id: str = "",
    current: Mapping[str, str] | None = None,
    actor: Actor = ANNA,
    as_of: dt.date = AS_OF,
    snapshot_id: int = SNAPSHOT,
) -> AcceptResult:
    """Accept lines; unless said otherwise the suggestions are still as the person saw them."""
    versions = {one.suggestion_id: one.version for one in lines} if current is None else current
    return accept_orders(
        ledger,
        actor,
        command_id or new_id(),
        lines,
        as_of=as_of,
        snapshot_id=snapshot_id,
        current_versions=lambda: versions,
    )


def order(ledger: Ledger, *lines: AcceptedLine) -> str:
    """Accept lines that make one order; its number."""
    (placed,) = accept(ledger, *(lines or (line(),))).orders
    return placed.po_id


def receive(
    ledger: Ledger, po_id: str, units: Sequence[int], *, day: dt.date = AS_OF, receipt_id: str = ""
) -> ReceiptResult:
    """Record what arrived of line 1, line 2, ..."""
    arrived = [ReceivedLine(number, count) for number, count in enumerate(units, start=1)]
    return record_receipt(ledger, ANNA, new_id(), po_id, arrived, received_on=day, receipt_id=receipt_id)


def outcome(decision_id: int, *, units: int = 100, **changes: Any) -> Outcome:
    """What came of a decision in ten days: so many units wanted and sold, nothing missing, nothing left."""
    values = {
        "decision_id": decision_id,
        "scored_on": AS_OF,
        "period_starts_on": AS_OF - dt.timedelta(days=9),
        "period_ends_on": AS_OF,
        "demand_units": Decimal(units),
        "sold_units": Decimal(units),
        "stock_out_days": 0,
        "left_units": Decimal(0),
        "gain_of_proposed": Decimal("50.00"),
        "gain_of_decided": Decimal("50.00"),
        "currency": "EUR",
        **changes,
    }
    return Outcome(**values)
