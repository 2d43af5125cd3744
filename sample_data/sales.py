"""Sales: what was there to be sold becomes orders with lines, buyers, times and money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data import plan
from sample_data.catalogue import Product, promoted
from sample_data.chance import chance
from sample_data.demand import DAYS, N_KNOWN_DAYS, day_number
from sample_data.people import REGIONS, Members

JOINS_LINE, ENDS_ORDER = 0.3, 0.5
UNPAID_SHARE = 0.02


@dataclass(frozen=True)
class Orders:
    """orders: channel, number, day, second, customer_id, region, kind (sale, unpaid, presale, brushing, livestream), discount, platform_discount.
    lines: order (row of orders), product (row of products), quantity, unit_price. Both have a RangeIndex.
    """

    orders: pd.DataFrame
    lines: pd.DataFrame


def unit_price(product: Product, channel: str, day: date) -> float:
    """What one unit costs in the channel's currency, tax included."""
    if product.sku in plan.REPRICED and day >= plan.REPRICED_ON:
        return plan.NEW_PRICE
    return round(product.price / plan.EUR_IN_CNY * 1.4) - 0.05 if channel == plan.SHOPIFY else product.price


def orders_of(sold: NDArray[np.int64], products: list[Product], members: dict[str, Members]) -> Orders:
    """Orders from sold units (n_products, n_channels, n_days), with the traps that stand beside them."""
    parts = [_of_channel(sold[:, number], channel, members) for number, channel in enumerate(plan.CHANNELS)]
    parts += [_livestream(products), _brushing(products), _presale(products)]
    return _joined(parts, products)


def _of_channel(sold: NDArray[np.int64], channel: str, members: dict[str, Members]) -> Orders:
    random = chance(f"orders {channel}")
    product, day = np.nonzero(sold[:, :N_KNOWN_DAYS])
    units = sold[product, day]
    line_product, line_day = np.repeat(product, units), np.repeat(day, units)
    same = np.r_[False, (np.diff(line_product) == 0) & (np.diff(line_day) == 0)]
    starts = np.flatnonzero(~(same & (random.random(len(same)) < JOINS_LINE)))
    quantity = np.diff(np.r_[starts, len(same)])
    shuffled = random.permutation(len(starts))
    shuffled = shuffled[np.argsort(line_day[starts][shuffled], kind="stable")]
    starts, quantity = starts[shuffled], quantity[shuffled]
    days = line_day[starts]
    # Eleven-eleven has its own buyers, 500 of them, who need an order each.
    ends = np.where([DAYS[day].month == 11 and DAYS[day].day <= 11 for day in days[1:]], 1.0, ENDS_ORDER)
    begins = np.r_[True, (np.diff(days) != 0) | (random.random(len(days) - 1) < ends)]
    order = np.cumsum(begins) - 1
    orders = pd.DataFrame({"day": days[begins]}).assign(
        channel=channel, kind="sale", number=lambda t: range(len(t))
    )
    orders["customer_id"], orders["region"] = _buyers(orders["day"].to_numpy(), channel, members.get(channel))
    lines = pd.DataFrame({"order": order, "product": line_product[starts], "quantity": quantity})
    unpaid = random.random(len(orders)) < UNPAID_SHARE
    return _with_unpaid(orders, lines, unpaid)


def _with_unpaid(orders: pd.DataFrame, lines: pd.DataFrame, unpaid: NDArray[np.bool_]) -> Orders:
    """The same with copies of some orders that were placed before and never paid."""
    copies = orders[unpaid].assign(kind="unpaid")
    place = pd.Series(range(len(orders), len(orders) + len(copies)), index=np.flatnonzero(unpaid))
    copied = lines[lines["order"].isin(place.index)]
    copied = copied.assign(order=copied["order"].map(place))
    return Orders(
        pd.concat([orders, copies], ignore_index=True), pd.concat([lines, copied], ignore_index=True)
    )


def _buyers(days: NDArray[np.int64], channel: str, members: Members | None) -> tuple[list[str], list[str]]:
    """A buyer for each order, planned ones first; most others are members, the rest come once."""
    random = chance(f"buyers {channel}")
    region = list(random.choice(REGIONS.get(channel, REGIONS[plan.TMALL]), len(days)))
    if members is None:
        return [""] * len(days), region
    ids = members.table["customer_id"].to_numpy()
    buyers = [f"guest{channel[:1]}{number:06}" for number in range(len(days))]
    firsts = np.searchsorted(days, np.arange(N_KNOWN_DAYS + 1))
    waiting: list[int] = []  # on a quiet day some have to come back the next
    for day in range(N_KNOWN_DAYS):
        rows = range(firsts[day], firsts[day + 1])
        planned = [*waiting, *members.planned.get(day, [])]
        waiting = planned[len(rows) :]
        weights = np.cumsum(members.weights_on(day))
        chosen = np.searchsorted(weights, random.random(len(rows)) * weights[-1], side="right")
        by_chance = random.random(len(rows)) < 0.55
        for turn, row in enumerate(rows):
            if turn < len(planned):
                buyers[row] = ids[planned[turn]]
            elif by_chance[turn] and weights[-1] > 0:
                buyers[row] = ids[chosen[turn]]
    return buyers, region


