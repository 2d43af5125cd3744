"""What was ordered and what came, from a few numbers: days are counted from DAY."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.ledger import ORDER_LINES, RECEIPTS
from core.purchasing import CLOSURES, Bought, Closures, Filed, bought

DAY = dt.date(2026, 1, 1)
AS_OF = DAY + dt.timedelta(days=100)

FILED = ("po_id", "line_id", "external_po_id", "supplier_id", "sku", "location", "ordered_on", "promised_on",
         "promise", "ordered_units", "cancelled_units", "unit_cost", "currency", "state")  # fmt: skip
FILED_RECEIPTS = ("po_id", "line_id", "receipt_id", "received_on", "units", "rejected_units")


@dataclass(frozen=True)
class Line:
    """One line of a file, promised ten days after its order. came: (day, units) or (day, units, rejected)."""

    came: Sequence[tuple[int, ...]] = ()
    ordered: int = 0
    promised: int | None = 10
    units: float = 100
    cancelled: float = 0
    state: str = "open"
    supplier: str = "S1"
    po: str = ""
    external: str | None = None
    sku: str = "A"
    cost: float | None = 2.0
    currency: str = "CNY"


def day(number: int | None) -> pd.Timestamp | None:
    return None if number is None else pd.Timestamp(DAY) + pd.Timedelta(days=number)


def ordered(
    *lines: Line,
    ours: pd.DataFrame | None = None,
    receipts: pd.DataFrame | None = None,
    closed: Sequence[tuple[str, int, int]] = (),
) -> Bought:
    """What the lines come to on AS_OF; orders are numbered P1, P2 ... unless they say another number.

    closed: supplier, first and last closed day.
    """
    rows = [_row(f"P{number}", line) for number, line in enumerate(lines, start=1)]
    came = [
        (line.po or f"P{number}", "1", f"R{turn}", day(arrival[0]), arrival[1], (*arrival, 0)[2])
        for number, line in enumerate(lines, start=1)
        for turn, arrival in enumerate(line.came)
    ]
    filed = Filed(
        _dated(pd.DataFrame(rows, columns=list(FILED)), "ordered_on", "promised_on"),
        _dated(pd.DataFrame(came, columns=list(FILED_RECEIPTS)), "received_on"),
        rates={"EUR": 8.0},
        closures=closures(*closed),
    )
    return bought(
        filed,
        our_lines() if ours is None else ours,
        our_receipts() if receipts is None else receipts,
        as_of=AS_OF,
        currency="CNY",
    )


def closures(*spans: tuple[str, int, int]) -> Closures:
    """Suppliers that are closed from one day to another."""
    rows = [(supplier, day(first), day(last)) for supplier, first, last in spans]
    return Closures(pd.DataFrame(rows, columns=list(CLOSURES)).astype(CLOSURES))


def our_lines(*rows: dict[str, Any]) -> pd.DataFrame:
    """Order lines of the ledger: 100 A of S1 for WH, ordered on DAY for ten days later."""
    plain = {
        "po_id": "PO-1", "line_id": 1, "supplier_id": "S1", "sku": "A", "product_name": "Tea",
        "location": "WH", "state": "open", "ordered_units": 100, "received_units": 0, "cancelled_units": 0,
        "open_units": 100, "unit_cost": None, "currency": "CNY", "ordered_on": day(0),
        "expected_on": day(10), "ordered_by": "Ann",
    }  # fmt: skip
    table = pd.DataFrame([plain | row for row in rows], columns=list(ORDER_LINES))
    return _dated(table, "ordered_on", "expected_on")


def our_receipts(*rows: dict[str, Any]) -> pd.DataFrame:
    """Receipts typed here, of the line of `our_lines`."""
    plain = {"po_id": "PO-1", "line_id": 1, "receipt_id": "R", "received_units": 100, "rejected_units": 0}
    return _dated(pd.DataFrame([plain | row for row in rows], columns=list(RECEIPTS)), "received_on")


def _row(number: str, line: Line) -> tuple[Any, ...]:
    promise = "" if line.promised is None else "promised"
    return (
        line.po or number, "1", line.external, line.supplier, line.sku, "WH", day(line.ordered),
        day(line.promised), promise, line.units, line.cancelled, line.cost, line.currency, line.state,
    )  # fmt: skip


def _dated(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return table.astype(dict.fromkeys(columns, "datetime64[ns]"))
