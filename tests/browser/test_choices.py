"""Choices, tiles and the rows behind them, on a shop with sales."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.settings import Settings
from tests.browser.conftest import OpenVisit
from tests.builders import a_shop
from tests.homes import new_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = new_home(tmp_path_factory.mktemp("home"))
    a_shop(made, orders=60)
    return made


def test_a_choice_stands_in_the_address_and_survives_other_pages_and_a_reload(open_visit: OpenVisit) -> None:
    visit = open_visit().go("/sales?period=last_7_days")
    period = visit.tab.get_by_role("combobox", name="Period")
    expect(period).to_have_value("Last 7 days")
    visit.choose("Period", "All days").arrived_at("/sales?period=all")
    visit.tab.get_by_role("link", name="Admin").click()
    visit.settle()
    visit.tab.get_by_role("link", name="Sales").click()
    visit.settle()
    expect(period).to_have_value("All days")
    visit.tab.reload()
    visit.settle()
    expect(period).to_have_value("All days")


def test_a_code_that_does_not_exist_is_passed_over(open_visit: OpenVisit) -> None:
    visit = open_visit().go("/sales?period=yesterday")
    expect(visit.tab.get_by_role("combobox", name="Period")).to_have_value("Last 30 days")


def test_a_tile_opens_to_its_definition_and_its_rows(open_visit: OpenVisit) -> None:
    visit = open_visit().go("/sales?period=all")
    visit.tab.get_by_role("button", name="Explain").first.click()
    dialog = visit.tab.get_by_role("dialog")
    expect(dialog.get_by_text("Formula:")).to_be_visible()
    expect(dialog.get_by_text("add up to")).to_be_visible()
    visit.shot("explain")
    visit.tab.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_charts_are_drawn_in_both_modes(open_visit: OpenVisit, is_dark: bool) -> None:
    visit = open_visit(is_dark=is_dark, timezone="America/New_York").go("/sales?period=all")
    expect(visit.tab.get_by_test_id("stVegaLiteChart").first.locator("canvas, svg").first).to_be_visible()
    visit.shot(f"sales-{'dark' if is_dark else 'light'}")
