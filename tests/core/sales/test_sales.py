"""What was sold against another period: parts add up, nothing is compared with nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core import facts, sales
from core.facts import Snapshot
from core.metrics import Filters
from core.sales.causes import read_change
from tests import small_shop
from tests.core.metrics.known import KnownShop
from tests.homes import plain_home, prepare
from tests.plain_lake import settings_of

LAST_WEEK = Filters(dt.date(2026, 3, 23), dt.date(2026, 3, 29))
WEEK_BEFORE = LAST_WEEK.previous_period()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    home = plain_home(Path(tmp_path_factory.mktemp("sales")))
    small_shop.sell(home)
    return facts.lease(home)


def test_the_answer_names_the_difference_its_driver_and_the_product_that_moved_most(shop: Snapshot) -> None:
    said = sales.overview(shop, LAST_WEEK, WEEK_BEFORE, "the 7 days before").answer.replace("\u2060", "")
    assert "CN¥3,710 net sales in this period, 61% above the 7 days before (+CN¥1,400)" in said
    assert "from more units" in said
    assert "Mainly +CN¥1,777 from more units, then −CN¥376.92 from cheaper goods in the mix." in said
    assert "The product that moved most: TEA (+CN¥1,400)." in said


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


def test_the_largest_change_in_money_comes_first_whatever_the_figure(shop: Snapshot) -> None:
    for figure in ("units", "item_price", "average_order_value", "refund_rate"):
        table = sales.breakdown(shop, "sku", LAST_WEEK, WEEK_BEFORE, figure, "the week before").table
        assert table["key"].iloc[0] == "TEA"
        assert table["net_sales_change"].iloc[0] == 1400


def test_a_change_is_said_in_words_and_a_ratio_has_no_share(shop: Snapshot) -> None:
    units = sales.breakdown(shop, "sku", LAST_WEEK, WEEK_BEFORE, "units", "the week before").table
    assert units["words"].iloc[0] == "100% above the week before"
    assert units["share"].sum() == pytest.approx(1)
    price = sales.breakdown(shop, "sku", LAST_WEEK, WEEK_BEFORE, "item_price", "the week before").table
    assert price["share"].isna().all()


def test_new_and_returning_buyers_are_the_whole(shop: Snapshot) -> None:
    second_week = Filters(dt.date(2026, 1, 12), dt.date(2026, 1, 18))
    table = sales.breakdown(shop, "buyer", second_week, second_week.previous_period()).table
    assert dict(zip(table["label"], table["value"], strict=True)) == {"New buyers": 2310}
    table = sales.breakdown(shop, "buyer", LAST_WEEK, WEEK_BEFORE).table
    assert dict(zip(table["label"], table["value"], strict=True)) == {"Returning buyers": 3710}


def test_another_figure_is_drawn_when_it_is_asked_for(shop: Snapshot) -> None:
    course = sales.course(shop, LAST_WEEK, WEEK_BEFORE, "the week before", "", "orders")
    now = course.table[course.table["series"] == "Now"]
    assert now["value"].tolist() == [1] * 7


def test_orders_whose_money_is_unknown_change_no_price(tmp_path: Path) -> None:
    settings = settings_of(tmp_path / "var")
    prepare(settings)
    known = KnownShop()
    known.channel("web")
    for day in (10, 20):
        known.order("web", f"{day}", dt.datetime(2026, 3, day), {"quantity": 2})
    known.order("web", "dollars", dt.datetime(2026, 3, 20), {"quantity": 8}, currency="USD")
    snapshot = known.handed_in(settings).snapshot
    then, now = (Filters(dt.date(2026, 3, day), dt.date(2026, 3, day)) for day in (10, 20))
    change = read_change(snapshot, now, then)
    assert change.now == change.before > 0
    assert change.causes == ()


def test_one_product_has_its_price_channels_and_cause(shop: Snapshot) -> None:
    tea = sales.product_sales(shop, "TEA", LAST_WEEK, WEEK_BEFORE, "day", "the week before")
    assert set(tea.prices["value"].round(2)) == {20.0}
    assert tea.channels.table["value"].tolist() == [2800]
    assert "from more units" in tea.why
    assert tea.spells.empty


def test_without_a_covered_comparison_there_are_no_causes(shop: Snapshot) -> None:
    why = sales.read_why(shop, LAST_WEEK, LAST_WEEK.year_before(), "a year before")
    assert why.change is None
    assert sales.steps(why, "a year before").empty
