"""SQL from typed fields to the rows of declared tables."""

from __future__ import annotations

from collections.abc import Mapping

from core import schema
from core.ingest.choices import Answers
from core.ingest.compile import filled, literal
from core.ingest.presets import Target
from core.schema import Column, Kind, Table


def target_select(target: Target, good: str, answers: Answers, *, zone: str) -> str:
    """The rows of one declared table: every declared column typed, derived days filled, provenance beside
    it."""
    table = schema.TABLES[target.table]
    made = {name: _line_id(name, parts) for name, parts in target.made.items()}
    columns = ", ".join(
        f'{_column(c, target, made, answers)} AS "{c.name}"' for c in table.columns if not c.derived
    )
    where = filled(target.where, answers)
    if target.each:
        parts = f"unnest({filled(target.each, answers)}) AS part, "
        numbers = f"generate_subscripts({filled(target.each, answers)}, 1) AS part_no"
        good = f"(SELECT *, {parts}{numbers} FROM {good})"
    if target.grain == "group":
        provenance = (
            "arg_min(file_no, (file_no, source_row)) AS file_no, arg_min(source_row, (file_no, "
            "source_row)) AS source_row, 0::BIGINT AS repeat_no, false AS absent"
        )
        keys = ", ".join(f"({filled(target.columns[key], answers)})" for key in table.key)
        inner = f"SELECT {provenance}, {columns} FROM {good} WHERE {where} GROUP BY {keys}"
    else:
        rows = f"{good} WHERE {where}{_first_only(target, table, good, where, answers)}"
        numbers = " ".join(
            _numbers(name, parts, target, rows, answers) for name, parts in target.made.items()
        )
        inner = f"""SELECT file_no, source_row, repeat_no, absent, {columns}
            FROM (SELECT *, ({filled(target.absent, answers)}) AS absent FROM {rows}) {numbers}"""
    final = ", ".join(_finished(c, target, zone) for c in table.columns)
    return f"SELECT {final}, file_no, source_row, repeat_no::INTEGER AS repeat_no, absent FROM ({inner})"


def _first_only(target: Target, table: Table, good: str, where: str, answers: Answers) -> str:
    """Of each unit's rows only the first. By a lookup: a window would sort all cells of all rows."""
    if target.grain != "first":
        return ""
    unit = ", ".join(f"({filled(target.columns[name], answers)})" for name in table.unit)
    place = "row_place(file_no, source_row)"
    return f" AND {place} IN (SELECT min({place}) FROM {good} WHERE {where} GROUP BY {unit})"


def _line_id(name: str, parts: tuple[str, ...]) -> str:
    """A line's own id where the file has none: what it is of, and the how-manieth of that in its unit."""
    return f"concat_ws('/', {', '.join([*parts, f'coalesce({name}_number, 1)'])})"


def _numbers(name: str, parts: tuple[str, ...], target: Target, rows: str, answers: Answers) -> str:
    """JOIN of the how-manieth of the same each row is; only what occurs more than once has to be counted."""
    table = schema.TABLES[target.table]
    unit = [
        f"({filled(target.columns[column], answers)})"
        for column in table.unit
        if column != name and column in target.columns
    ]
    same = ", ".join([*unit, *parts]) or "1"
    row = "file_no, source_row, part_no" if target.each else "file_no, source_row"
    return f"""LEFT JOIN (
            SELECT {row},
                row_number() OVER (PARTITION BY {same} ORDER BY file_no, source_row) AS {name}_number
            FROM (SELECT * FROM {rows})
            WHERE hash({same}) IN (SELECT hash({same}) FROM {rows} GROUP BY ALL HAVING count(*) > 1)
        ) USING ({row})"""


def _column(column: Column, target: Target, made: Mapping[str, str], answers: Answers) -> str:
    sources = []
    if column.name in target.columns:
        sources.append(f"({filled(target.columns[column.name], answers)})")
    if column.name in made:
        sources.append(made[column.name])
    if column.default is not None:
        sources.append(literal(column.default))
    if not sources:
        return f"NULL::{column.kind.sql}"
    typed = [f"TRY_CAST({source} AS {column.kind.sql})" for source in sources]
    return typed[0] if len(typed) == 1 else f"coalesce({', '.join(typed)})"


def _finished(column: Column, target: Target, zone: str) -> str:
    table = schema.TABLES[target.table]
    name = f'"{column.name}"'
    if column.derived:
        name = f'local_day("{column.name.removesuffix("_on")}_at", {zone})'
    if target.absent != "false" and column.name not in table.unit:
        empty = (
            literal(column.default or "")
            if column.name in table.key and column.kind in (Kind.ID, Kind.TEXT, Kind.CODE)
            else "NULL"
        )
        name = f"CASE WHEN absent THEN {empty} ELSE {name} END"
    return f'{name} AS "{column.name}"'
