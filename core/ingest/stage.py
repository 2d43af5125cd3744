"""The path of a part through DuckDB: raw cells, typed fields, the rows of each table, and every reject.

A row is rejected as a whole. Where a table refuses a row that stands for a whole unit (an order without a
time), all rows of it are, so that nothing is loaded half. The tables are then built again without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from core import schema
from core.ingest import check, conventions, currency_signs, rejects
from core.ingest.cells import read_cells, repeats
from core.ingest.choices import Answers, Choices
from core.ingest.compile import cells_select, filled, literal, typed_select, zone_sql
from core.ingest.conventions import Conventions
from core.ingest.fill import filled_select, note_heads
from core.ingest.presets import Target
from core.ingest.recognise import Match
from core.ingest.returned import NAME_FIELD, with_names
from core.ingest.targets import target_select

Connection = duckdb.DuckDBPyConnection
_ROUNDS = 5


@dataclass(frozen=True)
class Loaded:
    """One part in the workspace: its cells as text columns c0..cn, and how it writes numbers and dates."""

    match: Match
    file_no: int
    raw: str
    conventions: Conventions = field(default_factory=Conventions)

    @property
    def typed(self) -> str:
        return f"import_typed_{self.file_no}"

    @property
    def good(self) -> str:
        return f"import_good_{self.file_no}"


def load(connection: Connection, match: Match, choices: Choices, *, file_no: int) -> Loaded:
    """Read a part's clean file into a temp table, one text column per header, in file order."""
    raw = f"import_raw_{file_no}"
    match = read_cells(connection, with_names(match), raw)
    found = conventions.find(
        connection,
        raw,
        match.preset,
        match.columns,
        decimal_sign=choices.decimal_sign,
        date_order=choices.date_order,
    )
    return Loaded(match, file_no, raw, found)


def type_rows(connection: Connection, loaded: Loaded, answers: Answers) -> None:
    """Make the typed rows of a part and note the cells that cannot be read."""
    rejects.open_book(connection)
    match = loaded.match
    zone = zone_sql(answers, by_channel="channel" in match.columns)
    other_money = currency_signs.find_mixed(
        connection, match, loaded.raw, file_no=loaded.file_no, currency=answers.currency
    )
    query = cells_select(
        match, loaded.raw, repeats(connection, loaded.raw, match), conventions=loaded.conventions, zone=zone
    )
    _fill_rows(connection, loaded, query)
    data = f"(SELECT * FROM {loaded.typed} WHERE skip_reason IS NULL)"
    mixed = frozenset(name for name, order in loaded.conventions.orders.items() if order == "mixed")
    found = rejects.note(connection, check.field_rejects(match, data, mixed_dates=mixed))
    rejects.refuse_damaged(connection, match, loaded.typed)
    if found:
        _reject_with_first_line(connection, loaded, data)
    if other_money is not None:
        currency_signs.note_mixed(connection, other_money, loaded.typed)
    rejects.note_too_wide(connection, match, loaded.typed, file_no=loaded.file_no)


def _fill_rows(connection: Connection, loaded: Loaded, query: str) -> None:
    """Make the typed rows from the query of typed cells; cells of whole units go to all lines of the unit."""
    fill, match, passing = loaded.match.preset.fill, loaded.match, [loaded.raw]
    if fill.by and fill.fields:
        cells = f"import_cells_{loaded.file_no}"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {cells} AS {query}")
        connection.execute(f"DROP TABLE {loaded.raw}")
        heads = note_heads(connection, fill, cells)
        query, passing = filled_select(fill, cells, heads), [cells, heads]
    rows = typed_select(match, query, file_no=loaded.file_no)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {loaded.typed} AS {rows}")
    for name in passing:
        connection.execute(f"DROP TABLE {name}")


def _reject_with_first_line(connection: Connection, loaded: Loaded, data: str) -> None:
    """A bad cell that stands for a whole order takes the order's other lines along."""
    fill = loaded.match.preset.fill
    labels = [loaded.match.label(name) for name in fill.fields]
    if fill.by and labels:
        rejects.note_with_unit(connection, data, f'"{fill.by}"', columns=labels)


