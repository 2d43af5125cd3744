"""Demand lines: what was wanted from stock, by day, at the level of what is stocked and bought.

One statement that series, positions and suggestions begin with. A pre-sale order is wanted when its balance
is paid; until then it is a commitment and stands in no history. Any other is wanted when it is placed.
Bundles count as their parts, bundles within them too, by the list that held on that day; a replaced SKU
counts as its successor. A line whose file names no location belongs to the location that serves its channel,
else to the only one there is.
"""

from __future__ import annotations

_BUNDLE_LEVELS = 3
"""How deep a bundle may lie in bundles; what lies deeper counts as it is sold, and a circle ends here."""


def _opened(lines: str, level: int) -> str:
    """Lines of bundles as lines of their parts, by the list of their day."""
    return f"""
bundles_{level} AS (
    SELECT l.*, b.valid_from
    FROM (FROM {lines} l SEMI JOIN bundle_versions v ON v.bundle_sku = l.sku) l
    ASOF LEFT JOIN bundle_versions b ON b.bundle_sku = l.sku AND l.day >= b.valid_from
),
opened_{level} AS (
    SELECT d.* EXCLUDE (sku, units, net_sales, valid_from), coalesce(p.component_sku, d.sku) AS sku,
        d.units * coalesce(p.quantity, 1) AS units, d.net_sales * coalesce(p.revenue_share, 1) AS net_sales
    FROM bundles_{level} d LEFT JOIN bundle_parts p
        ON p.bundle_sku = d.sku AND p.valid_from = d.valid_from
),"""


_LEVELS = ("wanted", *(f"opened_{level}" for level in range(1, _BUNDLE_LEVELS + 1)))
_ALL_OPENED = "".join(_opened(lines, level) for level, lines in enumerate(_LEVELS[:-1], start=1))
_NO_BUNDLES = " UNION ALL BY NAME ".join(
    f"FROM {lines} ANTI JOIN bundle_versions v ON v.bundle_sku = {lines}.sku" for lines in _LEVELS[:-1]
)

DEMAND_LINES = f"""
only_location AS (
    SELECT min(location) AS location FROM (
        SELECT DISTINCT location FROM lake.current.stock WHERE location <> ''
            AND location NOT IN (SELECT location FROM lake.current.locations WHERE sellable = false)
    ) HAVING count(*) = 1
),
serving AS (
    SELECT channel, arg_min(location, (coalesce(priority, 1), -coalesce(share, 0), location)) AS location
    FROM lake.current.channel_locations WHERE valid_from <= $1::DATE GROUP BY channel
),
direct_heirs AS (
    SELECT replaces_sku AS sku, min(sku) AS heir FROM lake.current.products
    WHERE replaces_sku IS NOT NULL AND replaces_sku <> sku AND coalesce(launched_on, $1::DATE) <= $1::DATE
    GROUP BY replaces_sku
),
heirs AS (
    SELECT a.sku, coalesce(c.heir, b.heir, a.heir) AS heir
    FROM direct_heirs a LEFT JOIN direct_heirs b ON b.sku = a.heir LEFT JOIN direct_heirs c ON c.sku = b.heir
),
wanted AS (
    SELECT s.channel, s.order_id, s.sku, s.order_type = 'presale' AND s.paid_on IS NULL AS is_committed,
        coalesce(nullif(s.location, ''), v.location, o.location, '') AS location,
        CASE WHEN s.order_type = 'presale' THEN coalesce(s.paid_on, s.placed_on) ELSE s.placed_on END AS day,
        CASE WHEN s.shipped_on IS NOT NULL THEN s.shipped_on WHEN s.state IN ('cancelled', 'closed') THEN NULL
            WHEN s.order_type = 'replacement' THEN coalesce(s.paid_on, s.placed_on)
            ELSE s.paid_on END AS left_on, s.paid_on, s.shipped_on, s.state,
        s.quantity::DOUBLE AS units, s.net_sales::DOUBLE AS net_sales
    FROM lake.mart.sales_lines s LEFT JOIN serving v USING (channel) LEFT JOIN only_location o ON true
    WHERE s.is_demand AND s.sku IS NOT NULL
),
bundle_versions AS (SELECT DISTINCT bundle_sku, valid_from FROM lake.current.bundle_components),
bundle_parts AS (
    SELECT bundle_sku, valid_from, component_sku, coalesce(quantity, 1)::DOUBLE AS quantity,
        coalesce(revenue_share::DOUBLE, 1.0 / count(*) OVER per_bundle) AS revenue_share
    FROM lake.current.bundle_components WINDOW per_bundle AS (PARTITION BY bundle_sku, valid_from)
),
{_ALL_OPENED}
all_parts AS ({_NO_BUNDLES} UNION ALL BY NAME FROM {_LEVELS[-1]}),
parts AS (FROM all_parts WHERE NOT is_committed),
demand_lines AS (
    SELECT p.* REPLACE (coalesce(h.heir, p.sku) AS sku) FROM parts p LEFT JOIN heirs h ON h.sku = p.sku
),
committed_lines AS (
    SELECT p.* REPLACE (coalesce(h.heir, p.sku) AS sku)
    FROM all_parts p LEFT JOIN heirs h ON h.sku = p.sku WHERE is_committed
)
"""
"""Common table expressions that end in demand_lines (sku, location, channel, order_id, day, left_on, units,
net_sales, ...).

committed_lines: the same of pre-sale orders whose balance is not paid. parts: demand_lines under the SKU that
physically left. heirs: sku, heir. $1: the day as of which products and channel
locations hold. left_on: when the units left stock: shipped, else paid; NULL for what never left.
"""
