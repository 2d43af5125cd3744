"""The audit trail in words: who did what, when, and what it was before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from core import i18n, ledger
from core.i18n import _
from core.ledger import Ledger
from core.security import ROLE_TITLES, Role

TRAIL = ("at", "who", "action", "subject", "before", "after")
"""One row per change, newest first. at: UTC. action, before, after: in words."""

_LONGEST = 400


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
        return "; ".join(f"{name.replace('_', ' ')}: {_told(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_told(part) for part in value)
    if isinstance(value, int | float):
        return i18n.number(value, 0 if float(value).is_integer() else 3)
    return _(ROLE_TITLES[Role(value)]) if value in {role.value for role in Role} else str(value)
