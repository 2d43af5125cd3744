"""Physical stock position as of now, with what a unit cost; made anew each time."""

from __future__ import annotations

import duckdb

from core.facts.positions import POSITIONS

_EVER = "9999-12-31"
_TODAY = """
SELECT coalesce(max(day), current_date) FROM (
    SELECT max(coalesce(snapshot_on, snapshot_at::DATE)) AS day FROM lake.current.stock
    UNION ALL SELECT max(counted_on) FROM lake.current.stocktakes
    UNION ALL SELECT max(placed_on) FROM lake.mart.sales_lines
)
"""
_POSITION = f"""
INSERT INTO lake.mart.stock_position BY NAME
WITH {POSITIONS},
sold_at AS (
    SELECT sku, max_by(cost_amount / nullif(quantity, 0), (paid_on, order_id, line_id)) AS unit_cost
    FROM lake.mart.sales_lines WHERE cost_amount IS NOT NULL AND quantity > 0 GROUP BY ALL
),
latest_rates AS (SELECT currency, max_by(rate, day) AS rate FROM rates GROUP BY ALL),
display AS (SELECT value AS shown FROM lake.meta.parameters WHERE name = 'currency'),
received_at AS (SELECT sku, max_by(unit_cost, valid_from) AS unit_cost FROM received_costs GROUP BY ALL),
listed_at AS (
    SELECT k.sku, max_by(CASE WHEN k.currency IS NULL OR k.currency = display.shown THEN k.unit_cost
        ELSE k.unit_cost * x.rate END, k.valid_from) AS unit_cost
    FROM listed_costs k CROSS JOIN display LEFT JOIN latest_rates x USING (currency) GROUP BY ALL
)
SELECT p.sku, p.location, p.snapshot_at, p.counted_on AS snapshot_on, p.on_hand, p.received_since,
    p.returned_since, p.shipped_since, p.physical, p.reserved, p.inbound, p.sellable,
    coalesce(received_at.unit_cost, listed_at.unit_cost, sold_at.unit_cost)::DECIMAL(18,4) AS unit_cost,
    p.import_id, p.file_no, p.source_row
FROM positions p LEFT JOIN received_at USING (sku) LEFT JOIN listed_at USING (sku)
LEFT JOIN sold_at USING (sku)
ORDER BY p.location, p.sku
"""


def is_counted(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there is any stock to stand somewhere."""
    tables = ("stock", "stocktakes")
    return any(connection.execute(f"FROM lake.current.{name} LIMIT 1").fetchone() for name in tables)


def rebuild_position(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the whole position: it is small, and every order may move it.

    Needs the costs and rates that the sales lines left.
    """
    connection.execute("DELETE FROM lake.mart.stock_position")
    if is_counted(connection):
        today = connection.execute(_TODAY).fetchone()
        connection.execute(_POSITION, [today[0] if today else _EVER, _EVER])
