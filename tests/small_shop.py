"""A small shop whose every figure can be checked in the head: one order a day for twelve weeks.

Each order has 10 TEA at 20, 1 CUP at 30 and 2 POT at 50: 330 a day. In the last week TEA doubles: 530 a day.
GIFT was sold in the first week only. Twenty buyers take turns, one a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from core import facts, ledger, marketing, purchasing
from core.errors import Message
from core.facts import Snapshot
from core.ledger import Ledger, SupplierTerms
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import PERSON, kept

FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 3, 29)
"""A Monday and a Sunday, twelve weeks."""
COUNTED_AT = dt.datetime(2026, 3, 29, 23)
ON_HAND: Mapping[str, int] = {"TEA": 40, "CUP": 500, "POT": 0, "GIFT": 30}
UNIT_COST: Mapping[str, int] = {"TEA": 10, "CUP": 10, "POT": 25, "GIFT": 5}
LEAD_TIME_DAYS = 14


def silent(share: float, message: Message) -> None:
    """Tells nobody."""


def sell(settings: Settings, *, with_buyers: bool = True) -> None:
    """Hand in the orders."""
    kept(settings, f"sell {with_buyers}", lambda: _sell(settings, with_buyers=with_buyers))


def _sell(settings: Settings, *, with_buyers: bool) -> None:
    days = [FIRST + dt.timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    orders = [_order(number, day, with_buyers=with_buyers) for number, day in enumerate(days)]
    hand_in(settings, dt.datetime(2026, 3, 30), orders_file(*orders))


def _order(number: int, day: dt.date, *, with_buyers: bool) -> dict[str, list[dict[str, Any]]]:
    is_last_week = (LAST - day).days < 7
    lines = {"TEA": (20 if is_last_week else 10, 20), "CUP": (1, 30), "POT": (2, 50)}
    if number < 7:
        lines["GIFT"] = (1, 10)
    return an_order(
        f"O{number}",
        lines=lines,
        placed_at=dt.datetime(day.year, day.month, day.day, 9),
        customer_id=f"buyer-{number % 20}" if with_buyers else None,
    )


def stock(settings: Settings) -> None:
    """Hand in what lies in the warehouse and what it cost."""
    counted = [
        {"location": "WH", "snapshot_at": COUNTED_AT, "sku": sku, "lot": "", "condition": "sellable",
         "on_hand": units, "source_row": row}
        for row, (sku, units) in enumerate(ON_HAND.items(), start=2)
    ]  # fmt: skip
    costs = [
        {
            "sku": sku,
            "valid_from": dt.date(2025, 1, 1),
            "unit_cost": cost,
            "currency": "CNY",
            "source_row": row,
        }
        for row, (sku, cost) in enumerate(UNIT_COST.items(), start=12)
    ]
    hand_in(settings, dt.datetime(2026, 3, 30), {"stock": counted, "standard_costs": costs}, channel="")


def supply(settings: Settings) -> None:
    """Hand in who delivers what, and confirm it."""
    offers = [
        {"supplier_id": "S1", "sku": sku, "valid_from": dt.date(2025, 1, 1), "unit_cost": UNIT_COST[sku],
         "currency": "CNY", "lead_time_days": LEAD_TIME_DAYS, "source_row": row}
        for row, sku in enumerate(("TEA", "CUP", "POT"), start=3)
    ]  # fmt: skip
    suppliers = [{"supplier_id": "S1", "name": "Hangzhou Tea", "currency": "CNY", "source_row": 2}]
    rows = {"suppliers": suppliers, "supplier_products": offers}
    hand_in(settings, dt.datetime(2026, 3, 30), rows, channel="")
    with closing(ledger.open_ledger(settings)) as book:
        ann = ledger.register_person(book, PERSON)
        ledger.confirm_supplier(book, ann, "confirm-S1", SupplierTerms("S1", "WH", LEAD_TIME_DAYS, 7))


def refresh(settings: Settings) -> None:
    """Publish forecasts and segments."""
    with closing(ledger.open_ledger(settings)) as book:
        purchasing.refresh_forecasts(settings, book, progress=silent)
    marketing.refresh(settings, progress=silent)


def _open(settings: Settings) -> None:
    sell(settings)
    stock(settings)
    supply(settings)
    refresh(settings)


def open_shop(settings: Settings) -> tuple[Snapshot, Ledger]:
    """The whole shop, ready to be asked."""
    kept(settings, "open", lambda: _open(settings))
    return facts.lease(settings), ledger.open_ledger(settings)
