"""What one report of an order leaves empty, another report of the same system has said: sub-orders know no
postage, a list of orders no deposit.

The latest version of an order counts for what it says; what it leaves empty is taken from the latest version
of each other report that counts. A later version of the same report that leaves it empty takes it back.
"""

from __future__ import annotations

import duckdb

from core import schema
from core.facts.connection import quoted
from core.facts.records import ImportBatch, StagedTable
from core.facts.tables import counting_versions

Connection = duckdb.DuckDBPyConnection
Own = tuple[int, str, str]
"""An import that is not recorded yet, its platform and its report."""

_ALL_OF_ONE = {
    "channel", "order_id", "order_type", "exclusion_rule", "state", "platform_state", "cancelled_at",
    "cancelled_on", "currency", "state_at",
}  # fmt: skip
"""Columns that are never taken from another report: together they say which order it is and where it
stands."""
ADDED = tuple(column.name for column in schema.ORDERS.columns if column.name not in _ALL_OF_ONE)
"""Columns of an order that another report may add."""
_UNIT = ", ".join(schema.ORDERS.unit)


def completed(
    connection: Connection, staged: StagedTable, batch: ImportBatch, *, without: str = ""
) -> StagedTable:
    """Staged orders with what other reports have said of them; the same table where none has.

    without: relation of (import_id, channel, order_id) whose versions are about to stop counting.
    """
    if not is_told_elsewhere(connection, staged, batch):
        return staged
    others = _said(staged.relation, _RECORDED, without, besides=batch.report)
    given = ", ".join(f"coalesce(s.{name}, o.{name}) AS {name}" for name in ADDED)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE completed_orders AS
        SELECT s.* REPLACE ({given}) FROM {staged.relation} s LEFT JOIN ({others}) o USING ({_UNIT})"""
    )
    return StagedTable(staged.table, "completed_orders")


def is_told_elsewhere(connection: Connection, staged: StagedTable, batch: ImportBatch) -> bool:
    """Whether these are orders, and another report of the platform has brought orders too."""
    if staged.table is not schema.ORDERS:
        return False
    query = f"SELECT 1 FROM ({_RECORDED}) WHERE platform = ? AND report <> ? LIMIT 1"
    return connection.execute(query, [batch.platform, batch.report]).fetchone() is not None


def complete_current(connection: Connection, units: str, *, own: Own | None) -> None:
    """Add to the current orders of these units what other reports than their own have said.

    units: relation with channel and order_id. own: the import that is being written.
    """
    reports = _RECORDED
    if own is not None:
        reports += f" UNION ALL SELECT {int(own[0])}, {quoted(own[1])}, {quoted(own[2])}"
    several = f"SELECT 1 FROM ({reports}) GROUP BY platform HAVING count(DISTINCT report) > 1 LIMIT 1"
    if not connection.execute(several).fetchone():
        return
    lacks = " OR ".join(f"(c.{name} IS NULL AND o.{name} IS NOT NULL)" for name in ADDED)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE added_to_orders AS
        SELECT o.* FROM ({_said(units, reports)}) o JOIN lake.current.orders c USING ({_UNIT})
        WHERE {lacks}"""
    )
    if connection.execute("SELECT 1 FROM added_to_orders LIMIT 1").fetchone():
        same = " AND ".join(f"orders.{name} = o.{name}" for name in schema.ORDERS.unit)
        given = ", ".join(f"{name} = coalesce(orders.{name}, o.{name})" for name in ADDED)
        connection.execute(f"UPDATE lake.current.orders SET {given} FROM added_to_orders o WHERE {same}")
    connection.execute("DROP TABLE added_to_orders")


_RECORDED = """SELECT import_id, platform, report FROM lake.meta.imports
    WHERE state = 'active' AND contains(tables, '"orders"')"""


def _said(units: str, reports: str, without: str = "", *, besides: str = "") -> str:
    """SELECT of what the latest versions of all reports say of some orders; of several the newest counts."""
    other = f"AND report <> {quoted(besides)}" if besides else ""
    added = ", ".join(f"arg_max({name}, (exported_at, import_id)) AS {name}" for name in ADDED)
    return f"""SELECT {_UNIT}, {added} FROM (
            FROM {counting_versions(schema.ORDERS, without)} SEMI JOIN {units} USING ({_UNIT})
            JOIN (SELECT import_id, report FROM ({reports})) USING (import_id)
            QUALIFY row_number() OVER (
                PARTITION BY {_UNIT}, report ORDER BY exported_at DESC, import_id DESC) = 1
        ) WHERE NOT absent {other} GROUP BY {_UNIT}"""
