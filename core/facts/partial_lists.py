"""Partial lists of one moment add up: a count of two shelves, or a row that comes back mended, replaces only
the goods that it names.

The stock of a location at a moment is what its latest full list says, and every partial list after it; each
of the goods as it was named last. Without a full list it is what all partial lists say.
"""

from __future__ import annotations

import duckdb

from core import schema
from core.facts.records import StagedTable
from core.facts.tables import current_columns

Connection = duckdb.DuckDBPyConnection
_UNIT, _KEY = ", ".join(schema.STOCK.unit), ", ".join(schema.STOCK.key)


def completed(connection: Connection, staged: StagedTable) -> StagedTable:
    """Staged stock with what is held of the same counts beside it; other tables as they are."""
    if staged.table is not schema.STOCK:
        return staged
    columns = ", ".join(column.name for column in schema.STOCK.columns)
    full = f"(SELECT DISTINCT {_UNIT} FROM {staged.relation} WHERE full_list)"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE completed_stock AS SELECT {columns}, absent FROM {staged.relation}
        UNION ALL SELECT {columns}, false AS absent FROM lake.current.stock
            SEMI JOIN {staged.relation} USING ({_UNIT}) ANTI JOIN {full} USING ({_UNIT})
            ANTI JOIN {staged.relation} s USING ({_KEY})"""
    )
    return StagedTable(staged.table, "completed_stock")


def may_add_up(connection: Connection, staged: StagedTable, changes: str) -> bool:
    """Whether staged stock is of a moment that is known already. changes: relation of each unit's status."""
    if staged.table is not schema.STOCK:
        return False
    return connection.execute(f"SELECT 1 FROM {changes} WHERE status <> 'new' LIMIT 1").fetchone() is not None


def add_up(connection: Connection, units: str) -> None:
    """Add to the current stock of these units what their winning list does not name and earlier ones do.

    units: relation with location and snapshot_at.
    """
    columns = ", ".join(current_columns(schema.STOCK))
    version = "(exported_at, import_id)"
    connection.execute(
        f"""INSERT INTO lake.current.stock ({columns})
        WITH told AS (
            SELECT *, {version} AS version FROM lake.history.stock SEMI JOIN {units} USING ({_UNIT})
            WHERE NOT absent
        ), whole AS (SELECT {_UNIT}, max(version) AS version FROM told WHERE full_list GROUP BY ALL),
        counting AS (
            SELECT told.* FROM told LEFT JOIN whole USING ({_UNIT})
            WHERE whole.version IS NULL OR told.version >= whole.version
            QUALIFY row_number() OVER (PARTITION BY {_KEY} ORDER BY told.version DESC) = 1
        )
        SELECT {columns} FROM counting ANTI JOIN lake.current.stock USING ({_KEY}) ORDER BY {_UNIT}"""
    )
