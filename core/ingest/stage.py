"""The path of a part through DuckDB: raw cells, typed fields, the rows of each table, and every reject.

A row is rejected as a whole. When a table refuses a row that stands for a whole unit (an order without a
time),
all rows of the unit are rejected, so that nothing is loaded half. The tables are then built again without
them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from core import schema
from core.errors import InputError
from core.i18n import N_
from core.ingest import check, conventions
from core.ingest.choices import Answers, Choices
from core.ingest.compile import filled, literal, target_select, typed_select, zone_sql
from core.ingest.conventions import Conventions
from core.ingest.presets import Target
from core.ingest.recognise import Match

Connection = duckdb.DuckDBPyConnection
_ROUNDS = 5
_DAMAGED_SHARE = 0.5


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


def clear(connection: Connection) -> None:
    """Forget what an earlier import left in this connection."""
    for (name,) in connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE temporary AND view_name LIKE 'import_good_%'"
    ).fetchall():
        connection.execute(f"DROP VIEW {name}")
    names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    for (name,) in names:
        if name.startswith(("import_", "staged_")):
            connection.execute(f"DROP TABLE {name}")


def load(connection: Connection, match: Match, choices: Choices, *, file_no: int) -> Loaded:
    """Read a part's clean file into a temp table, one text column per header, in file order."""
    raw = f"import_raw_{file_no}"
    _read_cells(connection, match, raw)
    found = conventions.find(
        connection,
        raw,
        match.preset,
        match.columns,
        decimal_sign=choices.decimal_sign,
        date_order=choices.date_order,
    )
    return Loaded(match, file_no, raw, found)


