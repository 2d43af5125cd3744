"""Files to one import that is ready to be published: read, recognised, mapped, typed, checked, counted."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import duckdb

from core import facts, schema
from core.errors import InputError, Message
from core.i18n import N_
from core.ingest import (
    check,
    conventions,
    macros,
    memory,
    own_money,
    parted,
    places,
    privacy,
    questions,
    returned,
    second_source,
    shop_names,
    stage,
    stands_for,
    totals,
    warnings,
)
from core.ingest.choices import Answers, Choices, Question
from core.ingest.found_tables import matches, together
from core.ingest.keys import customer_key
from core.ingest.parts import Part
from core.ingest.presets import Preset
from core.ingest.recognise import Match
from core.ingest.stage import Loaded
from core.jobs.progress import Progress, silent

Connection = duckdb.DuckDBPyConnection
SHOWN_REJECTS = 20


@dataclass(frozen=True)
class Reject:
    """A cell that made its row unusable. row: as the spreadsheet counts it; None for the whole file."""

    file: str
    row: int | None
    column: str
    value: str
    code: str
    reason: Message
    remedy: Message


@dataclass(frozen=True)
class Prepared:
    """An import before it is published. batch is complete; questions say what was supposed for it.

    tables: staged rows per table. changes: what publishing would change; empty without a store.
    skipped: rows that only decorate, by reason. rejects_sample: the first 20.
    """

    batch: facts.ImportBatch
    report: str
    table: str
    evidence: tuple[Message, ...]
    unused: tuple[str, ...]
    tables: Mapping[str, int]
    totals: Mapping[str, Decimal]
    skipped: Mapping[str, int]
    rejects_sample: tuple[Reject, ...]
    questions: tuple[Question, ...]
    warnings: tuple[Message, ...]
    changes: tuple[facts.TableChanges, ...] = field(default=())


def prepare(
    ws: facts.Workspace,
    paths: Sequence[Path],
    choices: Choices,
    progress: Progress = silent,
    *,
    who: str = "",
) -> Prepared:
    """One import made of these files. Raises InputError where they are several, or one of them is no use."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    found = [match for path in paths for match, _said in matches(path, ws.folder, choices, progress)]
    imports = together(found)
    if len(imports) != 1:
        raise InputError(
            N_("These files are {count} different reports. Import each of them by itself."),
            count=len(imports),
        )
    return prepare_matches(ws, imports[0], choices, progress, who=who, now=now)


def prepare_matches(
    ws: facts.Workspace,
    found: Sequence[Match],
    choices: Choices,
    progress: Progress,
    *,
    who: str,
    now: dt.datetime,
) -> Prepared:
    """One import of recognised parts, with what it would change in the store."""
    prepared = build(
        ws.connection, found, choices, progress, key=customer_key(ws.settings.home), who=who, now=now
    )
    progress(0.8, Message(N_("Comparing with what is stored")))
    changes = tuple(facts.preview(ws, prepared.batch))
    told = (*prepared.warnings, *second_source.held_back(ws.connection, prepared.batch.staged))
    return replace(prepared, changes=changes, warnings=told, batch=replace(prepared.batch, warnings=told))


def build(
    connection: Connection, found: Sequence[Match], choices: Choices, progress: Progress = silent, *,
    key: bytes, who: str = "", now: dt.datetime,
) -> Prepared:  # fmt: skip
    """The import of recognised parts on a DuckDB connection; what an attached lake remembers is used."""
    macros.install(connection, key)
    known = memory.remembered(connection, found[0].part.source.sha256, needs=questions.needs(found))
    currency = choices.currency or known.channels.get(choices.channel or "", {}).get("currency")
    usual = [
        own_money.with_amount(replace(match, preset=conventions.in_currency(match.preset, currency)))
        for match in found
    ]
    loaded = [stage.load(connection, match, choices, file_no=number) for number, match in enumerate(usual)]
    shop_names.resolve(connection, loaded, known.channels)
    answers, open_questions = questions.answer(connection, loaded, choices, known, now=now)
    progress(0.3, Message(N_("Checking the rows")))
    for part in loaded:
        stage.type_rows(connection, part, answers)
    shop_names.share(connection, loaded)
    of_money = [message for part in loaded for message in own_money.settle(connection, part)]
    on_sheets = parted.settle_parted(connection, loaded, answers)
    answers = questions.with_latest_time(connection, loaded, answers, choices, known, now=now)
    progress(0.5, Message(N_("Building the tables")))
    staged = stage.stage(connection, loaded, answers)
    stands_for.note_units(connection, loaded, answers)
    returned.note(connection, [(part.match, part.typed) for part in loaded])
    privacy.hide(connection, loaded, staged, keep_personal=choices.keep_personal)
    found_totals = {
        **totals.file_totals(connection, loaded),
        **totals.itemised(connection, loaded, staged, answers),
    }
    told = warnings.find(connection, loaded, staged, answers, now=now, has_lake=known.has_lake)
    told = (*on_sheets, *of_money, *told)
    staged = places.add_named(connection, staged, found[0].preset, answers, choices, known)
    batch = _batch(connection, loaded, staged, answers, who=who, totals=found_totals, warnings=told)
    prepared = _prepared(connection, loaded, batch, open_questions)
    stage.release(connection, loaded)
    return prepared


