"""A file's way through the Data page, as a shopkeeper walks it: drop, answer, import, look, undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenVisit
from tests.browser.visiting import Visit
from tests.handing_files import UNKNOWN, shop_orders

JOB_MS = 120_000
"""A job starts a process of its own; on a busy machine that takes its time."""


def _drop(visit: Visit, folder: Path, **files: str) -> None:
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    visit.tab.locator("input[type=file]").set_input_files(paths)


def _button(visit: Visit, words: str) -> Locator:
    return visit.tab.get_by_role("button", name=words)


def _map(visit: Visit, column: str, header: str) -> None:
    """Choose in a list, also what is chosen there already."""
    box = visit.tab.get_by_role("combobox", name=column, exact=True)
    box.click()
    visit.tab.get_by_role("option", name=header, exact=True).click()
    expect(box).to_have_value(header)
    visit.settle()


def _name_the_shop(visit: Visit, name: str) -> None:
    shop = visit.tab.get_by_role("textbox", name="Shop")
    shop.wait_for(timeout=JOB_MS)
    shop.fill(name)
    shop.press("Enter")


def test_a_first_file_is_answered_for_imported_and_undone(open_visit: OpenVisit, tmp_path: Path) -> None:
    visit = open_visit().go("/data")
    _drop(visit, tmp_path, orders=shop_orders(("#1", "TEA-1", 2, "10.00"), ("#2", "TEA-2", 1, "x")))
    _name_the_shop(visit, "tea shop")
    button = _button(visit, "Import 1 row into “tea shop”")
    expect(button).to_be_enabled(timeout=JOB_MS)
    visit.shot("data-review")
    button.click()
    done = visit.tab.get_by_text("1 row is loaded into tea shop (import 1).")
    expect(done).to_be_visible(timeout=JOB_MS)
    visit.tab.reload()
    expect(done).to_be_visible(timeout=JOB_MS)
    expect(visit.tab.get_by_text("Forecasts and suggestions are up to date.")).to_be_visible(timeout=JOB_MS)
    visit.shot("data-loaded")

    visit.go("/data?section=rejects")
    expect(_button(visit, "Rows to mend, Excel")).to_be_visible()
    visit.go("/data?section=imports")
    _button(visit, "Undo import 1").click()
    dialog = visit.tab.get_by_role("dialog")
    expect(dialog.get_by_text("stop counting")).to_be_visible()
    dialog.get_by_role("button", name="Undo import 1").click()
    expect(visit.tab.get_by_text("Import 1 is undone")).to_be_visible(timeout=JOB_MS)


def test_unknown_headers_are_mapped_once_and_read_alone_the_next_time(
    open_visit: OpenVisit, tmp_path: Path
) -> None:
    visit = open_visit().go("/data")
    _drop(visit, tmp_path, march=UNKNOWN)
    visit.tab.get_by_text("Say once which column is which").wait_for(timeout=JOB_MS)
    table = visit.tab.get_by_role("combobox", name="What is in this file?")
    expect(table).to_have_value("Orders with their lines")
    for column, header in (("Order id", "Voucher"), ("Quantity", "Pieces"), ("Placed at", "Sold on")):
        _map(visit, f"{column} (needed)", header)
    _map(visit, "SKU", "Article")
    visit.shot("data-mapping")
    _button(visit, "Use these columns").click()
    _name_the_shop(visit, "market stall")
    _map(visit, "Currency", "EUR · Euro")
    _button(visit, "Check with these answers").click()
    button = _button(visit, "Import 2 rows into “market stall”")
    expect(button).to_be_enabled(timeout=JOB_MS)
    button.click()
    expect(visit.tab.get_by_text("2 rows are loaded into market stall")).to_be_visible(timeout=JOB_MS)
    _button(visit, "Load another file").click()
    visit.settle()
    _drop(visit, tmp_path, april=UNKNOWN.replace("V-", "W-"))
    expect(_button(visit, "Import 2 rows into “market stall”")).to_be_enabled(timeout=JOB_MS)


@pytest.mark.parametrize(("content", "words"), [("GIF89a", "is a picture"), ("", "is empty")])
def test_what_cannot_be_read_is_refused_in_words_and_removed(
    open_visit: OpenVisit, tmp_path: Path, content: str, words: str
) -> None:
    visit = open_visit(is_dark=True).go("/data")
    _drop(visit, tmp_path, photo=content)
    expect(visit.tab.get_by_text(words)).to_be_visible(timeout=JOB_MS)
    visit.shot(f"data-refused-{words.rsplit(maxsplit=1)[-1]}")
    _button(visit, "Remove the files").click()
    expect(visit.tab.get_by_text("Drop the files")).to_be_visible(timeout=JOB_MS)
