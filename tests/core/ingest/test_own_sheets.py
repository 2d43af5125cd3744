"""A list of sales on several sheets, one per till or month, whose lines have no number of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.core.ingest.exports import Imported, imported, workbook

HEAD = ["order_id", "placed_at", "sku", "quantity", "unit_price"]
TEA = ["1", "2026-05-31", "TEA", 1, 3]
CUP = ["2", "2026-05-31", "CUP", 2, 5]
POT = ["3", "2026-06-01", "POT", 1, 20]


def handed(folder: Path, **sheets: list[list[Any]]) -> Imported:
    path = workbook(folder / "tills.xlsx", {name: [HEAD, *rows] for name, rows in sheets.items()})
    return imported(folder, path, channel="shop", currency="EUR")


def worth(done: Imported) -> int:
    found = done.connection.execute("SELECT sum(unit_price * quantity) FROM staged_order_lines").fetchone()
    return int(found[0]) if found else 0


def test_two_tills_that_sell_the_same_have_sold_it_twice_and_it_is_told(tmp_path: Path) -> None:
    # Each till sold a tea of 3 as its first order; the second also two cups of 5.
    done = handed(tmp_path, north=[TEA], south=[TEA, CUP])
    assert worth(done) == 3 + 3 + 10
    assert "same words on another sheet: 1, together 3.00, such as south 2 = north 2. Each counts" in (
        done.warnings
    )
    assert "Orders with rows on several sheets: 1, such as 1." in done.warnings
    assert done.prepared.skipped == {}


def test_lines_that_differ_only_in_their_quantity_are_two_sales(tmp_path: Path) -> None:
    done = handed(tmp_path, north=[TEA], south=[["1", "2026-05-31", "TEA", 4, 3]])
    assert (worth(done), done.rejects) == (15, [])


def test_a_sheet_that_stands_whole_on_another_one_is_its_copy(tmp_path: Path) -> None:
    done = handed(tmp_path, may=[TEA, CUP, POT], year=[TEA, CUP, POT, ["4", "2026-06-02", "POT", 1, 20]])
    assert worth(done) == 3 + 10 + 20 + 20
    assert "All rows of the sheet may stand on the sheet year too: 3. They count once" in done.warnings
    assert done.prepared.skipped == {"repeated": 3}


def test_of_two_equal_sheets_one_counts(tmp_path: Path) -> None:
    done = handed(tmp_path, first=[TEA, TEA, CUP], copy=[TEA, TEA, CUP])
    assert worth(done) == 16
    assert done.prepared.skipped == {"repeated": 3}
