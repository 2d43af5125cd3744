"""Six past decisions with their outcomes: there to be read, and out of the way of today's planning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from core import facts, ledger, purchasing, today
from core.facts import Snapshot
from core.ledger import Ledger
from core.security import SAMPLE_SHOP
from core.settings import Settings
from sample_data import plan


@pytest.fixture(scope="module")
def snapshot(sample_shop: Settings) -> Snapshot:
    return facts.lease(sample_shop)


@pytest.fixture(scope="module")
def book(sample_shop: Settings) -> Iterator[Ledger]:
    with closing(ledger.open_ledger(sample_shop)) as opened:
        yield opened


@pytest.fixture(scope="module")
def undecided(book: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with the same terms of suppliers in which nothing was ever decided."""
    home: Path = tmp_path_factory.mktemp("undecided")
    with closing(ledger.open_ledger(Settings(home=home, _env_file=None))) as opened:  # type: ignore[call-arg]
        for row in ledger.supplier_terms(book).to_dict("records"):
            terms = ledger.SupplierTerms(**{str(name): value for name, value in row.items()})
            ledger.confirm_supplier(opened, SAMPLE_SHOP, f"terms {terms.supplier_id}", terms)
        yield opened


def test_six_decisions_stand_with_their_outcomes(book: Ledger) -> None:
    decided = ledger.decisions(book)
    assert set(decided["sku"]) == {planted.sku for planted in plan.DECISIONS}
    assert len(decided) == len(ledger.outcomes(book)) == 6


def test_their_orders_are_those_that_the_files_tell_about(snapshot: Snapshot, book: Ledger) -> None:
    orders = purchasing.order_book(snapshot, book).table.set_index("po_id")
    ours = ledger.orders(book)["po_id"]
    assert len(ours) == 4
    assert set(orders.loc[ours, "state"]) == {"received"}
    assert (orders.loc[ours, "their_number"] != "").all()


def test_past_decisions_change_nothing_that_planning_sees_now(
    snapshot: Snapshot, book: Ledger, undecided: Ledger
) -> None:
    position, without = (purchasing.read_position(snapshot, each) for each in (book, undecided))
    pd.testing.assert_frame_equal(position.table, without.table)
    pd.testing.assert_frame_equal(position.arrivals, without.arrivals)
    with_them, alone = (purchasing.suggestions(snapshot, each) for each in (book, undecided))
    pd.testing.assert_frame_equal(with_them.rows, alone.rows)
    pd.testing.assert_frame_equal(with_them.nothing, alone.nothing)


def test_todays_suggestions_are_made_from_no_snapshot_that_was_decided_on(
    snapshot: Snapshot, book: Ledger
) -> None:
    assert snapshot.id not in ledger.named_snapshots(book)
    assert ledger.standing_decisions(book, plan.AS_OF).empty


def test_the_first_order_of_a_newcomer_is_still_to_be_made(snapshot: Snapshot, book: Ledger) -> None:
    steps = {step.code: step.is_done for step in today.first_steps(snapshot, book)}
    assert not steps["accept"]
