"""What products are called: by the product file, else as most order lines call them."""

from __future__ import annotations

from functools import lru_cache

from core.facts import Snapshot

_NAMES = """
WITH sold AS (
    -- The most frequent one: a note such as "damaged" on a late line is no name.
    SELECT sku, arg_max(product_name, (lines, latest, product_name)) AS name FROM (
        SELECT sku, product_name, count(*) AS lines, max(placed_on) AS latest
        FROM lake.mart.sales_lines WHERE sku IS NOT NULL AND product_name <> '' GROUP BY ALL
    ) GROUP BY sku
)
SELECT coalesce(p.sku, s.sku) AS sku, coalesce(p.name, s.name, '') AS name
FROM sold s FULL JOIN lake.current.products p ON p.sku = s.sku
"""
_IS_KNOWN = """
SELECT 1 FROM lake.mart.sales_lines WHERE sku = $1 UNION ALL
SELECT 1 FROM lake.current.products WHERE sku = $1 LIMIT 1
"""


def is_product(snapshot: Snapshot, sku: str) -> bool:
    """Whether this SKU was ever sold or is in the product file."""
    return snapshot.value(_IS_KNOWN, [sku]) is not None


@lru_cache(maxsize=2)
def product_names(snapshot: Snapshot) -> dict[str, str]:
    """Name by SKU, '' where nobody says one; read once per version of the facts, not to be changed."""
    found = snapshot.frame(_NAMES)
    return dict(zip(found["sku"], found["name"], strict=True))
