"""The frame around every page, as a browser sees it on a server that nobody has visited yet."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pages._frame import registry
from tests.browser.conftest import OpenVisit
from tests.homes import PERSON


def test_a_deep_link_opened_first_lands_on_its_page_inside_the_frame(open_visit: OpenVisit) -> None:
    """This must stay the first test of the module: only the first visit of a server can go wrong."""
    visit = open_visit().go("/sales?lang=zh-Hans")
    expect(visit.title).to_have_count(1)
    visit.arrived_at("/sales?lang=zh-Hans")
    expect(visit.tab.get_by_test_id("stSidebarNav").get_by_role("link")).to_have_count(
        len(registry.existing())
    )
    expect(visit.tab.get_by_test_id("stSidebar").get_by_text(PERSON)).to_be_visible()
    expect(visit.tab.get_by_role("dialog")).to_have_count(0)
    visit.shot("frame-deep-link")


@pytest.mark.parametrize("name", [entry.name for entry in registry.existing()])
def test_every_page_answers_its_own_address(open_visit: OpenVisit, name: str) -> None:
    visit = open_visit().go(f"/{name}")
    expect(visit.title).to_have_text(registry.entry(name).question)
    expect(visit.tab.get_by_role("dialog")).to_have_count(0)


def test_the_language_of_the_browser_is_used_at_once(open_visit: OpenVisit) -> None:
    visit = open_visit(locale="zh-TW").go("/admin")
    language = visit.tab.get_by_test_id("stSidebar").get_by_role("combobox").last
    expect(language).to_have_value("繁體中文")


def test_the_language_changes_live_and_survives_a_reload(open_visit: OpenVisit) -> None:
    visit = open_visit().go("/admin")
    visit.choose("Language", "简体中文").arrived_at("/admin?lang=zh-Hans")
    visit.tab.reload()
    visit.settle()
    language = visit.tab.get_by_test_id("stSidebar").get_by_role("combobox").last
    expect(language).to_have_value("简体中文")


def test_paper_gets_the_page_without_the_frame(open_visit: OpenVisit) -> None:
    visit = open_visit().go("/admin")
    visit.tab.emulate_media(media="print")
    expect(visit.tab.get_by_test_id("stSidebar")).to_be_hidden()
