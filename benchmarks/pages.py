"""How long pages of the sample shop take in Chromium: python -m benchmarks.pages HOME [--loads].

HOME: a desk on which the sample shop is shown and somebody has given a name. With --loads a new, empty HOME
first gets both. Prints seconds, p50 and slowest, of a first visit on a fresh server, reloads, warm navigation
and filter clicks.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from core import ledger, sample, settings
from core.settings import Settings
from pages._frame import registry
from tests.browser.conftest import serving
from tests.browser.visiting import Visit, chromium_path, visit
from tests.homes import PERSON

PAGES = ("sales", "stock", "forecasts", "suppliers", "returns", "members", "replenishment", "today")
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """How long one piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def load(home: Path) -> float:
    """Show the sample shop on an empty desk, and give a name there."""
    taken = seconds(lambda: sample.load(Settings(home=home)))
    with closing(ledger.open_ledger(settings.desk(Settings(home=home)))) as book:
        ledger.register_person(book, PERSON)
    (home / "last_person.txt").write_text(PERSON, encoding="utf-8")
    return taken


def navigate(one: Visit, name: str) -> None:
    """Click a page's link and wait until it is drawn."""
    page = registry.entry(name)
    one.tab.get_by_test_id("stSidebarNavLink").filter(has_text=page.title).first.click()
    expect(one.title).to_have_text(page.question)
    one.settle()


def click(one: Visit, option: str) -> None:
    """Choose another option of a control and wait for the page."""
    one.tab.get_by_role("radio", name=option).or_(one.tab.get_by_role("button", name=option)).first.click()
    one.tab.wait_for_timeout(30)
    one.settle()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--loads", action="store_true")
    typed = parser.parse_args()
    if typed.loads:
        say("load of the sample shop", [load(typed.home)])
    with sync_playwright() as playwright, serving(Settings(home=typed.home)) as address:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        one = visit(chromium, address, typed.home)
        say("first visit on a fresh server", [seconds(lambda: one.go("/"))])
        for title in PAGES:  # warm
            navigate(one, title)
        walked = [seconds(lambda t=title: navigate(one, t)) for _round in range(ROUNDS) for title in PAGES]  # type: ignore[misc]
        say("warm navigation", walked)
        say("reload", [seconds(lambda: one.tab.reload() and one.settle()) for _round in range(ROUNDS)])
        clicked: list[float] = []
        for path, options in (("/suppliers", ("6 months", "12 months")), ("/sales", ("Weeks", "Months"))):
            one.go(path)
            clicked += [seconds(lambda o=option: click(one, o)) for option in options * ROUNDS]  # type: ignore[misc]
        say("filter click", clicked)
        chromium.close()


def say(what: str, taken: list[float]) -> None:
    print(f"{what}: p50 {statistics.median(taken):.2f} s, slowest {max(taken):.2f} s, {len(taken)} times")  # noqa: T201


if __name__ == "__main__":
    main()
