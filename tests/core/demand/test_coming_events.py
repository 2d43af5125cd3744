"""Which shops' events touch what lies at a location."""

from __future__ import annotations

import datetime as dt

from core import facts
from core.demand import read_coming
from core.settings import Settings
from tests.handing_in import hand_in
from tests.homes import prepare


def test_an_order_that_names_no_location_is_served_from_the_only_one(settings: Settings) -> None:
    at = dt.datetime(2026, 2, 10, 12)
    rows = {
        "channels": [{"channel": "shop", "currency": "CNY", "timezone": "UTC", "prices_include_tax": False}],
        "orders": [
            {"channel": "shop", "order_id": "1", "state": "paid", "placed_at": at, "paid_at": at}
            | {"order_type": "normal", "currency": "CNY"}
        ],
        "order_lines": [
            {"channel": "shop", "order_id": "1", "line_id": "1", "sku": "A", "quantity": 1, "unit_price": 1}
        ],
        "stock": [{"location": "WH", "snapshot_at": at, "lot": "", "sku": "A", "on_hand": 5}],
    }
    prepare(settings)
    hand_in(settings, dt.datetime(2026, 2, 11), rows)
    assert read_coming(facts.lease(settings), at.date()).channels == {"WH": frozenset({"shop"})}
