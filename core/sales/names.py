"""What products are called: by the product file, else by the newest order line."""

from __future__ import annotations

from functools import lru_cache

from core.facts import Snapshot

_NAMES = """
WITH sold AS (
    SELECT sku, arg_max(product_name, placed_on) FILTER (product_name <> '') AS name
    FROM lake.mart.sales_lines WHERE sku IS NOT NULL GROUP BY sku
)
SELECT coalesce(p.sku, s.sku) AS sku, coalesce(p.name, s.name, '') AS name
FROM sold s FULL JOIN lake.current.products p ON p.sku = s.sku
"""


@lru_cache(maxsize=2)
def product_names(snapshot: Snapshot) -> dict[str, str]:
    """Name by SKU, '' where nobody says one; read once per version of the facts, not to be changed."""
    found = snapshot.frame(_NAMES)
    return dict(zip(found["sku"], found["name"], strict=True))
