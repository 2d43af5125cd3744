"""The law of two reports of one order: in any order of loading and undoing, nothing that is said is lost.

The report of orders knows the postage, that of its lines does not.
"""

from __future__ import annotations

import datetime as dt

import duckdb
import hypothesis.strategies as st
from hypothesis import given
from hypothesis import settings as effort

from core import schema
from core.facts import ImportBatch, completing, units
from tests.core.facts.test_any_order import DAY, a_memory_lake
from tests.handing_in import an_order, orders_file, stage_rows

FILES = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["orders", "lines"]), st.none() | st.integers(1, 9)),
    min_size=2,
    max_size=5,
)
"""Day of export, report, postage (of which lines say nothing)."""


def load(
    connection: duckdb.DuckDBPyConnection, import_id: int, day: int, report: str, postage: int | None
) -> None:
    """What publishing an import does to the table of orders."""
    said = postage if report == "orders" else None
    rows = orders_file(an_order("A1", lines={"MUG": (1, 10)}, shipping_charged=said))
    (staged,) = [one for one in stage_rows(connection, rows) if one.table is schema.ORDERS]
    exported_at = DAY + dt.timedelta(days=day)
    batch = ImportBatch(report, "test", "shop", exported_at, "Ada", (), (staged,))
    whole = completing.completed(connection, staged, batch)
    units.compare(connection, whole, exported_at=exported_at)
    units.add_history(connection, staged, import_id=import_id, exported_at=exported_at)
    if completing.is_told_elsewhere(connection, staged, batch):
        units.rebuild_current(connection, schema.ORDERS, own=(import_id, "test", report))
    else:
        units.take_as_current(connection, staged, import_id=import_id)
    connection.execute(
        """INSERT INTO lake.meta.imports (import_id, state, report, platform, tables)
        VALUES (?, 'active', ?, 'test', '[{"table": "orders"}]')""",
        [import_id, report],
    )


def undo(connection: duckdb.DuckDBPyConnection, import_id: int) -> None:
    if units.remove_history(connection, schema.ORDERS, import_id=import_id):
        units.rebuild_current(connection, schema.ORDERS)


@effort(max_examples=25, deadline=None)
@given(files=FILES, undone=st.sets(st.integers(1, 4), max_size=2))
def test_the_postage_is_that_of_the_latest_report_that_knows_any(files: list, undone: set[int]) -> None:
    connection = a_memory_lake()
    for import_id, (day, report, postage) in enumerate(files, start=1):
        load(connection, import_id, day, report, postage)
    for import_id in sorted(undone):
        undo(connection, import_id)
    left = sorted((day, n, report, p) for n, (day, report, p) in enumerate(files, 1) if n not in undone)
    of_orders = [postage for _day, _number, report, postage in left if report == "orders"]
    expected = [(of_orders[-1] if of_orders else None,)] if left else []
    found = connection.execute("SELECT shipping_charged::INTEGER FROM lake.current.orders").fetchall()
    assert found == expected
