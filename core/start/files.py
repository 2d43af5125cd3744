"""Which files a role's questions need, how old what is there is, and where a platform keeps them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from core import intake, schema
from core.facts import Snapshot
from core.i18n import N_, _
from core.ingest import presets
from core.start.questions import QUESTIONS

NEEDED = ("table", "title", "needed_for", "state", "rows", "newest", "age_days", "missing_days", "file")
"""One row per table that the questions of a role need or are better with, the most needed first.

state: the word of one of STATES; old is older than its usual rhythm. age_days: from the newest day in it to
today;
empty for tables without days. missing_days: days without an order between the first and the last (orders
only).
"""
STATES = {"missing": N_("Missing"), "old": N_("Old"), "fresh": N_("There")}
"""What a table can be, as message ids."""
_RHYTHM_DAYS = {
    "orders": 7,
    "order_lines": 7,
    "stock": 7,
    "returns": 14,
    "purchase_order_lines": 14,
    "receipts": 14,
}
"""Days after which a table is old; the others hold until they change."""


_FOR_EVERYBODY = "keeper"


REPORTS = ("report", "menu", "together_with")
"""One row per platform report that brings a table. menu: where a seller gets it, in the platform's own
words."""


def needed(snapshot: Snapshot, role: str, today: dt.date) -> pd.DataFrame:
    """NEEDED, in the reader's language."""
    tables = _tables(role)
    found = intake.filled(snapshot).set_index("table").loc[tables].reset_index()
    found["age_days"] = [
        _age(table, day, today) for table, day in zip(found["table"], found["newest"], strict=True)
    ]
    found["missing_days"] = pd.array([None] * len(found), dtype="Int64")
    gaps = intake.gaps(snapshot)
    found.loc[found["table"].isin(["orders", "order_lines"]), "missing_days"] = int(gaps["missing"].sum())
    found["state"] = [
        _(STATES[_state(table, int(rows), age)])
        for table, rows, age in zip(found["table"], found["rows"], found["age_days"], strict=True)
    ]
    found["age_days"] = found["age_days"].astype("Int64")
    return found[list(NEEDED)]


def to_hand_in(found: pd.DataFrame) -> int:
    """How many tables of NEEDED are missing or old."""
    return int((found["state"] != _(STATES["fresh"])).sum())


def _tables(role: str) -> list[str]:
    """Needed ones before those that only help; orders and their lines come in one file."""
    # Whoever loads the data loads it for everybody.
    asked = [question for question in QUESTIONS if role in (question.role, _FOR_EVERYBODY)]
    named = [name for question in asked for name in question.needs]
    named += [name for question in asked for name in question.better_with]
    return list(dict.fromkeys(named))


def _age(table: str, newest: dt.date | None, today: dt.date) -> float:
    """Days, NaN where the table has no rhythm or no days."""
    if table not in _RHYTHM_DAYS or newest is None or pd.isna(newest):
        return float("nan")
    return max((today - pd.Timestamp(newest).date()).days, 0)


def _state(table: str, rows: int, age_days: float) -> str:
    if not rows:
        return "missing"
    return "old" if table in _RHYTHM_DAYS and age_days > _RHYTHM_DAYS[table] else "fresh"


def reports_of(snapshot: Snapshot, table: str) -> pd.DataFrame:
    """REPORTS that bring a table, those of the shop's own platforms first."""
    known = snapshot.frame("SELECT DISTINCT lower(platform) AS platform FROM lake.current.channels")
    own = set(known["platform"].dropna())
    titles = {preset.id: _(preset.title) for preset in presets.load()}
    found = [p for p in presets.load() if p.menu and table in {target.table for target in p.targets}]
    found.sort(key=lambda preset: (preset.platform not in own, preset.platform, preset.title))
    rows = [(_(p.title), p.menu, titles.get(p.together_with, "")) for p in found]
    return pd.DataFrame(rows, columns=list(REPORTS))


def table_title(table: str) -> str:
    """A table's title in the reader's language."""
    return _(schema.TABLES[table].title)
