"""Supply: receipts that let the shop sell what it sold, their orders, and the stock that follows from both.

Nothing runs out by accident: receipts are sized for the demand that follows, except where a stock-out is planned.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data import plan
from sample_data.catalogue import Product
from sample_data.chance import chance
from sample_data.counts import adjustments, booked, is_counted
from sample_data.demand import DAYS, N_KNOWN_DAYS, day_number
from sample_data.suppliers import LEAD_DAYS, ORDER_EVERY_DAYS, after_open_days, last_open

Ints = NDArray[np.int64]
SPLIT_LINES = (("HM-101", 5), ("HM-102", 7), ("HM-103", 9))
GENEROUS_LINE, CANCELLED_LINE = ("HM-102", 9), ("HM-104", 8)
STILL_OPEN = ("SUP-03", "SUP-04", "SUP-07", "SUP-12")


@dataclass(frozen=True)
class Supply:
    """places: (sku, location) of each stock series. on_hand: (n_places, n_known_days) at the end of each day. sold_out: the same shape.

    purchase_orders: po_id, line_id, supplier_id, sku, location, quantity, unit_cost, currency, ordered, promised, cancelled_quantity.
    receipts: po_id, line_id, receipt_id, received, quantity. ordered, promised, received are day numbers.
    adjustments: sku, location, day, quantity after a count.
    """

    places: list[tuple[str, str]]
    on_hand: Ints
    purchase_orders: pd.DataFrame
    receipts: pd.DataFrame
    adjustments: pd.DataFrame


def supply_of(
    out: dict[tuple[str, str], Ints], back: dict[tuple[str, str], Ints], products: list[Product]
) -> Supply:
    """Receipts, orders and stock for what leaves and comes back."""
    known = {product.sku: product for product in products}
    places = sorted(place for place in out if known[place[0]].fulfilment == "stocked")
    nothing = np.zeros(N_KNOWN_DAYS, dtype=np.int64)
    corrections = adjustments()
    stock, deliveries = [], []
    for place in places:
        net = out[place] - back.get(place, nothing)
        here = corrections[(corrections["sku"] == place[0]) & (corrections["location"] == place[1])]
        np.subtract.at(net, here["day"].to_numpy(), here["quantity"].to_numpy())
        found = _deliveries(known[place[0]], place[1], net)
        deliveries += found
        stock.append(np.cumsum(_arrivals(found) - net))
    orders, receipts = _purchase_orders(deliveries, known)
    return Supply(places, np.stack(stock), orders, receipts, corrections)


@dataclass(frozen=True)
class Delivery:
    """What answers one order line. parts: (day, units) as they arrive; ordered_units may differ from their sum."""

    sku: str
    location: str
    day: int
    parts: tuple[tuple[int, int], ...]
    ordered_units: int
    cancelled_units: int = 0


def _arrivals(deliveries: list[Delivery]) -> Ints:
    arrived = np.zeros(N_KNOWN_DAYS, dtype=np.int64)
    for delivery in deliveries:
        for day, units in delivery.parts:
            if day < N_KNOWN_DAYS:
                arrived[day] += units
    return arrived


def _deliveries(product: Product, location: str, net: Ints) -> list[Delivery]:
    """Deliveries that never let the place run out but where that is planned; day 0 is the opening stock."""
    days = _receipt_days(product, location)
    made: list[Delivery] = []
    level = 0
    for turn, (begin, end) in enumerate(zip(days, [*days[1:], N_KNOWN_DAYS], strict=True)):
        # A delivery that will be cancelled is made up for by the one before.
        covered = days[turn + 2] if (product.sku, turn + 1) == CANCELLED_LINE else end
        need = int(np.maximum.accumulate(np.cumsum(net[begin:covered])).max())
        wanted = need + _buffer(product, location, begin, end, need)
        if is_counted(product.sku, location) and begin in map(day_number, plan.COUNT_DAYS):
            wanted = booked(product.sku) + int(net[begin])
        units = max(wanted - level, 0)
        units = 0 if (product.sku, turn) == CANCELLED_LINE else units
        units = (
            -(-units // product.pack) * product.pack
            if product.pack > 1 and not is_counted(product.sku, location)
            else units
        )
        level += units - int(net[begin:end].sum())
        made.append(_delivery(product.sku, location, begin, units, turn))
    recent = float(net[-60:].mean())
    made += _on_their_way(product, location, recent) if recent > 0 and not product.until else []
    return [delivery for delivery in made if delivery.ordered_units]


def _delivery(sku: str, location: str, day: int, units: int, turn: int) -> Delivery:
    """The late supplier's peculiar lines: three in two parts, one with five percent more, one cancelled by us."""
    if (sku, turn) in SPLIT_LINES:
        first = round(units * 0.6)
        return Delivery(sku, location, day, ((day, first), (day + 15, units - first)), units)
    if (sku, turn) == GENEROUS_LINE:
        return Delivery(sku, location, day, ((day, units),), round(units / 1.05))
    if (sku, turn) == CANCELLED_LINE:
        return Delivery(sku, location, day, (), 60, cancelled_units=60)
    return Delivery(sku, location, day, ((day, units),), units)


