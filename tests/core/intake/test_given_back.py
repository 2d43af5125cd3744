"""Rejected rows as they are given back, mended and handed in again: Abacus passes over what it added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import facts, i18n, intake
from core.ingest.given_back import without_added
from core.jobs import silent
from core.security import Actor, Role
from core.settings import Settings
from tests.core.intake.test_hand_in import MAPPED
from tests.handing_files import handed, shop_orders
from tests.homes import prepare

TILL = (
    "Voucher;Article;Pieces;Each;Sold on;Remark\n"
    "V-1;TEA-1;2;10.00;2026-03-01 10:00:00;\n"
    "V-2;TEA-2;many;7.50;2026-03-02 11:00:00;call back\n"
)
"""A till's export that no report knows, with a column that nothing is mapped to and a bad cell."""
ANN = Actor("Ann", frozenset({Role.PLANNER}))


def _given_back(settings: Settings, text: str, channel: str = "web", **said: object) -> str:
    """The file of what is rejected of a text, as CSV."""
    hand_in = handed(settings, orders=text)
    (preview,) = intake.check(settings, hand_in, who="Ann", progress=silent)
    answers = replace(hand_in.about(preview.keys), channel=channel, **said)  # type: ignore[arg-type]
    (loaded,) = intake.load(settings, hand_in.answered(preview.keys[0], answers), ANN, progress=silent)
    return str(intake.reject_workbook(facts.lease(settings), loaded.import_id or 0, 0).to_csv(index=False))


@pytest.fixture
def store(settings: Settings) -> Settings:
    prepare(settings)
    return settings


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_the_added_columns_are_no_unused_ones(store: Settings, language: str) -> None:
    with i18n.language(language):
        text = _given_back(store, shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five")))
    (preview,) = intake.check(store, handed(store, mended=text), who="Ann", progress=silent)
    assert preview.unused == ()


def test_rows_of_a_file_that_was_mapped_by_hand_are_read_by_themselves_when_they_come_back(
    store: Settings,
) -> None:
    text = _given_back(store, TILL, mapping=MAPPED, timezone="Europe/Berlin")
    assert "many" in text
    (preview,) = intake.check(
        store, handed(store, mended=text.replace("many", "1", 1)), who="Ann", progress=silent
    )
    assert (preview.refusal, preview.rows.new, preview.rows.rejected) == (None, 1, 0)


def test_rows_that_come_back_go_to_the_shop_they_were_rejected_for(store: Settings) -> None:
    text = _given_back(store, shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five")))
    _given_back(store, shop_orders(("#7", "A", 1, "5"), ("#8", "B", 1, "x")), channel="outlet")
    name = intake.given_back_name(1, "orders.csv")
    hand_in = handed(store, **{f"corrected {name}": text.replace("five", "5", 1)})
    (preview,) = intake.check(store, hand_in, who="Ann", progress=silent)
    assert (preview.channel, preview.is_ready) == ("web", True)


def test_a_header_of_the_same_name_stays_where_the_others_are_not(store: Settings) -> None:
    assert without_added(["SKU", "What to do"]) == ("SKU", "What to do")


NO_NUMBER = shop_orders(("#1", "A", 1, "5"), ("", "B", 1, "7"))
"""A row that says of no order what it bought: nothing but its place in the file tells which it is."""
ONE_MORE = shop_orders(("", "C", 1, "9")).splitlines()[1] + "\n"
"""Another one."""


def _hand_in(settings: Settings, name: str, text: str) -> int:
    """The import of a text, by the answers of the first one."""
    hand_in = handed(settings, **{name: text})
    (preview,) = intake.check(settings, hand_in, who="Ann", progress=silent)
    answers = replace(hand_in.about(preview.keys), channel="web")
    (loaded,) = intake.load(settings, hand_in.answered(preview.keys[0], answers), ANN, progress=silent)
    assert loaded.import_id is not None
    return loaded.import_id


def _standings(settings: Settings, import_id: int) -> list[str]:
    return list(intake.reject_table(facts.lease(settings), import_id)["standing"])


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_a_row_that_names_nothing_is_mended_by_itself_when_it_comes_back(
    store: Settings, language: str
) -> None:
    with i18n.language(language):
        text = _given_back(store, NO_NUMBER)
    assert intake.overview(facts.lease(store)).rejected_rows == 1
    second = _hand_in(store, "anything", _with_number(text))
    assert intake.overview(facts.lease(store)).rejected_rows == 0
    assert _standings(store, 1) == [f"mended by import {second}"]
    with facts.workspace(store) as ws:
        facts.undo(ws, second, who="Ann")
    assert intake.overview(facts.lease(store)).rejected_rows == 1


def test_a_row_that_comes_back_in_vain_waits_once(store: Settings) -> None:
    text = _given_back(store, NO_NUMBER + ONE_MORE)
    head, first, other = text.splitlines()
    second = _hand_in(store, "again", f"{head}\n{first}\n#9{other}\n")
    assert _standings(store, 1) == [f"rejected again in import {second}", f"mended by import {second}"]
    assert intake.overview(facts.lease(store)).rejected_rows == 1
    again = intake.reject_workbook(facts.lease(store), second, 0).to_csv(index=False)
    _hand_in(store, "mended", _with_number(str(again)))
    assert intake.overview(facts.lease(store)).rejected_rows == 0


def _with_number(text: str) -> str:
    """The rejected row with an order's number in its empty first cell."""
    head, row = text.splitlines()
    assert row.startswith((",", '"",')), row
    return f"{head}\n#9{row}\n"
