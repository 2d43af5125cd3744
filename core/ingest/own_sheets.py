"""Sheets of a list of sales that people keep, one per till or month, whose lines have no number of their own.

Rows of two sheets are then two sales, however alike they are: two tills sell the same thing on one day. Only
a sheet that stands whole on another one is its copy. Everything that might be meant otherwise is told.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from core import schema
from core.errors import Message
from core.i18n import N_
from core.ingest.compile import literal
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection
_LINES = schema.ORDER_LINES.name
_LEAST_OF_COPY = 3
"""Rows below which it may be chance that all of a sheet stand on another one."""
_SHOWN = 3

COPY = N_(
    "All rows of the sheet {sheet} stand on the sheet {other} too: {count}. They count once, as those of "
    "{other}."
)
ALIKE = N_(
    "Rows that stand in the same words on another sheet: {count}, such as {examples}. Each counts as a sale "
    "of its own; where they are the same sales, read only one of the sheets."
)
ALIKE_WORTH = N_(
    "Rows that stand in the same words on another sheet: {count}, together {amount}, such as {examples}. "
    "Each counts as a sale of its own; where they are the same sales, read only one of the sheets."
)
SPREAD = N_(
    "Orders with rows on several sheets: {count}, such as {examples}. The rows of each are taken for one "
    "order; where every sheet counts its orders anew, hand the sheets in as shops of their own."
)


def are_unnamed(parts: Sequence[Loaded]) -> bool:
    """Whether these are sheets of a person's list of sales of which one does not number its lines."""
    preset = parts[0].match.preset
    is_of_sales = any(target.table == _LINES for target in preset.targets)
    return is_of_sales and not preset.platform and any("line_id" not in p.match.columns for p in parts)


def settle(connection: Connection, parts: Sequence[Loaded]) -> list[Message]:
    """Skip the rows of sheets that are copies; what is to be told of the others."""
    _note_rows(connection, parts)
    copies = _skip_copies(connection, parts)
    return [*copies, *_alike(connection), *_spread(connection)]


def _note_rows(connection: Connection, parts: Sequence[Loaded]) -> None:
    """own_rows: every row with what it says, and the how-manieth it is on its sheet to say so."""
    common = set.intersection(*(set(part.match.columns) for part in parts))
    cells = ", ".join(f'"{f.name}"' for f in parts[0].match.preset.fields if f.name in common)
    number = '"order_id"' if "order_id" in common else "NULL::VARCHAR"
    rows = " UNION ALL ".join(
        f"""SELECT file_no, source_row, {literal(part.match.part.sheet)} AS sheet, hash({cells}) AS said,
            {number} AS order_no, {_worth(part)} AS worth FROM {part.typed} WHERE skip_reason IS NULL"""
        for part in parts
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE own_rows AS
        SELECT *, row_number() OVER (PARTITION BY file_no, said ORDER BY source_row) AS nth FROM ({rows})"""
    )


def _worth(part: Loaded) -> str:
    """SQL of what a row's goods are worth, as far as its columns say."""
    given = part.match.columns
    sums = [f'"{name}"' for name in ("buyer_paid", "gross_amount") if name in given]
    sums += ['"unit_price" * "quantity"'] if {"unit_price", "quantity"} <= set(given) else []
    return f"coalesce({', '.join(sums)}, NULL)::DECIMAL(38,2)" if sums else "NULL::DECIMAL(38,2)"


def _skip_copies(connection: Connection, parts: Sequence[Loaded]) -> list[Message]:
    """Skip every sheet that stands whole on another one; of two equal ones the later."""
    found = connection.execute(
        f"""WITH sizes AS (SELECT file_no, sheet, count(*) AS rows FROM own_rows GROUP BY ALL),
        shared AS (
            SELECT a.file_no, b.file_no AS other_no, count(*) AS rows
            FROM own_rows a JOIN own_rows b ON a.said = b.said AND a.nth = b.nth AND a.file_no <> b.file_no
            GROUP BY ALL)
        SELECT s.file_no, s.sheet, o.sheet, s.rows FROM shared
        JOIN sizes s ON s.file_no = shared.file_no AND s.rows = shared.rows
        JOIN sizes o ON o.file_no = shared.other_no
        WHERE s.rows >= {_LEAST_OF_COPY} AND (s.rows < o.rows OR s.file_no > o.file_no)
        QUALIFY row_number() OVER (PARTITION BY s.file_no ORDER BY o.rows DESC, o.file_no) = 1
        ORDER BY s.file_no"""
    ).fetchall()
    typed = {part.file_no: part.typed for part in parts}
    for file_no, _sheet, _other, _rows in found:
        connection.execute(f"UPDATE {typed[file_no]} SET skip_reason = 'repeated' WHERE skip_reason IS NULL")
        connection.execute(f"DELETE FROM own_rows WHERE file_no = {file_no}")
    return [
        Message(COPY, {"sheet": sheet, "other": other, "count": rows}) for _no, sheet, other, rows in found
    ]


def _alike(connection: Connection) -> list[Message]:
    row = connection.execute(
        f"""WITH alike AS (
            SELECT *, first_value(sheet) OVER w AS first_sheet, first_value(source_row) OVER w AS first_row
            FROM own_rows WINDOW w AS (PARTITION BY said, nth ORDER BY file_no)
            QUALIFY row_number() OVER w > 1)
        SELECT count(*), sum(worth), array_to_string(list(
            sheet || ' ' || source_row || ' = ' || first_sheet || ' ' || first_row
            ORDER BY file_no, source_row)[:{_SHOWN}], '; ') FROM alike"""
    ).fetchone()
    count, worth, examples = row or (0, None, "")
    if not count:
        return []
    values: dict[str, object] = {"count": count, "examples": examples}
    return [
        Message(ALIKE, values) if worth is None else Message(ALIKE_WORTH, {**values, "amount": str(worth)})
    ]


def _spread(connection: Connection) -> list[Message]:
    row = connection.execute(
        f"""SELECT count(*), array_to_string(list(order_no ORDER BY order_no)[:{_SHOWN}], ', ') FROM (
            SELECT order_no FROM own_rows WHERE order_no IS NOT NULL
            GROUP BY order_no HAVING count(DISTINCT file_no) > 1)"""
    ).fetchone()
    return [Message(SPREAD, {"count": row[0], "examples": row[1]})] if row and row[0] else []
