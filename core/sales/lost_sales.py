"""What stock-outs cost in a period, as the published stock-outs estimate it."""

from __future__ import annotations

from core.facts import Snapshot
from core.metrics import Filters

_LOST = """
SELECT coalesce(sum(s.lost_net_sales
    * (least(s.to_day, $2::DATE) - greatest(s.from_day, $1::DATE) + 1) / s.days), 0)::DOUBLE
FROM lake.result.stock_out_spells s LEFT JOIN lake.current.products p ON p.sku = s.sku
WHERE s.from_day <= $2::DATE AND s.to_day >= $1::DATE AND s.days > 0 AND s.evidence = 'counted'
    AND (len($3::VARCHAR[]) = 0 OR list_contains($3::VARCHAR[], s.sku))
    AND (len($4::VARCHAR[]) = 0 OR len(list_filter($4::VARCHAR[], c -> p.category = c
        OR starts_with(p.category, c || '>') OR starts_with(p.category, c || ' >'))) > 0)
"""


def lost_net_sales(snapshot: Snapshot, filters: Filters) -> float:
    """Net sales lost on days without stock, display currency, >= 0; each spell's loss spread over its days.

    As on the page Stock, spells that are only inferred are in no sum. Stock-outs belong to places, not to
    shops: the filters' channels are not looked at.
    """
    if not snapshot.has_rows("result", "stock_out_spells"):
        return 0.0
    given = [filters.start, filters.end, list(filters.skus), list(filters.categories)]
    return float(snapshot.value(_LOST, given))
