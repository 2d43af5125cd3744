"""Which orders, returns, days and customers a write touches, as temp tables that the marts read.

touched_sales (channel, order_id), touched_refunds (channel, return_id), touched_days (channel, day),
touched_customers (channel, customer_id).
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from core import schema
from core.facts.units import touched_relation

Connection = duckdb.DuckDBPyConnection

ORDERS_AT_ONCE = 300_000
"""Orders whose lines, products and money fit into the memory of one connection together."""
_EVERYWHERE = {"exchange_rates", "identities", "listings", "receipts", "purchase_order_lines"}
"""Tables whose rows may change any amount or person: a change recomputes all."""


def is_touched(connection: Connection, table: schema.Table) -> bool:
    """Whether the write changes any unit of the table."""
    return connection.execute(f"SELECT 1 FROM {touched_relation(table)} LIMIT 1").fetchone() is not None


def needs_everything(touched: set[str]) -> bool:
    return bool(touched & _EVERYWHERE)


def is_any_sale_touched(connection: Connection) -> bool:
    """Whether any order or return has to be computed anew."""
    found = connection.execute(
        "SELECT 1 FROM (FROM touched_sales SELECT 1 UNION ALL FROM touched_refunds SELECT 1) LIMIT 1"
    )
    return found.fetchone() is not None


def all_orders_and_returns(connection: Connection) -> None:
    """Everything that is in the current tables or still in the marts."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE touched_sales AS
        SELECT DISTINCT channel, order_id FROM lake.current.orders
        UNION SELECT channel, order_id FROM lake.current.order_lines
        UNION SELECT channel, order_id FROM lake.mart.order_facts
        """
    )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE touched_refunds AS
        SELECT DISTINCT channel, return_id FROM lake.current.returns
        UNION SELECT channel, return_id FROM lake.mart.refund_lines
        """
    )


def touched_orders_and_returns(connection: Connection, touched: set[str]) -> None:
    """The orders and returns that the touched units of these tables are part of."""
    orders = [_units(name) for name in ("orders", "order_lines") if name in touched]
    refunds = (
        [f"SELECT channel, return_id FROM {touched_relation_of('returns')}"] if "returns" in touched else []
    )
    if "channels" in touched:
        channels = touched_relation_of("channels")
        orders.append(
            f"SELECT channel, order_id FROM lake.current.orders SEMI JOIN {channels} USING (channel)"
        )
        refunds.append(
            f"SELECT channel, return_id FROM lake.current.returns SEMI JOIN {channels} USING (channel)"
        )
    for name in ("products", "standard_costs"):
        if name in touched:
            # A product that came with its orders for the first time is in touched orders anyway.
            skus = f"(SELECT DISTINCT sku FROM {touched_relation_of(name)})"
            orders.append(f"SELECT channel, order_id FROM lake.mart.sales_lines WHERE sku IN {skus}")
            refunds.append(f"SELECT channel, return_id FROM lake.mart.refund_lines WHERE sku IN {skus}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE touched_sales AS {_union(orders, 'order_id')}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE touched_refunds AS {_union(refunds, 'return_id')}")
    if orders or refunds:
        _complete(connection)


def _complete(connection: Connection) -> None:
    """A refund changes what its order still is worth, and the order's other refunds share its money."""
    connection.execute(
        """
        INSERT INTO touched_sales
        SELECT DISTINCT channel, order_id FROM (
            SELECT channel, order_id FROM lake.current.returns
            SEMI JOIN touched_refunds USING (channel, return_id)
            UNION
            SELECT channel, order_id FROM lake.mart.refund_lines
            SEMI JOIN touched_refunds USING (channel, return_id)
        ) ANTI JOIN touched_sales USING (channel, order_id) WHERE order_id IS NOT NULL
        """
    )
    connection.execute(
        """
        INSERT INTO touched_refunds
        SELECT DISTINCT r.channel, r.return_id FROM lake.current.returns r
        SEMI JOIN touched_sales s ON r.channel = s.channel AND r.order_id = s.order_id
        ANTI JOIN touched_refunds t ON r.channel = t.channel AND r.return_id = t.return_id
        """
    )


def slices(connection: Connection, *, orders_at_once: int = ORDERS_AT_ONCE) -> Iterator[None]:
    """Let touched_sales name a part of the touched orders at a time, all of them again after the last part.

    Each part is joined and sorted in the memory that a connection may use, however large the import is.
    """
    row = connection.execute("SELECT count(*) FROM touched_sales").fetchone()
    count = -(-int(row[0] if row else 0) // orders_at_once)
    if count <= 1:
        yield
        return
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE sliced_sales AS SELECT channel, order_id,
            ntile({count}) OVER (ORDER BY channel, order_id) AS slice FROM touched_sales"""
    )
    for part in (f"WHERE slice = {number + 1}" for number in range(count)):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE touched_sales AS SELECT channel, order_id FROM sliced_sales {part}"
        )
        yield
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_sales AS SELECT channel, order_id FROM sliced_sales"
    )
    connection.execute("DROP TABLE sliced_sales")


def touched_relation_of(name: str) -> str:
    return touched_relation(schema.TABLES[name])


def _units(name: str) -> str:
    return f"SELECT channel, order_id FROM {touched_relation_of(name)}"


def _union(parts: list[str], column: str) -> str:
    return (
        " UNION ".join(parts)
        if parts
        else f"SELECT NULL::VARCHAR AS channel, NULL::VARCHAR AS {column} WHERE false"
    )


def note_touched_days_and_customers(connection: Connection, *, again: bool = False) -> None:
    """Days and customers of the touched rows as the marts hold them now; again: add those of the new rows."""
    verb = "INSERT INTO {name}" if again else "CREATE OR REPLACE TEMP TABLE {name} AS"
    connection.execute(
        verb.format(name="touched_days")
        + """
        SELECT DISTINCT channel, unnest([placed_on, paid_on]) AS day FROM lake.mart.order_facts SEMI
            JOIN touched_sales USING (channel, order_id)
        UNION SELECT DISTINCT channel, unnest([refunded_on, order_paid_on])
            FROM lake.mart.refund_lines SEMI JOIN touched_refunds USING (channel, return_id)
        """
    )
    connection.execute(
        verb.format(name="touched_customers")
        + """
        SELECT DISTINCT channel, customer_id FROM lake.mart.order_facts
        SEMI JOIN touched_sales USING (channel, order_id)
        UNION SELECT DISTINCT channel, customer_id FROM lake.mart.refund_lines
        SEMI JOIN touched_refunds USING (channel, return_id)
        """
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE touched_days AS
        SELECT DISTINCT channel, day FROM touched_days WHERE day IS NOT NULL"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE touched_customers AS
        SELECT DISTINCT channel, customer_id FROM touched_customers WHERE customer_id IS NOT NULL"""
    )
