"""Imports as people read them: who, when, which files, what they did."""

from __future__ import annotations

import json

import pandas as pd

from core import facts, schema
from core.facts import Snapshot
from core.i18n import N_, _
from core.ingest import SALES, presets
from core.intake.catalogue import table_title
from core.security import name_in_words

IMPORTS = (
    "import_id", "imported_at", "who", "files", "report", "channel", "rows_read", "loaded", "unchanged",
    "rejected", "skipped", "state",
)  # fmt: skip
"""One row per import, newest first. files, report, state: in words."""

_MADE_HERE = {
    "joined_accounts": N_("Accounts joined by a key"),
    "settled_count": N_("Entry of a count, settled"),
}
"""Imports that no file brought."""

STATES = {"active": N_("loaded"), "undone": N_("undone")}


def imports(snapshot: Snapshot) -> pd.DataFrame:
    """IMPORTS."""
    found = facts.import_list(snapshot)
    found["files"] = [file_names(text) for text in found["files"]]
    found["report"] = [report_title(report) for report in found["report"]]
    found["who"] = [name_in_words(who) for who in found["who"]]
    found["state"] = [_(STATES.get(state, state)) for state in found["state"]]
    return found[list(IMPORTS)]


def report_title(report: str) -> str:
    """What a file was read as, by name: a platform's report or a table."""
    preset = presets.find(report)
    if preset is not None:
        return _(preset.title)
    if report in _MADE_HERE:
        return _(_MADE_HERE[report])
    return table_title(report) if report in schema.TABLES or report == SALES else report


def file_names(text: str) -> str:
    """The names of the files of an import, from its record."""
    names = [
        f"{file['name']} [{file['sheet']}]" if file.get("sheet") else file["name"]
        for file in json.loads(text)
    ]
    return ", ".join(dict.fromkeys(names))
