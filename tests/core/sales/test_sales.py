"""What was sold against another period: parts add up, drivers add up, nothing is compared with nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import facts, sales
from core.facts import Snapshot
from core.metrics import Filters
from core.sales.drivers import Totals, drivers
from tests import small_shop
from tests.homes import new_home

LAST_WEEK = Filters(dt.date(2026, 3, 23), dt.date(2026, 3, 29))
WEEK_BEFORE = LAST_WEEK.previous_period()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    home = new_home(Path(tmp_path_factory.mktemp("sales")))
    small_shop.sell(home)
    return facts.lease(home)


def test_the_answer_names_the_difference_its_driver_and_the_product_that_moved_most(shop: Snapshot) -> None:
    said = sales.overview(shop, LAST_WEEK, WEEK_BEFORE, "the 7 days before").answer.replace("\u2060", "")
    assert "CN¥3,710 net sales in this period, 61% above the 7 days before (+CN¥1.4K)" in said
    assert "from more units" in said
    assert "The product that moved most: TEA (+CN¥1.4K)." in said


def test_parts_add_up_to_the_whole(shop: Snapshot) -> None:
    table = sales.breakdown(shop, "sku", LAST_WEEK, WEEK_BEFORE).table
    assert list(table["key"]) == ["TEA", "POT", "CUP"]
    assert table["value"].sum() == 3710
    assert table["share"].sum() == pytest.approx(1)
    assert list(table["change"]) == [1400, 0, 0]
    assert all(len(course) == 7 for course in table["trend"])
    assert [sum(course) for course in table["trend"]] == list(table["value"])


def test_a_product_that_is_sold_no_more_is_still_named(shop: Snapshot) -> None:
    second_week = Filters(dt.date(2026, 1, 12), dt.date(2026, 1, 18))
    table = sales.breakdown(shop, "sku", second_week, second_week.previous_period()).table
    gift = table.set_index("key").loc["GIFT"]
    assert (gift["value"], gift["before"], gift["change"]) == (0, 70, -70)


def test_days_before_the_first_order_are_no_comparison(shop: Snapshot) -> None:
    year = Filters(dt.date(2026, 3, 1), dt.date(2026, 3, 29))
    long_ago = year.year_before()
    shown = sales.overview(shop, year, long_ago, "a year before")
    assert not shown.before
    assert "above" not in shown.answer
    assert not sales.breakdown(shop, "sku", year, long_ago).has_before
    course = sales.course(shop, year, long_ago, "a year before")
    assert set(course.table["series"]) == {"Now"}
    assert course.notes == ("No comparison: the order files begin on Jan 5, 2026.",)


def test_a_long_period_is_drawn_by_weeks_unless_days_are_asked_for(shop: Snapshot) -> None:
    quarter = Filters(dt.date(2026, 1, 5), dt.date(2026, 3, 29))
    assert sales.course(shop, quarter, quarter.previous_period(), "").grain == "week"
    assert len(sales.course(shop, quarter, quarter.previous_period(), "", "day").table) == 84


def test_search_finds_codes_and_names_whatever_their_case(shop: Snapshot) -> None:
    table = sales.breakdown(shop, "sku", LAST_WEEK, WEEK_BEFORE).table
    assert list(sales.matching(table, " tea ")["key"]) == ["TEA"]
    assert len(sales.matching(table, "")) == 3


amounts = st.decimals(min_value=0, max_value=10**6, places=2)
units = st.integers(min_value=1, max_value=10**5).map(Decimal)
periods = st.builds(Totals, units=units, sold=amounts, refunded=amounts)


@given(now=periods, before=periods)
def test_drivers_add_up_to_the_change(now: Totals, before: Totals) -> None:
    total = sum((driver.amount for driver in drivers(now, before)), Decimal(0))
    assert abs(total - (now.net_sales - before.net_sales)) < Decimal("0.000001")


def test_more_units_at_the_old_price_are_all_volume() -> None:
    before = Totals(units=Decimal(10), sold=Decimal(100), refunded=Decimal(0))
    now = Totals(units=Decimal(15), sold=Decimal(150), refunded=Decimal(0))
    assert [(driver.code, driver.amount) for driver in drivers(now, before)] == [("volume", 50)]
