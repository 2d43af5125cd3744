"""The cells of a part in a temp table: the columns that its report uses, and what every cell of a row says.

Columns c0..cn are named by position. Besides them stand `row_hash`, equal for rows that are equal in every
cell, and `decoration`: why a row only decorates the table.
"""

from __future__ import annotations

from dataclasses import replace

import duckdb

from core.errors import InputError
from core.i18n import N_
from core.ingest import reading
from core.ingest.compile import literal
from core.ingest.recognise import Match

Connection = duckdb.DuckDBPyConnection
_TOTAL_WORDS = (
    r"^(合计|总计|小计|本页合计|合計|總計|总和|grand total|sub ?total|totals?|sum|summe|gesamt)\s*[:：]?$"
)
_ENDS_IN_TOTAL = r"(合计|总计|小计|合計|總計|小計|sub ?totals?|totals?)\s*[:：]?$"
"""The first cell of a sum among the rows, such as 8月小计: only where the row lacks what every row needs, and
half of all. A product may be called so, too: a row of it that lacks something is rejected with the reason."""
_FIRST_CELLS = 5
_LONGEST_TOTAL = 40


def read_cells(connection: Connection, match: Match, raw: str) -> Match:
    """Fill the temp table `raw` in file order; returns the match, of a clean copy where the file needed one.

    Raises InputError for a row that is longer than DuckDB reads.
    """
    if _is_read(connection, match, raw):
        return match
    part = match.part
    copied = replace(match, part=reading.clean(part, part.path.parent)) if part.dialect.skipped else match
    if copied is match or not _is_read(connection, copied, raw):
        raise InputError(
            N_("{file} has a row longer than Abacus can read. Leave out columns of long text."),
            file=part.name,
        )
    return copied


def _is_read(connection: Connection, match: Match, raw: str) -> bool:
    """Whether DuckDB reads the part's file, with as many rows as were counted."""
    width = len(match.part.headers)
    used = ", ".join(f"c{place}" for place in sorted(set(match.columns.values())))
    cells = ", ".join(f"c{place}" for place in range(width))
    try:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE {raw} AS SELECT {used}, hash({cells}) AS row_hash,
            {_decoration(match)} AS decoration FROM {_source(match)}"""
        )
    except duckdb.Error:
        return False
    row = connection.execute(f"SELECT count(*) FROM {raw}").fetchone()
    return row is not None and row[0] == match.part.rows


def _source(match: Match) -> str:
    """The part's file as DuckDB reads it, every cell as text.

    Line ends of Windows it finds by itself: told of them, DuckDB 1.5 reads no row.
    """
    part, dialect = match.part, match.part.dialect
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(part.headers)))
    quote = "'\"'" if dialect.quoted else "''"
    line_end = "" if dialect.windows else ", new_line = '\\n'"
    return f"""read_csv({literal(part.path.as_posix())}, auto_detect = false, header = false,
        skip = {dialect.skipped}, delim = {literal(dialect.delimiter)}, quote = {quote}, escape = {quote},
        columns = {{{columns}}}, strict_mode = true{line_end})"""


def _decoration(match: Match) -> str:
    """Rows that only decorate a table: padding, the header again, totals, and notes (which count as such
    below the last row only)."""
    width = len(match.part.headers)
    needed = [
        match.columns[f.name] for f in match.preset.fields if f.required and f.name in match.columns
    ] or [0]
    cells = ", ".join(f"c{i}" for i in range(width))
    first = f"coalesce({', '.join(f'c{i}' for i in range(min(width, _FIRST_CELLS)))})"
    header = " AND ".join(f"trim(c{i}) = {literal(match.part.headers[i].strip())}" for i in needed[:3])
    # Nearly all cells begin with a letter or a digit and are done with after one comparison.
    lacking = " OR ".join(f"c{i} IS NULL OR (c{i} < '!' AND trim(c{i}) = '')" for i in needed)
    worded = f"({first} < '!' OR {first} >= ':') AND length({first}) <= {_LONGEST_TOTAL}"
    filled_cells = f"len(list_filter([{cells}], lambda x: trim(x) <> ''))"
    note = f"WHEN {filled_cells} <= 2 THEN 'note'" if width >= 4 and len(needed) >= 2 else ""
    return f"""CASE WHEN {header} THEN 'header'
        WHEN {worded} AND regexp_matches(lower(trim({first})), '{_TOTAL_WORDS}') THEN 'total'
        WHEN {lacking} THEN CASE WHEN trim(concat_ws('', {cells})) = '' THEN 'padding'
            WHEN length({first}) <= {_LONGEST_TOTAL} AND {filled_cells} <= {max(3, width // 2)}
                AND regexp_matches(lower(trim({first})), '{_ENDS_IN_TOTAL}') THEN 'total' {note} END END"""


def repeats(connection: Connection, raw: str, match: Match) -> str:
    """Make the small temp table of rows that repeat an earlier one (place, repeat_no); returns its name.

    Cells that are left empty because the row above has them tell apart what stands below different rows.
    """
    name = f"{raw}_repeats"
    places = [match.columns[field] for field in match.preset.fill.down if field in match.columns]
    above = [f"count(nullif(trim(c{i}), '')) OVER (ORDER BY rowid) AS above{i}" for i in places]
    rows = f"(SELECT {', '.join(['rowid AS place', 'row_hash', *above])} FROM {raw})"
    same = ", ".join(["row_hash", *(f"above{i}" for i in places)])
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {name} AS
        SELECT place, row_number() OVER (PARTITION BY {same} ORDER BY place) - 1 AS repeat_no
        FROM {rows} WHERE row_hash IN (SELECT row_hash FROM {raw} GROUP BY row_hash HAVING count(*) > 1)"""
    )
    return name
