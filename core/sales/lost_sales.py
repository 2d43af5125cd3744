"""What stock-outs cost in a period, as the published stock-outs estimate it."""

from __future__ import annotations

from core.facts import Snapshot
from core.metrics import Filters

_LOST = """
WITH spells AS (
    SELECT s.*, s.lost_net_sales * (least(s.to_day, $2::DATE) - greatest(s.from_day, $1::DATE) + 1) / s.days
        AS lost
    FROM lake.result.stock_out_spells s LEFT JOIN lake.current.products p ON p.sku = s.sku
    WHERE s.from_day <= $2::DATE AND s.to_day >= $1::DATE AND s.days > 0 AND s.evidence = 'counted'
        AND (len($3::VARCHAR[]) = 0 OR list_contains($3::VARCHAR[], s.sku))
        AND (len($4::VARCHAR[]) = 0 OR len(list_filter($4::VARCHAR[], c -> p.category = c
            OR starts_with(p.category, c || '>') OR starts_with(p.category, c || ' >'))) > 0)
),
borne AS (
    SELECT s.sku, s.location, s.from_day, sum(d.units) FILTER (list_contains($5::VARCHAR[], d.channel))
        / nullif(sum(d.units), 0) AS share
    FROM spells s JOIN lake.mart.sales_days d ON d.sku = s.sku AND d.basis = 'paid'
        AND d.day BETWEEN s.from_day - $6::INTEGER AND s.to_day + $6::INTEGER
    GROUP BY ALL
)
SELECT coalesce(sum(s.lost * CASE WHEN len($5::VARCHAR[]) = 0 THEN 1 ELSE coalesce(b.share, 0) END), 0)
    ::DOUBLE
FROM spells s LEFT JOIN borne b USING (sku, location, from_day)
"""
AROUND_DAYS = 56
"""Days before and after a spell whose sales say which share of its loss each shop bears: those from which the
usual demand of a spell is told."""


def lost_net_sales(snapshot: Snapshot, filters: Filters) -> float:
    """Net sales lost on days without stock, display currency, >= 0; each spell's loss spread over its days.

    As on the page Stock, spells that are only inferred are in no sum. Stock-outs belong to places: where the
    filters name channels, these bear the share that they have in the units of the SKU sold around the spell.
    """
    if not snapshot.has_rows("result", "stock_out_spells"):
        return 0.0
    given = [filters.start, filters.end, *map(list, (filters.skus, filters.categories, filters.channels))]
    return float(snapshot.value(_LOST, [*given, AROUND_DAYS]))
