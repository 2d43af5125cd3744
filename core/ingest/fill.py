"""Order-level cells that stand on one line of an order only, given to its other lines."""

from __future__ import annotations

import duckdb

from core.ingest.presets import Fill

Connection = duckdb.DuckDBPyConnection


def note_heads(connection: Connection, fill: Fill, cells: str) -> str:
    """Make the temp table of what each unit's rows lack: the unit and its first filled cell of each field.

    Units whose rows are all filled alike have nothing to give and are left out. Nearly always the first row
    has everything; only for the units where it has not, the cells are gathered one by one.
    """
    heads, units = f"{cells}_heads", f"{cells}_units"
    unit = f'"{fill.by}"'
    kind = "BIGINT" if len(fill.fields) < 63 else "UHUGEINT"  # the wide one takes four times as long
    mask = " + ".join(f'("{n}" IS NOT NULL)::{kind} * {2**i}' for i, n in enumerate(fill.fields))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {units} AS
        SELECT {unit}, min(source_row) AS source_row, bit_or(mask) <> arg_min(mask, source_row) AS scattered
        FROM (SELECT {unit}, source_row, {mask} AS mask FROM {cells} WHERE {unit} IS NOT NULL)
        GROUP BY {unit} HAVING bit_or(mask) <> bit_and(mask)"""
    )
    names = ", ".join(f'"{n}"' for n in fill.fields)
    gathered = ", ".join(f'arg_min("{n}", source_row) AS "{n}"' for n in fill.fields)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {heads} AS
        SELECT {unit} AS unit, {names} FROM {cells}
        SEMI JOIN (FROM {units} WHERE NOT scattered) USING (source_row)
        UNION ALL BY NAME
        SELECT {unit} AS unit, {gathered} FROM {cells}
        SEMI JOIN (FROM {units} WHERE scattered) USING ({unit}) GROUP BY {unit}"""
    )
    connection.execute(f"DROP TABLE {units}")
    return heads


def filled_select(fill: Fill, cells: str, heads: str) -> str:
    """SELECT of the cells with each unit's first filled cells in the place of empty ones."""
    given = ", ".join(f'coalesce(c."{n}", h."{n}") AS "{n}"' for n in fill.fields)
    return f'SELECT c.* REPLACE ({given}) FROM {cells} c LEFT JOIN {heads} h ON h.unit = c."{fill.by}"'