def _read_cells(connection: Connection, match: Match, raw: str) -> None:
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(match.part.headers)))
    try:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE {raw} AS SELECT * FROM
            read_csv({literal(match.part.path.as_posix())},
            auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', columns =
            {{{columns}}},
            new_line = '\\n', strict_mode = true)"""
        )
    except duckdb.Error:
        raise InputError(
            N_("{file} has a row longer than Abacus can read. Leave out columns of long text."),
            file=match.part.name,
        ) from None


def type_rows(connection: Connection, loaded: Loaded, answers: Answers) -> None:
    """Make the typed rows of a part and note the cells that cannot be read."""
    _rejects_table(connection)
    match = loaded.match
    zone = zone_sql(answers, by_channel="channel" in match.columns)
    query = typed_select(match, loaded.raw, file_no=loaded.file_no, conventions=loaded.conventions, zone=zone)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {loaded.typed} AS {query}")
    connection.execute(f"DROP TABLE {loaded.raw}")
    data = f"(SELECT * FROM {loaded.typed} WHERE skip_reason IS NULL)"
    mixed = frozenset(name for name, order in loaded.conventions.orders.items() if order == "mixed")
    _note(connection, check.field_rejects(match, data, mixed_dates=mixed))
    _note(connection, _too_wide(connection, loaded))
    _refuse_damaged(connection, loaded)


def _rejects_table(connection: Connection) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in check.REJECT_COLUMNS.items())
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {check.REJECTS} ({columns})")
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS import_rejected_rows (file_no INTEGER, source_row BIGINT)"
    )


def _note(connection: Connection, queries: Sequence[str]) -> int:
    """Keep rejects; returns how many rows are rejected for the first time."""
    if not queries:
        return 0
    names = ", ".join(name for name in check.REJECT_COLUMNS if name != "raw")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE import_found AS {' UNION ALL '.join(queries)}")
    connection.execute(
        f"INSERT INTO {check.REJECTS} ({names}) SELECT {names} FROM import_found ORDER BY file_no, source_row"
    )
    new = (
        "SELECT DISTINCT file_no, source_row FROM import_found ANTI JOIN "
        "import_rejected_rows USING (file_no, source_row)"
    )
    row = connection.execute(f"INSERT INTO import_rejected_rows {new}").fetchone()
    return int(row[0]) if row else 0


def _too_wide(connection: Connection, loaded: Loaded) -> list[str]:
    wide = loaded.match.part.too_wide
    if not wide:
        return []
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE import_too_wide (file_no INTEGER, source_row BIGINT, extra VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO import_too_wide VALUES (?, ?, ?)", [(loaded.file_no, row, extra) for row, extra in wide]
    )
    rows = (
        f"(SELECT w.* FROM import_too_wide w JOIN {loaded.typed} t USING "
        f"(file_no, source_row) WHERE t.skip_reason IS NULL)"
    )
    return [check.reject_rows(rows, "true", "", "extra", check.TOO_WIDE, check.named_json("", "extra"))]


def _refuse_damaged(connection: Connection, loaded: Loaded) -> None:
    """A file whose ids a spreadsheet has rounded is refused as a whole: several orders share one text now."""
    for f in loaded.match.preset.fields:
        if f.kind != "id" or not f.required:
            continue
        found = connection.execute(
            f"""SELECT count(*) FILTER (WHERE is_damaged_id("{f.name}")), count(*), any_value("{f.name}")
            FILTER (WHERE is_damaged_id("{f.name}"))
            FROM {loaded.typed} WHERE skip_reason IS NULL"""
        ).fetchone()
        damaged, rows, example = found or (0, 0, None)
        if damaged > _DAMAGED_SHARE * rows:
            raise InputError(
                N_(
                    "{file} cannot be used: in {damaged} of {rows} rows the column "
                    '"{column}" has lost its last digits ("{value}"), '
                    "because the file was saved by a spreadsheet. Export it again "
                    "and import it without opening it first."
                ),
                file=loaded.match.part.name,
                damaged=damaged,
                rows=rows,
                column=loaded.match.label(f.name),
                value=example,
            )


def stage(connection: Connection, parts: Sequence[Loaded], answers: Answers) -> dict[str, str]:
    """Temp tables of checked rows by table name, from typed parts; bad rows are in the rejects, with their
    cells."""
    relations: dict[str, str] = {}
    for _round in range(_ROUNDS):
        for part in parts:
            connection.execute(
                f"""CREATE OR REPLACE TEMP VIEW {part.good} AS SELECT * FROM {part.typed}
                ANTI JOIN import_rejected_rows USING (file_no, source_row) WHERE skip_reason IS NULL"""
            )
        relations = _build(connection, parts, answers)
        refused = sum(_check(connection, part, relations, answers) for part in parts)
        if not refused:
            break
    _keep_cells(connection, parts)
    return {
        table: name for table, name in relations.items() if _count(connection, f"SELECT count(*) FROM {name}")
    }


def _build(connection: Connection, parts: Sequence[Loaded], answers: Answers) -> dict[str, str]:
    selects: dict[str, list[str]] = {}
    for part in parts:
        zone = zone_sql(answers, by_channel="channel" in part.match.columns)
        for number, target in enumerate(part.match.preset.targets):
            query = target_select(target, part.good, answers, zone=zone)
            selects.setdefault(target.table, []).append(f"SELECT *, {number} AS target_no FROM ({query})")
    for table, queries in selects.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE staged_{table} AS {' UNION ALL '.join(queries)}")
    return {table: f"staged_{table}" for table in selects}


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
        found = _note(connection, check.target_rejects(target, part.match, rows))
        if found and target.grain == "first":
            found += _reject_whole_units(connection, part, target, answers)
        if target.grain == "row" and not target.made:
            found += _duplicates(connection, part, target, rows)
        refused += found
    return refused


def _reject_whole_units(connection: Connection, part: Loaded, target: Target, answers: Answers) -> int:
    """Let the other rows of a refused unit go the same way, for the same reason."""
    columns = schema.TABLES[target.table].unit
    unit = ", ".join(f"({filled(target.columns[name], answers)}) AS u{i}" for i, name in enumerate(columns))
    names = ", ".join(f"u{i}" for i in range(len(columns)))
    rows = (
        f"(SELECT file_no, source_row, {unit} FROM {part.typed} WHERE "
        f"skip_reason IS NULL AND {filled(target.where, answers)})"
    )
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE import_refused AS
        SELECT {names}, f.* EXCLUDE (file_no, source_row) FROM import_found f JOIN {rows} USING (file_no,
        source_row)""")
    query = f"""SELECT r.file_no, r.source_row, f.column_name, f.value, f.code, f.reason, f.reason_values,
        f.remedy
        FROM {rows} r JOIN import_refused f USING ({names})
        WHERE (r.file_no, r.source_row) NOT IN (SELECT (file_no, source_row) FROM import_rejected_rows)"""
    return _note(connection, [query])


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
    return skipped + _note(connection, [others])


def _keep_cells(connection: Connection, parts: Sequence[Loaded]) -> None:
    """Add the original cells, by header, to every reject; they are read again from the clean file."""
    for part in parts:
        rejects = f"(SELECT source_row FROM {check.REJECTS} WHERE file_no = {part.file_no})"
        if not _count(connection, f"SELECT count(*) FROM {rejects}"):
            continue
        _read_cells(connection, part.match, part.raw)
        pairs = ", ".join(
            f"{literal(h.strip() or f'#{i + 1}')}, c{i}" for i, h in enumerate(part.match.part.headers)
        )
        row = f"rowid + {part.match.part.header_row + 1}"
        connection.execute(
            f"""UPDATE {check.REJECTS} SET raw = cells.raw FROM (
                SELECT {row} AS source_row, CAST(json_object({pairs}) AS VARCHAR) AS raw FROM {part.raw} WHERE
                {row} IN {rejects}
            ) cells WHERE {check.REJECTS}.file_no = {part.file_no} AND {check.REJECTS}.source_row =
            cells.source_row"""
        )
        connection.execute(f"DROP TABLE {part.raw}")


def _count(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
