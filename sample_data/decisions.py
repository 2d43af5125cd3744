"""Six past decisions on purchases and what came of them, replayed on the demand that nobody could know."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data import plan
from sample_data.catalogue import Product
from sample_data.demand import DAYS, N_KNOWN_DAYS, day_number
from sample_data.past import PastDecision
from sample_data.suppliers import LEAD_DAYS, after_open_days
from sample_data.world import World

Ints = NDArray[np.int64]


def our_number(decided_on: dt.date) -> str:
    """The number that Abacus gives to the first order of a day."""
    return f"PO-{decided_on:%Y%m%d}-001"


def with_our_numbers(orders: pd.DataFrame) -> pd.Series[str]:
    """external_po_id of Supply.purchase_orders: our number where the line answers a planted decision, else ''."""
    numbers = {
        (planted.sku, planted.location, day_number(planted.decided_on)): our_number(planted.decided_on)
        for planted in plan.DECISIONS
        if planted.is_ordered
    }
    keys = zip(orders["sku"], orders["location"], orders["ordered"], strict=True)
    return pd.Series([numbers.get(key, "") for key in keys], index=orders.index, dtype="object")


def past_decisions(world: World) -> list[PastDecision]:
    """The planted decisions with their outcomes, the oldest first."""
    return [_decision(world, planted) for planted in sorted(plan.DECISIONS, key=lambda each: each.decided_on)]


def _decision(world: World, planted: plan.Decision) -> PastDecision:
    product = next(product for product in world.products if product.sku == planted.sku)
    line = _order_line(world, planted) if planted.is_ordered else None
    first = _first_day(world, planted, product, line)
    days = slice(day_number(first), day_number(planted.last_day) + 1)
    wanted, sold = (_at(units, world, planted)[days] for units in (world.wanted, world.sold))
    on_hand = world.supply.on_hand[world.supply.places.index((planted.sku, planted.location))]
    units = 0 if line is None else int(line["quantity"])
    net = _net(on_hand, days, units) + wanted - sold
    margin = product.price / (1 + plan.TAX_RATE[plan.TMALL]) - product.cost
    gains = [
        Decimal(f"{margin * (_missing(net, before) - _missing(net, before + ordered)):.2f}")
        for before in [int(on_hand[days.start - 1])]
        for ordered in (planted.proposed_units, units)
    ]
    return PastDecision(
        sku=planted.sku,
        product_name=product.name,
        location=planted.location,
        supplier_id=product.supplier,
        decided_on=planted.decided_on,
        proposed_units=planted.proposed_units,
        decided_units=units,
        unit_cost=Decimal(str(product.cost)),
        reason=planted.reason,
        on_hand=int(on_hand[day_number(planted.decided_on)]),
        received_on=first if planted.is_ordered else None,
        first_day=first,
        last_day=planted.last_day,
        wanted=int(wanted.sum()),
        sold=int(sold.sum()),
        stock_out_days=int((wanted > sold).sum()),
        left=int(on_hand[days.stop - 1]),
        gain_of_proposed=gains[0],
        gain_of_decided=gains[1],
    )


def _order_line(world: World, planted: plan.Decision) -> pd.Series[int]:
    orders = world.supply.purchase_orders
    is_it = (orders["sku"] == planted.sku) & (orders["location"] == planted.location)
    (line,) = orders.index[is_it & (orders["ordered"] == day_number(planted.decided_on))]
    found: pd.Series[int] = orders.loc[line]
    return found


def _first_day(
    world: World, planted: plan.Decision, product: Product, line: pd.Series[int] | None
) -> dt.date:
    """The day on which the goods came, or would have come."""
    if line is None:
        return after_open_days(product.supplier, planted.decided_on, LEAD_DAYS[product.supplier])
    came = world.supply.receipts
    mine = (came["po_id"] == line["po_id"]) & (came["line_id"] == line["line_id"])
    (received,) = came.loc[mine, "received"]
    return DAYS[int(received)]


def _at(units: Ints, world: World, planted: plan.Decision) -> Ints:
    """Units of the SKU in the channels that its place serves, by known day."""
    shops = [
        number
        for number, channel in enumerate(plan.CHANNELS)
        if plan.LOCATION_OF[channel] == planted.location
    ]
    row = next(number for number, product in enumerate(world.products) if product.sku == planted.sku)
    found: Ints = units[row, shops, :N_KNOWN_DAYS].sum(axis=0)
    return found


def _net(on_hand: Ints, days: slice, received: int) -> Ints:
    """What left less what came back, by day, from the stock of the days and what came on the first one."""
    net = -np.diff(on_hand[days.start - 1 : days.stop])
    net[0] += received
    return net


def _missing(net: Ints, on_hand: int) -> int:
    """Units that could not have been sold with so many at the start; unmet demand does not come back."""
    return max(int(np.cumsum(net).max()) - on_hand, 0)
