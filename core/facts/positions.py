"""Where stock stands: the last count of each SKU and location, and everything that moved since.

One statement for the mart and for what is asked as of an earlier day. A count that is the full list of its
location says zero for every SKU it does not name. Units leave when they ship; where no file says when, when
they are paid. Reserved units are the stock file's, else those of orders paid before the count, not shipped.
"""

from __future__ import annotations

from core.facts.demand_lines import DEMAND_LINES

POSITIONS = f"""
{DEMAND_LINES},
all_stock AS (
    SELECT *, coalesce(snapshot_on, snapshot_at::DATE) AS counted_on FROM lake.current.stock
    WHERE coalesce(snapshot_on, snapshot_at::DATE) <= $2::DATE
),
counts AS (
    SELECT location, snapshot_at, min(counted_on) AS counted_on, count(reserved) > 0 AS states_reserved
    FROM all_stock GROUP BY ALL
),
full_lists AS (SELECT location, max(snapshot_at) AS snapshot_at FROM all_stock WHERE full_list GROUP BY ALL),
stocked AS (
    SELECT sku, location, max(snapshot_at) AS named_at FROM all_stock GROUP BY ALL
    UNION ALL
    SELECT DISTINCT p.sku, p.location, f.snapshot_at FROM parts p JOIN full_lists f USING (location)
    ANTI JOIN all_stock s ON s.sku = p.sku AND s.location = p.location
),
last AS (
    SELECT sku, location, greatest(named_at, coalesce(f.snapshot_at, named_at)) AS snapshot_at
    FROM stocked LEFT JOIN full_lists f USING (location)
),
counted AS (
    SELECT l.sku, l.location, l.snapshot_at, any_value(c.counted_on) AS counted_on,
        any_value(c.states_reserved) AS states_reserved, coalesce(sum(s.on_hand), 0) AS on_hand,
        coalesce(sum(s.reserved), 0) AS reserved, sum(s.inbound_purchase) AS inbound,
        min(s.import_id) AS import_id, min(s.file_no) AS file_no, min(s.source_row) AS source_row
    FROM last l JOIN counts c USING (location, snapshot_at)
    LEFT JOIN all_stock s ON s.sku = l.sku AND s.location = l.location AND s.snapshot_at = l.snapshot_at
        AND coalesce(s.condition, '') IN ('', 'sellable')
    GROUP BY ALL
),
received AS (
    SELECT c.sku, c.location, sum(r.quantity) AS units
    FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
    JOIN counted c ON c.sku = p.sku AND c.location = p.location
        AND r.received_on > c.counted_on AND r.received_on <= $2::DATE
    GROUP BY ALL
),
returned AS (
    SELECT c.sku, c.location, sum(r.restocked_quantity) AS units
    FROM lake.mart.refund_lines r JOIN counted c ON c.sku = r.sku AND c.location = r.location
        AND coalesce(r.received_on, r.refunded_on) > c.counted_on
        AND coalesce(r.received_on, r.refunded_on) <= $2::DATE
    GROUP BY ALL
),
sold AS (
    SELECT c.sku, c.location, sum(p.units) FILTER (p.left_on > c.counted_on) AS shipped,
        sum(p.units) FILTER (p.left_on > c.counted_on AND coalesce(p.paid_on, p.day) <= c.counted_on)
            AS released,
        sum(p.units) FILTER (p.shipped_on IS NULL AND p.state = 'paid' AND p.left_on <= c.counted_on)
            AS waiting
    FROM parts p JOIN counted c ON c.sku = p.sku AND c.location = p.location
    WHERE p.left_on <= $2::DATE
    GROUP BY ALL
),
moved AS (
    SELECT c.*, coalesce(received.units, 0) AS received_since, coalesce(returned.units, 0) AS returned_since,
        coalesce(sold.shipped, 0) AS shipped_since, coalesce(sold.released, 0) AS released,
        coalesce(sold.waiting, 0) AS waiting
    FROM counted c LEFT JOIN received USING (sku, location) LEFT JOIN returned USING (sku, location)
    LEFT JOIN sold USING (sku, location)
),
positions AS (
    SELECT m.* REPLACE (
            CASE WHEN states_reserved THEN greatest(reserved - released, 0) ELSE waiting END AS reserved,
            CASE WHEN inbound IS NOT NULL THEN greatest(inbound - received_since, 0) END AS inbound),
        on_hand + received_since + returned_since - shipped_since AS physical,
        CASE WHEN states_reserved THEN 'stock_file' ELSE 'orders' END AS reserved_source,
        coalesce(l.sellable, true) AS sellable
    FROM moved m LEFT JOIN lake.current.locations l USING (location)
)
"""
"""Common table expressions that end in positions (sku, location, snapshot_at, counted_on, on_hand,
received_since, returned_since, shipped_since, physical, reserved, reserved_source, inbound, sellable,
import_id, file_no, source_row).

$1: the day as of which products and channel locations hold. $2: the last day whose counts and moves count.
"""
