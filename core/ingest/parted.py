"""Rows of one report on several sheets: what stands twice counts once, and money of an order that is spread
over sheets is shared out over all its rows.

Refused are orders of which two sheets say different things: the same line with other cells, or other amounts
of the whole order. Lists of sales that people keep, without numbers of lines, are another matter: see
`own_sheets`.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from core import schema
from core.errors import Message
from core.i18n import N_
from core.ingest import check, own_sheets
from core.ingest.choices import Answers
from core.ingest.compile import filled, literal
from core.ingest.presets import Preset, Split, Target
from core.ingest.rejects import note
from core.ingest.splits import split_steps
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection
_PARTED, _UNCLEAR, _COPIES = "import_parted", "import_parted_unclear", "import_copies"
_SHOWN = 3

COPIES = N_(
    "Rows that stand in the same words on another sheet: {count}, such as {examples}. They count once."
)


def settle_parted(connection: Connection, parts: Sequence[Loaded], answers: Answers) -> tuple[Message, ...]:
    """Skip what a later sheet repeats, share out the money of orders on several sheets, reject what is
    unclear; what is to be told of it."""
    told: list[Message] = []
    for preset_id in dict.fromkeys(part.match.preset.id for part in parts):
        own = [part for part in parts if part.match.preset.id == preset_id]
        if len(own) == 1:
            continue
        if own_sheets.are_unnamed(own):
            told += own_sheets.settle(connection, own)
            continue
        told += _skip_copies(connection, own)
        preset = own[0].match.preset
        lines = next((t for t in preset.targets if t.table == schema.ORDER_LINES.name), None)
        if lines is not None and _note_units(connection, own, preset, lines, answers):
            _refuse_unclear(connection, own)
            for split in preset.splits:
                _share(connection, own, split)
    return tuple(told)


def _skip_copies(connection: Connection, parts: Sequence[Loaded]) -> list[Message]:
    """Skip rows that an earlier sheet has already, cell by cell; as often as it has them."""
    common = set.intersection(*(set(part.match.columns) for part in parts))
    cells = ", ".join(f'"{f.name}"' for f in parts[0].match.preset.fields if f.name in common)
    rows = " UNION ALL ".join(
        f"""SELECT file_no, source_row, hash({cells}) AS said, {literal(part.match.part.sheet)} AS sheet
        FROM {part.typed} WHERE skip_reason IS NULL"""
        for part in parts
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {_COPIES} AS
        WITH numbered AS (SELECT *, row_number() OVER (PARTITION BY file_no, said ORDER BY source_row) AS nth
            FROM ({rows}))
        SELECT file_no, source_row, sheet, first_value(source_row) OVER w AS first_row,
            first_value(sheet) OVER w AS first_sheet
        FROM numbered WINDOW w AS (PARTITION BY said, nth ORDER BY file_no)
        QUALIFY row_number() OVER w > 1"""
    )
    for part in parts:
        connection.execute(
            f"""UPDATE {part.typed} SET skip_reason = 'repeated' WHERE source_row IN (
                SELECT source_row FROM {_COPIES} WHERE file_no = {part.file_no})"""
        )
    found = connection.execute(
        f"""SELECT sheet || ' ' || source_row || ' = ' || first_sheet || ' ' || first_row, count(*) OVER ()
        FROM {_COPIES} ORDER BY file_no, source_row LIMIT {_SHOWN}"""
    ).fetchall()
    examples = "; ".join(str(row[0]) for row in found)
    return [Message(COPIES, {"count": found[0][1], "examples": examples})] if found else []


