"""The lake's own tables: marts, results and records, and the unbound expressions to read any of them.

What people hand in is declared in `core.schema`; here stands what Abacus derives from it.
"""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from core import schema
from core.facts.connection import LAKE

PROVENANCE = {"import_id": "BIGINT", "file_no": "INTEGER", "source_row": "BIGINT", "repeat_no": "INTEGER"}
"""Where a row came from; repeat_no counts identical rows of one file from 0."""

_FROM_FILE = {"import_id": "BIGINT", "file_no": "INTEGER", "source_row": "BIGINT"}
_AMOUNT = "DECIMAL(18,4)"
_UNITS = "DECIMAL(18,3)"

MARTS: dict[str, dict[str, str]] = {
    "sales_lines": {
        "channel": "VARCHAR",
        "order_id": "VARCHAR",
        "line_id": "VARCHAR",
        "sku": "VARCHAR",
        "product_name": "VARCHAR",
        "category": "VARCHAR",
        "brand": "VARCHAR",
        "kind": "VARCHAR",
        "placed_on": "DATE",
        "paid_on": "DATE",
        "shipped_on": "DATE",
        "customer_id": "VARCHAR",
        "person_id": "VARCHAR",
        "country": "VARCHAR",
        "region": "VARCHAR",
        "location": "VARCHAR",
        "order_type": "VARCHAR",
        "state": "VARCHAR",
        "is_placed": "BOOLEAN",
        "is_sale": "BOOLEAN",
        "is_demand": "BOOLEAN",
        "is_repeat": "BOOLEAN",
        "quantity": _UNITS,
        "unit_price": _AMOUNT,
        "gross_amount": _AMOUNT,
        "paid_amount": _AMOUNT,
        "platform_discount": _AMOUNT,
        "net_sales": _AMOUNT,
        "cost_amount": _AMOUNT,
        "net_sales_with_cost": _AMOUNT,
        "currency": "VARCHAR",
        "rate": "DECIMAL(18,8)",
        **_FROM_FILE,
    },
    "refund_lines": {
        "channel": "VARCHAR",
        "return_id": "VARCHAR",
        "line_id": "VARCHAR",
        "order_id": "VARCHAR",
        "order_line_id": "VARCHAR",
        "sku": "VARCHAR",
        "product_name": "VARCHAR",
        "category": "VARCHAR",
        "kind": "VARCHAR",
        "return_kind": "VARCHAR",
        "requested_on": "DATE",
        "refunded_on": "DATE",
        "order_paid_on": "DATE",
        "customer_id": "VARCHAR",
        "person_id": "VARCHAR",
        "country": "VARCHAR",
        "location": "VARCHAR",
        "quantity": _UNITS,
        "restocked_quantity": _UNITS,
        "refund_amount": _AMOUNT,
        "net_refund": _AMOUNT,
        "cost_reversed": _AMOUNT,
        "net_refund_with_cost": _AMOUNT,
        "is_sale": "BOOLEAN",
        "is_repeat": "BOOLEAN",
        "reason": "VARCHAR",
        "rate": "DECIMAL(18,8)",
        **_FROM_FILE,
    },
    "sales_days": {
        "day": "DATE",
        "basis": "VARCHAR",
        "channel": "VARCHAR",
        "location": "VARCHAR",
        "sku": "VARCHAR",
        "is_repeat": "BOOLEAN",
        "units": _UNITS,
        "gross_amount": _AMOUNT,
        "paid_amount": _AMOUNT,
        "net_sales": _AMOUNT,
        "cost_amount": _AMOUNT,
        "net_sales_with_cost": _AMOUNT,
        "refunded_units": _UNITS,
        "restocked_units": _UNITS,
        "refund_amount": _AMOUNT,
        "net_refund": _AMOUNT,
        "cost_reversed": _AMOUNT,
        "net_refund_with_cost": _AMOUNT,
    },
    "order_facts": {
        "channel": "VARCHAR",
        "order_id": "VARCHAR",
        "placed_on": "DATE",
        "paid_on": "DATE",
        "order_type": "VARCHAR",
        "state": "VARCHAR",
        "is_placed": "BOOLEAN",
        "is_sale": "BOOLEAN",
        "customer_id": "VARCHAR",
        "person_id": "VARCHAR",
        "country": "VARCHAR",
        "region": "VARCHAR",
        "lines": "BIGINT",
        "units": _UNITS,
        "gross_amount": _AMOUNT,
        "paid_amount": _AMOUNT,
        "net_sales": _AMOUNT,
        "refund_amount": _AMOUNT,
        "net_refund": _AMOUNT,
        "discount_code": "VARCHAR",
        **_FROM_FILE,
    },
    "channel_days": {
        "day": "DATE",
        "channel": "VARCHAR",
        "basis": "VARCHAR",
        "orders": "BIGINT",
        "buyers": "BIGINT",
        "units": _UNITS,
        "gross_amount": _AMOUNT,
        "paid_amount": _AMOUNT,
        "net_sales": _AMOUNT,
    },
    "customers": {
        "channel": "VARCHAR",
        "customer_id": "VARCHAR",
        "person_id": "VARCHAR",
        "country": "VARCHAR",
        "first_order_on": "DATE",
        "last_order_on": "DATE",
        "orders": "BIGINT",
        "order_days": "BIGINT",
        "units": _UNITS,
        "paid_amount": _AMOUNT,
        "net_sales": _AMOUNT,
    },
    "stock_position": {
        "sku": "VARCHAR",
        "location": "VARCHAR",
        "snapshot_at": "TIMESTAMP",
        "snapshot_on": "DATE",
        "on_hand": _UNITS,
        "received_since": _UNITS,
        "returned_since": _UNITS,
        "shipped_since": _UNITS,
        "physical": _UNITS,
        "reserved": _UNITS,
        "inbound": _UNITS,
        "sellable": "BOOLEAN",
        "unit_cost": _AMOUNT,
        **_FROM_FILE,
    },
}
"""Tables that pages read; made from the current tables, only where an import touched them."""

