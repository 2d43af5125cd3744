"""Returns of the Chinese shops, in a template."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data import plan
from sample_data.demand import DAYS
from sample_data.platforms.common import money, order_ids, returned_lines
from sample_data.world import World


def returns(world: World) -> pd.DataFrame:
    """Returns of the Chinese shops; Shopify names its own."""
    back = returned_lines(world)
    back = back[back["channel"].isin(plan.ONLINE_CHINA)].reset_index(drop=True)
    ids = order_ids(world)
    skus = np.array([p.sku for p in world.products], dtype=object)
    product = world.orders.lines["product"].to_numpy()[back["line"]]
    return pd.DataFrame(
        {
            "channel": back["channel"], "return_id": [f"R{number:06}" for number in range(1, len(back) + 1)], "line_id": 1,
            "order_id": ids.to_numpy()[back["order"]], "sku": skus[product], "kind": "return_refund",
            "requested_at": [f"{DAYS[day]} 10:00:00" for day in back["requested"]],
            "refunded_at": [f"{DAYS[day]} 15:00:00" for day in back["refunded"]],
            "received_at": [f"{DAYS[day]} 14:00:00" for day in back["refunded"]],
            "quantity": back["quantity"], "restocked_quantity": back["restocked"], "amount": money(back["amount"]), "reason": back["reason"],
        }
    )  # fmt: skip
