"""How stock stands: every SKU has one state, and the money adds up to the figure of the registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import facts, ledger, metrics, stock_health
from core.facts import Snapshot
from core.ledger import Ledger
from core.metrics import Filters
from core.stock_health import STATES, Choice
from tests import small_shop
from tests.homes import plain_home


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Ledger]:
    return small_shop.open_shop(plain_home(Path(tmp_path_factory.mktemp("stock"))))


def test_each_sku_has_the_state_that_a_planner_would_give_it(shop: tuple[Snapshot, Ledger]) -> None:
    table = stock_health.read_stock(*shop).table.set_index("sku")
    assert table["state"].to_dict() == {"POT": "out", "TEA": "soon", "CUP": "too_much", "GIFT": "no_demand"}
    assert list(table.index) == ["POT", "TEA", "CUP", "GIFT"], "the most urgent first"


def test_a_state_is_a_word_with_a_sign(shop: tuple[Snapshot, Ledger]) -> None:
    table = stock_health.read_stock(*shop).table
    assert set(table["state_words"]) <= {state.words for state in STATES.values()}
    assert len({state.sign for state in STATES.values()}) == len(STATES)


def test_stock_lasts_as_long_as_the_forecast_says(shop: tuple[Snapshot, Ledger]) -> None:
    table = stock_health.read_stock(*shop).table.set_index("sku")
    assert table.loc["POT", "days_of_supply"] == 0
    assert 1 <= table.loc["TEA", "days_of_supply"] <= 5
    assert table.loc["CUP", "days_of_supply"] == pytest.approx(500, rel=0.02)
    assert table["days_of_supply"].isna().to_dict()["GIFT"]


def test_the_values_add_up_to_the_stock_value(shop: tuple[Snapshot, Ledger]) -> None:
    snapshot, book = shop
    stock = stock_health.read_stock(snapshot, book)
    figures = metrics.compute(snapshot, stock_health.FIGURES, Filters(small_shop.FIRST, small_shop.LAST))
    value = figures["stock_value"].value
    assert value is not None
    assert stock.table["value"].sum() == float(value) == 40 * 10 + 500 * 10 + 30 * 5
    by_state = stock_health.value_by_state(stock.table, "value")
    assert by_state["value"].sum() == stock.table["value"].sum()


def test_excess_is_what_nobody_asks_for_and_what_lasts_beyond_half_a_year(
    shop: tuple[Snapshot, Ledger],
) -> None:
    table = stock_health.read_stock(*shop).table.set_index("sku")
    assert table.loc["GIFT", "excess_value"] == 150
    assert table.loc["CUP", "excess_value"] == pytest.approx(
        (500 - table.loc["CUP", "most_days"]) * 10, rel=0.02
    )
    assert table.loc[["TEA", "POT"], "excess_value"].sum() == 0


def test_without_a_forecast_only_what_is_below_zero_is_known(tmp_path: Path) -> None:
    home = plain_home(tmp_path)
    small_shop.sell(home)
    small_shop.stock(home)
    stock = stock_health.read_stock(facts.lease(home), ledger.open_ledger(home))
    assert not stock.has_forecasts
    assert set(stock.table["state"]) == {"unknown"}


def test_a_state_and_a_text_narrow_the_table(shop: tuple[Snapshot, Ledger]) -> None:
    table = stock_health.read_stock(*shop).table
    assert list(stock_health.matching(table, Choice(state="out"))["sku"]) == ["POT"]
    assert list(stock_health.matching(table, Choice(search="wh"))["sku"]) == list(table["sku"])
    assert stock_health.matching(table, Choice(state="out", search="tea")).empty


def test_there_is_too_much_beyond_twice_the_protected_days_or_half_a_year(
    shop: tuple[Snapshot, Ledger],
) -> None:
    table = stock_health.read_stock(*shop).table.set_index("sku")
    assert 2 * (14 + 7) < table.loc["CUP", "most_days"] < 180
    assert table.loc["GIFT", "most_days"] == 180, "nothing is known of it but that half a year is too much"


def test_classes_count_what_is_stocked_and_narrow_the_table(shop: tuple[Snapshot, Ledger]) -> None:
    table = stock_health.read_health(*shop).table
    letters = dict(zip(table["sku"], table["abc"], strict=True))
    assert letters["TEA"] == "A"
    assert set(stock_health.matching(table, Choice(abc="A"))["abc"]) == {"A"}
