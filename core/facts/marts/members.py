"""Customers: one row per customer of a channel with first and last order, orders and what they are worth."""

from __future__ import annotations

import duckdb

_CUSTOMERS = """
INSERT INTO lake.mart.customers BY NAME
WITH bought AS (
    SELECT channel, customer_id, max_by(person_id, (placed_on, order_id)) AS person_id,
        max_by(country, (placed_on, order_id)) AS country,
        min(coalesce(paid_on, placed_on)) AS first_order_on,
        max(coalesce(paid_on, placed_on)) AS last_order_on, count(*) AS orders,
        list_unique(list(coalesce(paid_on, placed_on))) AS order_days, sum(units) AS units,
        sum(paid_amount) AS paid_amount, sum(net_sales) AS net_sales
    FROM lake.mart.order_facts SEMI JOIN touched_customers USING (channel, customer_id)
    WHERE is_sale GROUP BY channel, customer_id
),
refunded AS (
    SELECT channel, customer_id, sum(net_refund) AS net_refund
    FROM lake.mart.refund_lines SEMI JOIN touched_customers USING (channel, customer_id)
    WHERE is_sale GROUP BY ALL
)
SELECT b.* REPLACE (b.net_sales - coalesce(r.net_refund, 0) AS net_sales)
FROM bought b LEFT JOIN refunded r USING (channel, customer_id)
"""


def rebuild_customers(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the touched customers' rows."""
    connection.execute(
        """DELETE FROM lake.mart.customers
        WHERE (channel, customer_id) IN (SELECT (channel, customer_id) FROM touched_customers)"""
    )
    connection.execute(_CUSTOMERS)
