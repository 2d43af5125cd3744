"""Files to fill in, with what is known already written in: so that asking for stock costs ten minutes."""

from __future__ import annotations

import pandas as pd

from core import exports
from core.facts import Snapshot
from core.i18n import _

BEST_SELLERS = """
SELECT s.sku, coalesce(any_value(p.name), arg_max(s.product_name, s.placed_on), '') AS product_name,
    sum(s.net_sales) FILTER (s.is_sale AND s.placed_on > $1::DATE - 365)::DOUBLE AS net_sales
FROM lake.mart.sales_lines s LEFT JOIN lake.current.products p USING (sku)
WHERE s.is_demand AND s.sku IS NOT NULL AND coalesce(p.kind, 'goods') <> 'bundle'
    AND coalesce(p.status, 'active') <> 'ended'
GROUP BY s.sku ORDER BY net_sales DESC NULLS LAST, s.sku
"""
_LOCATIONS = (
    "SELECT DISTINCT location FROM lake.current.stock WHERE location <> '' ORDER BY location",
    """SELECT location FROM lake.mart.sales_lines WHERE location <> ''
    GROUP BY location ORDER BY count(*) DESC, location""",
    """SELECT DISTINCT default_location AS location FROM lake.current.channels
    WHERE default_location <> '' ORDER BY location""",
    "SELECT location FROM lake.current.locations WHERE owned ORDER BY location",
)
"""Where stock was counted, else what ships orders, else what the shops name, else what is listed."""


def prefilled_stock_template(snapshot: Snapshot) -> bytes:
    """A stock file with the shop's own SKUs, best sellers of the last year first, its quantities empty.

    One row per SKU and location; without a known location the file has no such column, and is asked about.
    """
    locations = _locations(snapshot)
    columns = ["sku", "product_name", "on_hand", "reserved", "inbound_purchase"]
    table = _skus(snapshot).assign(on_hand=None, reserved=None, inbound_purchase=None)
    if locations:
        table = table.merge(pd.DataFrame({"location": locations}), how="cross")
    return exports.xlsx_bytes(table[["location", *columns] if locations else columns], sheet=_("Stock"))


def _locations(snapshot: Snapshot) -> list[str]:
    found = ([str(name) for name in snapshot.frame(query)["location"]] for query in _LOCATIONS)
    return next((names for names in found if names), [])


def prefilled_supplier_products_template(snapshot: Snapshot) -> bytes:
    """A list of supplier products with the shop's own SKUs, best sellers first, terms empty."""
    asked = ("supplier_id", "supplier_sku", "lead_time_days", "moq", "pack_multiple", "unit_cost", "currency")
    table = _skus(snapshot).assign(**dict.fromkeys(asked))
    table["currency"] = snapshot.currency
    columns = ["sku", "product_name", *asked]
    return exports.xlsx_bytes(table[columns], sheet=_("Supplier products"))


def _skus(snapshot: Snapshot) -> pd.DataFrame:
    return snapshot.frame(BEST_SELLERS, [snapshot.as_of])
