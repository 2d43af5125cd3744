"""The Admin page: who may do what, what the team decided, what has been done, is it backed up."""

from __future__ import annotations

from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

from core import facts, jobs, ledger, purchasing, upkeep
from core.settings import Settings
from tests.builders import a_shop
from tests.handing_files import job_done
from tests.homes import PERSON
from tests.pages.conftest import OpenApp


def _labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def _viewer(home: Settings) -> None:
    with closing(ledger.open_ledger(home)) as book:
        ledger.register_person(book, "Vi")
    (home.home / "last_person.txt").write_text("Vi", encoding="utf-8")


def test_roles_are_explained_and_given_by_an_administrator(open_app: OpenApp, home: Settings) -> None:
    with closing(ledger.open_ledger(home)) as book:
        ledger.register_person(book, "Bo")
    app = open_app("admin", home=home)
    app.selectbox(key="admin_person").set_value("Bo").run()
    next(g for g in app.button_group if g.label == "Roles").set_value(["planner"])
    next(b for b in app.button if b.label == "Save roles").click().run()
    assert not app.exception
    with closing(ledger.open_ledger(home)) as book:
        assert {role.value for role in ledger.actor_of(book, "Bo").roles} == {"planner"}


def test_a_viewer_changes_neither_roles_nor_settings(open_app: OpenApp, home: Settings) -> None:
    _viewer(home)
    assert "Save roles" not in _labels(open_app("admin", home=home))
    app = open_app("admin", home=home, admin="settings")
    assert next(b for b in app.button if b.label == "Save").disabled
    assert "Back up now" not in _labels(open_app("admin", home=home, admin="store"))


def test_the_service_level_is_set_for_everybody(open_app: OpenApp, home: Settings) -> None:
    app = open_app("admin", home=home, admin="settings")
    app.number_input[0].set_value(98.0)
    next(b for b in app.button if b.label == "Save").click().run()
    with closing(ledger.open_ledger(home)) as book:
        assert purchasing.read_policy(book).cycle_service_level == pytest.approx(0.98)


def test_the_trail_tells_what_was_before_and_after_in_words(home: Settings) -> None:
    with closing(ledger.open_ledger(home)) as book:
        ann = ledger.actor_of(book, PERSON)
        ledger.register_person(book, "Bo")
        ledger.set_roles(book, ann, "1", "Bo", ["planner"])
        newest = upkeep.trail(book).iloc[0]
    assert newest[["who", "action", "subject"]].to_list() == [PERSON, "Roles changed", "Bo"]
    assert newest["before"] == "Roles: Viewer"
    assert newest["after"] == "Roles: Planner"


def test_the_trail_is_searched(open_app: OpenApp, home: Settings) -> None:
    with closing(ledger.open_ledger(home)) as book:
        ledger.register_person(book, "Bo")
    app = open_app("admin", home=home, admin="trail")
    assert len(app.dataframe[0].value) == 2
    next(box for box in app.text_input if "Search" in box.label).set_value("Bo").run()
    assert app.dataframe[0].value["subject"].to_list() == ["Bo"]


def test_the_display_currency_is_changed_by_an_administrator_only(home: Settings) -> None:
    a_shop(home, orders=10)
    assert facts.lease(home).currency == "CNY"
    _viewer(home)
    refused = job_done(home, "currency", ["EUR"], who="Vi")
    assert jobs.find(home, refused).state is jobs.State.FAILED
    job_done(home, "currency", ["EUR"], who=PERSON)
    assert facts.lease(home).currency == "EUR"


def test_a_currency_without_rates_is_warned_about(open_app: OpenApp, home: Settings) -> None:
    a_shop(home, orders=10)
    app = open_app("admin", home=home, admin="settings")
    next(box for box in app.selectbox if box.label == "Currency").set_value("JPY").run()
    assert "no exchange rate from" in app.warning[0].value.replace("\\", "")


def test_a_backup_is_made_and_told(open_app: OpenApp, home: Settings) -> None:
    assert "never" in _markdown(open_app("admin", home=home, admin="store"))
    job_done(home, "backup", [str(home.home / "backups" / "20260301-100000")])
    assert "never" not in _markdown(open_app("admin", home=home, admin="store"))


def test_tidying_leaves_the_figures_as_they_are(home: Settings) -> None:
    a_shop(home, orders=10)
    lines = "SELECT count(*) FROM lake.mart.sales_lines"
    before = facts.lease(home).value(lines)
    job = job_done(home, "tidy", [])
    assert jobs.find(home, job).state is jobs.State.DONE
    assert facts.lease(home).value(lines) == before


def _markdown(app: AppTest) -> str:
    return "\n".join(part.value for part in app.markdown)
