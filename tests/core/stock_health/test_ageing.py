"""Ages of stock: what came last lies there last, and each trouble has a way out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from core import stock_health
from core.stock_health import Ageing, StockTable

AS_OF = dt.date(2026, 10, 31)
RECEIPT = ["sku", "location", "day", "units", "expires_on", "lot", "evidence"]


def days_ago(days: int) -> pd.Timestamp:
    return pd.Timestamp(AS_OF) - pd.Timedelta(days=days)


def receipts(*rows: tuple[str, int, float], evidence: str = "receipt") -> pd.DataFrame:
    """sku, days ago, units."""
    found = [(sku, "WH", days_ago(days), units, pd.NaT, "", evidence) for sku, days, units in rows]
    return pd.DataFrame(found, columns=RECEIPT)


def stock_of(**more: Any) -> StockTable:
    row = {
        "place": "TEA|WH", "sku": "TEA", "product_name": "Green tea", "location": "WH", "category": "",
        "state": "fine", "physical": 50.0, "available": 50.0, "on_order": 0.0, "units_per_day": 1.0,
        "days_of_supply": 50.0, "most_days": 100.0, "wait_days": 0.0, "unit_cost": 10.0, "value": 500.0,
        "excess_units": 0.0, "excess_value": 0.0,
    }  # fmt: skip
    return StockTable(pd.DataFrame([row | more]), AS_OF, has_forecasts=True)


def aged(stock: StockTable, came: pd.DataFrame, *, sold_days_ago: int = 1, lots: pd.DataFrame) -> Ageing:
    layers = stock_health.layers_of(stock.table, came, receipts())
    sales = pd.DataFrame({"sku": ["TEA"], "location": ["WH"], "last_sold_on": [days_ago(sold_days_ago)]})
    return stock_health.aged(stock, layers, sales, lots, dead_days=90)


@pytest.fixture
def no_lots() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="float64") for name in stock_health.LOTS}).astype(
        {"sku": "object", "location": "object", "expires_on": "datetime64[ns]"}
    )


def row_of(found: Ageing) -> pd.Series:
    return found.table.iloc[0]


def test_money_falls_into_the_bands_of_the_newest_receipts(no_lots: pd.DataFrame) -> None:
    row = row_of(
        aged(stock_of(), receipts(("TEA", 10, 20), ("TEA", 100, 25), ("TEA", 400, 90)), lots=no_lots)
    )
    assert (row["to_30"], row["to_90"], row["to_180"], row["to_365"], row["over_365"]) == (200, 0, 250, 0, 50)
    assert row["oldest_days"] == 400
    assert row["mean_days"] == pytest.approx((20 * 10 + 25 * 100 + 5 * 400) / 50)


@pytest.mark.parametrize(("days", "band"), [(30, "to_30"), (31, "to_90"), (365, "to_365"), (366, "over_365")])
def test_the_last_day_of_a_band_belongs_to_it(days: int, band: str, no_lots: pd.DataFrame) -> None:
    assert row_of(aged(stock_of(), receipts(("TEA", days, 50)), lots=no_lots))[band] == 500


def test_what_lies_there_beyond_all_receipts_is_as_old_as_what_is_known(no_lots: pd.DataFrame) -> None:
    found = aged(stock_of(), receipts(("TEA", 200, 20)), lots=no_lots)
    assert row_of(found)["to_365"] == 500
    assert "weak" in row_of(found)["evidence_words"]
    assert found.share_weak == 1


def test_without_receipts_rises_of_stock_lists_say_the_age_weakly() -> None:
    rises = receipts(("TEA", 40, 30), evidence="rise")
    rises = pd.concat([rises, receipts(("TEA", 300, 60), evidence="first")])
    layers = stock_health.layers_of(stock_of().table, receipts(), rises)
    assert dict(zip(layers["evidence"], layers["left"], strict=True)) == {"rise": 30, "first": 20}


def test_receipts_count_and_rises_of_the_same_product_do_not() -> None:
    layers = stock_health.layers_of(
        stock_of().table, receipts(("TEA", 40, 60)), receipts(("TEA", 40, 60), evidence="rise")
    )
    assert list(layers["evidence"]) == ["receipt"]


def test_stock_without_a_sale_for_ninety_days_is_dead(no_lots: pd.DataFrame) -> None:
    came = receipts(("TEA", 200, 50))
    assert row_of(aged(stock_of(), came, sold_days_ago=90, lots=no_lots))["is_dead"]
    assert not row_of(aged(stock_of(), came, sold_days_ago=89, lots=no_lots))["is_dead"]


def test_what_came_only_lately_is_not_dead_yet(no_lots: pd.DataFrame) -> None:
    assert not row_of(aged(stock_of(), receipts(("TEA", 5, 50)), sold_days_ago=300, lots=no_lots))["is_dead"]


@pytest.mark.parametrize(
    ("more", "sold_days_ago", "way"),
    [
        ({}, 1, ""),
        ({"excess_units": 20.0, "days_of_supply": 120.0}, 1, "stop"),
        ({"excess_units": 20.0, "days_of_supply": 500.0}, 1, "reduce"),
        ({"excess_units": 20.0, "on_order": 10.0}, 1, "cancel"),
        ({"excess_units": 50.0, "state": "no_demand", "days_of_supply": float("nan")}, 1, "bundle"),
        ({"excess_units": 50.0, "state": "no_demand", "days_of_supply": float("nan")}, 120, "sell_off"),
        ({}, 120, "look"),
    ],
)
def test_each_trouble_has_a_way_out(
    more: dict[str, Any], sold_days_ago: int, way: str, no_lots: pd.DataFrame
) -> None:
    row = row_of(
        aged(stock_of(**more), receipts(("TEA", 200, 50)), sold_days_ago=sold_days_ago, lots=no_lots)
    )
    assert row["way_out"] == way
    assert bool(row["way_out_words"]) == bool(way)


def test_a_lot_that_cannot_be_sold_in_time_is_to_be_promoted() -> None:
    stock = stock_of()
    lots = pd.DataFrame(
        {"sku": ["TEA"] * 2, "location": ["WH"] * 2, "lot": ["L1", "L2"], "units": [30.0, 20.0],
         "expires_on": [days_ago(-10), days_ago(-100)], "evidence": "receipt"}
    )  # fmt: skip
    told = stock_health.lots_in_money(lots, stock)
    assert list(told["unsold"]) == [20, 0], "ten sell in ten days; the other lot has time"
    assert told["value"].sum() == 200
    row = row_of(aged(stock, receipts(("TEA", 5, 50)), lots=told))
    assert (row["way_out"], row["expiring_units"]) == ("promote", 20)


def test_an_expired_lot_is_taken_out_of_sale() -> None:
    stock = stock_of()
    lots = pd.DataFrame(
        {"sku": ["TEA"], "location": ["WH"], "lot": ["L1"], "units": [5.0], "expires_on": [days_ago(1)],
         "evidence": "receipt"}
    )  # fmt: skip
    row = row_of(aged(stock, receipts(("TEA", 5, 50)), lots=stock_health.lots_in_money(lots, stock)))
    assert row["way_out"] == "expired"


def test_kinds_narrow_the_table(no_lots: pd.DataFrame) -> None:
    found = aged(stock_of(), receipts(("TEA", 200, 50)), sold_days_ago=120, lots=no_lots).table
    for show, count in {"": 1, "dead": 1, "old": 1, "excess": 0, "expiring": 0}.items():
        assert len(stock_health.matching_aged(found, show, "")) == count
    assert stock_health.matching_aged(found, "", "coffee").empty


def test_without_any_cost_there_is_no_money_and_not_zero(no_lots: pd.DataFrame) -> None:
    nothing = float("nan")
    found = aged(
        stock_of(unit_cost=nothing, value=nothing, excess_value=nothing),
        receipts(("TEA", 10, 50)),
        lots=no_lots,
    )
    assert [amount != amount for amount in (found.value, found.old, found.dead, found.excess)] == [True] * 4
    assert found.share_weak == 0
