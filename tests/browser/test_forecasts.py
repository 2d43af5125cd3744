"""A planner looks at the list, opens a product, changes its forecast and takes the change back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from core.settings import Settings
from tests import small_shop
from tests.browser.conftest import OpenVisit
from tests.homes import new_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = new_home(tmp_path_factory.mktemp("home"))
    _snapshot, book = small_shop.open_shop(made)
    book.close()
    return made


def test_a_forecast_is_changed_in_place_and_the_change_taken_back(open_visit: OpenVisit) -> None:
    visit = open_visit().go("/forecasts?sku=CUP&about=change")
    tab = visit.tab
    expect(tab.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    expect(tab.get_by_text("28 as it stands, 34 with this change")).to_be_visible()
    expect(tab.get_by_role("button", name="Change the forecast")).to_be_disabled()
    tab.set_viewport_size({"width": 1440, "height": 1600})
    visit.settle().choose("Reason", "Promotion or price change")
    tab.get_by_role("button", name="Change the forecast").click()
    expect(tab.get_by_text("28 by the model alone")).to_be_visible()
    visit.settle().shot("forecast-changed")
    tab.get_by_text("Changes so far").click()
    tab.get_by_role("button", name="Take this change back").click()
    expect(tab.get_by_text("28 by the model alone")).to_have_count(0)


def test_an_earlier_forecast_is_laid_over_what_came(open_visit: OpenVisit) -> None:
    visit = open_visit(is_dark=True).go("/forecasts?sku=TEA")
    before = visit.tab.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first
    expect(before).to_be_visible()
    visit.tab.get_by_role("combobox", name="As it looked then").click()
    visit.tab.get_by_role("option").nth(1).click()
    expect(visit.tab).to_have_url(re.compile("then="))
    visit.settle().shot("forecast-then-dark")
    expect(visit.tab.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()


def test_the_list_is_drawn_and_leads_back(open_visit: OpenVisit) -> None:
    visit = open_visit().go("/forecasts")
    expect(visit.title).to_have_text("What will be wanted?")
    visit.shot("forecasts")
    visit.go("/forecasts?sku=TEA")
    visit.tab.get_by_role("button", name="All forecasts").click()
    visit.settle()
    expect(visit.tab.get_by_role("button", name="All forecasts")).to_have_count(0)
