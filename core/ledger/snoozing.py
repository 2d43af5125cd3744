"""Snoozes: kept on the SKU at its location, so that a new suggestion does not wake it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from sqlalchemy import select

from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import DAY, TEXT, TIME, frame
from core.ledger.store import Ledger
from core.ledger.tables import SnoozeRow
from core.security import Actor, Permission

SNOOZES = {
    "sku": TEXT,
    "location": TEXT,
    "until": DAY,
    "reason": TEXT,
    "snoozed_by": TEXT,
    "snoozed_at": TIME,
}
"""One row per snoozed SKU and location; `until` is the first day on which it may show again."""


def snooze(
    ledger: Ledger,
    actor: Actor,
    command_id: str,
    sku: str,
    location: str,
    *,
    until: dt.date,
    reason: str = "",
) -> None:
    """Show no suggestion for the SKU at the location before the day `until`."""

    def work(tx: Transaction) -> object:
        row = tx.session.get(SnoozeRow, (sku, location))
        before = None if row is None else {"until": row.until, "reason": row.reason}
        new = SnoozeRow(
            sku=sku,
            location=location,
            until=until,
            reason=reason,
            snoozed_by=tx.actor.name,
            snoozed_at=tx.now,
        )
        tx.session.merge(new)
        tx.record(f"{sku} @ {location}", before=before, after={"until": until, "reason": reason})
        return {}

    content = [sku, location, until, reason]
    execute(ledger, actor, Request("snooze", command_id, Permission.DECIDE_PURCHASE, content), work)


def wake(ledger: Ledger, actor: Actor, command_id: str, sku: str, location: str) -> None:
    """End a snooze now; nothing happens when there is none."""

    def work(tx: Transaction) -> object:
        if (row := tx.session.get(SnoozeRow, (sku, location))) is not None:
            tx.record(f"{sku} @ {location}", before={"until": row.until, "reason": row.reason})
            tx.session.delete(row)
        return {}

    content = [sku, location]
    execute(ledger, actor, Request("wake", command_id, Permission.DECIDE_PURCHASE, content), work)


def snoozes(ledger: Ledger, as_of: dt.date | None = None) -> pd.DataFrame:
    """SNOOZES, with as_of only those that still hold on that day."""
    query = select(*(getattr(SnoozeRow, name) for name in SNOOZES))
    if as_of is not None:
        query = query.where(SnoozeRow.until > as_of)
    with ledger.reading() as session:
        return frame(SNOOZES, session.execute(query.order_by(SnoozeRow.sku, SnoozeRow.location)))
