"""The frame around every page, as a browser sees it on a server that nobody has visited yet."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenVisit
from tests.homes import PERSON


def test_a_deep_link_opened_first_lands_on_its_page_inside_the_frame(open_visit: OpenVisit) -> None:
    """This must stay the first test of the module: only the first visit of a server can go wrong."""
    visit = open_visit().go("/admin?lang=zh-Hans")
    expect(visit.tab.get_by_role("heading", level=1)).to_have_count(1)
    assert visit.path == "/admin?lang=zh-Hans"
    expect(visit.tab.get_by_test_id("stSidebarNav")).to_be_visible()
    expect(visit.tab.get_by_test_id("stSidebar").get_by_text(PERSON)).to_be_visible()
    expect(visit.tab.get_by_role("dialog")).to_have_count(0)
    visit.shot("frame-deep-link")
