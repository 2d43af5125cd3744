"""A visit to the running app in Chromium, as a person would make it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Request, expect

PATIENCE_MS = 30_000
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'


def chromium_path() -> str:
    """Where Chromium is: ABACUS_CHROMIUM, or a usual name. Raises RuntimeError."""
    named = os.environ.get("ABACUS_CHROMIUM", "")
    usual = ("chromium", "chromium-browser", "google-chrome")
    found = named or next(filter(None, map(shutil.which, usual)), None) or _of_mac()
    if not found:
        raise RuntimeError("no Chromium: run `make browser`, or name it in ABACUS_CHROMIUM")
    return found


def _of_mac() -> str:
    apps = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
    return next((f"/Applications/{app}" for app in apps if Path("/Applications", app).exists()), "")


@dataclass
class Visit:
    """One tab. `outside`: requests that left this machine; there must never be any."""

    address: str
    tab: Page
    shots: Path
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Visit:
        """Open an address of the app, such as "/sales?period=all", and wait until it is drawn."""
        self.tab.goto(self.address + path)
        return self.settle()

    def settle(self) -> Visit:
        """Wait until the script has run and nothing is on its way."""
        self.tab.wait_for_selector(SETTLED, timeout=PATIENCE_MS)
        self.tab.wait_for_selector('[data-testid="stSkeleton"]', state="detached", timeout=PATIENCE_MS)
        return self

    def choose(self, label: str, option: str) -> Visit:
        """Choose in a list. The page follows in a moment: expect what should then be seen."""
        self.tab.get_by_role("combobox", name=label, exact=True).click()
        self.tab.get_by_role("option", name=option, exact=True).click()
        # The page starts to run a moment after the click.
        self.tab.wait_for_selector(
            '[data-test-script-state="running"]', timeout=PATIENCE_MS, state="attached"
        )
        return self.settle()

    @property
    def title(self) -> Locator:
        return self.tab.locator("h1")

    def arrived_at(self, path: str) -> Visit:
        """Wait until the address is this one, and the page drawn."""
        expect(self.tab).to_have_url(self.address + path, timeout=PATIENCE_MS)
        return self.settle()

    def shot(self, name: str) -> Path:
        """A picture of the whole page, for people to look at."""
        self.shots.mkdir(parents=True, exist_ok=True)
        path = self.shots / f"{name}.png"
        usual = self.tab.viewport_size or {"width": 1440, "height": 900}
        height = self.tab.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        self.tab.set_viewport_size({"width": usual["width"], "height": max(usual["height"], int(height))})
        self.tab.screenshot(path=path)
        self.tab.set_viewport_size(usual)
        return path


def visit(
    browser: Browser,
    address: str,
    shots: Path,
    *,
    locale: str = "en-US",
    timezone: str = "UTC",
    is_dark: bool = False,
) -> Visit:
    """A new person at a new browser."""
    context = browser.new_context(
        locale=locale,
        timezone_id=timezone,
        color_scheme="dark" if is_dark else "light",
        viewport={"width": 1440, "height": 900},
    )
    context.set_default_timeout(PATIENCE_MS)
    made = Visit(address, context.new_page(), shots)

    def watch(request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme in ("http", "https", "ws", "wss") and where.hostname not in (
            "localhost",
            "127.0.0.1",
        ):
            made.outside.append(request.url)

    context.on("request", watch)
    made.tab.on("pageerror", lambda error: made.complaints.append(str(error)))
    return made
