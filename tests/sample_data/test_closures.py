"""Suppliers of the sample shop keep their holidays: nothing is ordered, promised or brought while they are closed."""

from __future__ import annotations

import pandas as pd
import pytest

from sample_data import plan
from tests.sample_data import shop


def _in_closures(table: pd.DataFrame, column: str) -> int:
    """How many rows of a table with supplier_id have a day within a closure of their supplier."""
    closed = shop.table("supplier_closures")
    both = table.merge(closed[["supplier_id", "starts_on", "ends_on"]], on="supplier_id")
    return int(((both[column] >= both["starts_on"]) & (both[column] <= both["ends_on"])).sum())


@pytest.mark.parametrize("column", ["ordered_on", "promised_on"])
def test_no_order_is_placed_or_promised_while_its_supplier_is_closed(column: str) -> None:
    assert _in_closures(shop.table("purchase_order_lines"), column) == 0


def test_nothing_arrives_from_a_supplier_that_is_closed() -> None:
    orders = shop.table("purchase_order_lines")[["po_id", "line_id", "supplier_id"]]
    came = shop.table("receipts").merge(orders, on=["po_id", "line_id"])
    assert (came["supplier_id"] == plan.LATE_SUPPLIER).any()
    assert _in_closures(came, "received_on") == 0
