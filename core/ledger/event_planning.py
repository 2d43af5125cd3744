"""Events that people add to the calendar, beside those of the files; withdrawn, never deleted."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal

import pandas as pd
from sqlalchemy import select

from core import schema
from core.errors import InputError, NotFound
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import DAY, MONEY, TEXT, TIME, UNITS, frame
from core.ledger.store import Ledger
from core.ledger.tables import PlannedEventRow
from core.security import Actor, Permission

PLANNED_EVENTS = {
    "event_id": UNITS,
    "name": TEXT,
    "family": TEXT,
    "phase": TEXT,
    "starts_on": DAY,
    "ends_on": DAY,
    "depth": MONEY,
    "channels": TEXT,
    "sku_scope": TEXT,
    "planned_by": TEXT,
    "planned_at": TIME,
    "withdrawn_by": TEXT,
    "withdrawn_at": TIME,
}
"""One row per event. planned_at: no forecast made before that day may use it. depth: None where unknown."""

_LONGEST_DAYS = 120
_LONGEST_NAME = 120


@dataclass(frozen=True)
class PlannedEvent:
    """What is planned, in the columns of schema.EVENTS. channels, sku_scope: with commas, '' for all."""

    name: str
    family: str
    starts_on: dt.date
    ends_on: dt.date
    phase: str = ""
    depth: Decimal | None = None
    channels: str = ""
    sku_scope: str = ""


def event_families() -> tuple[str, ...]:
    """The sorts of events there are; events of one family are expected to act alike."""
    return schema.EVENTS["family"].allowed


def plan_event(ledger: Ledger, actor: Actor, command_id: str, event: PlannedEvent) -> int:
    """Add an event to the calendar; its number. The next refresh of the forecasts takes it into account."""
    _check(event)
    values = asdict(event)

    def work(tx: Transaction) -> object:
        row = PlannedEventRow(**values, planned_by=tx.actor.name, planned_at=tx.now, command_id=tx.command_id)
        tx.session.add(row)
        tx.session.flush()
        tx.record(event.name, after={"event_id": row.event_id, **values})
        return {"event_id": row.event_id}

    request = Request("plan_event", command_id, Permission.PLAN_FORECAST, values)
    return int(execute(ledger, actor, request, work)["event_id"])


def withdraw_event(ledger: Ledger, actor: Actor, command_id: str, event_id: int) -> None:
    """Take a planned event back; nothing happens to one that was withdrawn before."""

    def work(tx: Transaction) -> object:
        if (row := tx.session.get(PlannedEventRow, event_id)) is None:
            raise NotFound(N_("There is no planned event with the number {number}."), number=event_id)
        if row.withdrawn_at is None:
            row.withdrawn_by, row.withdrawn_at = tx.actor.name, tx.now
            tx.record(row.name, before={"event_id": event_id, "family": row.family})
        return {}

    request = Request("withdraw_event", command_id, Permission.PLAN_FORECAST, event_id)
    execute(ledger, actor, request, work)


def planned_events(ledger: Ledger) -> pd.DataFrame:
    """PLANNED_EVENTS that were not withdrawn, the earliest first."""
    query = (
        select(*(getattr(PlannedEventRow, name) for name in PLANNED_EVENTS))
        .where(PlannedEventRow.withdrawn_at.is_(None))
        .order_by(PlannedEventRow.starts_on, PlannedEventRow.event_id)
    )
    with ledger.reading() as session:
        return frame(PLANNED_EVENTS, session.execute(query))


def _check(event: PlannedEvent) -> None:
    if not event.name.strip() or len(event.name) > _LONGEST_NAME:
        raise InputError(N_("Give the event a name of at most {longest} characters."), longest=_LONGEST_NAME)
    if event.family not in event_families():
        raise ValueError(f"family must be one of {', '.join(event_families())}, not {event.family}")
    if not 0 <= (event.ends_on - event.starts_on).days < _LONGEST_DAYS:
        raise InputError(
            N_("The last day must not lie before the first one, and an event lasts at most {days} days."),
            days=_LONGEST_DAYS,
        )
    if event.depth is not None and not 0 <= event.depth < 1:
        raise InputError(N_("The price cut is a share of the regular price, from 0 to below 100 percent."))
