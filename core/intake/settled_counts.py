"""An entry of a stocktake that a person has looked at again: confirmed or corrected, as an import.

The import brings its whole count once more, with this one entry settled; it is listed, takes the place of
what was said before, and is undone like any other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from core import facts, schema
from core.errors import InputError
from core.facts import Workspace
from core.i18n import N_
from core.intake.decided import Decision, carried_out
from core.intake.own_imports import own_import
from core.security import Actor, Permission, require
from core.settings import Settings

REPORT = "settled_count"
_LONGEST_REASON = 200
_STAGED = "staged_settled_count"


@dataclass(frozen=True)
class SettledCount:
    """What a person found: the entry of (location, counted_on, sku), its right number, why it is right."""

    location: str
    counted_on: dt.date
    sku: str
    counted: Decimal
    because: str


def settle_count(
    ws: Workspace, settings: Settings, actor: Actor, found: SettledCount, *, command_id: str
) -> facts.ImportRecord:
    """Let an entry count as it was found; the audit trail keeps who, when and what it was before.

    The import is named as the audit trail names its subject; the same said again gives that import once more.
    Raises InputError for an entry that nobody counted, a number below zero, and without a reason.
    """
    require(actor, Permission.UPLOAD)
    reason = found.because.strip()[:_LONGEST_REASON]
    if not reason:
        raise InputError(N_("Say why this number is right; the reason is kept beside it."))
    if not found.counted.is_finite() or found.counted < 0:
        raise InputError(N_("A count cannot be below zero. Type what lies on the shelf."))
    before, stands, brought_by = _entry(ws, found)
    if (before, stands) == (found.counted, reason):
        return _record(ws, brought_by)
    _stage(ws, found, reason)
    subject = f"{found.sku}, {found.location}, {found.counted_on.isoformat()}"
    batch = own_import(REPORT, subject, found.counted, actor, facts.StagedTable(schema.STOCKTAKES, _STAGED))
    told = {"counted": str(found.counted), "reason": reason}
    decision = Decision("settle_count", subject, told, before={"counted": str(before)})
    return carried_out(settings, actor, decision, lambda: facts.publish(ws, batch), command_id=command_id)


def _entry(ws: Workspace, found: SettledCount) -> tuple[Decimal, str, int]:
    """What the entry says now: its number, its reason, the import that brought it."""
    row = ws.connection.execute(
        """SELECT counted, coalesce(reason, ''), import_id FROM lake.current.stocktakes
        WHERE location = ? AND counted_on = ? AND sku = ?""",
        [found.location, found.counted_on, found.sku],
    ).fetchone()
    if row is None:
        raise InputError(
            N_("Nobody counted {sku} at {location} on {day}. Reload the page: the count was taken back."),
            sku=found.sku,
            location=found.location,
            day=found.counted_on.isoformat(),
        )
    return Decimal(str(row[0])), str(row[1]), int(row[2])


def _record(ws: Workspace, import_id: int) -> facts.ImportRecord:
    record = facts.import_record(facts.lease(ws.settings), import_id)
    if record is None:
        raise AssertionError(f"current rows of import {import_id} have no record")
    return record


def _stage(ws: Workspace, found: SettledCount, reason: str) -> None:
    """Stage the whole count with this entry settled."""
    ws.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {_STAGED} AS
        SELECT location, counted_on, sku,
            CASE WHEN sku = $3 THEN $4::DECIMAL(18, 3) ELSE counted END AS counted, booked,
            CASE WHEN sku = $3 THEN $5 ELSE reason END AS reason,
            0 AS file_no, NULL::BIGINT AS source_row, 0 AS repeat_no, false AS absent
        FROM lake.current.stocktakes WHERE location = $1 AND counted_on = $2""",
        [found.location, found.counted_on, found.sku, found.counted, reason],
    )
