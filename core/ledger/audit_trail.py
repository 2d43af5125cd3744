"""The audit trail: who changed what, when, from what to what."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Select, Text, cast, func, or_, select

from core.ledger.frames import JSON, TEXT, TIME, UNITS, frame
from core.ledger.store import Ledger
from core.ledger.tables import AuditRow

AUDIT = {
    "audit_id": UNITS,
    "at": TIME,
    "who": TEXT,
    "action": TEXT,
    "subject": TEXT,
    "before": JSON,
    "after": JSON,
    "command_id": TEXT,
    "revision": UNITS,
}
"""One row per change. action: a command's name, in words in ACTION_TITLES. before, after: JSON values."""


def audit(ledger: Ledger, *, limit: int = 100, offset: int = 0, search: str = "") -> pd.DataFrame:
    """AUDIT, newest first; with `search` only rows that hold the text in any of their words."""
    query = _found(select(*(getattr(AuditRow, name) for name in AUDIT)), search)
    query = query.order_by(AuditRow.audit_id.desc()).limit(limit).offset(offset)
    with ledger.reading() as session:
        return frame(AUDIT, session.execute(query))


def audit_count(ledger: Ledger, *, search: str = "") -> int:
    """How many rows `audit` would give without a limit."""
    with ledger.reading() as session:
        return session.scalar(_found(select(func.count(AuditRow.audit_id)), search)) or 0


def _found(query: Select[Any], search: str) -> Select[Any]:
    if not search.strip():
        return query
    words = (
        AuditRow.who,
        AuditRow.action,
        AuditRow.subject,
        cast(AuditRow.before, Text),
        cast(AuditRow.after, Text),
    )
    return query.where(or_(*(word.icontains(search.strip(), autoescape=True) for word in words)))
