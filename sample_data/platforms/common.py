"""What the files of all platforms share: order numbers, times, money and what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pandas as pd

from sample_data import plan
from sample_data.demand import DAYS, day_number
from sample_data.world import World

EXPORTED = dt.datetime(2026, 11, 1, 1, 0, tzinfo=dt.UTC)
"""The morning after the last day, 09:00 in Shanghai."""
COMPLETED_AFTER_DAYS = 6


@lru_cache(maxsize=1)
def order_ids(world: World) -> pd.Series:
    """The order number of every order; one stands in two shops."""
    orders = world.orders.orders
    ids = [
        _ID[channel](int(number)) for channel, number in zip(orders["channel"], orders["number"], strict=True)
    ]
    for channel in (plan.TMALL, plan.STORE):
        ids[orders.index[(orders["channel"] == channel) & (orders["kind"] == "sale")][500]] = (
            plan.SHARED_ORDER_ID
        )
    return pd.Series(ids, index=orders.index)


_ID: dict[str, Callable[[int], str]] = {
    plan.TMALL: lambda number: str(3553498017448000000 + number * 1117),
    plan.DOUYIN: lambda number: str(6917926768823643751 + number * 1009),
    plan.SHOPIFY: lambda number: f"#EU{10001 + number}",
    plan.STORE: lambda number: f"S{100001 + number}",
}


@lru_cache(maxsize=len(plan.CHANNELS))
def whole_orders(world: World, channel: str) -> pd.DataFrame:
    """orders of one channel with their number, times (text, local) and money; index as in the world's orders."""
    orders = world.orders.orders.assign(order_id=order_ids(world))
    orders = orders[orders["channel"] == channel]
    day, second = orders["day"].to_numpy(), orders["second"].to_numpy()
    paid = second + 60 + second % 300
    unpaid = orders["kind"].isin(["unpaid", "presale"]).to_numpy()
    done = (day + COMPLETED_AFTER_DAYS < day_number(plan.AS_OF)) & ~unpaid
    return orders.assign(
        placed=_text(day, second),
        paid=np.where(unpaid, "", _text(day, paid)),
        shipped=np.where(unpaid, "", _text(day, paid + 1200)),
        completed=np.where(done, _text(day + COMPLETED_AFTER_DAYS, paid), ""),
        due=(orders["gross"] - orders["discount"] - orders["platform_discount"]).round(2),
        unpaid=unpaid,
        done=done,
    )


def _text(day: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Moments as text; orders are shipped on the day they come, so that stock lists of that evening already lack them."""
    moment: np.ndarray = _DAY_TEXTS[day] + _TIME_TEXTS[second]
    return moment


_DAY_TEXTS = np.array([f"{day} " for day in DAYS], dtype=object)
_TIME_TEXTS = np.array(
    [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in range(24 * 3600)], dtype=object
)


def lines_of(world: World, orders: pd.DataFrame) -> pd.DataFrame:
    lines = world.orders.lines
    lines = lines[lines["order"].isin(orders.index)]
    products = pd.DataFrame(
        {"sku": [p.sku for p in world.products], "name": [p.name for p in world.products]}
    )
    lines = lines.join(products, on="product")
    return lines.join(orders, on="order", rsuffix="_order").reset_index(drop=True)


def money(values: pd.Series) -> list[str]:
    return [f"{value:.2f}" for value in values]


def returned_lines(world: World) -> pd.DataFrame:
    """Returns with the amount that was given back: the line's share of what the order paid."""
    lines, orders = world.orders.lines, world.orders.orders
    back = world.returns
    gross = (lines["unit_price"] * lines["quantity"]).to_numpy()[back["line"]]
    order = orders.iloc[back["order"]].reset_index(drop=True)
    paid_share = 1 - (order["discount"] + order["platform_discount"]) / order["gross"]
    return back.assign(amount=np.round(gross * paid_share.to_numpy(), 2), channel=order["channel"].to_numpy())