def _row_of(products: list[Product], sku: str) -> int:
    return next(number for number, product in enumerate(products) if product.sku == sku)


def _livestream(products: list[Product]) -> Orders:
    n = plan.LIVESTREAM_UNITS
    orders = pd.DataFrame({"day": np.full(n, day_number(plan.LIVESTREAM))}).assign(
        channel=plan.DOUYIN, kind="livestream"
    )
    return Orders(
        _anonymous(orders),
        pd.DataFrame({"order": range(n), "product": _row_of(products, plan.LIVESTREAM_SKU), "quantity": 1}),
    )


def _brushing(products: list[Product]) -> Orders:
    random, n = chance("brushing"), plan.BRUSHING_ORDERS
    first = day_number(plan.BRUSHING_MONTH.first)
    orders = pd.DataFrame({"day": np.sort(first + random.integers(0, plan.BRUSHING_MONTH.n_days, n))})
    orders = orders.assign(channel=plan.DOUYIN, kind="brushing")
    rows = [_row_of(products, sku) for sku in ("GF-01", "GF-02", "TE-01")]
    lines = pd.DataFrame(
        {"order": range(n), "product": random.choice(rows, n), "quantity": random.integers(1, 4, n)}
    )
    return Orders(_anonymous(orders), lines)


def _presale(products: list[Product]) -> Orders:
    """Deposits paid, balance due in November: 640 orders of 900 units."""
    random, n = chance("presale"), plan.PRESALE_ORDERS
    days = np.sort(day_number(plan.PRESALE.first) + random.integers(0, plan.PRESALE.n_days, n))
    orders = pd.DataFrame({"day": days}).assign(channel=plan.TMALL, kind="presale")
    orders["customer_id"] = [f"guestp{number:06}" for number in range(n)]
    orders["region"] = list(random.choice(REGIONS[plan.TMALL], n))
    skus = [_row_of(products, sku) for sku in promoted()[:30]]
    quantity = np.ones(n, dtype=np.int64)
    quantity[: plan.PRESALE_UNITS - n] = 2
    return Orders(
        orders, pd.DataFrame({"order": range(n), "product": random.choice(skus, n), "quantity": quantity})
    )


def _anonymous(orders: pd.DataFrame) -> pd.DataFrame:
    return orders.assign(customer_id="", region="浙江省")


def _joined(parts: list[Orders], products: list[Product]) -> Orders:
    begins = np.cumsum([0, *(len(part.orders) for part in parts)])
    lines = pd.concat(
        [
            part.lines.assign(order=part.lines["order"] + begin)
            for part, begin in zip(parts, begins, strict=False)
        ],
        ignore_index=True,
    )
    orders = pd.concat([part.orders for part in parts], ignore_index=True)
    order = np.lexsort((orders.index, orders["day"], orders["channel"].map(plan.CHANNELS.index)))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    orders = orders.iloc[order].reset_index(drop=True)
    lines = lines.assign(order=place[lines["order"]]).sort_values(
        ["order", "product"], kind="stable", ignore_index=True
    )
    lines = lines.groupby(["order", "product"], sort=False)["quantity"].sum().reset_index()
    orders["number"] = orders.groupby("channel").cumcount()
    orders["second"] = chance("seconds").integers(8 * 3600, 24 * 3600 - 1800, len(orders))
    return Orders(*_with_money(orders, lines, products))


def _with_money(
    orders: pd.DataFrame, lines: pd.DataFrame, products: list[Product]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Unit prices on lines, discounts on orders: coupons now and then, more on the days of a promotion."""
    channel, day = orders["channel"].to_numpy()[lines["order"]], orders["day"].to_numpy()[lines["order"]]
    lines = lines.assign(
        unit_price=[
            unit_price(products[p], c, DAYS[d])
            for p, c, d in zip(lines["product"], channel, day, strict=True)
        ]
    )
    gross = (
        (lines["unit_price"] * lines["quantity"])
        .groupby(lines["order"])
        .sum()
        .reindex(orders.index, fill_value=0.0)
    )
    random = chance("discounts")
    in_china = orders["channel"].isin(plan.ONLINE_CHINA)
    great_day = (
        orders["day"].map(lambda number: DAYS[number].month in (6, 11) and DAYS[number].day <= 20) & in_china
    )
    coupon = np.where(random.random(len(orders)) < 0.15, 0.06, 0.0) + np.where(great_day, 0.12, 0.0)
    platform = np.where(great_day & (random.random(len(orders)) < 0.5), 0.03, 0.0)
    return orders.assign(
        gross=gross.round(2),
        discount=np.round(gross * coupon, 2),
        platform_discount=np.round(gross * platform, 2),
    ), lines
