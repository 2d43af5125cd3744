"""Past decisions are told in words with units and money: what was ordered and suggested, how it went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from core.ledger import Ledger, cancel_order, decisions, open_ledger, outcomes, record_outcome
from core.purchasing import Past, past_of
from core.settings import Settings
from tests.core.ledger.deciding import ANNA, accept, confirm, line, new_id, outcome


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger in which the supplier is confirmed."""
    with closing(open_ledger(Settings(home=tmp_path, _env_file=None))) as opened:  # type: ignore[call-arg]
        confirm(opened, "acme")
        yield opened


def _scored(book: Ledger, units: int, **came: Any) -> Past:
    """240 were suggested, so many ordered at 1.50 each; what came of it in ten days."""
    accept(book, line(units=units))
    number = int(decisions(book)["decision_id"].iloc[0])
    record_outcome(book, ANNA, new_id(), outcome(number, **came))
    return _past(book)


def _past(book: Ledger) -> Past:
    return past_of(decisions(book), outcomes(book), {"acme": "Acme"}, "EUR")


def _told(past: Past) -> pd.Series:
    (row,) = (past.table.iloc[number] for number in range(len(past.table)))
    return row


def test_an_order_as_suggested_is_worth_what_would_have_been_lost_without_it(
    book: Ledger,
) -> None:
    row = _told(_scored(book, 240))
    assert row["answer"] == "Ordered 240 units, as suggested"
    assert "100 units wanted, 100 sold. It never ran out." in row["outcome"]
    assert "Without the order €50.00 of gross margin would have been lost." in row["outcome"]
    assert (row["supplier_name"], row["po_id"]) == ("Acme", "PO-20261119-001")


def test_too_little_is_told_with_its_days_its_units_and_its_money(book: Ledger) -> None:
    came = {"sold_units": Decimal(80), "stock_out_days": 2, "gain_of_decided": Decimal(40)}
    past = _scored(book, 100, **came)
    row = _told(past)
    assert row["answer"] == "Ordered 100 units; 240 were suggested"
    assert "Nothing to sell on 2 days: 20 units lost." in row["outcome"]
    assert "The suggested quantity would have brought €10.00 more gross margin." in row["outcome"]
    assert row[["against_suggestion", "stock_out_days", "lost_units"]].tolist() == [-10.0, 2, 20.0]
    assert past.answer == (
        "1 past decision is scored. Taking another quantity than suggested brought €0.00 of gross margin and "
        "cost €10.00."
    )


def test_too_much_is_told_with_what_was_left_at_cost(book: Ledger) -> None:
    row = _told(_scored(book, 300, left_units=Decimal(60)))
    assert "60 units were left, €90.00 at cost." in row["outcome"]
    assert "The suggested quantity would have brought the same gross margin." in row["outcome"]


def test_money_in_another_currency_is_told_but_not_added_up(book: Ledger) -> None:
    past = _scored(book, 300, currency="CNY", gain_of_decided=Decimal(70))
    assert "CN¥20.00" in _told(past)["outcome"]
    assert past.table["against_suggestion"].isna().all()
    assert past.answer == "1 past decision is scored."


@pytest.mark.parametrize("unknown", ["gain_of_decided", "gain_of_proposed"])
def test_an_unknown_worth_is_said_and_never_zero(book: Ledger, unknown: str) -> None:
    past = _scored(book, 300, **{unknown: None})
    assert "Its worth in money is unknown" in _told(past)["outcome"]
    assert past.table["against_suggestion"].isna().all()


def test_a_decision_that_was_taken_back_is_no_past_decision(book: Ledger) -> None:
    _scored(book, 240)
    cancel_order(book, ANNA, new_id(), "PO-20261119-001", reason="too late")
    assert _past(book).table.empty


def test_without_a_scored_decision_there_is_nothing_to_say(book: Ledger) -> None:
    accept(book, line())
    assert (_past(book).table.empty, _past(book).answer) == (True, "")
