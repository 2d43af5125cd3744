"""Imports and rejected rows as people read them, and rejected rows as a file to mend and hand in again."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import facts, schema
from core.errors import Message
from core.facts import Snapshot
from core.i18n import N_, _, render
from core.ingest import SALES, presets
from core.intake.catalogue import table_title

IMPORTS = (
    "import_id", "imported_at", "who", "files", "report", "channel", "rows_read", "loaded", "unchanged",
    "rejected", "skipped", "state",
)  # fmt: skip
"""One row per import, newest first. files, report, state: in words."""

REJECTS = ("file", "row", "column", "value", "reason", "remedy")

_MADE_HERE = {"joined_accounts": N_("Accounts joined by a key")}
"""Imports that no file brought."""

STATES = {"active": N_("loaded"), "undone": N_("undone")}
ROW, WHY, REMEDY = N_("Row in the file"), N_("Why it was rejected"), N_("What to do")


@dataclass(frozen=True)
class RejectFile:
    """A file of an import with rejected rows."""

    file_no: int
    name: str
    rows: int


def imports(snapshot: Snapshot) -> pd.DataFrame:
    """IMPORTS."""
    found = facts.import_list(snapshot)
    found["files"] = [file_names(text) for text in found["files"]]
    found["report"] = [report_title(report) for report in found["report"]]
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


def reject_files(snapshot: Snapshot, import_id: int) -> list[RejectFile]:
    """The files of an import that have rejected rows."""
    record = facts.import_record(snapshot, import_id)
    found = snapshot.frame(
        """SELECT file_no, count(DISTINCT source_row) AS rows FROM lake.meta.rejects WHERE import_id = ?
        GROUP BY file_no ORDER BY file_no""",
        [import_id],
    )
    if record is None:
        return []
    counted = zip(found["file_no"].astype(int), found["rows"].astype(int), strict=True)
    return [RejectFile(number, record.files[number].name, rows) for number, rows in counted]


def reject_table(snapshot: Snapshot, import_id: int, most: int = 1000) -> pd.DataFrame:
    """REJECTS: one row per bad cell, in the reader's language, the first ones of the files."""
    record = facts.import_record(snapshot, import_id)
    names = [file.name for file in record.files] if record else []
    found = facts.rejects(snapshot, import_id).head(most).to_dict("records")
    rows = [
        {
            "file": names[row["file_no"]] if row["file_no"] < len(names) else "",
            "row": row["source_row"],
            "column": row["column_name"],
            "value": row["value"],
            "reason": _sentence("reason", row),
            "remedy": _sentence("remedy", row),
        }
        for row in found
    ]
    return pd.DataFrame(rows, columns=list(REJECTS))


def reject_workbook(snapshot: Snapshot, import_id: int, file_no: int) -> pd.DataFrame:
    """The rejected rows of one file: their original cells, then row number, reasons and remedies.

    Mended and saved, it can be handed in as it is: the added columns are not read.
    """
    found = facts.rejects(snapshot, import_id)
    rows: dict[int, dict[str, str]] = {}
    for row in found[found["file_no"] == file_no].to_dict("records"):
        number = int(row["source_row"])
        cells = rows.setdefault(number, {**json.loads(row["raw"] or "{}"), _(ROW): str(number)})
        _add(cells, _(WHY), _sentence("reason", row))
        _add(cells, _(REMEDY), _sentence("remedy", row))
    return pd.DataFrame(list(rows.values())).fillna("")


def _add(cells: dict[str, str], name: str, sentence: str) -> None:
    before = cells.get(name, "")
    if sentence not in before:
        cells[name] = f"{before} {sentence}".strip()


def _sentence(name: str, row: Mapping[Hashable, Any]) -> str:
    """A kept reason or remedy with its values; a value that is missing is shown as nothing."""
    if not row[name]:
        return ""
    known = {"column": row["column_name"], "value": row["value"], **json.loads(row["reason_values"] or "{}")}
    return render(Message(row[name], {key: "" if value is None else value for key, value in known.items()}))