def stage(connection: Connection, parts: Sequence[Loaded], answers: Answers) -> dict[str, str]:
    """Temp tables of checked rows by table name, from typed parts; bad rows are in the rejects."""
    relations: dict[str, str] = {}
    for _round in range(_ROUNDS):
        for part in parts:
            connection.execute(
                f"""CREATE OR REPLACE TEMP VIEW {part.good} AS SELECT * FROM {part.typed}
                ANTI JOIN import_rejected_rows USING (file_no, source_row) WHERE skip_reason IS NULL"""
            )
        relations = _build(connection, parts, answers)
        refused = sum(_check(connection, part, relations, answers) for part in parts)
        refused += sum(_with_their_orders(connection, part, answers) for part in parts)
        if not refused:
            break
    _drop_said_before(connection, parts, relations, answers)
    _keep_cells(connection, parts)
    return {
        table: name for table, name in relations.items() if _count(connection, f"SELECT count(*) FROM {name}")
    }


def release(connection: Connection, parts: Sequence[Loaded]) -> None:
    """Forget the typed rows of prepared parts, but for those that are skipped: writing needs the room."""
    for part in parts:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE import_skipped AS
            SELECT file_no, source_row, skip_reason FROM {part.typed} WHERE skip_reason IS NOT NULL"""
        )
        connection.execute(f"DROP TABLE {part.typed}")
        connection.execute(f"ALTER TABLE import_skipped RENAME TO {part.typed}")


def _build(connection: Connection, parts: Sequence[Loaded], answers: Answers) -> dict[str, str]:
    selects: dict[str, list[str]] = {}
    for first, *others in _read_alike(parts):
        zone = zone_sql(answers, by_channel="channel" in first.match.columns)
        # Of an order on several sheets the lines and refunds are numbered on through all of them.
        good = " UNION ALL BY NAME ".join(f"SELECT * FROM {part.good}" for part in (first, *others))
        for number, target in enumerate(first.match.preset.targets):
            query = target_select(target, f"({good})" if others else first.good, answers, zone=zone)
            selects.setdefault(target.table, []).append(
                f"SELECT *, {number} AS target_no, {target.gives_way} AS gives_way FROM ({query})"
            )
    for table, queries in selects.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE staged_{table} AS {' UNION ALL '.join(queries)}")
    return {table: f"staged_{table}" for table in selects}


def _read_alike(parts: Sequence[Loaded]) -> Iterable[list[Loaded]]:
    """The sheets of a report together; apart where one lacks a column that says how rows are read."""
    groups: dict[str, list[Loaded]] = {}
    for part in parts:
        manner = repr((part.match.preset.id, part.match.preset.targets, "channel" in part.match.columns))
        groups.setdefault(manner, []).append(part)
    return groups.values()


def _check(connection: Connection, part: Loaded, relations: Mapping[str, str], answers: Answers) -> int:
    """Reject what the tables refuse in one part; returns how many rows that newly are."""
    refused = 0
    for number, target in enumerate(part.match.preset.targets):
        rows = (
            f"(SELECT * FROM {relations[target.table]} WHERE file_no = "
            f"{part.file_no} AND target_no = {number})"
        )
        if target.grain == "group":
            continue
        found = rejects.note(connection, check.target_rejects(target, part.match, rows))
        if found and target.grain == "first":
            found += rejects.note_with_unit(connection, *_units(part, target, answers))
        if target.grain == "row" and (target.is_unique or not target.made):
            found += _duplicates(connection, part, target, rows)
        refused += found
    return refused


def _with_their_orders(connection: Connection, part: Loaded, answers: Answers) -> int:
    """Let good rows of an order wait for its bad one: each half, handed in alone, would stand for all."""
    targets = part.match.preset.targets
    lines = [t for t in targets if t.table == schema.ORDER_LINES.name and t.grain != "group"]
    found = [check.rows_of_broken_orders(*_units(part, target, answers)) for target in lines[:1]]
    return rejects.note(connection, found)


def _units(part: Loaded, target: Target, answers: Answers) -> tuple[str, str]:
    """A part's data rows with the unit that each belongs to, and the names of the unit's columns."""
    columns = schema.TABLES[target.table].unit
    unit = ", ".join(f"({filled(target.columns[name], answers)}) AS u{i}" for i, name in enumerate(columns))
    where = f"skip_reason IS NULL AND {filled(target.where, answers)}"
    rows = f"(SELECT file_no, source_row, {unit} FROM {part.typed} WHERE {where})"
    return rows, ", ".join(f"u{i}" for i in range(len(columns)))


def _duplicates(connection: Connection, part: Loaded, target: Target, rows: str) -> int:
    """A second row of one key is rejected; one that repeats the whole row says nothing new and is skipped."""
    query = check.duplicate_keys(target, part.match, rows)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE import_doubled AS {query}")
    if not _count(connection, "SELECT count(*) FROM import_doubled"):
        return 0
    repeated = (
        f"SELECT source_row FROM import_doubled JOIN {part.typed} USING "
        f"(file_no, source_row) WHERE repeat_no > 0"
    )
    row = connection.execute(
        f"UPDATE {part.typed} SET skip_reason = 'repeated' WHERE source_row IN ({repeated})"
    ).fetchone()
    skipped = int(row[0]) if row else 0
    others = (
        f"SELECT * FROM import_doubled SEMI JOIN (SELECT * FROM {part.typed} WHERE "
        f"skip_reason IS NULL) USING (file_no, source_row)"
    )
    return skipped + rejects.note(connection, [others])


def _keep_cells(connection: Connection, parts: Sequence[Loaded]) -> None:
    """Add the cells that the report uses, by header, to every reject; they are read again from the clean
    file.

    Nothing personal is kept in clear: other columns are left out, and rows whose cells may have shifted have
    none.
    """
    for part in parts:
        bad = f"(SELECT source_row FROM {check.REJECTS} WHERE file_no = {part.file_no})"
        if not _count(connection, f"SELECT count(*) FROM {bad}"):
            continue
        read_cells(connection, part.match, part.raw)
        pairs = ", ".join(_kept_cells(part.match))
        row = f"rowid + {part.match.part.header_row + 1}"
        connection.execute(
            f"""UPDATE {check.REJECTS} SET raw = cells.raw FROM (
                SELECT {row} AS source_row, CAST(json_object({pairs}) AS VARCHAR) AS raw FROM {part.raw} WHERE
                {row} IN {bad}
            ) cells WHERE {check.REJECTS}.file_no = {part.file_no} AND {check.REJECTS}.source_row =
            cells.source_row AND {check.REJECTS}.source_row NOT IN (
                SELECT source_row FROM {check.REJECTS}
                WHERE file_no = {part.file_no} AND code = {literal(check.TOO_WIDE.code)})"""
        )
        connection.execute(f"DROP TABLE {part.raw}")


def _kept_cells(match: Match) -> list[str]:
    """Header and cell, as SQL, of each column that the report uses and that is not personal; hidden ones as
    hashes."""
    personal = {
        name
        for target in match.preset.targets
        for column, expression in target.columns.items()
        if schema.TABLES[target.table][column].personal
        for name in re.findall(r"\w+", expression)
    }
    kept = []
    for name, place in sorted(match.columns.items(), key=lambda item: item[1]):
        cell = f"c{place}"
        if match.preset[name].kind == "hidden":
            text = f"text_of({cell})"
            cell = f"CASE WHEN is_masked({text}) THEN NULL ELSE hidden_id({text}) END"
        if name not in personal and name != NAME_FIELD:
            kept.append(f"{literal(match.label(name))}, {cell}")
    return kept


def _drop_said_before(
    connection: Connection, parts: Sequence[Loaded], relations: Mapping[str, str], answers: Answers
) -> None:
    """What a sheet says again of a key that an earlier sheet has is left out; rows that then give nothing are
    skipped."""
    for table, relation in relations.items() if len(parts) > 1 else ():
        keys = ", ".join(f'"{key}"' for key in schema.TABLES[table].key)
        connection.execute(
            f"""DELETE FROM {relation} WHERE rowid IN (SELECT rowid FROM {relation} WHERE NOT absent
            QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY gives_way, file_no, source_row) > 1)"""
        )
    for part in parts:
        rows = [
            (f"SELECT source_row FROM {name} WHERE file_no = {part.file_no}") for name in relations.values()
        ]
        rows.append(f"SELECT source_row FROM import_rejected_rows WHERE file_no = {part.file_no}")
        rows += [
            f"SELECT source_row FROM {part.good} WHERE {filled(target.where, answers)}"
            for target in part.match.preset.targets
            if target.grain == "group"
        ]
        connection.execute(
            f"""UPDATE {part.typed} SET skip_reason = 'repeated'
            WHERE skip_reason IS NULL AND source_row NOT IN ({" UNION ALL ".join(rows)})"""
        )


def _count(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
