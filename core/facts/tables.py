"""Every table of the lake by schema and name, and unbound expressions to read any of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from core import schema
from core.facts.columns import MARTS, PROVENANCE, RECORDS
from core.facts.connection import LAKE
from core.facts.result_columns import RESULTS

if TYPE_CHECKING:
    import ibis.expr.types as ir


def current_columns(table: schema.Table) -> dict[str, str]:
    """Columns and types of a current table."""
    return {column.name: column.kind.sql for column in table.columns} | PROVENANCE


def history_columns(table: schema.Table) -> dict[str, str]:
    """Columns and types of a history table; absent marks a unit that a file covered without rows."""
    return current_columns(table) | {"exported_at": "TIMESTAMP", "absent": "BOOLEAN"}


def all_tables() -> dict[tuple[str, str], dict[str, str]]:
    """Every table of the lake: (schema name, table name) -> columns and types."""
    handed_in = {("history", t.name): history_columns(t) for t in schema.TABLES.values()}
    current = {("current", t.name): current_columns(t) for t in schema.TABLES.values()}
    derived = {
        (name, table): columns
        for name, group in (("mart", MARTS), ("result", RESULTS), ("meta", RECORDS))
        for table, columns in group.items()
    }
    return handed_in | current | derived


OF_ORDERS = ("orders", "order_lines", "returns")
"""Tables whose rows belong to an order and are held with it; see `core.facts.sources`."""


def counting_versions(table: schema.Table, without: str = "") -> str:
    """The versions in a table's history that may count: all but those of held orders.

    without: relation of (import_id, channel, order_id) to leave out as well.
    """
    history = f"lake.history.{table.name}"
    if table.name not in OF_ORDERS:
        return history
    version = "import_id, channel, order_id"
    held = f"SELECT {version} FROM lake.meta.held WHERE state <> 'released'"
    held += f" UNION ALL SELECT {version} FROM {without}" if without else ""
    return f"(SELECT * FROM {history} ANTI JOIN ({held}) USING ({version}))"


@lru_cache(maxsize=128)
def table(schema_name: str, name: str) -> ir.Table:
    """An unbound expression of a lake table, e.g. table("mart", "sales_lines")."""
    import ibis  # what only writes has no use for it

    columns = all_tables()[schema_name, name]
    fields = {column: ibis.dtype(_IBIS_TYPES.get(kind, kind.lower())) for column, kind in columns.items()}
    return ibis.table(ibis.schema(fields), name=name, catalog=LAKE, database=schema_name)


_IBIS_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "int64",
    "INTEGER": "int32",
    "BOOLEAN": "boolean",
    "DOUBLE": "float64",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "DOUBLE[]": "array<float64>",
    "FLOAT[]": "array<float32>",
    "BOOLEAN[]": "array<boolean>",
    "INTEGER[]": "array<int32>",
}