def _batch(
    connection: Connection, parts: Sequence[Loaded], staged: Mapping[str, str], answers: Answers, *,
    who: str, totals: Mapping[str, Decimal], warnings: tuple[Message, ...],
) -> facts.ImportBatch:  # fmt: skip
    preset = _main_report([part.match for part in parts])
    files = tuple(_file(part.match.part) for part in parts)
    rejected = _count(connection, "SELECT count(*) FROM import_rejected_rows")
    return facts.ImportBatch(
        report=preset.id,
        platform=preset.platform,
        channel=answers.channel,
        exported_at=answers.exported_at,
        who=who,
        files=files,
        staged=tuple(facts.StagedTable(schema.TABLES[name], relation) for name, relation in staged.items()),
        rejects=check.REJECTS,
        reject_units=stands_for.UNITS,
        returned=returned.RETURNED,
        rows_read=sum(part.match.part.rows for part in parts),
        rejected=rejected,
        skipped=sum(
            _count(connection, f"SELECT count(*) FROM {p.typed} WHERE skip_reason IS NOT NULL") for p in parts
        ),
        totals=totals,
        warnings=warnings,
    )


def _main_report(found: Sequence[Match]) -> Preset:
    """The report that the import is of: of two that complete each other the one whose orders count."""
    presets = [match.preset for match in found]
    orders = [(p, t) for p in presets for t in p.targets if t.table == schema.ORDERS.name]
    return next((preset for preset, target in orders if not target.gives_way), presets[0])


def _file(part: Part) -> facts.ImportFile:
    file = part.source
    return facts.ImportFile(file.name, file.sha256, file.size_bytes, part.sheet, part.encoding, part.rows)


def _prepared(
    connection: Connection,
    parts: Sequence[Loaded],
    batch: facts.ImportBatch,
    open_questions: tuple[Question, ...],
) -> Prepared:
    preset = parts[0].match.preset
    main = next(
        (t.table for part in parts for t in part.match.preset.targets if t.grain == "row"),
        preset.targets[0].table,
    )
    skipped: dict[str, int] = {}
    for part in parts:
        for reason, count in connection.execute(
            f"SELECT skip_reason, count(*) FROM {part.typed} WHERE "
            f"skip_reason IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall():
            skipped[reason] = skipped.get(reason, 0) + count
    return Prepared(
        batch=batch,
        report=preset.title,
        table=main,
        evidence=tuple(e for p in parts for e in (*p.match.evidence, *own_money.which(p.match))),
        unused=tuple(h for part in parts for h in part.match.unused),
        tables={s.table.name: _count(connection, f"SELECT count(*) FROM {s.relation}") for s in batch.staged},
        totals=batch.totals,
        skipped=skipped,
        rejects_sample=rejects(connection, batch, limit=SHOWN_REJECTS),
        questions=open_questions,
        warnings=batch.warnings,
    )


def rejects(
    connection: Connection, batch: facts.ImportBatch, *, limit: int | None = None, file_no: int | None = None
) -> tuple[Reject, ...]:
    """The rejects of a batch in the order of the files."""
    where = "" if file_no is None else f"WHERE file_no = {file_no}"
    rows = connection.execute(
        f"""SELECT file_no, source_row, column_name, coalesce(value, ''), code, reason, reason_values, remedy
        FROM {check.REJECTS} {where}
        ORDER BY file_no, source_row, column_name {"" if limit is None else f"LIMIT {limit}"}"""
    ).fetchall()
    return tuple(_reject(batch.files[row[0]].name, *row[1:]) for row in rows)


def _reject(
    file: str, row: int, column: str, value: str, code: str, reason: str, values: str | None, remedy: str
) -> Reject:
    named = {k: "" if v is None else v for k, v in (json.loads(values) if values else {}).items()}
    named = {"column": column, "value": value, **named}
    return Reject(file, row, column, value, code, Message(reason, named), Message(remedy, named))


def _count(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
