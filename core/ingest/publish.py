"""When a prepared import is written: one rule for the command line and the Data page.

An export that changes nothing today is kept too: it is what remains when a newer one is undone. Only the very
file that the store holds already says nothing.
"""

from __future__ import annotations

import json

from core import facts
from core.errors import InputError
from core.i18n import N_
from core.ingest.prepare import Prepared
from core.settings import Settings

_CHANGING = ("new", "changed", "gone")


def refuse_unready(prepared: Prepared, *, all_or_nothing: bool = False) -> None:
    """Raises InputError while something must be answered first, or for bad rows where all was asked for."""
    if all_or_nothing and prepared.batch.rejected:
        raise InputError(
            N_(
                "Rows that are not usable: {count}, and the import was asked to load all or nothing. "
                "Nothing was loaded."
            ),
            count=prepared.batch.rejected,
        )
    open_questions = [question for question in prepared.questions if question.required]
    if open_questions:
        raise InputError(
            N_("Before this file can be imported, say {names}. {question}"),
            names=", ".join(question.name for question in open_questions),
            question=open_questions[0].text,
        )


def refuse_on_sample(settings: Settings) -> None:
    """Raises InputError on the sample shop's desk, which takes nobody's own files."""
    if settings.is_sample:
        raise InputError(
            N_(
                "This desk shows the sample shop and takes no files of yours. Remove the sample first: "
                "the button is at the top of every page, the command is: python -m core sample --remove"
            )
        )


def publish(ws: facts.Workspace, prepared: Prepared) -> facts.ImportRecord | None:
    """Write an import; None where no row of it can be used, or nothing of it is new."""
    refuse_on_sample(ws.settings)
    if not prepared.batch.staged or says_nothing_new(ws, prepared):
        return None
    return facts.publish(ws, prepared.batch)


def says_nothing_new(ws: facts.Workspace, prepared: Prepared) -> bool:
    """Whether the store holds exactly these files for this shop, and they would change nothing now."""
    if any(getattr(changes, status) for changes in prepared.changes for status in _CHANGING):
        return False
    batch = prepared.batch
    active = ws.connection.execute(
        "SELECT files FROM lake.meta.imports WHERE state = 'active' AND channel = ?", [batch.channel]
    ).fetchall()
    held = {(file["sha256"], file["sheet"]) for [files] in active for file in json.loads(files)}
    return all((file.sha256, file.sheet) in held for file in batch.files)
