"""What makes products alike: category, supplier, price, and when they were launched."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from core.demand.products import Products
from core.facts import Snapshot
from models.arrays import FloatArray

_SUPPLIERS = """
SELECT DISTINCT ON (sku) sku, supplier_id FROM lake.current.supplier_products
WHERE valid_from <= $1::DATE ORDER BY sku, coalesce(rank, 1e9), supplier_id
"""
_PRICES = """
SELECT DISTINCT ON (sku) sku, price::DOUBLE AS price FROM lake.current.prices
WHERE coalesce(kind, 'regular') <> 'promotion' AND currency = $2 AND price > 0
ORDER BY sku, (valid_from > $1::DATE), abs(valid_from - $1::DATE), channel
"""


def read_alike(
    snapshot: Snapshot, keys: pd.DataFrame, products: Products, *, unit_value: FloatArray, as_of: dt.date
) -> pd.DataFrame:
    """category, supplier_id ('' unknown), price (NaN unknown), launched_on (NaT unknown) of each series.

    keys: sku and others; RangeIndex, the order of the rows. price: of the price list in the display currency,
    else unit_value, (n,) net sales of one unit, NaN where nothing was sold.
    """
    skus = keys["sku"]
    suppliers = snapshot.frame(_SUPPLIERS, [as_of]).set_index("sku")["supplier_id"]
    listed = snapshot.frame(_PRICES, [as_of, snapshot.currency]).set_index("sku")["price"]
    price = listed.reindex(skus).to_numpy(dtype=np.float64)
    return pd.DataFrame(
        {
            "category": products.category_of(skus),
            "supplier_id": suppliers.reindex(skus).fillna("").to_numpy(dtype=object),
            "price": np.where(np.isnan(price), unit_value, price),
            "launched_on": products.launched_on(skus),
        }
    )
