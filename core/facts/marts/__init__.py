"""Marts: what pages read, made from the current tables and only where an import touched them.

An import names tables and units; `scope` turns them into touched orders and returns; each mart then
replaces exactly those rows, and the day totals and customers that the old and the new rows belong to.
The SQL is fixed; it reads `lake.current.*` and nothing else, so a full rebuild gives the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb

from core import schema
from core.facts.marts import days, members, money, refunds, sales, scope, stock
from core.facts.marts.parameters import PARAMETER_TABLES, note_parameters, set_parameter

__all__ = ["READ", "TRACED", "rebuild_all", "rebuild_touched", "set_parameter"]

Step = Callable[[str], None]

READ = frozenset(
    {
        "bundle_components", "channel_locations", "channels", "exchange_rates", "identities", "listings",
        "locations", "order_lines", "orders", "products", "purchase_order_lines", "receipts", "returns",
        "standard_costs", "stock", "stock_movements", "stocktakes", "transfers",
    }
)  # fmt: skip
"""Tables that a mart is made of; a write to any other changes no mart."""
TRACED = frozenset({"orders", "order_lines", "returns", "stock", "stocktakes"})
"""Tables whose rows marts trace to file and line: a newer file of the same content moves the trace. Of all
others only what changed touches a mart."""


def rebuild_touched(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[schema.Table], *, step: Step
) -> None:
    """Recompute the marts where the touched units of these tables are read."""
    read = [table for table in tables if table.name in READ]
    touched = {table.name for table in read if scope.is_touched(connection, table)}
    if not touched:
        return
    if (touched & PARAMETER_TABLES and note_parameters(connection)) or scope.needs_everything(touched):
        scope.all_orders_and_returns(connection)
    else:
        scope.touched_orders_and_returns(connection, touched)
    _rebuild(connection, step=step)


def rebuild_all(connection: duckdb.DuckDBPyConnection, *, step: Step) -> None:
    """Recompute every mart from the current tables."""
    note_parameters(connection)
    scope.all_orders_and_returns(connection)
    _rebuild(connection, step=step)


def _rebuild(connection: duckdb.DuckDBPyConnection, *, step: Step) -> None:
    if scope.is_any_sale_touched(connection):
        _rebuild_sales(connection, step=step)
    elif stock.is_counted(connection):
        money.note_costs_and_rates(connection)
    step("mart stock_position")
    stock.rebuild_position(connection)


def _rebuild_sales(connection: duckdb.DuckDBPyConnection, *, step: Step) -> None:
    scope.note_touched_days_and_customers(connection)
    for name, rebuild in (
        ("sales_lines", sales.rebuild_lines),
        ("refund_lines", refunds.rebuild_lines),
        ("order_facts", sales.rebuild_orders),
    ):
        step(f"mart {name}")
        rebuild(connection)
    scope.note_touched_days_and_customers(connection, again=True)
    for name, rebuild in (
        ("sales_days", days.rebuild_sales_days),
        ("channel_days", days.rebuild_channel_days),
        ("customers", members.rebuild_customers),
    ):
        step(f"mart {name}")
        rebuild(connection)
