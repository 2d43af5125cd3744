"""An undone import is told to the decisions that relied on it, and to no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from core import facts, intake, ledger
from core.cli import main
from core.ledger import Ledger
from core.security import COMMAND_LINE
from core.settings import Settings
from tests.core.ledger.deciding import accept, confirm, line
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare


@pytest.fixture
def book(settings: Settings) -> Iterator[Ledger]:
    """A shop with orders (import 1), reviews (2) and an order of A that relied on the orders only."""
    prepare(settings)
    hand_in(settings, dt.datetime(2026, 3, 1), orders_file(an_order("1", lines={"A": (1, 100)})))
    hand_in(settings, dt.datetime(2026, 3, 2), {"reviews": [{"review_id": "r1", "sku": "A"}]})
    opened = ledger.open_ledger(settings)
    confirm(opened, "acme")
    accept(opened, line("A", inputs={"import_ids": [[1, 1]]}), snapshot_id=facts.lease(settings).id)
    yield opened
    opened.close()


def _is_marked(book: Ledger) -> list[bool]:
    return [bool(marked) for marked in ledger.decisions(book)["input_withdrawn"]]


def test_an_import_that_no_decision_read_marks_none(settings: Settings, book: Ledger) -> None:
    assert main(["undo", "2"], settings) == 0
    assert _is_marked(book) == [False]


def test_undoing_twice_is_no_error_and_marks_once(settings: Settings, book: Ledger) -> None:
    assert main(["undo", "1"], settings) == 0
    hand_in(settings, dt.datetime(2026, 3, 3), orders_file(an_order("2", lines={"A": (1, 100)})))
    assert main(["undo", "1", "--who", "Bo"], settings) == 0
    assert _is_marked(book) == [True]
    assert facts.import_list(facts.lease(settings))["undone_by"].tolist()[-1] == COMMAND_LINE.name


def test_a_decision_that_an_interruption_left_unmarked_is_marked_at_the_next_start(
    settings: Settings, book: Ledger
) -> None:
    with facts.workspace(settings) as ws:
        facts.undo(ws, 1, who="Bo")
    assert main(["prepare"], settings) == 0
    assert _is_marked(book) == [True]
    assert intake.tell_of_undone(facts.lease(settings), book) == 0
