"""What the page of sales says of the sample shop's truths: T4 the festival that moved, T8 the price step."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from core import facts, sales
from core.facts import Snapshot
from core.metrics import Filters
from core.sales.lost_sales import lost_net_sales
from core.settings import Settings
from sample_data import plan, world

GIFTS = ("礼品 Gifts",)
JANUARY = Filters(dt.date(2026, 1, 1), dt.date(2026, 1, 31))
BOTH_MONTHS = Filters(dt.date(2026, 1, 1), dt.date(2026, 2, 28))
MARCH = Filters(dt.date(2026, 3, 1), dt.date(2026, 3, 31))


@pytest.fixture(scope="module")
def snapshot(sample_shop: Settings) -> Snapshot:
    return facts.lease(sample_shop)


def _change(snapshot: Snapshot, now: Filters, before: Filters) -> sales.Change:
    return sales.read_change(snapshot, now, before)


def _amount(change: sales.Change, code: str) -> float:
    return sum(cause.amount for cause in change.causes if cause.code == code)


class TestFestivalThatMoved:
    def test_t4_the_fall_of_january_is_named_after_the_festival(self, snapshot: Snapshot) -> None:
        """Of the whole shop January grew: the fall is that of gifts, which the festival lifts."""
        gifts = replace(JANUARY, categories=GIFTS)
        change = _change(snapshot, gifts, gifts.year_before())
        assert change.now < change.before
        first = change.causes[0]
        assert (first.code, first.event) == ("moved", "Spring Festival")
        assert first.amount < change.now - change.before
        said = sales.read_why(snapshot, gifts, gifts.year_before(), "Jan 2025").answer
        assert "from Spring Festival, which fell on other days" in said

    def test_t4_january_and_february_together_have_no_shift(self, snapshot: Snapshot) -> None:
        gifts = replace(BOTH_MONTHS, categories=GIFTS)
        change = _change(snapshot, gifts, gifts.year_before())
        assert abs(_amount(change, "moved")) < 0.05 * change.before
        assert change.now > change.before

    def test_t4_both_months_grew_by_eight_percent_but_for_what_died(self, snapshot: Snapshot) -> None:
        """The two products that T6 lets die take 4.5 points of it away, as both sides say."""
        lived = tuple(p.sku for p in world.build().products if p.sku not in (plan.DEAD, plan.UNKNOWN))
        both = replace(BOTH_MONTHS, skus=lived)
        change = _change(snapshot, both, both.year_before())
        assert change.now / change.before - 1 == pytest.approx(plan.GROWTH_A_YEAR, abs=0.03)


class TestPriceStep:
    def test_t8_the_step_is_price_up_and_units_down(self, snapshot: Snapshot) -> None:
        march = replace(MARCH, skus=plan.REPRICED)
        change = _change(snapshot, march, march.previous_period())
        assert _amount(change, "price") > 10_000
        assert _amount(change, "volume") < -5_000

    def test_t8_the_twins_without_a_step_show_none(self, snapshot: Snapshot) -> None:
        march = replace(MARCH, skus=plan.NOT_REPRICED)
        change = _change(snapshot, march, march.previous_period())
        assert abs(_amount(change, "price")) < 0.01 * change.before
        assert abs(_amount(change, "volume")) < 0.05 * change.before

    def test_t8_the_price_history_shows_both_prices(self, snapshot: Snapshot) -> None:
        found = sales.product_sales(
            snapshot, plan.REPRICED[0], MARCH, MARCH.previous_period(), "week", "Feb 2026"
        )
        prices = found.prices.set_index("day")["value"]
        assert prices.loc["2026-02-02":"2026-02-16"].max() < 100
        assert prices.loc["2026-03-09":].min() > 100


class TestElasticity:
    def test_t8_the_step_is_found_where_it_was_made_and_nowhere_else(self, snapshot: Snapshot) -> None:
        for sku in plan.REPRICED:
            found = sales.read_price_step(snapshot, sku)
            assert found is not None
            assert found.week == plan.REPRICED_ON
            assert (found.before, found.after) == pytest.approx((plan.OLD_PRICE, plan.NEW_PRICE), abs=0.5)
        for sku in (*plan.NOT_REPRICED, "HM-004", "SM-01", "WN-09", "GF-03", plan.LAUNCHED):
            assert sales.read_price_step(snapshot, sku) is None

    def test_t8_the_interval_holds_the_planted_elasticity(self, snapshot: Snapshot) -> None:
        """Of two of the three; that of PR-03 ends a hair above it, as one interval in twenty may."""
        found = [sales.read_price_step(snapshot, sku) for sku in plan.REPRICED]
        answers = [step.answer for step in found if step is not None and step.answer is not None]
        assert len(answers) == 3
        assert sum(answer.low <= plan.ELASTICITY <= answer.high for answer in answers) >= 2
        for answer in answers:
            assert answer.low < plan.ELASTICITY + 0.05
            assert answer.high < 0

    def test_t8_the_product_says_it_in_a_sentence(self, snapshot: Snapshot) -> None:
        found = sales.product_sales(
            snapshot, plan.REPRICED[0], MARCH, MARCH.previous_period(), "week", "Feb 2026"
        )
        assert "119.00 on average instead of 99.00 (+20%)" in found.price_step
        assert "price elasticity -1." in found.price_step


@pytest.mark.parametrize("month", range(1, 11))
def test_causes_add_up_in_every_month(snapshot: Snapshot, month: int) -> None:
    last = (dt.date(2026, month + 1, 1) if month < 12 else dt.date(2027, 1, 1)) - dt.timedelta(days=1)
    now = Filters(dt.date(2026, month, 1), last)
    for before in (now.previous_period(), now.year_before()):
        change = _change(snapshot, now, before)
        total = sum(cause.amount for cause in change.causes)
        assert total == pytest.approx(change.now - change.before, abs=0.1)


def test_each_shop_bears_its_share_of_what_stock_outs_cost(snapshot: Snapshot) -> None:
    """HM-001 was out in March 2026 and sells at Tmall and Douyin; the shop abroad bears nothing of it."""
    of_march = replace(MARCH, skus=("HM-001",))
    shops = ("tmall", "douyin", "shopify_eu", "store_sh")
    borne = {shop: lost_net_sales(snapshot, replace(of_march, channels=(shop,))) for shop in shops}
    assert sum(borne.values()) == pytest.approx(lost_net_sales(snapshot, of_march))
    assert borne["tmall"] > borne["douyin"] > 0 == borne["shopify_eu"]


def test_why_names_stock_outs_for_one_shop_too(snapshot: Snapshot) -> None:
    tmall = replace(MARCH, channels=("tmall",))
    assert _amount(_change(snapshot, tmall, tmall.previous_period()), "stock_outs") < 0