def _on_their_way(product: Product, location: str, recent: float) -> list[Delivery]:
    """The order that long-lead suppliers already have at the end."""
    supplier = supplier_of(product, location)
    every = ORDER_EVERY_DAYS[supplier]
    day = next(number for number in range(_offset(supplier), 10**6, every) if number >= N_KNOWN_DAYS)
    if (
        supplier not in STILL_OPEN
        or day - LEAD_DAYS[supplier] >= N_KNOWN_DAYS - 3
        or product.sku in plan.STOCK_OUTS
    ):
        return []
    return [Delivery(product.sku, location, day, (), max(round(recent * every), product.moq))]


def _receipt_days(product: Product, location: str) -> list[int]:
    supplier = supplier_of(product, location)
    every = ORDER_EVERY_DAYS[supplier]
    begins = day_number(product.since) if product.since > plan.FIRST_DAY else 0
    usual = (_last_open(supplier, day) for day in range(_offset(supplier), N_KNOWN_DAYS, every))
    days = {begins, *(day for day in usual if day > begins)}
    for span in plan.STOCK_OUTS.get(product.sku, ()):
        first, last = day_number(span.first), day_number(span.last)
        # The last delivery before has to sell out: none comes in the three weeks before.
        days = {day for day in days if not first - 21 <= day <= last} | (
            {first, last + 1} if last + 1 < N_KNOWN_DAYS else {first}
        )
    if is_counted(product.sku, location):
        days |= {day_number(day) for day in plan.COUNT_DAYS}
    if product.style == plan.STYLE and product.size == plan.BAD_SIZE:
        days = {day for day in days if day < day_number(plan.BAD_SINCE)} | {day_number(plan.BAD_SINCE)}
    if product.until:
        days = {day for day in days if day <= day_number(product.until)} | {day_number(product.until) + 1}
    if product.sku == plan.DEAD:
        days = {day for day in days if day <= day_number(plan.DECLINE_SINCE)}
    return sorted(days)


def _last_open(supplier: str, day: int) -> int:
    """Before it closes, a supplier brings what would have come in the meantime."""
    return day_number(last_open(supplier, DAYS[day]))


