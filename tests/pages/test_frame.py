"""The frame around every page: a name once, three languages, choices in the address, errors said calmly."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.settings import Settings
from pages._frame import registry
from pages._frame.language import of_browser
from pages._frame.text import escape
from tests.homes import PERSON, new_home
from tests.pages.conftest import OpenApp


def _question(name: str) -> str:
    return registry.entry(name).question


def _titles(app: AppTest) -> list[str]:
    return [title.value for title in app.title]


def test_the_first_visitor_gives_a_name_and_is_never_asked_again(open_app: OpenApp, tmp_path: Path) -> None:
    nobody = new_home(tmp_path, person="")
    app = open_app("", home=nobody)
    assert _titles(app) == ["Welcome to Abacus"]
    app.text_input[0].set_value("  Bo  ")
    app.button[0].click().run()
    assert "Welcome to Abacus" not in _titles(app)
    assert "Welcome to Abacus" not in _titles(open_app("", home=nobody))


def test_a_name_must_be_a_name(open_app: OpenApp, tmp_path: Path) -> None:
    app = open_app("", home=new_home(tmp_path, person=""))
    app.button[0].click().run()
    assert "1 to 80" in app.error[0].value
    assert _titles(app) == ["Welcome to Abacus"]


def test_another_person_takes_over_with_their_own_roles(open_app: OpenApp, home: Settings) -> None:
    app = open_app("admin", home=home)
    assert [b.label for b in app.button if b.label == "Save roles"] == ["Save roles"]
    app.selectbox(key="person_choice").set_value("").run()
    app.text_input(key="person_new_name").set_value("Bo")
    app.button(key="person_new").click().run()
    assert not [b for b in app.button if b.label == "Save roles"]


def test_a_page_is_titled_with_its_question(open_app: OpenApp, home: Settings) -> None:
    assert _titles(open_app("admin", home=home)) == [_question("admin")]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_the_language_changes_live_and_stands_in_the_address(
    open_app: OpenApp, home: Settings, language: str
) -> None:
    app = open_app("admin", home=home)
    app.selectbox(key="choice_lang").set_value(language).run()
    assert app.query_params["lang"] == language
    assert not app.exception
    assert app.selectbox(key="choice_lang").value == language


def test_a_language_that_we_do_not_have_is_answered_in_english(open_app: OpenApp, home: Settings) -> None:
    assert open_app("admin", home=home, lang="fr").selectbox(key="choice_lang").value == "en"


def test_roles_are_given_by_an_administrator_and_the_last_one_stays(
    open_app: OpenApp, home: Settings
) -> None:
    app = open_app("admin", home=home)
    next(group for group in app.button_group if group.label == "Roles").set_value([])
    next(button for button in app.button if button.label == "Save roles").click().run()
    assert "only administrator" in app.error[0].value


@pytest.mark.parametrize("page", [entry.name for entry in registry.existing()])
def test_every_page_says_what_to_do_while_there_is_no_data(
    open_app: OpenApp, home: Settings, page: str
) -> None:
    app = open_app(page, home=home)
    assert not app.exception
    assert _titles(app) == [_question(page)]
    assert not app.error


def test_the_name_of_the_person_is_in_the_sidebar(open_app: OpenApp, home: Settings) -> None:
    app = open_app("admin", home=home)
    assert app.selectbox(key="person_choice").value == PERSON


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("en-GB", "en"),
        ("de-DE", ""),
    ],
)
def test_the_browsers_language_is_used_where_we_have_it(locale: str, language: str) -> None:
    assert of_browser(locale) == language


@pytest.mark.parametrize(
    "name",
    [
        "![x](http://e.com/a.png)",
        "**bold**",
        ":red[x] :material/home:",
        "<b>x</b>",
        "$x$",
        "a | b",
        "# x",
        "~~x~~",
    ],
)
def test_a_name_is_never_markup(name: str) -> None:
    bare = escape(name)
    assert all(bare[at - 1] == "\\" for at, letter in enumerate(bare) if letter in "*_[]()<>#|~$:!`")
    assert bare.replace("\\", "").replace("\u2060", "") == name


def test_an_address_in_a_name_is_no_link() -> None:
    assert "://" not in escape("http://e.com").replace("\\", "")
    assert "www." not in escape("www.e.com").replace("\\", "")


def test_the_language_that_a_person_chose_greets_the_next_visit(open_app: OpenApp, home: Settings) -> None:
    open_app("admin", home=home).selectbox(key="choice_lang").set_value("zh-Hans").run()
    again = open_app("admin", home=home, lang="")
    assert again.selectbox(key="choice_lang").value == "zh-Hans"
    assert again.query_params["lang"] == "zh-Hans"


def test_the_choice_of_one_person_is_nobody_elses_language(open_app: OpenApp, home: Settings) -> None:
    open_app("admin", home=home).selectbox(key="choice_lang").set_value("zh-Hans").run()
    app = open_app("admin", home=home)
    app.selectbox(key="person_choice").set_value("").run()
    app.text_input(key="person_new_name").set_value("Ben").run()
    app.button(key="person_new").click().run()
    assert app.selectbox(key="choice_lang").value == "en"
    app.selectbox(key="person_choice").set_value(PERSON).run()
    assert app.selectbox(key="choice_lang").value == "zh-Hans"


def test_a_language_chosen_before_the_name_stays_with_it(open_app: OpenApp, tmp_path: Path) -> None:
    new = new_home(tmp_path, person="")
    app = open_app(home=new, lang="")
    app.selectbox(key="choice_lang").set_value("zh-Hant").run()
    app.text_input[0].set_value("Cai")
    app.button[0].click().run()
    assert app.selectbox(key="choice_lang").value == "zh-Hant"
    assert open_app(home=new, lang="").selectbox(key="choice_lang").value == "zh-Hant"
