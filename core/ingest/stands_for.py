"""What rejected rows stand for: an order, a product, a SKU at a place; by it a mended row is known again."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from core import schema
from core.facts import mending
from core.ingest.check import DAMAGED_ID, REJECTS
from core.ingest.choices import Answers
from core.ingest.compile import filled, literal
from core.ingest.presets import Preset, Target
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection
UNITS = "import_reject_units"
"""Temp table (file_no, source_row, table_name, unit): rejected rows whose identity can be read."""


def note_units(connection: Connection, parts: Sequence[Loaded], answers: Answers) -> None:
    """Fill UNITS from the typed rows of the parts."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {UNITS}
        (file_no INTEGER, source_row BIGINT, table_name VARCHAR, unit VARCHAR[])"""
    )
    if not connection.execute("SELECT 1 FROM import_rejected_rows LIMIT 1").fetchone():
        return
    for part in parts:
        target = main_target(part.match.preset)
        if target is not None:
            connection.execute(f"INSERT INTO {UNITS} {_units(part, target, answers)}")


def main_target(preset: Preset) -> Target | None:
    """The table that a row of the report first of all belongs to, where its identity stands in the row."""
    usable = [target for target in preset.targets if _is_named(target)]
    lines = [target for target in usable if target.table == schema.ORDER_LINES.name]
    return next(iter([*lines, *(t for t in usable if t.grain == "row"), *usable]), None)


def _is_named(target: Target) -> bool:
    names = mending.identity(schema.TABLES[target.table])
    is_order = target.table == schema.ORDER_LINES.name
    return all(name in target.columns for name in names) and (is_order or not target.each)


def _units(part: Loaded, target: Target, answers: Answers) -> str:
    table = schema.TABLES[target.table]
    cells = [
        f"CAST(TRY_CAST(({filled(target.columns[name], answers)}) AS {table[name].kind.sql}) AS VARCHAR)"
        for name in mending.identity(table)
    ]
    return f"""SELECT file_no, source_row, {literal(table.name)}, unit FROM (
        SELECT file_no, source_row, [{", ".join(cells)}] AS unit FROM {part.typed}
        SEMI JOIN import_rejected_rows USING (file_no, source_row)
        ANTI JOIN (FROM {REJECTS} WHERE code = {literal(DAMAGED_ID.code)}) USING (file_no, source_row)
    ) WHERE len(list_filter(unit, lambda cell: cell IS NULL)) = 0"""