def _buffer(product: Product, location: str, begin: int, end: int, need: int) -> int:
    """Units left when the next receipt comes."""
    if product.sku == plan.DEAD:
        return plan.DEAD_ON_HAND if end == N_KNOWN_DAYS else need // 4
    if product.sku == plan.LAUNCHED and end == N_KNOWN_DAYS:
        return plan.LAUNCH_ON_HAND
    for span in plan.STOCK_OUTS.get(product.sku, ()):
        if end == day_number(span.first) or begin == day_number(span.first):
            return 0
    if product.until and end > day_number(product.until):
        return 0
    if product.style == plan.STYLE and product.size == plan.BAD_SIZE and end == day_number(plan.BAD_SINCE):
        return 0
    return 2 if is_counted(product.sku, location) else max(need // 3, 2)


def supplier_of(product: Product, location: str) -> str:
    """Who delivers a SKU to a place."""
    return "SUP-12" if location == plan.EUROPE else product.supplier


def _offset(supplier: str) -> int:
    # The bad receipt falls on its planted day; the others are spread over the first weeks.
    if supplier == plan.BAD_SUPPLIER:
        return day_number(plan.BAD_SINCE) % ORDER_EVERY_DAYS[supplier]
    return 5 + 3 * int(supplier[-2:])


def _lead_days(supplier: str, received: int, *, turn: int, random: np.random.Generator) -> int:
    """Open days from an order to its receipt. turn: how many orders the supplier had before; one in eighteen is late."""
    stated = LEAD_DAYS[supplier]
    if supplier == plan.LATE_SUPPLIER:
        if DAYS[received] - dt.timedelta(days=33) < plan.LATE_SINCE:
            return int(np.clip(round(random.normal(21, 1.2)), 19, 23))
        return int(np.clip(round(random.normal(33, 5)), 24, 48))
    if supplier == plan.SLOW_SUPPLIER:
        return int(np.clip(round(random.normal(30, 1.5)), 27, 33))
    if supplier == plan.BAD_SUPPLIER and received == day_number(plan.BAD_SINCE):
        return stated
    return stated + (int(random.integers(4, 9)) if turn % 18 == 9 else -int(random.integers(0, 3)))


def _purchase_orders(
    deliveries: list[Delivery], products: dict[str, Product]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Order lines and receipts; what one supplier brings to one place on one day was one order."""
    deliveries = [delivery for delivery in deliveries if delivery.day > 0]
    deliveries.sort(key=lambda d: (d.day, supplier_of(products[d.sku], d.location), d.location, d.sku))
    keys = [(supplier_of(products[d.sku], d.location), d.location, d.day) for d in deliveries]
    random = chance("lead times")
    leads: dict[tuple[str, str, int], int] = {}
    for key in dict.fromkeys(keys):
        turn = sum(other[0] == key[0] for other in leads)
        leads[key] = _lead_days(key[0], key[2], turn=turn, random=random)
    orders = pd.DataFrame(
        {
            "supplier_id": [key[0] for key in keys],
            "sku": [d.sku for d in deliveries],
            "location": [d.location for d in deliveries],
            "quantity": [d.ordered_units for d in deliveries],
            "cancelled_quantity": [d.cancelled_units for d in deliveries],
            "unit_cost": [_cost(products[d.sku], d.location) for d in deliveries],
            "currency": ["EUR" if d.location == plan.EUROPE else "CNY" for d in deliveries],
        }
    )
    ordered = {key: _open_days_after(key[0], key[2], -days) for key, days in leads.items()}
    promised = {key: _open_days_after(key[0], ordered[key], LEAD_DAYS[key[0]]) for key in leads}
    orders["ordered"], orders["promised"] = ([days[key] for key in keys] for days in (ordered, promised))
    orders.insert(0, "po_id", _numbers(orders["ordered"].tolist(), keys))
    orders.insert(1, "line_id", (orders.groupby("po_id").cumcount() + 1).astype(str))
    receipts = [
        (po, line, str(number), day, units)
        for po, line, delivery in zip(orders["po_id"], orders["line_id"], deliveries, strict=True)
        for number, (day, units) in enumerate(delivery.parts, start=1)
        if day < N_KNOWN_DAYS
    ]
    return orders, pd.DataFrame(receipts, columns=["po_id", "line_id", "receipt_id", "received", "quantity"])


def _open_days_after(supplier: str, day: int, days: int) -> int:
    known = plan.FIRST_DAY + dt.timedelta(days=day)
    return day_number(after_open_days(supplier, known, days))


def _numbers(ordered: list[int], keys: list[tuple[str, str, int]]) -> list[str]:
    """PO-2026-0612 for the day's first order, PO-2026-0612-2 for the next; the bad supplier's Hangzhou order is its day's first."""
    day_of = dict(zip(keys, ordered, strict=True))
    numbers: dict[tuple[str, str, int], str] = {}
    turn: dict[int, int] = {}
    for key in sorted(day_of, key=lambda k: (day_of[k], k[0] != plan.BAD_SUPPLIER, k[1] != plan.HANGZHOU, k)):
        day = plan.FIRST_DAY + dt.timedelta(days=day_of[key])
        turn[day_of[key]] = turn.get(day_of[key], 0) + 1
        numbers[key] = f"PO-{day:%Y-%m%d}" + (f"-{turn[day_of[key]]}" if turn[day_of[key]] > 1 else "")
    return [numbers[key] for key in keys]


def _cost(product: Product, location: str) -> float:
    return round(product.cost / plan.EUR_IN_CNY, 4) if location == plan.EUROPE else product.cost
