"""The real app in a real browser: one server per module on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from core.settings import Settings
from tests.browser.visiting import Visit, chromium_path, visit
from tests.homes import new_home

ROOT = Path(__file__).parents[2]
SHOTS = Path(os.environ.get("ABACUS_SHOTS", ROOT / "var" / "shots"))
_SECONDS_TO_END = 10


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An Abacus without data, known to one person. Override it in a module that needs data."""
    return new_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def address(home: Settings) -> Iterator[str]:
    """Address of a server that nobody has visited yet."""
    with serving(home) as where:
        yield where


class serving:  # noqa: N801 - reads as a verb: `with serving(home) as address`
    """A server for this home for the length of the block."""

    def __init__(self, home: Settings) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.home = home

    def __enter__(self) -> str:
        command = [sys.executable, "serve.py", "--server.port", str(self.port)]
        environment = {**os.environ, "ABACUS_HOME": str(self.home.home)}
        self.log = (self.home.home / "server.log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "http://" in line:
                return f"http://localhost:{self.port}"
        raise RuntimeError((self.home.home / "server.log").read_text(encoding="utf-8"))

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait(_SECONDS_TO_END)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.log.close()


OpenVisit = Callable[..., Visit]


@pytest.fixture
def open_visit(browser: Browser, address: str) -> Iterator[OpenVisit]:
    """`open_visit(locale="de-DE", timezone="Asia/Shanghai", is_dark=True)`: a new person at a new browser.

    At the end, whatever was done, no request may have left this machine and no script may have failed.
    """
    made: list[Visit] = []

    def open_one(**about: object) -> Visit:
        made.append(visit(browser, address, SHOTS, **about))  # type: ignore[arg-type]
        return made[-1]

    yield open_one
    for one in made:
        one.tab.context.close()
    assert [url for one in made for url in one.outside] == []
    assert [said for one in made for said in one.complaints] == []
