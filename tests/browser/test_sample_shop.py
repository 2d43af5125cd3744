"""The first minutes: the sample shop at one button, then a question of each: planner, manager, newcomer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core import i18n
from core.i18n import _, ngettext
from core.settings import Settings
from tests.browser.conftest import OpenVisit, serving
from tests.browser.test_first_order import at, button, download_order
from tests.browser.visiting import Visit
from tests.homes import new_home

LOADED_MS = 180_000
LANGUAGES = ("en", "zh-Hans")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A desk that nobody has loaded anything on, with the sample's files not yet made."""
    return new_home(tmp_path_factory.mktemp("sample"))


def test_one_button_shows_the_sample_and_one_removes_it(open_visit: OpenVisit, home: Settings) -> None:
    visit = open_visit()
    visit.go("/")
    button(visit, _("Show the sample shop")).click()
    expect(visit.tab.get_by_text(_("This is an invented shop"), exact=False).first).to_be_visible(
        timeout=LOADED_MS
    )
    visit.settle()
    visit.shot("sample-today")
    shutil.copytree(home.home, home.home.with_name("shown"))
    button(visit, _("Remove the sample shop")).click()
    expect(button(visit, _("Show the sample shop"))).to_be_visible()
    assert not home.sample_folder.exists()


@pytest.fixture(params=LANGUAGES)
def reader(request: pytest.FixtureRequest, home: Settings, open_visit: OpenVisit) -> Iterator[Visit]:
    """Somebody who reads this language, at a desk of their own that shows the sample."""
    language = str(request.param)
    shown = home.home.with_name("shown")
    mine = home.home.with_name(f"{request.node.name}")
    shutil.copytree(shown, mine)
    with serving(home.model_copy(update={"home": mine})) as address, i18n.language(language):
        visit = open_visit()
        visit.address = address
        yield visit


def test_a_planner_orders_what_is_out(reader: Visit, tmp_path: Path) -> None:
    reader.go(at("/"))
    reader.tab.get_by_role("link", name=_("Look at the suggestions")).first.click()
    reader.settle()
    reader.go(at("/stock") + "&view=outs")
    expect(reader.tab.get_by_text(_("Still out")).first).to_be_visible()
    reader.go(at("/replenishment") + "&supplier=SUP-01&sku=HM-003")
    why = reader.tab.get_by_role("dialog")
    expect(why.get_by_text(_("Demand until the order after this one"), exact=False)).to_be_visible()
    reader.shot(f"sample-{i18n.current_language()}-why")
    reader.tab.keyboard.press("Escape")
    reader.tab.get_by_text(_("Tick all")).click()
    words = ngettext("Accept {count} order", "Accept {count} orders", 2).format(count="2")
    button(reader, words).click()
    expect(reader.tab.get_by_text("PO-", exact=False).first).to_be_visible()
    assert download_order(reader, tmp_path).stat().st_size > 0


def test_a_manager_learns_why_last_month_was_different(reader: Visit) -> None:
    reader.go(at("/sales") + "&period=last_month&view=why")
    expect(reader.tab.get_by_text(_("From then to now, in money"))).to_be_visible()
    reader.shot(f"sample-{i18n.current_language()}-why-sales-changed")
    reader.go(at("/returns"))
    expect(reader.tab.get_by_text("PO-2026-0612", exact=False).first).to_be_visible()
    reader.shot(f"sample-{i18n.current_language()}-returns")
    reader.go(at("/suppliers"))
    expect(reader.tab.get_by_text("SUP-07", exact=False).first).to_be_visible()
    reader.shot(f"sample-{i18n.current_language()}-suppliers")


def test_a_marketer_finds_whom_to_win_back(reader: Visit, tmp_path: Path) -> None:
    reader.go(at("/members"))
    expect(reader.tab.get_by_text(_("Regulars who are leaving")).first).to_be_visible()
    reader.shot(f"sample-{i18n.current_language()}-members")
    reader.go(at("/members") + "&view=win_back")
    expect(reader.tab.get_by_text("douyin_live", exact=False).first).to_be_visible()
    with reader.tab.expect_download() as started:
        button(reader, _("Download the customer codes")).click()
    path = tmp_path / "win-back.csv"
    started.value.save_as(path)
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) > 240


def test_the_tour_leads_a_newcomer_from_stop_to_stop(reader: Visit) -> None:
    reader.go(at("/start") + "&role=planner")
    button(reader, _("Take the tour")).click()
    expect(reader.tab.get_by_text(_("What is most urgent?"), exact=False).first).to_be_visible()
    titles = (_("What did it cost so far?"), _("What will be wanted?"), _("Why this quantity?"))
    for number, title in enumerate(titles, 2):
        button(reader, title).click()
        # The button that leads there says the title too: the new stop has come when its heading says it.
        heading = _("Tour, stop {number} of {all}: {title}").format(number=number, all=4, title=title)
        expect(reader.tab.locator(".st-key-tour").get_by_text(heading)).to_be_visible()
        reader.settle()
    button(reader, _("End the tour")).click()
    expect(reader.tab.locator(".st-key-tour")).to_have_count(0)
