"""Long work on a page: seen while it runs, found again after a reload, cancelled with a click."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core import jobs
from core.jobs import State
from core.security import Actor
from core.settings import Settings
from tests.browser.conftest import OpenVisit
from tests.homes import PERSON
from tests.meetings import Meeting

CHILD = (sys.executable, "-m", "tests.core.jobs.child")


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Meeting]:
    place = Meeting(tmp_path)
    yield place
    place.let_go()


def test_a_job_is_found_again_after_a_reload_and_can_be_cancelled(
    open_visit: OpenVisit, home: Settings, meeting: Meeting
) -> None:
    job = jobs.start(home, "meets", [meeting.path], who=PERSON, language="en", command=CHILD)
    meeting.wait_for_job()
    visit = open_visit().go(f"/data?job={job.id}")
    said = visit.tab.get_by_text("Reading orders.csv")
    expect(said).to_be_visible()
    visit.tab.reload()
    expect(said).to_be_visible()
    visit.tab.get_by_role("button", name="Cancel", exact=True).click()
    expect(visit.tab.get_by_text("nothing is half written")).to_be_visible()
    assert jobs.find(home, job.id).state is State.CANCELLED


def test_the_sidebar_of_every_page_tells_what_is_running(
    open_visit: OpenVisit, home: Settings, meeting: Meeting
) -> None:
    job = jobs.start(home, "meets", [meeting.path], who=PERSON, language="en", command=CHILD)
    meeting.wait_for_job()
    visit = open_visit().go("/admin")
    expect(visit.tab.get_by_test_id("stSidebar").get_by_text("50%")).to_be_visible()
    jobs.cancel(home, job.id, Actor(PERSON))


def test_a_job_number_that_does_not_exist_shows_the_page_without_one(open_visit: OpenVisit) -> None:
    visit = open_visit().go("/data?job=20200101T000000-abcdef")
    expect(visit.tab.get_by_role("alert")).to_have_count(0)
