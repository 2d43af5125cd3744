"""Weeks in which a SKU could not be bought, so that its sales do not say what was wanted.

Known from stock counts: one inside the week shows nothing to sell, or the last one before it and everything
that moved since leave nothing, and nothing moved in the week. A count says nothing about weeks that begin
more than four weeks after it. What is made to order or sent by others needs no stock.
"""

from __future__ import annotations

from core.facts.demand_lines import DEMAND_LINES

COUNT_HOLDS_DAYS = 28
"""Days for which a count, carried on by what moved, still says what is there."""

STOCK_OUT_WEEKS = f"""
WITH {DEMAND_LINES},
snapshots AS (
    SELECT location, snapshot_at, min(coalesce(snapshot_on, snapshot_at::DATE)) AS counted_on,
        bool_or(coalesce(full_list, false)) AS full_list
    FROM lake.current.stock GROUP BY ALL
),
named AS (
    SELECT sku, location, snapshot_at,
        coalesce(sum(CASE WHEN coalesce(condition, '') IN ('', 'sellable')
            THEN on_hand - coalesce(reserved, 0) END), 0)::DOUBLE AS free
    FROM lake.current.stock GROUP BY ALL
),
sold_keys AS (SELECT sku, location, min(day) AS first_day FROM parts GROUP BY ALL),
not_named AS (
    SELECT k.sku, s.location, s.snapshot_at, 0.0 AS free
    FROM sold_keys k
    JOIN snapshots s ON s.location = k.location AND s.full_list AND s.counted_on >= k.first_day
    ANTI JOIN named n ON n.sku = k.sku AND n.location = s.location AND n.snapshot_at = s.snapshot_at
),
counts AS (
    SELECT sku, location, counted_on, arg_max(free, snapshot_at) AS free, min(free) AS least_free
    FROM (FROM named UNION ALL BY NAME FROM not_named) JOIN snapshots USING (location, snapshot_at)
    WHERE counted_on <= $1::DATE AND sku NOT IN (
        SELECT sku FROM lake.current.products WHERE fulfilment IN ('dropship', 'made_to_order')
    ) GROUP BY ALL
),
moves AS (
    SELECT sku, location, day, sum(units) AS units FROM (
        SELECT sku, location, left_on AS day, -units AS units FROM parts
        UNION ALL BY NAME
        SELECT p.sku, p.location, r.received_on AS day,
            (r.quantity - coalesce(r.quantity_rejected, 0))::DOUBLE AS units
        FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
        WHERE r.received_on IS NOT NULL
        UNION ALL BY NAME
        SELECT sku, location, refunded_on AS day, restocked_quantity::DOUBLE AS units
        FROM lake.mart.refund_lines WHERE restocked_quantity <> 0
    ) SEMI JOIN counts USING (sku, location) GROUP BY ALL
),
running AS (
    SELECT sku, location, day, sum(units) OVER (PARTITION BY sku, location ORDER BY day) AS moved FROM moves
),
carried AS (
    SELECT c.sku, c.location, c.counted_on, c.free, c.free - coalesce(r.moved, 0) AS base
    FROM counts c
    ASOF LEFT JOIN running r ON r.sku = c.sku AND r.location = c.location AND c.counted_on >= r.day
),
weeks_after AS (
    SELECT DISTINCT sku, location, unnest(generate_series(
        date_trunc('week', counted_on + INTERVAL 7 DAY),
        least(date_trunc('week', counted_on + INTERVAL {COUNT_HOLDS_DAYS} DAY), $1::DATE), INTERVAL 7 DAY
    ))::DATE AS week FROM counts
),
quiet_weeks AS (
    SELECT sku, location, week FROM weeks_after
    ANTI JOIN (
        SELECT sku, location, date_trunc('week', day)::DATE AS week FROM moves
    ) m USING (sku, location, week)
    ANTI JOIN (
        SELECT sku, location, date_trunc('week', counted_on)::DATE AS week FROM counts WHERE free > 0
    ) f USING (sku, location, week)
),
empty_weeks AS (
    SELECT w.sku, w.location, w.week
    FROM quiet_weeks w
    ASOF JOIN carried c ON c.sku = w.sku AND c.location = w.location AND w.week > c.counted_on
    ASOF LEFT JOIN running r ON r.sku = w.sku AND r.location = w.location AND w.week > r.day
    -- More was sold than was there: goods came that nobody noted, so the count no longer says anything.
    WHERE c.base + coalesce(r.moved, 0) BETWEEN least(c.free, 0) AND 0
)
SELECT sku, location, date_trunc('week', counted_on)::DATE AS week FROM counts WHERE least_free <= 0
UNION SELECT sku, location, week FROM empty_weeks
"""
"""sku, location, week (its Monday), one row per stock-out week. $1: as of which day."""
