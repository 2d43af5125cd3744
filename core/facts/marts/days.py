"""Day totals: sales by SKU, day,
    channel and location on each date basis; orders and buyers by channel and day.

Bases: placed (order day), paid (payment day), refunded (refund day),
    cohort (payment day of the refunded order).
"""

from __future__ import annotations

import duckdb

_SOLD = """
SELECT {day} AS day, '{basis}' AS basis, channel, location, coalesce(sku, '') AS sku, is_repeat,
    sum(quantity) AS units,
    sum(gross_amount) AS gross_amount, sum(paid_amount) AS paid_amount, sum(net_sales) AS net_sales,
        sum(coalesce(cost_amount, 0)) AS cost_amount,
    sum(net_sales_with_cost) AS net_sales_with_cost
FROM lake.mart.sales_lines SEMI JOIN touched_days t ON t.channel = sales_lines.channel
    AND t.day = sales_lines.{day}
WHERE {counted} GROUP BY ALL
"""
_REFUNDED = """
SELECT {day} AS day, '{basis}' AS basis, channel, location, coalesce(sku, '') AS sku, is_repeat,
    sum(quantity) AS refunded_units,
    sum(restocked_quantity) AS restocked_units, sum(refund_amount) AS refund_amount,
        sum(net_refund) AS net_refund,
    sum(coalesce(cost_reversed, 0)) AS cost_reversed, sum(net_refund_with_cost) AS net_refund_with_cost
FROM lake.mart.refund_lines SEMI JOIN touched_days t ON t.channel = refund_lines.channel
    AND t.day = refund_lines.{day}
WHERE is_sale AND {day} IS NOT NULL GROUP BY ALL
"""
_MEASURES = (
    "units",
    "gross_amount",
    "paid_amount",
    "net_sales",
    "cost_amount",
    "net_sales_with_cost",
    "refunded_units",
    "restocked_units",
    "refund_amount",
    "net_refund",
    "cost_reversed",
    "net_refund_with_cost",
)
_ORDERED = """
SELECT {day} AS day, channel, '{basis}' AS basis, count(*) AS orders, count(DISTINCT person_id) AS buyers,
    sum(units) AS units,
    sum(gross_amount) AS gross_amount, sum(paid_amount) AS paid_amount, sum(net_sales) AS net_sales
FROM lake.mart.order_facts SEMI JOIN touched_days t ON t.channel = order_facts.channel
    AND t.day = order_facts.{day}
WHERE {counted} GROUP BY ALL
"""


def rebuild_sales_days(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the totals of the touched days of the touched channels; one basis at a time, to fit memory."""
    connection.execute(
        "DELETE FROM lake.mart.sales_days WHERE (channel, day) IN (SELECT (channel, day) FROM touched_days)"
    )
    filled = ", ".join(f"coalesce({measure}, 0) AS {measure}" for measure in _MEASURES)
    nothing = ", ".join(f"NULL::DECIMAL(18,4) AS {measure}" for measure in _MEASURES)
    for part in (
        _SOLD.format(day="placed_on", basis="placed", counted="is_placed"),
        _SOLD.format(day="paid_on", basis="paid", counted="is_sale"),
        _REFUNDED.format(day="refunded_on", basis="refunded"),
        _REFUNDED.format(day="order_paid_on", basis="cohort"),
    ):
        measured = f"SELECT {nothing} WHERE false UNION ALL BY NAME {part}"
        connection.execute(
            f"""INSERT INTO lake.mart.sales_days BY NAME
            SELECT day, basis, channel, location, sku, is_repeat, {filled} FROM ({measured}) ORDER BY day"""
        )


def rebuild_channel_days(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the channel totals of the touched days."""
    connection.execute(
        "DELETE FROM lake.mart.channel_days WHERE (channel, day) IN (SELECT (channel, day) FROM touched_days)"
    )
    for day, basis, counted in (("placed_on", "placed", "is_placed"), ("paid_on", "paid", "is_sale")):
        connection.execute(
            "INSERT INTO lake.mart.channel_days BY NAME "
            + _ORDERED.format(day=day, basis=basis, counted=counted)
        )
