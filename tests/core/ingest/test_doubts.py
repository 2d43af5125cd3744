"""What is loaded as it is and told: far off its own SKU, below cost, two currencies, missing days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from core import ingest
from core.i18n import render
from core.ingest import Choices
from core.settings import Settings
from tests.core.ingest.exports import imported, shopify, shopify_order, table, workbook, write
from tests.homes import prepare

USUAL = {"placed_at": "2026-03-01 10:00", "state": "paid", "sku": "TEA", "quantity": "1",
         "unit_price": "10", "currency": "CNY"}  # fmt: skip


def _sales(*rows: Mapping[str, Any]) -> str:
    return table([USUAL | {"order_id": f"A{number}"} | dict(row) for number, row in enumerate(rows)])


def _told(folder: Path, *rows: Mapping[str, Any]) -> str:
    return imported(folder, write(folder / "sales.csv", _sales(*rows))).warnings


def _days(first: dt.date, lines: Mapping[int, int]) -> list[Mapping[str, Any]]:
    """Orders by day: days after the first -> how many."""
    return [
        {"placed_at": f"{first + dt.timedelta(days=day)} 10:00", "order_id": f"D{day}-{number}"}
        for day, count in lines.items()
        for number in range(count)
    ]


def test_a_price_far_off_its_own_sku_is_told(tmp_path: Path) -> None:
    told = _told(tmp_path, *[{}] * 6, {"unit_price": "1000"})
    assert "a price more than 8 times above or below what is usual for their SKU: 1, such as" in told
    assert "TEA (1000.0)" in told


def test_a_cheap_sku_beside_a_dear_one_is_not_odd(tmp_path: Path) -> None:
    assert "price more than" not in _told(tmp_path, *[{}] * 6, *[{"sku": "POT", "unit_price": "900"}] * 6)


def test_a_quantity_far_off_its_own_sku_is_told(tmp_path: Path) -> None:
    told = _told(tmp_path, *[{}] * 6, {"quantity": "5000"})
    assert "a quantity more than 50 times what is usual for their SKU: 1" in told


def test_two_currencies_in_one_file_are_told(tmp_path: Path) -> None:
    assert "orders in CNY (2), USD (1)" in _told(tmp_path, {}, {}, {"currency": "USD"})


def test_an_order_that_contradicts_itself_is_told_with_its_columns(tmp_path: Path) -> None:
    rows = {"order_id": "B1", "sku": "A"}, {"order_id": "B1", "sku": "B", "placed_at": "2026-03-09 10:00"}
    assert "different things of themselves in the file (placed_at): 1, such as B1" in _told(tmp_path, *rows)


def test_empty_cells_of_further_lines_contradict_nothing(tmp_path: Path) -> None:
    path = shopify(tmp_path, shopify_order("#1", ("A", 1, "60.00"), ("B", 1, "40.00")))
    assert "different things" not in imported(tmp_path, path).warnings


def test_missing_days_are_told(tmp_path: Path) -> None:
    rows = _days(dt.date(2026, 3, 1), {0: 6, 1: 6, 4: 6})
    assert "Days without an order between 2026-03-01 and 2026-03-05: 2, such as 2026-03-03" in _told(
        tmp_path, *rows
    )


def test_quiet_shops_miss_no_days(tmp_path: Path) -> None:
    assert "Days without an order" not in _told(tmp_path, *_days(dt.date(2026, 3, 1), {0: 1, 5: 2, 9: 1}))


def test_a_sudden_drop_is_told_but_not_of_the_cut_last_day(tmp_path: Path) -> None:
    told = _told(tmp_path, *_days(dt.date(2026, 3, 1), {0: 30, 1: 3, 2: 30, 3: 30, 4: 2}))
    assert "Days with far fewer orders than usual: 1, such as 2026-03-02 (3); a usual day has 30" in told


@pytest.fixture
def home(settings: Settings) -> Settings:
    prepare(settings)
    return settings


def _run(home: Settings, path: Path, **choices: Any) -> str:
    (result,) = ingest.run(home, [path], Choices(**choices), who="Ada")
    assert result.error is None, result.error
    return " ".join(map(render, result.warnings))


def test_what_is_stored_is_the_measure_of_a_new_file(home: Settings, tmp_path: Path) -> None:
    costs = [{"sku": "TEA", "valid_from": "2020-01-01", "unit_cost": "12", "currency": "CNY"}]
    _run(
        home, write(tmp_path / "sales.csv", _sales(*_days(dt.date(2026, 3, 1), {0: 6, 1: 6}))), channel="web"
    )
    _run(home, write(tmp_path / "costs.csv", table(costs)), table="standard_costs")
    told = _run(
        home, write(tmp_path / "more.csv", _sales(*_days(dt.date(2026, 3, 9), {0: 6}))), channel="web"
    )
    assert "below their cost in this file: 1, such as TEA (10.0 < 12.0)" in told
    assert "2026-03-02, and this file begins on 2026-03-09. Days that are missing between: 6" in told
    euros = _run(
        home, write(tmp_path / "euro.csv", _sales({"order_id": "E1", "currency": "EUR"})), channel="web"
    )
    assert "in EUR, but the shop web sells in CNY" in euros


def test_a_count_that_does_not_follow_and_a_sku_that_is_gone_are_told(home: Settings, tmp_path: Path) -> None:
    first = [{"sku": sku, "location": "L", "on_hand": "100"} for sku in ("A", "B", "C")]
    second = [{"sku": "A", "location": "L", "on_hand": "30"}, {"sku": "B", "location": "L", "on_hand": "99"}]
    _run(home, write(tmp_path / "one.csv", table(first)), snapshot_at=dt.datetime(2026, 3, 1), full_list=True)
    path = write(tmp_path / "two.csv", table(second))
    told = _run(home, path, snapshot_at=dt.datetime(2026, 3, 8), full_list=True)
    assert "from the last count with what moved since: 1 of 2" in told
    assert "A (30.0 / 100.0)" in told
    assert "are not in this full list and count as 0 now: 1, such as C" in told


def test_what_several_sheets_say_alike_is_said_once_with_one_count(tmp_path: Path) -> None:
    head = ["order_id", "placed_at", "sku", "quantity", "currency"]
    sheets = {
        month: [head, *[[number, "2026-05-01", "A", 1, "EUR"]] * 2]
        for month, number in (("5", "1"), ("6", "2"))
    }
    done = imported(tmp_path, workbook(tmp_path / "a.xlsx", sheets), channel="c")
    assert done.warnings.count("repeat an earlier row of the file in every cell: 2") == 1
