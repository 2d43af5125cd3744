"""What leaves and what comes back, by SKU, place and day."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data import plan
from sample_data.catalogue import Product, bundle_components
from sample_data.demand import N_KNOWN_DAYS, day_number

Ints = NDArray[np.int64]


def sold_of(wanted: Ints, products: list[Product]) -> Ints:
    """What could be delivered of true demand (n_products, n_channels, n_days): nothing on the days of a planned stock-out."""
    sold = wanted.copy()
    for sku, spans in plan.STOCK_OUTS.items():
        row = next(number for number, product in enumerate(products) if product.sku == sku)
        for span in spans:
            sold[row, :2, day_number(span.first) : day_number(span.last) + 1] = 0
    return sold


def leaving(
    lines: pd.DataFrame, orders: pd.DataFrame, products: list[Product]
) -> dict[tuple[str, str], Ints]:
    """Units that leave each place by day, bundles as their components; unpaid, pre-sale and brushing orders move nothing."""
    order = orders.iloc[lines["order"]].reset_index(drop=True)
    skus = np.array([product.sku for product in products], dtype=object)
    moved = pd.DataFrame(
        {
            "sku": skus[lines["product"]],
            "location": order["channel"].map(plan.LOCATION_OF).to_numpy(),
            "day": order["day"].to_numpy(),
            "units": lines["quantity"].to_numpy(),
        }
    )[order["kind"].isin(["sale", "livestream"]).to_numpy()]
    parts = moved.merge(bundle_components(), how="left", left_on="sku", right_on="bundle_sku")
    in_bundle = parts["component_sku"].notna()
    parts["units"] *= parts["quantity"].fillna(1).astype(np.int64)
    parts["sku"] = parts["component_sku"].where(in_bundle, parts["sku"])
    kinds = {product.sku: product.kind for product in products}
    return _by_day(parts[parts["sku"].map(kinds) != "service"])


def coming_back(
    returns: pd.DataFrame, lines: pd.DataFrame, orders: pd.DataFrame, products: list[Product]
) -> dict[tuple[str, str], Ints]:
    """Restocked units of each place by day."""
    skus = np.array([product.sku for product in products], dtype=object)
    table = pd.DataFrame(
        {
            "sku": skus[lines["product"].to_numpy()[returns["line"]]],
            "location": orders["channel"].map(plan.LOCATION_OF).to_numpy()[returns["order"]],
            "day": returns["refunded"],
            "units": returns["restocked"],
        }
    )
    return _by_day(table)


def _by_day(table: pd.DataFrame) -> dict[tuple[str, str], Ints]:
    found = {}
    for (sku, location), rows in table.groupby(["sku", "location"]):
        found[str(sku), str(location)] = np.bincount(rows["day"], rows["units"], N_KNOWN_DAYS).astype(
            np.int64
        )[:N_KNOWN_DAYS]
    return found
