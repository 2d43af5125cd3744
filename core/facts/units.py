"""Which version of a unit counts: the rows of the latest (exported_at, import_id) that is not undone.

History holds every accepted version; current holds the winning one. Both an import and its undo name the
units that they touch and let `rebuild_current` decide again, so there is one rule and no special case.
What the winning version of an order leaves empty, another report may add (`core.facts.completing`).
"""

from __future__ import annotations

import datetime as dt

import duckdb

from core import schema
from core.facts import partial_lists
from core.facts.completing import Own, complete_current
from core.facts.records import StagedTable, TableChanges
from core.facts.tables import counting_versions, current_columns, history_columns

Connection = duckdb.DuckDBPyConnection


def touched_relation(table: schema.Table) -> str:
    """Temp table that names the units of a table which a write touches."""
    return f"touched_{table.name}"


def changes_relation(table: schema.Table) -> str:
    """Temp table with the units of a staged table and their status: new, changed, unchanged, older, gone."""
    return f"changes_{table.name}"


def compare(
    connection: Connection, staged: StagedTable, *, exported_at: dt.datetime, without: str = ""
) -> TableChanges:
    """What the staged rows would change; leaves the answer per unit in `changes_relation`.

    without: relation of (import_id, channel, order_id) whose versions are about to stop counting.
    """
    table, unit = staged.table, ", ".join(staged.table.unit)
    if not connection.execute(f"SELECT 1 FROM lake.history.{table.name} LIMIT 1").fetchone():
        return _all_new(connection, staged)
    content = f"hash({', '.join(column.name for column in table.columns)})::HUGEINT"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {changes_relation(table)} AS
        WITH handed AS (
            SELECT {unit}, count(*) FILTER (NOT absent) AS row_count,
                sum({content}) FILTER (NOT absent) AS content
            FROM {staged.relation} GROUP BY ALL
        ), kept AS (
            SELECT {unit}, count(*) AS row_count, sum({content}) AS content
            FROM lake.current.{table.name} SEMI JOIN handed USING ({unit}) GROUP BY ALL
        ), newest AS (
            SELECT {unit}, max(exported_at) AS exported_at FROM {counting_versions(table, without)} SEMI
                JOIN handed USING ({unit}) GROUP BY ALL
        )
        SELECT {unit}, handed.row_count, CASE
            WHEN newest.exported_at > ? THEN 'older'
            WHEN kept.row_count IS NULL AND handed.row_count = 0 THEN 'unchanged'
            WHEN kept.row_count IS NULL THEN 'new'
            WHEN handed.row_count = 0 THEN 'gone'
            WHEN handed.row_count = kept.row_count AND handed.content = kept.content THEN 'unchanged'
            ELSE 'changed' END AS status
        FROM handed LEFT JOIN kept USING ({unit}) LEFT JOIN newest USING ({unit})
        """,
        [exported_at],
    )
    return _summary(connection, table)


def _all_new(connection: Connection, staged: StagedTable) -> TableChanges:
    """The changes to a table that holds nothing yet: there is nothing to compare with."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {changes_relation(staged.table)} AS
        SELECT {", ".join(staged.table.unit)}, count(*) FILTER (NOT absent) AS row_count,
            CASE WHEN bool_and(absent) THEN 'unchanged' ELSE 'new' END AS status
        FROM {staged.relation} GROUP BY ALL"""
    )
    return _summary(connection, staged.table)


def _summary(connection: Connection, table: schema.Table) -> TableChanges:
    found = connection.execute(
        f"SELECT status, count(*), sum(row_count) FROM {changes_relation(table)} GROUP BY ALL"
    ).fetchall()
    units = {status: count for status, count, _rows in found}
    return TableChanges(
        table=table.name,
        rows=int(sum(rows or 0 for _status, _count, rows in found)),
        **{status: int(units.get(status, 0)) for status in ("new", "changed", "unchanged", "older", "gone")},
    )


def add_history(
    connection: Connection, staged: StagedTable, *, import_id: int, exported_at: dt.datetime
) -> None:
    """Keep the staged rows as this import's version of their units.

    In the order of the file: exports come by time or by number, so units that are handed in together lie
    together as they are.
    """
    table = staged.table
    given = ", ".join(column.name for column in table.columns)
    columns, unit = ", ".join(history_columns(table)), ", ".join(table.unit)
    connection.execute(
        f"""
        INSERT INTO lake.history.{table.name} ({columns})
        SELECT {given}, ?, file_no, source_row, repeat_no, ?, absent FROM {staged.relation}
        """,
        [import_id, exported_at],
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {touched_relation(table)} AS "
        f"SELECT {unit} FROM {changes_relation(table)}"
    )


def narrow_to_changed(connection: Connection, table: schema.Table) -> None:
    """Leave only the units whose content the import really changed as touched."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {touched_relation(table)} AS SELECT {", ".join(table.unit)}
        FROM {changes_relation(table)} WHERE status IN ('new', 'changed', 'gone')"""
    )


def remove_history(connection: Connection, table: schema.Table, *, import_id: int) -> int:
    """Forget an import's version of its units; returns how many units it touched."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {touched_relation(table)} AS
        SELECT DISTINCT {", ".join(table.unit)} FROM lake.history.{table.name} WHERE import_id = ?
        """,
        [import_id],
    )
    touched = int(_one(connection, f"SELECT count(*) FROM {touched_relation(table)}"))
    if touched:
        connection.execute(f"DELETE FROM lake.history.{table.name} WHERE import_id = ?", [import_id])
    return touched


def take_as_current(connection: Connection, staged: StagedTable, *, import_id: int) -> None:
    """Let the staged rows be the current ones where they are the newest version, as `compare` found.

    The same as `rebuild_current` for an import of which nothing is held, to whose orders no other report has
    added and whose counts are of new moments, without reading history.
    """
    table, unit, changes = staged.table, ", ".join(staged.table.unit), changes_relation(staged.table)
    given = ", ".join(column.name for column in table.columns)
    replaced = f"SELECT {unit} FROM {changes} WHERE status IN ('changed', 'unchanged', 'gone')"
    if connection.execute(f"{replaced} LIMIT 1").fetchone():
        connection.execute(
            f"DELETE FROM lake.current.{table.name} WHERE ({unit}) IN (SELECT ({unit}) FROM ({replaced}))"
        )
    older = f"(FROM {changes} WHERE status = 'older')"
    connection.execute(
        f"""
        INSERT INTO lake.current.{table.name} ({", ".join(current_columns(table))})
        SELECT {given}, ?, file_no, source_row, repeat_no FROM {staged.relation}
        ANTI JOIN {older} USING ({unit}) WHERE NOT absent
        """,
        [import_id],
    )


def rebuild_current(connection: Connection, table: schema.Table, *, own: Own | None = None) -> None:
    """Let the touched units' winning versions be the current rows. own: the import that is being written."""
    unit, touched = ", ".join(table.unit), touched_relation(table)
    columns = ", ".join(current_columns(table))
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE winners AS
        SELECT {unit}, max_by(import_id, (exported_at, import_id)) AS import_id
        FROM {counting_versions(table)} SEMI JOIN {touched} USING ({unit}) GROUP BY {unit}
        """
    )
    connection.execute(
        f"DELETE FROM lake.current.{table.name} WHERE ({unit}) IN (SELECT ({unit}) FROM {touched})"
    )
    connection.execute(
        f"""
        INSERT INTO lake.current.{table.name} ({columns})
        SELECT {columns} FROM lake.history.{table.name} SEMI JOIN winners USING ({unit}, import_id)
        WHERE NOT absent ORDER BY {unit}
        """
    )
    connection.execute("DROP TABLE winners")
    if table is schema.ORDERS:
        complete_current(connection, touched, own=own)
    elif table is schema.STOCK:
        partial_lists.add_up(connection, touched)


def check_keys(connection: Connection, staged: StagedTable) -> None:
    """A batch with two rows of one key is a bug of the reader, not the user's: it is never written."""
    key = ", ".join(staged.table.key)
    doubled = _one(
        connection,
        f"SELECT count(*) FROM ("
        f"SELECT 1 FROM {staged.relation} WHERE NOT absent GROUP BY {key} HAVING count(*) > 1)",
    )
    if doubled:
        raise ValueError(f"{staged.table.name}: {doubled} keys appear twice in the batch")


def _one(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return 0 if row is None else int(row[0])
