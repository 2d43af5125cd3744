"""The audit trail in words: who did what, when, and what it was before and after."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from core import i18n, ledger, schema
from core.i18n import N_, _
from core.ledger import Ledger
from core.security import ROLE_TITLES, Role

TRAIL = ("at", "who", "action", "subject", "before", "after")
"""One row per change, newest first. at: UTC. action, before, after: in words."""

_LONGEST = 400
_TOLD_ALREADY = {"confirmed_at", "confirmed_by"}
_TITLES: Mapping[str, str] = {
    "cancelled_lines": N_("Cancelled"),
    "category": N_("Category"),
    "channels": N_("Channels"),
    "columns": N_("Columns"),
    "counted": N_("Counted"),
    "currency": N_("Currency"),
    "decision_id": N_("Decision"),
    "decision_ids": N_("Decision"),
    "demand_units": N_("Units wanted"),
    "depth": N_("Price cut"),
    "ends_on": N_("Last day"),
    "event_id": N_("Event"),
    "expires_on": N_("Until"),
    "family": N_("Kind"),
    "gain_of_decided": N_("Gross margin by the decision"),
    "gain_of_proposed": N_("Gross margin by the suggestion"),
    "import_id": N_("Import"),
    "is_closed": N_("Closed"),
    "kind": N_("Kind"),
    "lead_time_days": N_("Lead time in days, from order to goods ready to sell"),
    "left_units": N_("Units left"),
    "lines": N_("Lines"),
    "location": N_("Location"),
    "name": N_("Name"),
    "note": N_("Note"),
    "on_order_source": N_("What is on order is read from"),
    "open_units": N_("Open units"),
    "ordered_units": N_("Ordered units"),
    "orders": N_("Orders"),
    "override_id": N_("Change"),
    "period_ends_on": N_("Last day"),
    "period_starts_on": N_("First day"),
    "po_id": N_("Order number"),
    "proposed_units": N_("Suggested"),
    "reason": N_("Reason"),
    "receipt_id": N_("Receipt"),
    "received_on": N_("Received on"),
    "review_period_days": N_("Days between two orders to this supplier"),
    "roles": N_("Roles"),
    "scored_on": N_("Scored on"),
    "sku": N_("SKU"),
    "sku_scope": N_("Holds for"),
    "sold_units": N_("Units sold"),
    "starts_on": N_("First day"),
    "stock_age_accepted_days": N_("A stock count may be this many days old"),
    "stock_out_days": N_("Days without stock"),
    "suggestion_id": N_("Suggestion"),
    "supplier_id": N_("Supplier"),
    "table_name": N_("Table"),
    "units": N_("Units"),
    "until": N_("Until"),
    "value": N_("Value"),
}


def trail(book: Ledger, *, search: str = "", limit: int = 50, offset: int = 0) -> pd.DataFrame:
    """TRAIL, in the reader's language; only what changed is told of long values."""
    found = ledger.audit(book, limit=limit, offset=offset, search=search)
    pairs = [_changed(row["before"], row["after"]) for row in found.to_dict("records")]
    found["action"] = [_(ledger.ACTION_TITLES[action]) for action in found["action"]]
    found["before"] = [in_words(before) for before, _after in pairs]
    found["after"] = [in_words(after) for _before, after in pairs]
    return found[list(TRAIL)]


def _changed(before: Any, after: Any) -> tuple[Any, Any]:
    """Both values without the parts that are the same in both."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return before, after
    same = {name for name in before if name in after and before[name] == after[name]}
    return (
        {name: value for name, value in before.items() if name not in same},
        {name: value for name, value in after.items() if name not in same},
    )


def in_words(value: Any) -> str:
    """A kept value as people read it: "roles: Viewer, Planner"."""
    return _told(value)[:_LONGEST]


def _told(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        told = {_title(name): _told(part) for name, part in value.items() if name not in _TOLD_ALREADY}
        return " · ".join(
            _("{name}: {value}").format(name=name, value=part) for name, part in told.items() if part
        )
    if isinstance(value, list | tuple):
        return ", ".join(_told(part) for part in value)
    if isinstance(value, int | float):
        return i18n.number(value, 0 if float(value).is_integer() else 3)
    return _text(str(value))


def _title(name: str) -> str:
    return _(_TITLES[name]) if name in _TITLES else name.replace("_", " ")


def _text(value: str) -> str:
    """A role, a table or a day in the reader's words; anything else as it is."""
    if value in {role.value for role in Role}:
        return _(ROLE_TITLES[Role(value)])
    if value in schema.TABLES:
        return _(schema.TABLES[value].title)
    with contextlib.suppress(ValueError):
        return i18n.date(dt.datetime.strptime(value, "%Y-%m-%d").date())  # noqa: DTZ007 - a day has no zone
    return value
