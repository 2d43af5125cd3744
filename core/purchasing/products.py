"""What is known of each SKU that decides whether it is bought at all."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from core.facts import Snapshot

PRODUCTS = {
    "sku": "object",
    "product_name": "object",
    "kind": "object",
    "fulfilment": "object",
    "status": "object",
    "ends_on": "object",
    "replaced_by": "object",
    "is_bundle": "bool",
}
"""One row per SKU that is listed, was sold or lies in stock. replaced_by: '' while nothing follows it.
status: as in the product list, but a draft whose launch is to come is "active": it must be there by then."""

_PRODUCTS = """
WITH named AS (
    SELECT sku, arg_max(product_name, placed_on) AS product_name, min(kind) AS kind
    FROM lake.mart.sales_lines WHERE sku IS NOT NULL GROUP BY sku
),
heirs AS (
    SELECT replaces_sku AS sku, min(sku) AS heir FROM lake.current.products
    WHERE replaces_sku IS NOT NULL AND replaces_sku <> sku AND coalesce(launched_on, $1::DATE) <= $1::DATE
    GROUP BY replaces_sku
),
lists AS (FROM lake.current.bundle_components WHERE valid_from <= $1::DATE),
bundles AS (SELECT DISTINCT bundle_sku AS sku FROM lists),
parts AS (SELECT DISTINCT component_sku AS sku FROM lists),
skus AS (
    SELECT sku FROM named UNION SELECT sku FROM lake.current.products
    UNION SELECT sku FROM lake.mart.stock_position UNION SELECT sku FROM parts
)
SELECT sku, coalesce(p.name, n.product_name, '') AS product_name, coalesce(p.kind, n.kind, 'goods') AS kind,
    coalesce(p.fulfilment, 'stocked') AS fulfilment,
    CASE WHEN p.status = 'draft' AND p.launched_on > $1::DATE THEN 'active'
        ELSE coalesce(p.status, 'active') END AS status, p.ends_on,
    coalesce(h.heir, '') AS replaced_by, b.sku IS NOT NULL AS is_bundle
FROM skus LEFT JOIN named n USING (sku) LEFT JOIN lake.current.products p USING (sku)
LEFT JOIN heirs h USING (sku) LEFT JOIN bundles b USING (sku)
ORDER BY sku
"""


def read_products(snapshot: Snapshot, *, as_of: dt.date) -> pd.DataFrame:
    """PRODUCTS as of a day."""
    found = snapshot.frame(_PRODUCTS, [as_of])
    found["ends_on"] = pd.to_datetime(found["ends_on"]).dt.date
    return found[list(PRODUCTS)].astype(PRODUCTS)
