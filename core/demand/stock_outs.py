"""Days on which a SKU could not be bought, so that its sales do not say what was wanted.

Known from stock counts: after the last count and everything that moved since, nothing is left to sell. Such a
spell ends with the next movement or count, and at the latest four weeks after the last count. What is made to
order or sent by others needs no stock.
"""

from __future__ import annotations

from core.facts.demand_lines import DEMAND_LINES

COUNT_HOLDS_DAYS = 28
"""Days for which a count, carried on by what moved, still says what is there."""

_COUNTS = f"""
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
    SELECT sku, location, counted_on AS day, arg_max(free, snapshot_at) AS free
    FROM (FROM named UNION ALL BY NAME FROM not_named) JOIN snapshots USING (location, snapshot_at)
    WHERE counted_on <= $1::DATE AND sku NOT IN (
        SELECT sku FROM lake.current.products WHERE fulfilment IN ('dropship', 'made_to_order')
    ) GROUP BY ALL
)"""

_SPELLS = f"""
{_COUNTS},
moves AS (
    SELECT sku, location, day, sum(units) AS units, coalesce(sum(sold), 0) > 0 AS is_sale FROM (
        SELECT sku, location, left_on AS day, -units AS units, NULL AS sold FROM parts WHERE left_on <= $1
        UNION ALL BY NAME
        SELECT sku, location, day, 0 AS units, units AS sold FROM parts WHERE day <= $1
        UNION ALL BY NAME
        SELECT p.sku, p.location, r.received_on AS day, r.quantity::DOUBLE AS units
        FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
        WHERE r.received_on <= $1
        UNION ALL BY NAME
        SELECT sku, location, coalesce(received_on, refunded_on) AS day, restocked_quantity::DOUBLE AS units
        FROM lake.mart.refund_lines
        WHERE restocked_quantity <> 0 AND coalesce(received_on, refunded_on) <= $1
    ) SEMI JOIN counts USING (sku, location) GROUP BY ALL
),
running AS (
    SELECT sku, location, day, is_sale,
        sum(units) OVER (PARTITION BY sku, location ORDER BY day) AS moved FROM moves
),
carried AS (
    SELECT c.sku, c.location, c.day AS counted_on, c.free, c.free - coalesce(r.moved, 0) AS base
    FROM counts c ASOF LEFT JOIN running r ON r.sku = c.sku AND r.location = c.location AND c.day >= r.day
),
moments AS (
    SELECT sku, location, day, bool_or(is_sale) AS is_sale,
        lead(day) OVER (PARTITION BY sku, location ORDER BY day) AS next_day
    FROM (
        SELECT sku, location, day, is_sale FROM running
        UNION ALL SELECT sku, location, day, false FROM counts
    ) GROUP BY sku, location, day
),
levels AS (
    SELECT m.sku, m.location, m.day, m.is_sale, m.next_day, c.counted_on, c.free,
        c.base + coalesce(r.moved, 0) AS level
    FROM moments m
    ASOF JOIN carried c ON c.sku = m.sku AND c.location = m.location AND m.day >= c.counted_on
    ASOF LEFT JOIN running r ON r.sku = m.sku AND r.location = m.location AND m.day >= r.day
)
-- Below nothing: more was sold than was there. Goods came that nobody noted, so the count says no more.
SELECT coalesce(h.heir, l.sku) AS sku, location, day + is_sale::INTEGER AS from_day,
    least(coalesce(next_day - 1, $1::DATE), counted_on + {COUNT_HOLDS_DAYS}, $1::DATE) AS to_day
FROM levels l LEFT JOIN heirs h ON h.sku = l.sku
WHERE level BETWEEN least(free, 0) - 1e-6 AND 1e-6 AND from_day <= to_day
"""

STOCK_OUT_SPELLS = f"SELECT * FROM ({_SPELLS}) ORDER BY sku, location, from_day"
"""sku, location, from_day, to_day (both without stock), by day; spells may touch. $1: as of which day."""

COUNTED_SPANS = f"""
{_COUNTS}
SELECT sku, location, min(day) AS from_day, max(day) + {COUNT_HOLDS_DAYS} AS to_day
FROM counts GROUP BY ALL ORDER BY sku, location
"""
"""sku, location, from_day, to_day: the days on which counts say whether there was stock. $1: as of."""
