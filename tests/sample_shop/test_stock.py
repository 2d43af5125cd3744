"""What is planted in the sample shop's stock: stock-outs, dead and replaced goods, lots of tea."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import pandas as pd
import pytest

from core import facts, ledger, metrics, stock_health
from core.facts import Snapshot
from core.ledger import Ledger
from core.metrics import Filters
from core.settings import Settings
from core.stock_health import Ageing, StockOuts, StockTable

Shop = tuple[Snapshot, Ledger]


@pytest.fixture(scope="module")
def shop(sample_shop: Settings) -> Iterator[Shop]:
    with closing(ledger.open_ledger(sample_shop)) as book:
        yield facts.lease(sample_shop), book


@pytest.fixture(scope="module")
def outs(shop: Shop) -> StockOuts:
    return stock_health.read_stock_outs(*shop, "")


@pytest.fixture(scope="module")
def stock(shop: Shop) -> StockTable:
    return stock_health.read_health(*shop)


@pytest.fixture(scope="module")
def ageing(shop: Shop) -> Ageing:
    return stock_health.read_ageing(*shop)


def spells(found: StockOuts, sku: str) -> pd.DataFrame:
    return found.spells[found.spells["sku"] == sku].sort_values("from_day", ignore_index=True)


def test_hm_001_lost_140_to_200_units_in_its_three_weeks_without_stock(outs: StockOuts) -> None:
    (spell,) = spells(outs, "HM-001").to_dict("records")
    assert (spell["from_day"].date(), spell["to_day"].date()) == (dt.date(2026, 3, 9), dt.date(2026, 3, 29))
    assert 140 <= spell["lost_units"] <= 200
    assert spell["lost_units_low"] < 168 < spell["lost_units_high"]
    assert not spell["is_open"]


def test_hm_002_was_out_twice_and_is_recurring(outs: StockOuts) -> None:
    found = spells(outs, "HM-002")
    assert list(found["days"]) == [14, 14]
    assert found["is_recurring"].all()
    assert "2 times" in found["state_words"].iloc[1]


def test_hm_003_is_still_out_and_nothing_is_on_its_way(outs: StockOuts, stock: StockTable) -> None:
    (spell,) = spells(outs, "HM-003").to_dict("records")
    assert spell["is_open"]
    assert spell["to_day"].date() == dt.date(2026, 10, 31), "to the last day of the data"
    assert spell["days"] == 20
    assert 140 <= spell["lost_units"] <= 200
    row = stock.table[stock.table["sku"] == "HM-003"].iloc[0]
    assert row["state"] == "out"
    assert pd.isna(spell["next_arrival_on"])
    assert row["on_order"] == 0


def test_hm_005_that_nobody_counts_is_only_inferred_and_not_out_of_stock(
    outs: StockOuts, stock: StockTable
) -> None:
    (spell,) = spells(outs, "HM-005").to_dict("records")
    assert spell["evidence"] == "inferred"
    assert "weak" in spell["evidence_words"]
    assert spell["from_day"].date() == dt.date(2026, 6, 1)
    assert outs.n_inferred == 1
    assert "HM-005" not in set(stock.table["sku"]), "its supplier sends it: no stock is no stock-out"


def test_sums_are_of_what_counts_say_and_inferred_losses_stand_apart(outs: StockOuts) -> None:
    known = outs.spells[outs.spells["evidence"] == "counted"]
    assert outs.sku_days == known["days"].sum()
    assert outs.lost == pytest.approx(known["lost_net_sales"].sum())
    assert outs.low < outs.lost < outs.high
    assert outs.inferred_lost > 0


def test_hm_091_is_dead_with_16340_bound_and_is_to_be_sold_off(ageing: Ageing) -> None:
    row = ageing.table[ageing.table["sku"] == "HM-091"].iloc[0]
    assert row["is_dead"]
    assert row["value"] == row["excess_value"] == 16_340
    assert row["idle_days"] == 195
    assert row["over_365"] == 16_340, "its last receipt came more than a year ago"
    assert row["way_out"] == "sell_off"


def test_hm_092_without_stock_is_not_dead(ageing: Ageing, stock: StockTable) -> None:
    assert "HM-092" not in set(ageing.table["sku"])
    assert stock.table.set_index("sku").loc["HM-092", "state"] == "out"


def test_the_ages_of_stock_add_up_to_the_stock_value(shop: Shop, ageing: Ageing) -> None:
    as_of = dt.date(2026, 10, 31)
    value = metrics.compute(shop[0], ["stock_value"], Filters(as_of, as_of))["stock_value"].value
    assert value is not None
    bands = ageing.table[list(stock_health.BAND_COLUMNS)].sum().sum()
    assert bands == pytest.approx(float(value)) == pytest.approx(ageing.value)
    assert ageing.share_weak == 0, "every unit is in a receipt"


def test_only_tea_expires_and_only_what_does_not_sell_in_time(ageing: Ageing) -> None:
    assert set(ageing.lots["sku"].str[:3]) == {"TE-"}
    assert (ageing.lots["unsold"] <= ageing.lots["units"]).all()
    assert 0 < ageing.expiring_units < ageing.lots["units"].sum()


def test_excess_is_one_number_on_every_view(stock: StockTable, ageing: Ageing) -> None:
    assert ageing.excess == pytest.approx(stock.table["excess_value"].sum())


def test_a_products_cover_most_of_the_net_sales_and_each_product_has_one_cell(shop: Shop) -> None:
    found = stock_health.read_classes(*shop)
    of_a = found.cells[found.cells["abc"] == "A"]
    assert 0.8 <= of_a["money_share"].sum() < 0.83
    assert found.cells["skus"].sum() == len(found.table) == found.table["sku"].nunique()
    assert found.cells["money_share"].sum() == pytest.approx(1)
    assert found.cells["stock_share"].sum() == pytest.approx(1)


def test_a_stock_out_does_not_make_hm_001_less_steady_than_its_twin(shop: Shop) -> None:
    table = stock_health.read_classes(*shop).table.set_index("sku")
    assert table.loc["HM-001", "known_weeks"] == 49
    assert table.loc["HM-001", "cell"] == table.loc["HM-004", "cell"] == "AX"
    assert table.loc["HM-001", "unsteadiness"] == pytest.approx(table.loc["HM-004", "unsteadiness"], abs=0.05)


def test_a_forecast_season_is_steadier_by_error_than_by_ups_and_downs(shop: Shop) -> None:
    by_variation = stock_health.read_classes(*shop, "net_sales", "variation").table.set_index("sku")
    by_error = stock_health.read_classes(*shop, "net_sales", "error").table.set_index("sku")
    seasonal = [f"SM-{number:02}" for number in range(1, 13)]
    assert (by_variation.loc[seasonal, "xyz"] != "X").all()
    assert (by_error.loc[seasonal, "xyz"] == "X").mean() > 0.5


def test_the_page_of_one_product_shows_its_stock_its_sales_and_its_stock_out(shop: Shop) -> None:
    found = stock_health.read_one(*shop, "HM-002")
    assert found.out_days == 28
    assert found.lost_units == pytest.approx(2 * 112, rel=0.2)
    assert len(found.outs) == 1, "the other spell lies before the days shown"
    assert found.course["stock"].min() == 0
    assert found.course["expected"].notna().sum() == 13
    assert found.units == found.places["physical"].sum()
