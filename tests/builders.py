"""Builders of whole shops: random, small, with every kind of row that a figure must not trip over."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core import facts
from core.settings import Settings
from tests.handing_in import hand_in

Row = dict[str, Any]

FIRST_DAY, DAYS = dt.date(2026, 1, 1), 90
CATEGORIES = ("Tea > Green", "Tea > Black", "Home", None)
CHANNELS: tuple[Row, ...] = (
    {
        "channel": "tmall",
        "platform": "tmall",
        "currency": "CNY",
        "timezone": "Asia/Shanghai",
        "prices_include_tax": True,
        "default_location": "WH",
    },
    {
        "channel": "eu",
        "platform": "shopify",
        "currency": "EUR",
        "timezone": "Europe/Berlin",
        "prices_include_tax": True,
        "default_location": "EU",
    },
    {
        "channel": "us",
        "platform": "shopify",
        "currency": "USD",
        "timezone": "Europe/Berlin",
        "prices_include_tax": False,
        "default_location": "WH",
    },
)
RATES: tuple[Row, ...] = (
    {"currency": "EUR", "base": "CNY", "day": dt.date(2025, 12, 1), "rate": 7.8},
    {"currency": "EUR", "base": "CNY", "day": dt.date(2026, 2, 10), "rate": 8.05},
    {"currency": "USD", "base": "CNY", "day": dt.date(2026, 1, 20), "rate": 7.15},
)
"""Before 20 January there is no rate for dollars: those amounts cannot be shown."""


@dataclass
class Shop:
    """A shop as the rows that were handed in, by table, and what the store made of them."""

    settings: Settings
    rows: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def snapshot(self) -> facts.Snapshot:
        return facts.lease(self.settings)


def a_shop(settings: Settings, seed: int = 1, *, orders: int = 150, without: Sequence[str] = ()) -> Shop:
    """A random shop of three channels in two time zones and three currencies, handed in by time zone.

    without: tables that were never handed in, such as "returns" or "stock".
    """
    chance = random.Random(seed)
    rows: dict[str, list[Row]] = {
        "channels": [dict(row) for row in CHANNELS],
        "exchange_rates": [dict(row) for row in RATES],
        "products": _products(chance),
        "standard_costs": _costs(chance),
        "orders": [],
        "order_lines": [],
        "returns": [],
        "stock": _stock(chance),
    }
    for number in range(orders):
        channel = chance.choices(CHANNELS, weights=[4, 2, 1])[0]
        _add_order(rows, channel, number, chance)
    shop = Shop(settings, {name: given for name, given in rows.items() if given and name not in without})
    _hand_in_by_zone(shop)
    return shop


def _products(chance: random.Random) -> list[Row]:
    goods = [
        {
            "sku": f"P{n:02d}",
            "name": f"Product {n}",
            "category": chance.choice(CATEGORIES),
            "kind": "goods",
            "tax_rate": chance.choice([0.13, 0.19, None]),
        }
        for n in range(10)
    ]
    return [
        *goods,
        {"sku": "POSTAGE", "name": "Postage", "category": None, "kind": "service", "tax_rate": 0.13},
        {"sku": "DIFF", "name": "Price difference", "category": None, "kind": "adjustment", "tax_rate": 0.13},
    ]


def _costs(chance: random.Random) -> list[Row]:
    """Costs of P00 to P06; the others have none."""
    return [
        {
            "sku": f"P{n:02d}",
            "valid_from": day,
            "unit_cost": round(chance.uniform(5, 40), 4),
            "currency": chance.choice([None, "EUR"]),
        }
        for n in range(7)
        for day in (dt.date(2026, 1, 1), dt.date(2026, 2, 15))
    ]


def _stock(chance: random.Random) -> list[Row]:
    """A full list each week; a SKU is sometimes left out or has nothing available."""
    return [
        {
            "location": location,
            "snapshot_at": dt.datetime(2026, 1, 5, 1) + dt.timedelta(weeks=week),
            "sku": f"P{n:02d}",
            "lot": "",
            "condition": "sellable",
            "on_hand": chance.choice([0, 3, 40]),
            "reserved": chance.choice([0, 0, 3]),
            "full_list": True,
        }
        for location in ("WH", "EU")
        for week in range(8)
        for n in range(10)
        if chance.random() < 0.9
    ]


def _add_order(rows: dict[str, list[Row]], channel: Row, number: int, chance: random.Random) -> None:
    placed_at = dt.datetime.combine(FIRST_DAY, dt.time()) + dt.timedelta(
        minutes=chance.randrange(DAYS * 24 * 60)
    )
    state = chance.choices(["placed", "paid", "shipped", "completed", "cancelled"], weights=[2, 2, 2, 6, 1])[
        0
    ]
    has_payment_time = state in ("paid", "shipped", "completed") and chance.random() < 0.85
    order = {
        "channel": channel["channel"],
        "order_id": f"{1000 + number // 2}" if chance.random() < 0.1 else f"{5000 + number}",
        "order_type": chance.choices(
            ["normal", "presale", "wholesale", "replacement", "brushing", "test"], weights=[16, 1, 1, 1, 1, 1]
        )[0],
        "exclusion_rule": chance.choices([None, "flag"], weights=[25, 1])[0],
        "state": state,
        "placed_at": placed_at,
        "paid_at": placed_at + dt.timedelta(minutes=chance.randrange(3000)) if has_payment_time else None,
        "customer_id": chance.choices([f"c{chance.randrange(30)}", None], weights=[4, 1])[0],
        "country": chance.choice(["CN", "DE", "FR", None]),
        "location": chance.choice([None, None, "EU"]),
        "currency": channel["currency"],
        "shipping_charged": chance.choice([0, 5, 12.5]),
    }
    if any(
        known["channel"] == order["channel"] and known["order_id"] == order["order_id"]
        for known in rows["orders"]
    ):
        return
    rows["orders"].append(order)
    for line_no in range(1, chance.choice([1, 1, 2, 3]) + 1):
        line = _line(order, line_no, chance)
        rows["order_lines"].append(line)
        if chance.random() < 0.05:
            rows["order_lines"].append(line | {"line_id": f"{line_no}-again", "repeat_no": 1})
        if state != "placed" and chance.random() < 0.15:
            rows["returns"].append(_refund(order, line, len(rows["returns"]), chance))


def _line(order: Row, line_no: int, chance: random.Random) -> Row:
    quantity, price = chance.choice([1, 1, 2, 5]), round(chance.uniform(10, 200), 2)
    gross = round(quantity * price, 2)
    seller, platform = (round(gross * chance.choice([0, 0, 0.1]), 2) for _ in range(2))
    return {
        "channel": order["channel"],
        "order_id": order["order_id"],
        "line_id": str(line_no),
        "sku": chance.choices(
            [f"P{chance.randrange(10):02d}", "POSTAGE", "DIFF", None], weights=[20, 1, 1, 1]
        )[0],
        "product_name": "as sold",
        "quantity": quantity,
        "unit_price": price,
        "gross_amount": gross,
        "seller_discount": seller,
        "platform_discount": platform,
        "buyer_paid": round(gross - seller - platform, 2),
        "unit_cost": chance.choice([None, None, round(price * 0.4, 4)]),
    }


def _refund(order: Row, line: Row, number: int, chance: random.Random) -> Row:
    asked_at = order["placed_at"] + dt.timedelta(days=chance.randrange(1, 25))
    quantity = chance.randint(1, line["quantity"])
    return {
        "channel": order["channel"],
        "return_id": f"R{number}",
        "line_id": "1",
        "order_id": chance.choices([order["order_id"], "unknown"], weights=[12, 1])[0],
        "order_line_id": chance.choice([line["line_id"], line["line_id"], None]),
        "sku": chance.choice([line["sku"], line["sku"], None]),
        "kind": "return_refund",
        "requested_at": asked_at,
        "refunded_at": chance.choices([asked_at + dt.timedelta(hours=30), None], weights=[8, 1])[0],
        "quantity": quantity,
        "restocked_quantity": chance.choice([0, quantity]),
        "amount": round(line["buyer_paid"] * quantity / line["quantity"], 2),
        "repeat_no": chance.choices([0, 1], weights=[12, 1])[0],
    }


def _hand_in_by_zone(shop: Shop) -> None:
    """One import per time zone, because an import has one; the tables that all share come with the first."""
    shared = ("exchange_rates", "products", "standard_costs", "stock")
    zones = list(dict.fromkeys(str(channel["timezone"]) for channel in shop.rows["channels"]))
    for number, zone in enumerate(zones):
        channels = [channel for channel in shop.rows["channels"] if channel["timezone"] == zone]
        names = {channel["channel"] for channel in channels}
        given: dict[str, list[Row]] = {"channels": channels}
        if number == 0:
            given |= {name: shop.rows[name] for name in shared if name in shop.rows}
        for name in ("orders", "order_lines", "returns"):
            given[name] = [row for row in shop.rows.get(name, []) if row["channel"] in names]
        filled = {name: rows for name, rows in given.items() if rows}
        hand_in(
            shop.settings,
            dt.datetime(2026, 4, 20 + number),
            _numbered(filled),
            channel=channels[0]["channel"],
        )


def _numbered(tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """The rows with a row number each, as if every table were written one below the other in one file."""
    start, numbered = 2, {}
    for name, rows in tables.items():
        numbered[name] = [row | {"source_row": start + index} for index, row in enumerate(rows)]
        start += len(rows)
    return numbered
