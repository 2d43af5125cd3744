"""Physical stock position: the last snapshot of each SKU and location plus what moved since,
    made anew each time.

A snapshot that is the full list of its location says zero for every SKU it does not name.
"""

from __future__ import annotations

import duckdb

_POSITION = """
INSERT INTO lake.mart.stock_position BY NAME
WITH full_lists AS (SELECT location, max(snapshot_at) AS snapshot_at FROM lake.current.stock
    WHERE full_list GROUP BY ALL),
named AS (
    SELECT sku, location, max(snapshot_at) AS named_at FROM lake.current.stock GROUP BY ALL
),
last AS (
    SELECT n.sku, n.location, greatest(n.named_at, coalesce(f.snapshot_at, n.named_at)) AS snapshot_at
    FROM named n LEFT JOIN full_lists f USING (location)
),
counted AS (
    SELECT l.sku, l.location, l.snapshot_at, coalesce(sum(s.on_hand), 0) AS on_hand,
        coalesce(sum(s.reserved), 0) AS reserved,
        sum(s.inbound_purchase) AS inbound, any_value(s.snapshot_on) AS snapshot_on,
            min(s.import_id) AS import_id, min(s.file_no) AS file_no,
        min(s.source_row) AS source_row
    FROM last l LEFT JOIN lake.current.stock s ON s.sku = l.sku AND s.location = l.location
        AND s.snapshot_at = l.snapshot_at
        AND coalesce(s.condition, 'sellable') IN ('', 'sellable') GROUP BY ALL
),
received AS (
    SELECT p.sku, p.location, c.snapshot_at, sum(r.quantity - coalesce(r.quantity_rejected, 0)) AS units
    FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
    JOIN counted c ON c.sku = p.sku AND c.location = p.location
        AND r.received_on > c.snapshot_at::DATE GROUP BY ALL
),
returned AS (
    SELECT r.sku, r.location, c.snapshot_at, sum(r.restocked_quantity) AS units
    FROM lake.mart.refund_lines r JOIN counted c ON c.sku = r.sku AND c.location = r.location
        AND r.refunded_on > c.snapshot_at::DATE GROUP BY ALL
),
shipped AS (
    SELECT s.sku, s.location, c.snapshot_at, sum(s.quantity) AS units
    FROM lake.mart.sales_lines s JOIN counted c ON c.sku = s.sku AND c.location = s.location
        AND coalesce(s.shipped_on, s.paid_on) > c.snapshot_at::DATE
    WHERE s.is_demand GROUP BY ALL
),
costed AS (
    SELECT sku, max_by(cost_amount / nullif(quantity, 0), paid_on) AS unit_cost
        FROM lake.mart.sales_lines WHERE cost_amount IS NOT NULL AND quantity > 0 GROUP BY ALL
),
latest_rates AS (SELECT currency, max_by(rate, day) AS rate FROM rates GROUP BY ALL),
listed AS (
    SELECT k.sku, max_by(CASE WHEN k.currency IS NULL OR k.currency = display.value THEN k.unit_cost
        ELSE k.unit_cost * x.rate END, k.valid_from) AS unit_cost
    FROM costs k CROSS JOIN (SELECT value FROM lake.meta.parameters
        WHERE name = 'currency') display LEFT JOIN latest_rates x USING (currency) GROUP BY ALL
)
SELECT c.sku, c.location, c.snapshot_at, coalesce(c.snapshot_on, c.snapshot_at::DATE) AS snapshot_on,
    c.on_hand, coalesce(received.units, 0) AS received_since,
    coalesce(returned.units, 0) AS returned_since, coalesce(shipped.units, 0) AS shipped_since,
    c.on_hand + coalesce(received.units, 0) + coalesce(returned.units, 0) - coalesce(shipped.units,
        0) AS physical, c.reserved, c.inbound,
    coalesce(l.sellable, true) AS sellable, coalesce(listed.unit_cost,
        costed.unit_cost)::DECIMAL(18,4) AS unit_cost, c.import_id, c.file_no, c.source_row
FROM counted c
LEFT JOIN received USING (sku, location) LEFT JOIN returned USING (sku, location) LEFT JOIN shipped
    USING (sku, location)
LEFT JOIN costed USING (sku) LEFT JOIN listed USING (sku) LEFT JOIN lake.current.locations l
    USING (location)
ORDER BY c.location, c.sku
"""


def rebuild_position(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the whole position: it is small, and every order may move it.

    Needs the costs and rates that the sales lines left.
    """
    connection.execute("DELETE FROM lake.mart.stock_position")
    if connection.execute("SELECT 1 FROM lake.current.stock LIMIT 1").fetchone():
        connection.execute(_POSITION)
