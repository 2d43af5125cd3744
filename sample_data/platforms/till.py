"""Orders of the store in Shanghai, in templates."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data import plan
from sample_data.platforms.common import lines_of, money, whole_orders
from sample_data.world import World


def store_orders(world: World) -> pd.DataFrame:
    orders = whole_orders(world, plan.STORE)
    return pd.DataFrame(
        {
            "channel": plan.STORE, "order_id": orders["order_id"], "placed_at": orders["placed"], "paid_at": orders["paid"],
            "shipped_at": orders["shipped"], "state": np.where(orders["unpaid"], "cancelled", "completed"), "customer_id": orders["customer_id"],
            "country": "CN", "region": "上海", "location": plan.SHANGHAI, "currency": "CNY", "goods_amount": money(orders["due"]),
        }
    )  # fmt: skip


def store_lines(world: World) -> pd.DataFrame:
    lines = lines_of(world, whole_orders(world, plan.STORE))
    gross = lines["unit_price"] * lines["quantity"]
    return pd.DataFrame(
        {
            "channel": plan.STORE, "order_id": lines["order_id"], "line_id": lines.groupby("order").cumcount() + 1, "sku": lines["sku"],
            "product_name": lines["name"], "quantity": lines["quantity"], "unit_price": money(lines["unit_price"]),
            "gross_amount": money(gross),
        }
    )  # fmt: skip
