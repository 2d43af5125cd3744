"""What the store covers, shop by shop, and which figures it cannot show."""

from __future__ import annotations

import datetime as dt

import pytest

from core import facts, intake, metrics
from core.i18n import render
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare


@pytest.fixture
def store(settings: Settings) -> Settings:
    """A shop with three orders on three days, and one with a single day, which is later."""
    prepare(settings)
    for channel, days in (("a one-day shop", [9]), ("web", [5, 6, 8])):
        orders = [
            an_order(f"{channel} {day}", lines={"MUG": (1, 10)}, channel=channel,
                     placed_at=dt.datetime(2026, 2, day, 9))
            for day in days
        ]  # fmt: skip
        hand_in(settings, dt.datetime(2026, 2, 9, 12), orders_file(*orders), channel=channel)
    return settings


def test_the_largest_shop_comes_first(store: Settings) -> None:
    assert intake.shops_by_size(facts.lease(store)) == ["web", "a one-day shop"]


def test_a_shop_with_one_day_shows_that_day_though_it_may_go_on(store: Settings) -> None:
    snapshot = facts.lease(store)
    assert snapshot.as_of == dt.date(2026, 2, 8)
    assert intake.days_covered(snapshot, "a one-day shop")["value"].tolist() == [1]


def test_a_figure_that_cannot_be_shown_says_the_same_everywhere(store: Settings) -> None:
    snapshot = facts.lease(store)
    dimmed = intake.dimmed_figures(snapshot).set_index("figure")["missing"]
    assert snapshot.as_of is not None
    month = metrics.Filters(start=snapshot.as_of - dt.timedelta(days=27), end=snapshot.as_of)
    value = metrics.compute(snapshot, ["stock_value"], month)["stock_value"]
    assert value.missing is not None
    assert dimmed["Stock value"] == render(value.missing)


def test_days_without_orders_between_the_first_and_the_last_show_as_empty(store: Settings) -> None:
    days = intake.days_covered(facts.lease(store), "web")
    assert sorted(days["value"]) == [0, 1, 1, 1]
