"""Orders of the European Shopify shop; an order's own cells stand on its first line only."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from sample_data import plan
from sample_data.demand import DAYS
from sample_data.platforms.common import lines_of, money, returned_lines, whole_orders
from sample_data.world import World


def shopify(world: World) -> pd.DataFrame:
    lines = lines_of(world, whole_orders(world, plan.SHOPIFY))
    returned = _refunds_of(world)
    back = lines["order"].map(returned).fillna(0.0)
    first = (lines.groupby("order").cumcount() == 0).to_numpy()
    shift = pd.Series([_berlin(day) for day in lines["day"]])

    def once(values: object) -> pd.Series[Any]:
        return pd.Series(values, index=lines.index).where(first, "")

    total = lines["due"]
    status = np.where(
        lines["unpaid"],
        "voided",
        np.where(back >= total - 0.005, "refunded", np.where(back > 0, "partially_refunded", "paid")),
    )
    placed, paid, shipped = (
        lines[name].where(lines[name] == "", lines[name] + shift) for name in ("placed", "paid", "shipped")
    )
    return pd.DataFrame(
        {
            "Name": lines["order_id"],
            "Email": lines["customer_id"] + "@example.com",
            "Financial Status": once(status),
            "Paid at": once(paid),
            "Fulfillment Status": once(np.where(lines["unpaid"], "unfulfilled", "fulfilled")),
            "Fulfilled at": once(shipped),
            "Currency": once("EUR"),
            "Subtotal": once(money(total)),
            "Shipping": once("0.00"),
            "Taxes": once(money(total - total / 1.19)),
            "Total": once(money(total)),
            "Discount Code": once(np.where(lines["discount"] > 0, "HELLO6", "")),
            "Discount Amount": once(money(lines["discount"])),
            "Created at": placed,
            "Lineitem quantity": lines["quantity"],
            "Lineitem name": lines["name"],
            "Lineitem price": money(lines["unit_price"]),
            "Lineitem sku": lines["sku"],
            "Shipping Province": once(lines["region"]),
            "Shipping Country": once("DE"),
            "Cancelled at": once(np.where(lines["unpaid"], placed, "")),
            "Refunded Amount": once(money(back)),
            "Id": once(5550000000 + lines["number"]),
            "Source": once("web"),
            "Lineitem discount": "0.00",
        }
    )


def _refunds_of(world: World) -> pd.Series:
    """What was given back of each order, order currency."""
    return returned_lines(world).groupby("order")["amount"].sum()


def _berlin(day: int) -> str:
    """The shop's distance from UTC on a day, as Shopify writes it."""
    noon = dt.datetime.combine(DAYS[day], dt.time(12), tzinfo=ZoneInfo("Europe/Berlin"))
    return f" {noon:%z}"
