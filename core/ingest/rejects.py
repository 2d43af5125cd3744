"""The book of rejects: every bad cell with its reason, the rows they take out, and files refused as a
whole."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from core.errors import InputError
from core.i18n import N_
from core.ingest import check
from core.ingest.compile import literal
from core.ingest.recognise import Match

Connection = duckdb.DuckDBPyConnection
_DAMAGED_SHARE = 0.5
_FEWEST_ROUNDED, _ROUNDED_SHARE = 3, 0.1


def open_book(connection: Connection) -> None:
    """Begin to keep rejects in this connection."""
    columns = ", ".join(f"{name} {kind}" for name, kind in check.REJECT_COLUMNS.items())
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {check.REJECTS} ({columns})")
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS import_rejected_rows (file_no INTEGER, source_row BIGINT)"
    )


def note(connection: Connection, queries: Sequence[str]) -> int:
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


def note_with_unit(connection: Connection, rows: str, unit: str, *, columns: Sequence[str] = ()) -> int:
    """Let the other rows of a refused unit go the same way, for the same reason; returns how many they are.

    rows: relation with file_no, source_row and the columns named in `unit`. columns: headers whose bad cells
    spoil the whole unit; all of the last noted ones where none is given.
    """
    named = ", ".join(literal(column) for column in columns)
    where = f"WHERE column_name IN ({named})" if columns else ""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE import_refused AS SELECT {unit}, f.* EXCLUDE (file_no, source_row)
        FROM (SELECT * FROM import_found {where}) f JOIN {rows} USING (file_no, source_row)"""
    )
    others = f"""SELECT r.file_no, r.source_row, f.column_name, f.value, f.code, f.reason, f.reason_values,
        f.remedy
        FROM {rows} r JOIN import_refused f USING ({unit})
        WHERE (r.file_no, r.source_row) NOT IN (SELECT (file_no, source_row) FROM import_rejected_rows)"""
    return note(connection, [others])


def note_too_wide(connection: Connection, match: Match, typed: str, *, file_no: int) -> None:
    """Reject rows with filled cells beyond the last header: their cells may have shifted."""
    wide = match.part.too_wide
    if not wide:
        return
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE import_too_wide (file_no INTEGER, source_row BIGINT, extra VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO import_too_wide VALUES (?, ?, ?)", [(file_no, row, extra) for row, extra in wide]
    )
    rows = (
        f"(SELECT w.* FROM import_too_wide w JOIN {typed} t USING "
        f"(file_no, source_row) WHERE t.skip_reason IS NULL)"
    )
    note(
        connection,
        [check.reject_rows(rows, "true", "", "extra", check.TOO_WIDE, check.named_json("", "extra"))],
    )


def refuse_damaged(connection: Connection, match: Match, typed: str) -> None:
    """A file most of whose ids a spreadsheet has rounded is refused: several orders share one text now. Where
    it has rounded some, their rows are rejected."""
    for f in match.preset.fields:
        if f.kind != "id" or not f.required:
            continue
        is_bad = f"""is_damaged_id("{f.name}") OR is_rounded_id("{f.name}")"""
        found = connection.execute(
            f"""SELECT count(*) FILTER (WHERE {is_bad}), count(*),
                any_value("{f.name}") FILTER (WHERE {is_bad})
            FROM {typed} WHERE skip_reason IS NULL"""
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
                file=match.part.name,
                damaged=damaged,
                rows=rows,
                column=match.label(f.name),
                value=example,
            )
        if damaged:
            _note_rounded(connection, match, typed, f.name)


def _note_rounded(connection: Connection, match: Match, typed: str, field: str) -> None:
    """Reject rows whose long id was rounded to 15 digits, in a column where others are whole.

    One of 100 ids of 17 digits ends in two zeros by chance, fewer of the longer ones: a column with many more
    has been through a spreadsheet in part.
    """
    name = f'"{field}"'
    counted = connection.execute(
        f"""SELECT count(DISTINCT {name}) FILTER (is_rounded_id({name})), count(DISTINCT {name})
        FROM {typed} WHERE skip_reason IS NULL AND regexp_full_match({name}, '[1-9][0-9]{{16,}}')"""
    ).fetchone()
    rounded, long = counted or (0, 0)
    if rounded >= _FEWEST_ROUNDED and rounded >= _ROUNDED_SHARE * long:
        label, rows = match.label(field), f"(SELECT * FROM {typed} WHERE skip_reason IS NULL)"
        values = check.named_json(label, name)
        found = check.reject_rows(rows, f"is_rounded_id({name})", label, name, check.DAMAGED_ID, values)
        note(connection, [found])
