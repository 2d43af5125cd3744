"""A shop that can be checked in the head: one channel per rule, so that one store serves all of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.settings import Settings
from tests.builders import Row, Shop
from tests.handing_in import hand_in

NOON = dt.time(4)
"""Twelve o'clock in Shanghai, in UTC."""


class KnownShop:
    """Rows collected rule by rule, handed in as one import in Shanghai's time."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}

    def add(self, table: str, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row | {"source_row": 2 + len(self.rows.get(table, []))})

    def channel(self, channel: str, **more: Any) -> None:
        self.add(
            "channels",
            **(
                {
                    "channel": channel,
                    "platform": "test",
                    "currency": "CNY",
                    "timezone": "Asia/Shanghai",
                    "prices_include_tax": False,
                    "default_location": channel,
                }
                | more
            ),
        )

    def order(
        self,
        channel: str,
        order_id: str,
        at: dt.datetime | dt.date,
        *lines: Row,
        paid: bool = True,
        **more: Any,
    ) -> None:
        moment = at if isinstance(at, dt.datetime) else dt.datetime.combine(at, NOON)
        self.add(
            "orders",
            **(
                {
                    "channel": channel,
                    "order_id": order_id,
                    "order_type": "normal",
                    "state": "completed" if paid else "placed",
                    "placed_at": moment,
                    "paid_at": moment if paid else None,
                    "customer_id": None,
                    "currency": "CNY",
                }
                | more
            ),
        )
        for number, line in enumerate(lines, start=1):
            self.add(
                "order_lines",
                **(
                    {
                        "channel": channel,
                        "order_id": order_id,
                        "line_id": str(number),
                        "sku": "A",
                        "quantity": 1,
                        "unit_price": 100,
                    }
                    | line
                ),
            )

    def refund(self, channel: str, order_id: str, at: dt.date, amount: float, **more: Any) -> None:
        self.add(
            "returns",
            **(
                {
                    "channel": channel,
                    "return_id": f"{channel}-{order_id}",
                    "line_id": "1",
                    "order_id": order_id,
                    "order_line_id": "1",
                    "sku": None,
                    "kind": "return_refund",
                    "refunded_at": dt.datetime.combine(at, NOON),
                    "quantity": 1,
                    "restocked_quantity": 0,
                    "amount": amount,
                }
                | more
            ),
        )

    def handed_in(self, settings: Settings) -> Shop:
        hand_in(settings, dt.datetime(2026, 6, 1), self.rows)
        return Shop(settings, self.rows)
