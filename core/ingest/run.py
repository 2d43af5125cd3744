"""Files to imports, from start to end: what the job and the command line call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core import facts
from core.errors import DashboardError, Message
from core.facts.units import changes_relation
from core.i18n import N_
from core.ingest.choices import Choices, merge, with_constants
from core.ingest.found_tables import Recall, matches, no_memory, together
from core.ingest.prepare import SHOWN_REJECTS, Prepared, prepare_matches, rejects
from core.ingest.publish import publish, refuse_on_sample, refuse_unready
from core.ingest.recognise import Match
from core.ingest.results import ImportResult
from core.jobs.progress import Progress, part, silent
from core.settings import Settings

Clock = Callable[[], dt.datetime]
Remember = Callable[[Match, Choices, facts.ImportRecord], None]
"""Told of each part that was loaded, with what was answered about it."""
_CHANGING = ("new", "changed", "gone")


def utc_now() -> dt.datetime:
    """The time as the store keeps it: UTC without zone."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def _forget(_match: Match, _choices: Choices, _record: facts.ImportRecord) -> None:
    """Nothing is remembered."""


@dataclass(frozen=True)
class Notebook:
    """What is known of files with the same headers.

    recall: what was answered about one before; the choices go before it. remember: told of what was answered
    about each part that is loaded now.
    """

    recall: Recall = no_memory
    remember: Remember = _forget


NO_NOTES = Notebook()


def run(  # noqa: PLR0913 - files, answers, person and how to go about it; few callers give more than four
    settings: Settings, paths: Sequence[Path], choices: Choices, *, who: str, dry_run: bool = False,
    progress: Progress = silent, clock: Clock = utc_now, notebook: Notebook = NO_NOTES,
    makes_marts_later: bool = False,
) -> list[ImportResult]:  # fmt: skip
    """Import files: one result per file, also for those that are refused; one bad file does not stop the
    others.

    Reports that complete each other (an order list and its lines) become one import with two results.
    notebook: what was answered about files with the same headers, and where to note it for the next.
    makes_marts_later: nobody reads this store before all is in, and the caller makes the marts then.
    """
    refuse_on_sample(settings)
    results: list[ImportResult] = []
    with facts.workspace(settings, makes_marts_later=makes_marts_later) as ws:
        found: list[tuple[Match, Choices]] = []
        for path in paths:
            try:
                found += matches(path, ws.folder, choices, progress, recall=notebook.recall)
            except DashboardError as refusal:
                results.append(ImportResult(path.name, error=refusal.message))
        groups = together([match for match, _said in found])
        for number, group in enumerate(groups):
            said = _said_of(group, found)
            own = part(progress, number / len(groups), (number + 1) / len(groups))
            done = _run_group(ws, group, said, who=who, dry_run=dry_run, progress=own, now=clock())
            _tell(ws, group, said, done, notebook.remember)
            results += done
    progress(1.0, Message(N_("Done")))
    return results


def _tell(
    ws: facts.Workspace,
    group: Sequence[Match],
    said: Choices,
    done: Sequence[ImportResult],
    remember: Remember,
) -> None:
    numbers = {result.import_id for result in done} - {None}
    if len(numbers) != 1 or remember is _forget:
        return
    record = facts.record_of(ws, int(numbers.pop() or 0))
    for match in group:
        remember(match, said, record)


def _said_of(group: Sequence[Match], found: Sequence[tuple[Match, Choices]]) -> Choices:
    """The choices for parts that become one import: the first that says something counts."""
    merged = Choices()
    for match, said in reversed(found):
        if any(match is member for member in group):
            merged = merge(merged, said)
    return with_constants(merged)


def _run_group(
    ws: facts.Workspace,
    group: Sequence[Match],
    choices: Choices,
    *,
    who: str,
    dry_run: bool,
    progress: Progress,
    now: dt.datetime,
) -> list[ImportResult]:
    with facts.apart(ws) as own:
        try:
            prepared = prepare_matches(own, group, choices, progress, who=who, now=now)
            refuse_unready(prepared, all_or_nothing=choices.all_or_nothing)
        except DashboardError as refusal:
            if len(group) == 1:
                return [_refused(group[0], refusal)]
        else:
            if not dry_run:
                progress(0.9, Message(N_("Writing")))
            return _results(own, prepared, record=None if dry_run else publish(own, prepared))
    # A bad order list does not keep its good lines out: each file is tried by itself.
    alone = (
        _run_group(ws, [match], choices, who=who, dry_run=dry_run, progress=progress, now=now)
        for match in group
    )
    return [result for results in alone for result in results]


def _refused(match: Match, refusal: DashboardError) -> ImportResult:
    rows = match.part.rows
    return ImportResult(
        match.part.name,
        match.preset.id,
        match.preset.platform,
        rows_read=rows,
        rejected=rows,
        error=refusal.message,
    )


def _results(
    ws: facts.Workspace, prepared: Prepared, *, record: facts.ImportRecord | None
) -> list[ImportResult]:
    return [_result(ws, prepared, number, record) for number in range(len(prepared.batch.files))]


def _result(
    ws: facts.Workspace, prepared: Prepared, number: int, record: facts.ImportRecord | None
) -> ImportResult:
    batch = prepared.batch
    file = batch.files[number]
    rejected = _count(ws, f"SELECT count(*) FROM import_rejected_rows WHERE file_no = {number}")
    skipped = _count(ws, f"SELECT count(*) FROM import_typed_{number} WHERE skip_reason IS NOT NULL")
    is_whole = len(batch.files) == 1
    loaded = record.loaded if record is not None and is_whole else _loaded(ws, prepared, number)
    return ImportResult(
        file=f"{file.name} [{file.sheet}]" if file.sheet else file.name,
        table=prepared.table,
        platform=batch.platform,
        import_id=record.import_id if record else None,
        snapshot=record.snapshot if record else None,
        rows_read=file.rows,
        loaded=loaded,
        unchanged=file.rows - rejected - skipped - loaded,
        rejected=rejected,
        skipped=skipped,
        held=facts.held_count(prepared.changes),
        totals=prepared.totals,
        rejects=rejects(ws.connection, batch, limit=SHOWN_REJECTS, file_no=number),
        warnings=prepared.warnings,
    )


def _loaded(ws: facts.Workspace, prepared: Prepared, number: int) -> int:
    """Rows of a file of which something is new or changed."""
    parts = [
        f"""SELECT source_row FROM {s.relation} SEMI JOIN (FROM {changes_relation(s.table)} WHERE status IN
        {_CHANGING})
            USING ({", ".join(s.table.unit)}) WHERE file_no = {number}"""
        for s in prepared.batch.staged
    ]
    return _count(ws, f"SELECT count(*) FROM ({' UNION '.join(parts)})") if parts else 0


def _count(ws: facts.Workspace, query: str) -> int:
    row = ws.connection.execute(query).fetchone()
    return int(row[0]) if row else 0
