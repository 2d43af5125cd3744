"""Who was here last is greeted at this machine only, and what two visitors choose at once is both kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.settings import Settings
from pages._frame import remembered


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "var", _env_file=None)  # type: ignore[call-arg]


def test_nobody_is_remembered_before_anybody_came(home: Settings) -> None:
    assert (remembered.last_person(home), remembered.language_of(home, "Ann")) == ("", "")


def test_the_last_name_given_here_is_greeted(home: Settings) -> None:
    for name in ("Ann", "李雷"):
        remembered.remember_person(home, name)
    assert remembered.last_person(home) == "李雷"


@pytest.mark.parametrize("address", [None, "127.0.0.1", "::1", "::ffff:127.0.0.1", object()])
def test_a_visitor_at_this_machine_is_here(address: object) -> None:
    assert not remembered.is_elsewhere(address, None)
    assert not remembered.is_elsewhere(address, "127.0.0.1")


@pytest.mark.parametrize(
    ("address", "forwarded_for"),
    [("192.168.1.7", None), ("2001:db8::7", ""), ("127.0.0.1", "203.0.113.9, 10.0.0.1"), (None, "somewhere")],
)
def test_a_visitor_from_another_machine_is_not_taken_for_the_last_person(
    address: object, forwarded_for: object
) -> None:
    assert remembered.is_elsewhere(address, forwarded_for)


def test_languages_that_are_chosen_at_once_are_all_kept(home: Settings) -> None:
    names = [f"Person {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as visitors:
        list(visitors.map(lambda name: remembered.remember_language(home, name, "zh-Hans"), names))
    assert {remembered.language_of(home, name) for name in names} == {"zh-Hans"}


def test_a_later_choice_of_the_same_person_counts(home: Settings) -> None:
    for code in ("zh-Hans", "en"):
        remembered.remember_language(home, "Ann", code)
    assert remembered.language_of(home, "Ann") == "en"


@pytest.mark.parametrize("name", ["Ann", "Zoë 李", '"; alert(1); "', "</script>", "a=b;c", ""])
def test_a_browser_remembers_any_name_and_nothing_else(name: str) -> None:
    kept = remembered.cookie_of(name).removeprefix(f"{remembered.COOKIE}=").split("; path=")[0]
    assert remembered.name_in(kept) == name
    assert not set(kept) & set("\"';<> ")


def test_a_browser_that_remembers_nobody_names_nobody() -> None:
    assert remembered.name_in(None) == ""
