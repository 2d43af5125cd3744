"""The law of history: whatever the order of loading and undoing, the same rows count.

Runs the store's own statements on an in-memory database in place of the lake, so that many
histories can be tried in seconds; `test_history` holds the lake to the same rules.
"""

from __future__ import annotations

import datetime as dt

import duckdb
import hypothesis.strategies as st
import pandas as pd
from hypothesis import given
from hypothesis import settings as effort

from core.facts import marts, units
from core.facts.lake import create_tables
from tests.handing_in import an_order, orders_file, stage_rows

DAY = dt.datetime(2026, 3, 1, 8)
MARTS = ("sales_lines", "refund_lines", "sales_days", "order_facts", "channel_days", "customers")
ORDERS = st.dictionaries(
    st.sampled_from(["A1", "A2", "A3"]),
    st.tuples(st.integers(1, 3), st.integers(0, 2), st.integers(0, 30)),  # units of MUG, of TEE, refund
    min_size=1,
)
FILES = st.lists(st.tuples(st.integers(0, 3), ORDERS), min_size=2, max_size=5)  # day of export, orders


def a_memory_lake() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config={"threads": "1"})
    connection.execute("ATTACH ':memory:' AS lake")
    create_tables(connection)
    return connection


def load(
    connection: duckdb.DuckDBPyConnection,
    import_id: int,
    exported_at: dt.datetime,
    orders: dict[str, tuple[int, int, int]],
) -> None:
    rows = orders_file(
        *(
            an_order(
                order_id,
                lines={"MUG": (mugs, 10)} | ({"TEE": (tees, 7)} if tees else {}),
                refund=refund,
                customer_id=order_id,
            )
            for order_id, (mugs, tees, refund) in orders.items()
        )
    )
    staged = stage_rows(connection, rows)
    for one in staged:
        units.compare(connection, one, exported_at=exported_at)
        units.add_history(connection, one, import_id=import_id, exported_at=exported_at)
        units.take_as_current(connection, one, import_id=import_id)
    marts.rebuild_touched(connection, [one.table for one in staged], step=lambda _name: None)


def undo(connection: duckdb.DuckDBPyConnection, import_id: int) -> None:
    from core import schema

    touched = [
        table
        for table in (schema.CHANNELS, schema.ORDERS, schema.ORDER_LINES, schema.RETURNS)
        if units.remove_history(connection, table, import_id=import_id)
    ]
    for table in touched:
        units.rebuild_current(connection, table)
    marts.rebuild_touched(connection, touched, step=lambda _name: None)


def all_marts(connection: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    return {name: connection.execute(f"SELECT * FROM lake.mart.{name} ORDER BY ALL").df() for name in MARTS}


@effort(max_examples=8, deadline=None)
@given(files=FILES, undone=st.sets(st.integers(1, 4), max_size=2))
def test_loading_and_undoing_in_any_order_equals_a_plain_recomputation(files: list, undone: set[int]) -> None:
    connection = a_memory_lake()
    for import_id, (export_day, orders) in enumerate(files, start=1):
        load(connection, import_id, DAY + dt.timedelta(days=export_day), orders)
    for import_id in sorted(undone, reverse=True):
        undo(connection, import_id)
    remaining = [
        (day, number, orders) for number, (day, orders) in enumerate(files, start=1) if number not in undone
    ]
    expected: dict[str, tuple[int, int, int]] = {}
    for _day, _number, orders in sorted(remaining, key=lambda file: file[:2]):
        expected |= orders
    found = connection.execute(
        "SELECT order_id, sum(quantity)::INTEGER FROM lake.current.order_lines GROUP BY ALL"
    ).fetchall()
    assert dict(found) == {order: mugs + tees for order, (mugs, tees, _refund) in expected.items()}
    net, refunded = connection.execute(
        """SELECT coalesce(sum(net_sales), 0), coalesce(sum(net_refund), 0) FROM lake.mart.sales_days
        WHERE basis IN ('paid', 'refunded')"""
    ).fetchone() or (0, 0)
    assert net == sum(10 * mugs + 7 * tees for mugs, tees, _refund in expected.values())
    assert refunded == sum(min(refund, 10 * mugs + 7 * tees) for mugs, tees, refund in expected.values())
    incremental = all_marts(connection)
    for name in MARTS:
        connection.execute(f"DELETE FROM lake.mart.{name}")
    marts.rebuild_all(connection, step=lambda _name: None)
    for name, rows in all_marts(connection).items():
        pd.testing.assert_frame_equal(incremental[name], rows)
