"""What loading a hand-in would do: its imports, with open questions, counts, warnings and rejects."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from core import facts
from core import ledger as decisions
from core.errors import DashboardError, Message
from core.facts.units import changes_relation
from core.i18n import N_
from core.ingest import Prepared
from core.ingest.parts import Part
from core.ingest.prepare import prepare_matches
from core.ingest.run import utc_now
from core.intake.found import Found, Preview, RowCounts
from core.intake.hand_in import HandIn, part_key, plain_choices
from core.intake.reading import Group, Refused, key_of, read_all
from core.jobs import Progress, part
from core.settings import Settings


def check(settings: Settings, hand_in: HandIn, *, who: str, progress: Progress) -> tuple[Preview, ...]:
    """One preview per import, and one per file that cannot become one; nothing is written to the store."""
    with facts.workspace(settings) as ws, closing(decisions.open_ledger(settings)) as ledger:
        groups, refused = read_all(ws, hand_in, ledger, progress)
        previews = [_refused(found, hand_in) for found in refused]
        for number, group in enumerate(groups):
            begins, ends = (0.3 + 0.7 * share / len(groups) for share in (number, number + 1))
            previews += _previews(ws, group, who=who, progress=part(progress, begins, ends))
    progress(1.0, Message(N_("Done")))
    return tuple(previews)


def _previews(ws: facts.Workspace, group: Group, *, who: str, progress: Progress) -> list[Preview]:
    """One preview; of files that complete each other one each where together they are no import."""
    found = _preview(ws, group, who=who, progress=progress)
    if found.refusal is None or len(group.matches) == 1:
        return [found]
    return [_preview(ws, alone, who=who, progress=progress) for alone in group.alone()]


def _preview(ws: facts.Workspace, group: Group, *, who: str, progress: Progress) -> Preview:
    files = tuple(_found(match.part) for match in group.matches)
    is_mapped = group.choices.mapping is not None
    with facts.apart(ws) as own:
        try:
            prepared = prepare_matches(own, group.matches, group.choices, progress, who=who, now=utc_now())
        except DashboardError as error:
            said = plain_choices(group.choices)
            return Preview(files, refusal=error.message, can_map=is_mapped, is_mapped=is_mapped, said=said)
        rows = row_counts(own, prepared)
    preset, seen = group.matches[0].preset, _seen(ws, prepared)
    return Preview(
        files=files,
        is_mapped=is_mapped,
        report=preset.title,
        report_id=preset.id,
        platform=preset.platform,
        table=prepared.table,
        channel=prepared.batch.channel,
        exported_at=prepared.batch.exported_at,
        evidence=prepared.evidence,
        unused=prepared.unused,
        questions=prepared.questions,
        rows=rows,
        skipped_by=prepared.skipped,
        changes=prepared.changes,
        totals=prepared.totals,
        warnings=prepared.warnings,
        rejects=prepared.rejects_sample,
        said=plain_choices(group.choices),
        seen_in=seen.import_id if seen else None,
        seen_at=seen.imported_at if seen else None,
        seen_by=seen.who if seen else "",
    )


def _refused(refused: Refused, hand_in: HandIn) -> Preview:
    if refused.part is None:
        key = part_key(refused.sha256, "")
        return Preview((Found(key, refused.path.name, refused.size_bytes),), refusal=refused.why)
    found = _found(refused.part)
    said = plain_choices(hand_in.about([found.key]))
    return Preview((found,), refusal=refused.why, can_map=refused.part.rows > 0, said=said)


def _found(part: Part) -> Found:
    source = part.source
    return Found(
        key_of(part), source.name, source.size_bytes, part.sheet, part.encoding, part.rows,
        part.delimiter, part.header_row, part.sheets,
    )  # fmt: skip


def _seen(ws: facts.Workspace, prepared: Prepared) -> facts.ImportRecord | None:
    """The active import that has read these very files into the same channel."""
    snapshot = facts.lease(ws.settings)
    batch = prepared.batch
    found = [facts.find_import(snapshot, sha256=f.sha256, channel=batch.channel) for f in batch.files]
    return found[0] if all(record is not None for record in found) else None


def row_counts(ws: facts.Workspace, prepared: Prepared) -> RowCounts:
    """Rows of the files by what becomes of them; a row counts as new when any part of it is new."""
    batch = prepared.batch
    found = ws.connection.execute(_rows_by_status(batch.staged)).fetchall() if batch.staged else []
    by_rank = {int(rank): int(count) for rank, count in found}
    new, changed, held = (by_rank.get(rank, 0) for rank in (3, 2, 1))
    unchanged = batch.rows_read - batch.rejected - batch.skipped - new - changed - held
    return RowCounts(batch.rows_read, new, changed, unchanged, batch.rejected, batch.skipped, held)


def _rows_by_status(staged: Sequence[facts.StagedTable]) -> str:
    parts = [
        f"""SELECT file_no, source_row,
            CASE changes.status WHEN 'new' THEN 3 WHEN 'changed' THEN 2 WHEN 'gone' THEN 2 WHEN 'held' THEN 1
            ELSE 0 END AS rank
        FROM {s.relation} JOIN {changes_relation(s.table)} AS changes USING ({", ".join(s.table.unit)})
        WHERE source_row IS NOT NULL"""
        for s in staged
    ]
    rows = f"SELECT file_no, source_row, max(rank) AS rank FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL"
    return f"SELECT rank, count(*) FROM ({rows}) GROUP BY rank"
