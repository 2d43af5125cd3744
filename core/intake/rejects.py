"""Rejected rows: which still wait, what became of the others, and a file of them to mend and hand in."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import facts
from core.errors import InputError, Message
from core.facts import Snapshot, Workspace
from core.i18n import N_, _, render
from core.ingest.given_back import NAMED, REMEDY, ROW, WHY, named
from core.intake.decided import Decision, carried_out
from core.intake.imports import file_names
from core.security import Actor, Permission, require
from core.settings import Settings

REJECTS = ("place", "file", "row", "column", "value", "reason", "remedy", "standing", "is_open")
"""One row per bad cell. place: names the row, as `rows_at` reads it. standing: what became of it; is_open:
it still waits to be mended."""
REJECTED_IMPORTS = ("import_id", "files", "rows", "open", "settled", "dismissed")
"""One row per import with rejected rows that are still kept, newest first; counts of rows. A row that was
rejected again is none of open, settled and dismissed: the newer import counts it."""
_LONGEST_REASON = 300
_GIVEN_BACK = re.compile(r"(?<![0-9A-Za-z])rejected-(\d{1,9})-")


@dataclass(frozen=True)
class RejectFile:
    """A file of an import with rows to mend."""

    file_no: int
    name: str
    rows: int


def open_rows(snapshot: Snapshot) -> int:
    """How many rejected rows of all imports wait to be mended."""
    return int(facts.is_open(facts.standing(snapshot)).sum())


def rejected_imports(snapshot: Snapshot) -> pd.DataFrame:
    """REJECTED_IMPORTS."""
    rows = facts.standing(snapshot)
    is_dismissed = rows["because"].notna()
    is_settled = rows["settled_by"].notna() & ~is_dismissed
    told = rows.assign(rows=1, open=facts.is_open(rows), dismissed=is_dismissed, settled=is_settled)
    counts = told.groupby("import_id")[["rows", "open", "settled", "dismissed"]].sum().astype(int)
    counts = counts.sort_index(ascending=False).reset_index()
    names = {
        row["import_id"]: file_names(row["files"]) for row in facts.import_list(snapshot).to_dict("records")
    }
    return counts.assign(files=[names.get(number, "") for number in counts["import_id"]])[
        list(REJECTED_IMPORTS)
    ]


def reject_files(snapshot: Snapshot, import_id: int) -> list[RejectFile]:
    """The files of an import that have rows to mend."""
    record = facts.import_record(snapshot, import_id)
    if record is None:
        return []
    rows = _open_of(snapshot, import_id)
    counts = rows.groupby("file_no").size().sort_index()
    return [
        RejectFile(int(str(no)), record.files[int(str(no))].name, int(rows)) for no, rows in counts.items()
    ]


def reject_table(snapshot: Snapshot, import_id: int, most: int = 1000) -> pd.DataFrame:
    """REJECTS in the reader's language, those to mend first, then in the order of the files."""
    record = facts.import_record(snapshot, import_id)
    names = [file.name for file in record.files] if record else []
    of_rows = _standing_of(snapshot, import_id)
    found = facts.rejects(snapshot, import_id).to_dict("records")
    found.sort(key=lambda row: not of_rows[row["file_no"], row["source_row"]]["is_open"])
    rows = [
        {
            "place": f"{row['file_no']}:{row['source_row']}",
            "file": names[row["file_no"]] if row["file_no"] < len(names) else "",
            "row": row["source_row"],
            "column": row["column_name"],
            "value": row["value"],
            "reason": _sentence("reason", row),
            "remedy": _sentence("remedy", row),
            "standing": _in_words(of_rows[row["file_no"], row["source_row"]]),
            "is_open": bool(of_rows[row["file_no"], row["source_row"]]["is_open"]),
        }
        for row in found[:most]
    ]
    return pd.DataFrame(rows, columns=list(REJECTS))


def given_back_name(import_id: int, name: str) -> str:
    """What the rows to mend of a file are called, without ending: "rejected-4-orders"."""
    return f"rejected-{import_id}-{name.rsplit('.', 1)[0]}"


def shop_of_given_back(ws: Workspace, name: str) -> str:
    """The shop of the import whose rejected rows a file brings, by its name; '' where it brings none."""
    said = _GIVEN_BACK.search(name)
    if said is None:
        return ""
    row = ws.connection.execute(
        "SELECT channel FROM lake.meta.imports WHERE import_id = ?", [int(said[1])]
    ).fetchone()
    return str(row[0] or "") if row else ""


def still_open(rows: pd.DataFrame, places: Sequence[str]) -> list[str]:
    """Those of the named rows of REJECTS that wait to be mended, each once, in the order they are named."""
    waiting = set(rows.loc[rows["is_open"].astype(bool), "place"])
    return [place for place in dict.fromkeys(places) if place in waiting]