def _note_units(
    connection: Connection, parts: Sequence[Loaded], preset: Preset, lines: Target, answers: Answers
) -> bool:
    """Make the tables of the orders on several sheets, and of the unclear ones; whether there are any."""
    wholes = ", ".join(f"w{place} := ({split.of})" for place, split in enumerate(preset.splits))
    whole = f"struct_pack({wholes})" if wholes else "0"
    columns = f"file_no, source_row, {_unit(preset, lines, answers)} AS unit, {_line(lines, answers)} AS line"
    rows = " UNION ALL ".join(
        f"SELECT {columns}, {whole} AS whole FROM {part.typed} WHERE skip_reason IS NULL" for part in parts
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE import_parted_rows AS {rows}")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {_PARTED} AS SELECT unit, count(DISTINCT whole) > 1 AS differs
        FROM import_parted_rows GROUP BY unit HAVING count(DISTINCT file_no) > 1"""
    )
    is_unclear = "true" if preset.splits and preset.fill.by else "differs"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {_UNCLEAR} AS SELECT unit FROM {_PARTED} WHERE {is_unclear}
        UNION SELECT unit FROM import_parted_rows SEMI JOIN {_PARTED} USING (unit)
        GROUP BY unit, line HAVING count(DISTINCT file_no) > 1"""
    )
    return connection.execute(f"SELECT 1 FROM {_PARTED} LIMIT 1").fetchone() is not None


def _unit(preset: Preset, lines: Target, answers: Answers) -> str:
    """SQL of the order that a row belongs to, or of what its money is split over."""
    if preset.splits:
        return f'"{preset.splits[0].by}"'
    columns = (filled(lines.columns[name], answers) for name in schema.ORDER_LINES.unit)
    return f"concat_ws('/', {', '.join(f'({column})' for column in columns)})"


def _line(lines: Target, answers: Answers) -> str:
    """SQL of what tells a line of an order from another one; the same in every row where nothing does."""
    own = [name for name in schema.ORDER_LINES.key if name not in schema.ORDER_LINES.unit]
    given = [lines.columns[name] for name in own if name in lines.columns]
    parts = [*given, *(part for name in own for part in lines.made.get(name, ()))]
    return f"concat_ws('/', {', '.join(f'({filled(part, answers)})' for part in parts)})" if parts else "''"


def _refuse_unclear(connection: Connection, parts: Sequence[Loaded]) -> None:
    """Reject the rows of unclear orders, each with a row of another sheet that does not agree."""
    sheets = " ".join(f"WHEN {p.file_no} THEN {literal(p.match.part.sheet)}" for p in parts)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE import_unclear_rows AS
        SELECT r.file_no, r.source_row, r.unit, min_by(CASE o.file_no {sheets} END, (o.file_no, o.source_row))
            AS sheet, min_by(o.source_row, (o.file_no, o.source_row)) AS other_row
        FROM (FROM import_parted_rows SEMI JOIN {_UNCLEAR} USING (unit)) r
        JOIN import_parted_rows o ON o.unit = r.unit AND o.file_no <> r.file_no GROUP BY ALL"""
    )
    for part in parts:
        rows = f"(SELECT * FROM import_unclear_rows WHERE file_no = {part.file_no})"
        splits = part.match.preset.splits
        label = part.match.label(splits[0].by if splits else "order_id")
        values = check.named_json(label, "unit", sheet="sheet", row="other_row")
        note(connection, [check.reject_rows(rows, "true", label, "unit", check.ON_TWO_SHEETS, values)])


def _share(connection: Connection, parts: Sequence[Loaded], split: Split) -> None:
    """Split one amount of the clear orders over the rows of all sheets."""
    clear = f'"{split.by}" IN (SELECT unit FROM {_PARTED} ANTI JOIN {_UNCLEAR} USING (unit))'
    columns = (
        f'file_no, source_row AS own_row, "{split.by}", ({split.of}) AS whole, ({split.weight}) AS weight'
    )
    rows = " UNION ALL ".join(
        f"SELECT {columns} FROM {part.typed} WHERE skip_reason IS NULL AND {clear}" for part in parts
    )
    numbered = (
        f"numbered AS (SELECT *, row_number() OVER (ORDER BY file_no, own_row) AS source_row FROM ({rows}))"
    )
    steps = split_steps(Split(split.name, "whole", "weight", split.by), "numbered")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE import_shared AS WITH {", ".join([numbered, *steps])}
        SELECT file_no, own_row, "{split.name}" AS share FROM split_{split.name}"""
    )
    for part in parts:
        connection.execute(
            f"""UPDATE {part.typed} SET "{split.name}" = s.share FROM import_shared s
            WHERE {part.typed}.file_no = s.file_no AND {part.typed}.source_row = s.own_row"""
        )
