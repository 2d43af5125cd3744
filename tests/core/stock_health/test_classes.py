"""ABC-XYZ: money and steadiness put each stocked product into one of nine cells."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from core import stock_health
from core.stock_health import MEANINGS, Classes, StockTable

SERIES = ["sku", "history", "out", "inferred", "error", "value"]
STEADY, JUMPY = [10.0] * 12, [0.0, 40.0] * 6


def series(*rows: tuple[str, list[float], list[int], float]) -> pd.DataFrame:
    """sku, units by week, weeks without stock, usual error."""
    found = [
        (sku, np.array(weeks), np.isin(np.arange(len(weeks)), out), np.zeros(len(weeks), bool), error, 100.0)
        for sku, weeks, out, error in rows
    ]
    return pd.DataFrame(found, columns=SERIES)


def classes_of(
    money: dict[str, float], steady: pd.DataFrame, *, kinds: dict[str, str] | None = None
) -> Classes:
    skus = list(money)
    held = pd.DataFrame({"sku": skus, "value": [100.0] * len(skus), "physical": [1.0] * len(skus)})
    held = held.assign(state_words="✓ Fine")
    held = held[~held["sku"].isin(kinds or {})]
    products = pd.DataFrame(
        {
            "sku": skus,
            "product_name": skus,
            "category": "",
            "kind": [(kinds or {}).get(s, "goods") for s in skus],
        }
    )
    return stock_health.classified(
        pd.DataFrame({"sku": skus, "money": list(money.values())}),
        stock_health.steadiness(steady, "variation"),
        products,
        StockTable(held, dt.date(2026, 10, 31), has_forecasts=True),
        by=("net_sales", "variation"),
    )


def test_each_product_is_in_one_cell_and_shares_add_up() -> None:
    found = classes_of(
        {"A": 80.0, "B": 15.0, "C": 5.0}, series(("A", STEADY, [], 0.1), ("B", JUMPY, [], 0.9))
    )
    assert dict(zip(found.table["sku"], found.table["cell"], strict=True)) == {
        "A": "AX",
        "B": "BZ",
        "C": "CZ",
    }
    assert found.cells["skus"].sum() == 3
    assert found.cells["money_share"].sum() == pytest.approx(1)
    assert found.cells["stock_share"].sum() == pytest.approx(1)


def test_weeks_without_stock_do_not_make_a_product_erratic() -> None:
    gap = [10.0] * 8 + [0.0] * 4
    open_weeks = stock_health.steadiness(series(("A", gap, [], 0.1)), "variation")
    known = stock_health.steadiness(series(("A", gap, [8, 9, 10, 11], 0.1)), "variation")
    assert known["unsteadiness"][0] == 0 < open_weeks["unsteadiness"][0]
    assert known["known_weeks"][0] == 8


def test_a_week_is_known_only_if_every_location_had_stock() -> None:
    both = series(("A", STEADY, [0], 0.1), ("A", STEADY, [1], 0.1))
    assert stock_health.steadiness(both, "variation")["known_weeks"][0] == 10


def test_locations_that_sell_alternately_are_steady_together() -> None:
    apart = series(("A", JUMPY, [], 0.1), ("A", JUMPY[::-1], [], 0.1))
    assert stock_health.steadiness(apart, "variation")["unsteadiness"][0] == 0


def test_by_error_a_product_is_as_steady_as_it_is_forecast() -> None:
    found = stock_health.steadiness(series(("A", JUMPY, [], 0.2), ("A", JUMPY, [], 0.4)), "error")
    assert found["unsteadiness"][0] == pytest.approx(0.3)


def test_bundles_are_left_out_and_their_share_is_told() -> None:
    found = classes_of({"A": 75.0, "SET": 25.0}, series(("A", STEADY, [], 0.1)), kinds={"SET": "bundle"})
    assert list(found.table["sku"]) == ["A"]
    assert found.left_out_share == 0.25


def test_a_loss_counts_as_no_money_and_is_c() -> None:
    found = classes_of({"A": 100.0, "LOSS": -50.0}, series(("A", STEADY, [], 0.1)))
    assert found.table.set_index("sku").loc["LOSS", "abc"] == "C"
    assert found.table["money_share"].sum() == 1


def test_every_cell_says_what_it_means_for_the_service_level() -> None:
    found = classes_of({"A": 80.0}, series(("A", STEADY, [], 0.1)))
    matrix = stock_health.matrix(found)
    assert list(matrix["cell"]) == list(MEANINGS)
    assert matrix["words"].str.len().min() > 20


def test_before_the_first_forecast_steadiness_is_not_known() -> None:
    found = classes_of({"A": 80.0}, series())
    assert found.table["cell"].tolist() == ["AZ"]


def test_products_are_narrowed_by_cell_and_name() -> None:
    table = classes_of({"TEA": 80.0, "CUP": 20.0}, series(("TEA", STEADY, [], 0.1))).table
    assert list(stock_health.matching_classes(table, "AX", "")["sku"]) == ["TEA"]
    assert list(stock_health.matching_classes(table, "", "cu")["sku"]) == ["CUP"]
