"""Which receipt a shipped unit came from, first in, first out, as far as receipts and counts tell.

Goods of a SKU at a location are taken to leave in the order in which they came; units put back to stock
queue up again and count to the newest receipt before them. Each stock count sets the queue right: what
lies there then is what came last. A day's units are counted to the receipt of the middle one. Before the
first receipt, where no receipts are known and where the queue would name goods that came only later, the
origin stays open.
"""

from __future__ import annotations

ORIGINS = """
came AS (
    SELECT p.sku, p.location, r.received_on AS day, sum(r.quantity) AS units, p.po_id,
        any_value(p.supplier_id) AS supplier_id
    FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
    WHERE r.received_on IS NOT NULL AND r.quantity > 0 GROUP BY ALL
    UNION ALL
    SELECT sku, location, coalesce(received_on, refunded_on) AS day, sum(restocked_quantity), NULL, NULL
    FROM lake.mart.refund_lines
    WHERE restocked_quantity > 0 AND sku IS NOT NULL AND coalesce(received_on, refunded_on) IS NOT NULL
    GROUP BY ALL
),
queue AS (
    SELECT sku, location, day, sum(units) OVER so_far - units AS before,
        last_value(po_id IGNORE NULLS) OVER so_far AS po_id,
        last_value(supplier_id IGNORE NULLS) OVER so_far AS supplier_id,
        max(CASE WHEN po_id IS NOT NULL THEN day END) OVER so_far AS received_on
    FROM came WINDOW so_far AS (
        PARTITION BY sku, location ORDER BY day, po_id NULLS FIRST ROWS UNBOUNDED PRECEDING)
),
came_by AS (
    SELECT sku, location, day, sum(sum(units)) OVER (PARTITION BY sku, location ORDER BY day) AS units
    FROM came GROUP BY sku, location, day
),
left_by AS (
    SELECT sku, location, day, sum(units) AS day_units,
        sum(sum(units)) OVER (PARTITION BY sku, location ORDER BY day) AS units
    FROM items GROUP BY sku, location, day
),
counted AS (
    SELECT sku, location, snapshot_on AS day, sum(on_hand) AS units FROM lake.current.stock
    WHERE coalesce(condition, '') IN ('', 'sellable') AND snapshot_on IS NOT NULL GROUP BY ALL
),
anchors AS (
    SELECT c.sku, c.location, c.day, coalesce(n.units, 0) - c.units - coalesce(g.units, 0) AS ahead
    FROM counted c
    ASOF LEFT JOIN came_by n ON n.sku = c.sku AND n.location = c.location AND c.day >= n.day
    ASOF LEFT JOIN left_by g ON g.sku = c.sku AND g.location = c.location AND c.day >= g.day
),
places AS (
    SELECT g.sku, g.location, g.day, coalesce(a.ahead, 0) + g.units - g.day_units / 2 AS place
    FROM left_by g
    ASOF LEFT JOIN anchors a ON a.sku = g.sku AND a.location = g.location AND g.day > a.day
),
origins AS (
    SELECT p.sku, p.location, p.day, q.po_id, q.supplier_id, q.received_on FROM places p
    ASOF JOIN queue q ON q.sku = p.sku AND q.location = p.location AND p.place > q.before
    WHERE q.received_on <= p.day
)
"""
"""CTEs after `items` (sku, location, day, units): origins, one row per SKU, location and day of shipping."""