def reject_workbook(snapshot: Snapshot, import_id: int, file_no: int) -> pd.DataFrame:
    """The rows of one file that wait to be mended: original cells, row number, name, reasons and remedies.

    Mended and saved, it can be handed in as it is: the added columns are passed over.
    """
    waiting = set(_open_of(snapshot, import_id)[["file_no", "source_row"]].itertuples(index=False, name=None))
    found = facts.rejects(snapshot, import_id)
    rows: dict[int, dict[str, str]] = {}
    for row in found[found["file_no"] == file_no].to_dict("records"):
        number = int(row["source_row"])
        if (file_no, number) in waiting:
            added = {_(ROW): str(number), _(NAMED): named(import_id, file_no, number)}
            cells = rows.setdefault(number, {**json.loads(row["raw"] or "{}"), **added})
            _add(cells, _(WHY), _sentence("reason", row))
            _add(cells, _(REMEDY), _sentence("remedy", row))
    return pd.DataFrame(list(rows.values())).fillna("")


def dismiss_rejects(
    settings: Settings, actor: Actor, import_id: int, places: Sequence[str], *, because: str, command_id: str
) -> int:
    """Let rows wait no longer to be mended, for a reason; how many newly do. No places: all that wait.

    Raises InputError without a reason.
    """
    require(actor, Permission.UPLOAD)
    reason = because.strip()[:_LONGEST_REASON]
    if not reason:
        raise InputError(N_("Say why these rows need not be mended; the reason is kept beside them."))
    snapshot = facts.lease(settings)
    kept = facts.standing(snapshot)
    own = kept[(kept["import_id"] == import_id) & kept["because"].isna()]
    if places:
        asked = pd.MultiIndex.from_tuples(rows_at(places))
        own = own[pd.MultiIndex.from_frame(own[["file_no", "source_row"]]).isin(asked)]
    else:
        own = own[facts.is_open(own)]
    rows = [(int(no), int(row)) for no, row in own[["file_no", "source_row"]].itertuples(index=False)]
    if not rows:
        return 0
    decision = Decision("dismiss_rejects", _subject(import_id), {"rows": len(rows), "reason": reason})
    with facts.workspace(settings) as ws:
        return carried_out(
            settings, actor, decision,
            lambda: facts.dismiss(ws, import_id, rows, because=reason, who=actor.name), command_id=command_id,
        )  # fmt: skip


def take_up_rejects(settings: Settings, actor: Actor, import_id: int, *, command_id: str) -> int:
    """Let the dismissed rows of an import wait to be mended again; how many."""
    require(actor, Permission.UPLOAD)
    kept = facts.standing(facts.lease(settings))
    count = int(kept.loc[kept["import_id"] == import_id, "because"].notna().sum())
    if not count:
        return 0
    decision = Decision("take_up_rejects", _subject(import_id), {"rows": count})
    with facts.workspace(settings) as ws:
        return carried_out(
            settings, actor, decision, lambda: facts.take_up_again(ws, import_id), command_id=command_id
        )


def rows_at(places: Sequence[str]) -> list[tuple[int, int]]:
    """Rows by the names that REJECTS gives them: "0:17" is row 17 of the first file.

    Raises InputError for a name that is none.
    """
    try:
        return [(int(file_no), int(row)) for file_no, row in (place.split(":") for place in places)]
    except ValueError:
        raise InputError(N_("Name rows like 0:17: the file's number, from 0, and the row in it.")) from None


def _subject(import_id: int) -> str:
    return f"import {import_id}"


def _open_of(snapshot: Snapshot, import_id: int) -> pd.DataFrame:
    rows = facts.standing(snapshot)
    return rows[(rows["import_id"] == import_id) & facts.is_open(rows)]


def _standing_of(snapshot: Snapshot, import_id: int) -> dict[tuple[int, int], Mapping[Hashable, Any]]:
    rows = facts.standing(snapshot)
    rows = rows.assign(is_open=facts.is_open(rows))
    own = rows[rows["import_id"] == import_id].to_dict("records")
    return {(row["file_no"], row["source_row"]): row for row in own}


def _in_words(row: Mapping[Hashable, Any]) -> str:
    if not pd.isna(row["because"]):
        return _("dismissed by {who}: {reason}").format(who=row["dismissed_by"], reason=row["because"])
    if not pd.isna(row["settled_by"]):
        return _("mended by import {number}").format(number=int(row["settled_by"]))
    if not pd.isna(row["again_in"]):
        return _("rejected again in import {number}").format(number=int(row["again_in"]))
    return _("to mend")


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
