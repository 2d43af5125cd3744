"""First in, first out: which receipt a shipped unit came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import duckdb

from core.facts.lake import create_tables
from core.returns.origins import ORIGINS

Move = tuple[str, float]
"""Day (MM-DD of 2026) and units."""


def origins(
    *,
    came: dict[str, Move],
    left: Sequence[Move],
    counted: Sequence[Move] = (),
    restocked: Sequence[Move] = (),
) -> dict[str, str | None]:
    """The purchase order that each day's shipment came from, by day of shipping."""
    connection = duckdb.connect(":memory:", config={"threads": "1"})
    connection.execute("ATTACH ':memory:' AS lake")
    create_tables(connection)
    for po, (day, units) in came.items():
        connection.execute(
            "INSERT INTO lake.current.purchase_order_lines "
            "(po_id, line_id, sku, location, supplier_id, quantity) VALUES (?, '1', 'A', 'WH', 'S', ?)",
            [po, units],
        )
        connection.execute(
            "INSERT INTO lake.current.receipts (po_id, line_id, receipt_id, received_on, quantity) "
            "VALUES (?, '1', '1', ?, ?)",
            [po, _day(day), units],
        )
    for day, units in counted:
        connection.execute(
            "INSERT INTO lake.current.stock "
            "(location, snapshot_at, snapshot_on, sku, lot, condition, on_hand) "
            "VALUES ('WH', ?, ?, 'A', '', 'sellable', ?)",
            [_day(day), _day(day), units],
        )
    for day, units in restocked:
        connection.execute(
            "INSERT INTO lake.mart.refund_lines (sku, location, received_on, restocked_quantity) "
            "VALUES ('A', 'WH', ?, ?)",
            [_day(day), units],
        )
    connection.execute("CREATE TEMP TABLE items (sku VARCHAR, location VARCHAR, day DATE, units DOUBLE)")
    connection.executemany("INSERT INTO items VALUES ('A', 'WH', ?, ?)", [[_day(d), u] for d, u in left])
    rows = connection.execute(f"WITH {ORIGINS} SELECT day, po_id FROM origins").fetchall()
    known = {day.strftime("%m-%d"): po for day, po in rows}
    return {day: known.get(day) for day, _units in left}


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


TWO = {"P1": ("01-01", 10.0), "P2": ("02-01", 10.0)}


def test_what_came_first_leaves_first() -> None:
    assert origins(came=TWO, left=[("02-02", 10), ("02-03", 4)]) == {"02-02": "P1", "02-03": "P2"}


def test_a_count_sets_the_queue_right() -> None:
    """Ten of the first receipt got lost: twelve left, ten of them of the second."""
    found = origins(came=TWO, left=[("02-06", 1), ("02-07", 3)], counted=[("02-05", 10)])
    assert found == {"02-06": "P2", "02-07": "P2"}


def test_what_lay_there_before_the_first_receipt_has_no_origin() -> None:
    found = origins(came=TWO, left=[("01-03", 5), ("01-04", 5)], counted=[("01-02", 15)])
    assert found == {"01-03": None, "01-04": "P1"}


def test_units_put_back_queue_up_again() -> None:
    """Five of the first receipt come back and are sold before the second."""
    found = origins(came=TWO, left=[("01-05", 10), ("02-02", 4), ("02-03", 8)], restocked=[("01-20", 5)])
    assert found == {"01-05": "P1", "02-02": "P1", "02-03": "P2"}


def test_goods_do_not_leave_before_they_came() -> None:
    assert origins(came={"P1": ("03-01", 10.0)}, left=[("02-01", 2)]) == {"02-01": None}
