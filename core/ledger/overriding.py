"""Changes to forecasts: planned over what the model says, with a reason; withdrawn, never deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

import pandas as pd
from sqlalchemy import select

from core.errors import InputError, NotFound
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import DAY, MONEY, TEXT, TIME, UNITS, frame
from core.ledger.store import Ledger
from core.ledger.tables import OverrideRow
from core.security import Actor, Permission

OVERRIDE_REASONS: Mapping[str, str] = {
    "promotion": N_("Promotion or price change"),
    "event": N_("Event the model does not know"),
    "launch": N_("New or relaunched product"),
    "ending": N_("Product is ending"),
    "large_order": N_("Large order expected"),
    "competition": N_("Competitor or market"),
    "supply": N_("Supply will be short"),
    "wrong_history": N_("History is misleading"),
    "other": N_("Something else"),
}
"""Why a forecast is changed; what each reason is worth is measured by them."""

OVERRIDE_KINDS: Mapping[str, str] = {
    "multiply": N_("Percent more or less"),
    "add": N_("Units more or less in these days"),
    "set": N_("Units in these days together"),
}

OVERRIDES = {
    "override_id": UNITS,
    "sku": TEXT,
    "location": TEXT,
    "category": TEXT,
    "starts_on": DAY,
    "ends_on": DAY,
    "kind": TEXT,
    "value": MONEY,
    "reason": TEXT,
    "note": TEXT,
    "expires_on": DAY,
    "as_of": DAY,
    "snapshot_id": UNITS,
    "planned_by": TEXT,
    "planned_at": TIME,
    "withdrawn_by": TEXT,
    "withdrawn_at": TIME,
}
"""One row per override, in the order in which they were planned; withdrawn ones stay."""

_LONGEST_DAYS = 366
_MOST_TIMES = Decimal(20)
_MOST_UNITS = Decimal(10_000_000)
_LONGEST_NOTE = 500


@dataclass(frozen=True)
class Override:
    """A change to the forecast of a SKU (at one location, or '' for all) or of a whole category.

    starts_on, ends_on: the days it changes, both included.
    kind, value: "set" the demand of these days together, units >= 0; "add" units to it, signed; "multiply" it
        by a factor, 1.2 for 20 percent more.
    expires_on: last day of the data on which it counts; the model decides again afterwards.
    """

    starts_on: dt.date
    ends_on: dt.date
    kind: str
    value: Decimal
    reason: str
    sku: str = ""
    location: str = ""
    category: str = ""
    note: str = ""
    expires_on: dt.date | None = None

    @property
    def subject(self) -> str:
        """Such as "TEA @ Berlin" or "category Teapots"."""
        if self.category:
            return f"category {self.category}"
        return f"{self.sku} @ {self.location}" if self.location else self.sku


def override_forecast(
    ledger: Ledger,
    actor: Actor,
    command_id: str,
    override: Override,
    *,
    as_of: dt.date,
    snapshot_id: int,
) -> int:
    """Change a forecast; the number of the override. as_of: last day of the data that the person saw."""
    _check(override, as_of)
    values = asdict(override) | {"expires_on": override.expires_on or override.ends_on}

    def work(tx: Transaction) -> object:
        row = OverrideRow(
            **values,
            as_of=as_of,
            snapshot_id=snapshot_id,
            planned_by=tx.actor.name,
            planned_at=tx.now,
            command_id=tx.command_id,
        )
        tx.session.add(row)
        tx.session.flush()
        tx.record(override.subject, after={"override_id": row.override_id, **values})
        return {"override_id": row.override_id}

    request = Request("override_forecast", command_id, Permission.PLAN_FORECAST, values)
    return int(execute(ledger, actor, request, work)["override_id"])


def withdraw_override(ledger: Ledger, actor: Actor, command_id: str, override_id: int) -> None:
    """Let an override count no longer, from now on; nothing happens to one that was withdrawn before."""

    def work(tx: Transaction) -> object:
        if (row := tx.session.get(OverrideRow, override_id)) is None:
            raise NotFound(
                N_("There is no change of a forecast with the number {number}."), number=override_id
            )
        if row.withdrawn_at is None:
            row.withdrawn_by, row.withdrawn_at = tx.actor.name, tx.now
            subject = row.sku or f"category {row.category}"
            tx.record(subject, before={"override_id": override_id, "kind": row.kind, "value": row.value})
        return {}

    request = Request("withdraw_override", command_id, Permission.PLAN_FORECAST, override_id)
    execute(ledger, actor, request, work)


def overrides(ledger: Ledger) -> pd.DataFrame:
    """OVERRIDES: all that were ever planned."""
    query = select(*(getattr(OverrideRow, name) for name in OVERRIDES)).order_by(OverrideRow.override_id)
    with ledger.reading() as session:
        return frame(OVERRIDES, session.execute(query))


def _check(override: Override, as_of: dt.date) -> None:
    """Raises InputError for what cannot be meant."""
    if bool(override.sku) == bool(override.category):
        raise InputError(N_("Choose one SKU or one category to change."))
    if override.reason not in OVERRIDE_REASONS:
        raise InputError(N_("Choose a reason; what overrides are worth is measured by it."))
    if override.kind not in OVERRIDE_KINDS:
        raise ValueError(f"kind must be one of {', '.join(OVERRIDE_KINDS)}, not {override.kind}")
    if len(override.note) > _LONGEST_NOTE:
        raise InputError(N_("The note has more than {longest} characters."), longest=_LONGEST_NOTE)
    _check_window(override, as_of)
    _check_value(override)


def _check_window(override: Override, as_of: dt.date) -> None:
    days = (override.ends_on - override.starts_on).days + 1
    if not 1 <= days <= _LONGEST_DAYS:
        raise InputError(
            N_(
                "The last day must not lie before the first one, and at most {days} days are changed at once."
            ),
            days=_LONGEST_DAYS,
        )
    if override.ends_on <= as_of:
        raise InputError(
            N_("These days are over: the data ends on {date}. Choose days after it."), date=as_of.isoformat()
        )
    if override.expires_on is not None and override.expires_on < as_of:
        raise InputError(N_("It would have expired already. Choose a later day, or none."))


def _check_value(override: Override) -> None:
    value = override.value
    if not value.is_finite() or abs(value) > _MOST_UNITS:
        raise InputError(N_("The number of units is not usable. Type a plain number."))
    if override.kind == "multiply" and not 0 <= value <= _MOST_TIMES:
        raise InputError(
            N_("A change in percent lies between {least} and {most}."), least="-100%", most="+1900%"
        )
    if override.kind == "set" and value < 0:
        raise InputError(N_("Demand cannot be below zero."))
