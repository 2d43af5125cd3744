"""What comes back: which line, when, why, and how much of it can be sold again."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data import plan
from sample_data.catalogue import Product
from sample_data.chance import chance
from sample_data.demand import N_KNOWN_DAYS, day_number
from sample_data.sales import Orders

TOO_SMALL = "尺码偏小"
REASONS = ("尺码偏小", "尺码偏大", "不喜欢", "质量问题", "发错货", "与描述不符")
REFUND_DAYS = 2


def returns_of(orders: Orders, products: list[Product]) -> pd.DataFrame:
    """One row for each line that comes back until the last known day: order, line (row of lines), quantity, requested, refunded (day
    numbers), restocked (units), reason."""
    random = chance("returns")
    lines = orders.lines
    order = orders.orders.iloc[lines["order"]].reset_index(drop=True)
    rate = _rates(lines["product"].to_numpy(), order, products)
    back = (random.random(len(lines)) < rate) & order["kind"].isin(["sale", "livestream"]).to_numpy()
    rows = np.flatnonzero(back)
    requested = order["day"].to_numpy()[rows] + random.integers(
        plan.RETURN_LAG_DAYS[0], plan.RETURN_LAG_DAYS[1] + 1, len(rows)
    )
    quantity = lines["quantity"].to_numpy()[rows]
    restocked = np.where(random.random(len(rows)) < plan.RESTOCKED_SHARE, quantity, 0)
    made = pd.DataFrame(
        {
            "order": lines["order"].to_numpy()[rows],
            "line": rows,
            "quantity": quantity,
            "requested": requested,
            "refunded": requested + REFUND_DAYS,
            "restocked": restocked,
            "reason": _reasons(rows, orders, products),
        }
    )
    return made[made["refunded"] < N_KNOWN_DAYS].reset_index(drop=True)


def is_bad(product: Product, day: int) -> bool:
    """Whether what is sold on a day comes from the bad receipt."""
    return product.style == plan.STYLE and product.size == plan.BAD_SIZE and day >= day_number(plan.BAD_SINCE)


def _rates(product: NDArray[np.int64], order: pd.DataFrame, products: list[Product]) -> NDArray[np.float64]:
    usual = np.array([_usual_rate(each) for each in products])[product]
    bad = _bad(product, order["day"].to_numpy(), products)
    rates = np.where(bad, plan.BAD_RETURN_RATE, usual)
    rates = np.where(order["kind"].to_numpy() == "livestream", plan.LIVESTREAM_RETURN_RATE, rates)
    return np.where(order["channel"].to_numpy() == plan.STORE, 0.0, rates)


def _usual_rate(product: Product) -> float:
    if product.sku in (*plan.STOCK_OUTS, plan.DEAD, plan.UNKNOWN) or product.kind in (
        "service",
        "gift",
        "bundle",
    ):
        return 0.0  # nothing may come back into a planted stock figure
    if product.style:
        return plan.RETURN_RATE if product.style == plan.STYLE else 0.12
    return 0.03


def _bad(product: NDArray[np.int64], day: NDArray[np.int64], products: list[Product]) -> NDArray[np.bool_]:
    of_size = np.array([each.style == plan.STYLE and each.size == plan.BAD_SIZE for each in products])
    return of_size[product] & (day >= day_number(plan.BAD_SINCE))


def _reasons(rows: NDArray[np.int64], orders: Orders, products: list[Product]) -> NDArray[np.object_]:
    random = chance("reasons")
    product = orders.lines["product"].to_numpy()[rows]
    day = orders.orders["day"].to_numpy()[orders.lines["order"].to_numpy()[rows]]
    clothes = np.array([bool(each.style) for each in products])[product]
    usual = random.choice(REASONS[2:], len(rows)).astype(object)
    fit = random.choice(REASONS[:4], len(rows), p=[0.25, 0.25, 0.35, 0.15])
    reasons = np.where(clothes, fit, usual)
    other = random.choice(REASONS[2:], len(rows))
    too_small = np.where(random.random(len(rows)) < plan.TOO_SMALL_SHARE, TOO_SMALL, other)
    chosen: NDArray[np.object_] = np.where(_bad(product, day, products), too_small, reasons)
    return chosen
