"""Small shops with known truth, in memory: what sold of each SKU on each day, and what else is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from core.facts import Snapshot, marts, units
from core.facts.lake import create_tables
from tests.handing_in import stage_rows

MONDAY = dt.date(2025, 1, 6)

CHANNEL = {
    "channel": "shop",
    "platform": "test",
    "currency": "CNY",
    "timezone": "UTC",
    "country": "XX",
    "prices_include_tax": False,
    "default_location": "WH",
}
"""A channel in a country whose festivals nobody knows."""


def day(number: int) -> dt.date:
    """The day so many days after the first Monday."""
    return MONDAY + dt.timedelta(days=number)


def order(
    sku: str, on: dt.date, units: float, *, price: float = 10, number: str = "", **head: Any
) -> dict[str, Any]:
    """One order of one line: the columns of orders, and sku, quantity and unit_price of its line."""
    at = dt.datetime.combine(on, dt.time(12))
    return {
        "channel": "shop", "order_id": f"{sku}-{on}-{number}", "order_type": "normal", "state": "completed",
        "placed_at": at, "paid_at": at, "currency": "CNY", "location": "WH",
        "sku": sku, "quantity": units, "unit_price": price, **head,
    }  # fmt: skip


def daily(sku: str, units: Sequence[float], *, begins: int = 0, **head: Any) -> list[dict[str, Any]]:
    """One order a day; days with 0 have none."""
    return [order(sku, day(begins + step), one, **head) for step, one in enumerate(units) if one]


def count(sku: str, on: dt.date, on_hand: float, **row: Any) -> dict[str, Any]:
    """One row of a stock file, written in the evening."""
    at = dt.datetime.combine(on, dt.time(22))
    plain = {
        "location": "WH",
        "snapshot_at": at,
        "sku": sku,
        "lot": "",
        "condition": "sellable",
        "full_list": False,
    }
    return plain | {"on_hand": on_hand} | row


def a_shop(
    orders: Sequence[Mapping[str, Any]],
    *,
    until: dt.date,
    parameters: Mapping[str, str] | None = None,
    **tables: Sequence[Mapping[str, Any]],
) -> Snapshot:
    """A shop with these orders and other tables, its data complete until a day."""
    line_names = ("channel", "order_id", "sku", "quantity", "unit_price", "line_id")
    heads = [{name: value for name, value in one.items() if name not in line_names[2:]} for one in orders]
    lines = [{"line_id": "1"} | {name: one[name] for name in line_names if name in one} for one in orders]
    rows = {"channels": [CHANNEL], **tables, "orders": heads, "order_lines": lines}
    connection = duckdb.connect(":memory:", config={"threads": "1"})
    connection.execute("ATTACH ':memory:' AS lake")
    create_tables(connection)
    staged = stage_rows(connection, rows)
    for one in staged:
        exported = dt.datetime.combine(until, dt.time(12)) + dt.timedelta(days=1)
        units.compare(connection, one, exported_at=exported)
        units.add_history(connection, one, import_id=1, exported_at=exported)
        units.rebuild_current(connection, one.table)
    marts.rebuild_touched(connection, [one.table for one in staged], step=lambda _name: None)
    given = {"as_of": until.isoformat(), **(parameters or {})}
    connection.execute("DELETE FROM lake.meta.parameters WHERE name IN (SELECT unnest(?))", [list(given)])
    for name, value in given.items():
        connection.execute("INSERT INTO lake.meta.parameters VALUES (?, ?)", [name, value])
    return Snapshot(1, connection)
