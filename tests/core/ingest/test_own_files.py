"""Lists that people keep by hand: what they leave unsaid is supposed as a reader would, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ingest import ColumnMapping
from tests.core.ingest.exports import imported, table, write

SALE = {"Order ID": "A-1", "Order date": "2026-09-03", "SKU": "MUG", "Quantity": "1", "Amount paid": "10.00"}


def states(folder: Path, *rows: dict[str, str]) -> tuple[list[str | None], str]:
    done = imported(folder, write(folder / "sales.csv", table(rows)), channel="shop", currency="USD")
    return [state for (state,) in done.rows("orders", "state")], done.warnings


def test_a_list_without_states_and_payments_is_one_of_sales(tmp_path: Path) -> None:
    found, told = states(tmp_path, SALE, SALE | {"Order ID": "A-2"})
    assert found == ["paid", "paid"]
    assert "all its orders count as paid when they were placed: 2" in told


def test_a_time_of_cancelling_or_shipping_says_how_far_an_order_came(tmp_path: Path) -> None:
    times = {"Cancelled on": "", "Ship date": "2026-09-04"}
    found, _told = states(
        tmp_path, SALE | times, SALE | times | {"Order ID": "A-2", "Cancelled on": "2026-09-05"}
    )
    assert found == ["shipped", "cancelled"]


@pytest.mark.parametrize("said", ["Status", "Payment date"])
def test_an_order_that_says_nothing_where_others_do_is_not_taken_as_sold(tmp_path: Path, said: str) -> None:
    value = "paid" if said == "Status" else "2026-09-03"
    found, told = states(tmp_path, SALE | {said: value}, SALE | {said: "", "Order ID": "A-2"})
    assert found[1] is None
    assert "state and time of payment are empty: 1" in told


def test_a_state_that_a_person_gives_for_the_whole_file_stays(tmp_path: Path) -> None:
    headers = {"order_id": "Order ID", "placed_at": "Order date", "sku": "SKU", "quantity": "Quantity"}
    mapping = ColumnMapping("sales", headers, {"state": "placed"})
    path = write(tmp_path / "sales.csv", table([SALE]))
    done = imported(tmp_path, path, channel="shop", currency="USD", mapping=mapping)
    assert done.rows("orders", "state") == [("placed",)]
    assert "count as paid" not in done.warnings
