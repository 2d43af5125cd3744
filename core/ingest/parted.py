"""Orders whose rows stand on several sheets: their money is shared out over all of them, or they are refused.

Refused are those whose sheets name the same line, which may be one line said twice, or different amounts.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from core import schema
from core.ingest import check
from core.ingest.choices import Answers
from core.ingest.compile import filled
from core.ingest.presets import Preset, Split
from core.ingest.rejects import note
from core.ingest.splits import split_steps
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection
_PARTED, _UNCLEAR = "import_parted", "import_parted_unclear"


def settle_parted(connection: Connection, parts: Sequence[Loaded], answers: Answers) -> None:
    """Share the money of orders on several sheets out over all their rows; reject those that are unclear."""
    for preset_id in dict.fromkeys(part.match.preset.id for part in parts):
        own = [part for part in parts if part.match.preset.id == preset_id]
        preset = own[0].match.preset
        if len(own) > 1 and preset.splits and _note_units(connection, own, preset, answers):
            _refuse_unclear(connection, own, preset.splits[0])
            for split in preset.splits:
                _share(connection, own, split)


def _note_units(connection: Connection, parts: Sequence[Loaded], preset: Preset, answers: Answers) -> bool:
    """Make the tables of the orders on several sheets, and of the unclear ones; whether there are any."""
    wholes = ", ".join(f"w{place} := ({split.of})" for place, split in enumerate(preset.splits))
    unit, line = f'"{preset.splits[0].by}"', _line(preset, answers)
    columns = f"file_no, {unit} AS unit, {line} AS line, struct_pack({wholes}) AS whole"
    rows = " UNION ALL ".join(
        f"SELECT {columns} FROM {part.typed} WHERE skip_reason IS NULL" for part in parts
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE import_parted_rows AS {rows}")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {_PARTED} AS SELECT unit, count(DISTINCT whole) > 1 AS differs
        FROM import_parted_rows GROUP BY unit HAVING count(DISTINCT file_no) > 1"""
    )
    is_unclear = "true" if preset.fill.by else "differs"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {_UNCLEAR} AS SELECT unit FROM {_PARTED} WHERE {is_unclear}
        UNION SELECT unit FROM import_parted_rows SEMI JOIN {_PARTED} USING (unit)
        GROUP BY unit, line HAVING count(DISTINCT file_no) > 1"""
    )
    return connection.execute(f"SELECT 1 FROM {_PARTED} LIMIT 1").fetchone() is not None


def _line(preset: Preset, answers: Answers) -> str:
    """SQL of what tells a line of an order from another one; the same in every row where nothing does."""
    target = next((t for t in preset.targets if t.table == schema.ORDER_LINES.name), None)
    if target is None:
        return "''"
    own = [name for name in schema.ORDER_LINES.key if name not in schema.ORDER_LINES.unit]
    given = [target.columns[name] for name in own if name in target.columns]
    parts = [*given, *(part for name in own for part in target.made.get(name, ()))]
    return f"concat_ws('/', {', '.join(f'({filled(part, answers)})' for part in parts)})" if parts else "''"


def _refuse_unclear(connection: Connection, parts: Sequence[Loaded], split: Split) -> None:
    unit = f'"{split.by}"'
    for part in parts:
        rows = f"(SELECT * FROM {part.typed} WHERE skip_reason IS NULL)"
        label = part.match.label(split.by)
        stands = f"{unit} IN (SELECT unit FROM {_UNCLEAR})"
        values = check.named_json(label, unit)
        note(connection, [check.reject_rows(rows, stands, label, unit, check.ON_TWO_SHEETS, values)])


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