RESULTS: dict[str, dict[str, str]] = {
    "runs": {
        "run_id": "BIGINT",
        "kind": "VARCHAR",
        "computed_at": "TIMESTAMP",
        "snapshot_id": "BIGINT",
        "ledger_revision": "BIGINT",
        "engine_version": "VARCHAR",
        "parameters": "VARCHAR",
    },
    "forecasts": {
        "run_id": "BIGINT",
        "sku": "VARCHAR",
        "location": "VARCHAR",
        "first_week": "DATE",
        "history": "DOUBLE[]",
        "stock_out_weeks": "BOOLEAN[]",
        "mean": "DOUBLE[]",
        "residual_paths": "FLOAT[]",
        "origins": "INTEGER",
        "method": "VARCHAR",
        "fallback": "VARCHAR",
        "demand_class": "VARCHAR",
        "error": "DOUBLE",
        "errors": "VARCHAR",
        "bias": "DOUBLE",
        "value": "DOUBLE",
        "known_weeks": "INTEGER",
        "recent_known_weeks": "INTEGER",
        "recent_units": "DOUBLE",
        "yearly_units": "DOUBLE",
        "pool_scale": "DOUBLE",
    },
    "forecast_pool": {
        "run_id": "BIGINT",
        "demand_class": "VARCHAR",
        "n_paths": "INTEGER",
        "paths": "FLOAT[]",
    },
    "segments": {
        "run_id": "BIGINT",
        "person_id": "VARCHAR",
        "channel": "VARCHAR",
        "customer_id": "VARCHAR",
        "days_since_last_order": "BIGINT",
        "orders": "BIGINT",
        "monetary": _AMOUNT,
        "recency_score": "INTEGER",
        "frequency_score": "INTEGER",
        "monetary_score": "INTEGER",
        "segment": "VARCHAR",
    },
    "suggestions": {
        "run_id": "BIGINT",
        "suggestion_id": "VARCHAR",
        "version": "VARCHAR",
        "sku": "VARCHAR",
        "location": "VARCHAR",
        "supplier_id": "VARCHAR",
        "units": _UNITS,
        "amount": _AMOUNT,
        "currency": "VARCHAR",
        "stock_out_on": "DATE",
        "inputs": "VARCHAR",
    },
}
"""Tables that a refresh publishes, each row stamped with its run."""

RECORDS: dict[str, dict[str, str]] = {
    "imports": {
        "import_id": "BIGINT",
        "snapshot": "BIGINT",
        "state": "VARCHAR",
        "report": "VARCHAR",
        "platform": "VARCHAR",
        "channel": "VARCHAR",
        "exported_at": "TIMESTAMP",
        "imported_at": "TIMESTAMP",
        "who": "VARCHAR",
        "undone_at": "TIMESTAMP",
        "undone_by": "VARCHAR",
        "rows_read": "BIGINT",
        "loaded": "BIGINT",
        "unchanged": "BIGINT",
        "rejected": "BIGINT",
        "skipped": "BIGINT",
        "totals": "VARCHAR",
        "warnings": "VARCHAR",
        "files": "VARCHAR",
        "tables": "VARCHAR",
    },
    "rejects": {
        "import_id": "BIGINT",
        "file_no": "INTEGER",
        "source_row": "BIGINT",
        "column_name": "VARCHAR",
        "value": "VARCHAR",
        "code": "VARCHAR",
        "reason": "VARCHAR",
        "reason_values": "VARCHAR",
        "remedy": "VARCHAR",
        "raw": "VARCHAR",
    },
    "parameters": {"name": "VARCHAR", "value": "VARCHAR"},
}
"""Tables that say what happened: imports, rejected rows, and parameters such as `as_of`."""


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


@lru_cache(maxsize=128)
def table(schema_name: str, name: str) -> ir.Table:
    """An unbound expression of a lake table, e.g. table("mart", "sales_lines")."""
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
}
