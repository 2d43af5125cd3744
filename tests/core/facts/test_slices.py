"""A large import is worked through part by part: every order once, and all of them known afterwards."""

from __future__ import annotations

import duckdb
import pytest

from core.facts.marts import scope


@pytest.mark.parametrize(("orders", "at_once", "parts"), [(7, 3, 3), (3, 3, 1), (0, 3, 1), (4, 1, 4)])
def test_parts_name_every_touched_order_once(orders: int, at_once: int, parts: int) -> None:
    connection = duckdb.connect(config={"threads": "1"})
    connection.execute("CREATE TEMP TABLE touched_sales (channel VARCHAR, order_id VARCHAR)")
    connection.execute("INSERT INTO touched_sales SELECT 'shop', o FROM range(?) r(o)", [orders])
    every = connection.execute("SELECT * FROM touched_sales ORDER BY ALL").fetchall()
    seen = [
        connection.execute("SELECT * FROM touched_sales").fetchall()
        for _part in scope.slices(connection, orders_at_once=at_once)
    ]
    assert len(seen) == parts
    assert sorted(order for part in seen for order in part) == every
    assert connection.execute("SELECT * FROM touched_sales ORDER BY ALL").fetchall() == every
