"""What came of a decision is written beside it, and can be read back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from core.errors import InputError, NotFound
from core.ledger import Ledger, decisions, open_order_lines, outcomes, record_outcome
from tests.core.ledger.deciding import ANNA, AS_OF, line, new_id, order, outcome


@pytest.fixture
def decision_id(ledger: Ledger) -> int:
    order(ledger, line())
    return int(decisions(ledger)["decision_id"].iloc[0])


def test_the_outcome_stands_beside_its_decision_to_the_cent(ledger: Ledger, decision_id: int) -> None:
    asked = outcome(decision_id, gain_of_decided=Decimal("12345678.91"), gain_of_proposed=None)
    record_outcome(ledger, ANNA, new_id(), asked)
    (row,) = outcomes(ledger).to_dict("records")
    assert row["decision_id"] == decision_id
    assert (row["gain_of_decided"], row["gain_of_proposed"]) == (Decimal("12345678.91"), None)
    assert row["scored_by"] == "Anna"


def test_an_outcome_changes_neither_the_decision_nor_what_is_on_order(
    ledger: Ledger, decision_id: int
) -> None:
    before = decisions(ledger), open_order_lines(ledger)
    record_outcome(ledger, ANNA, new_id(), outcome(decision_id))
    assert all(
        was.equals(now)
        for was, now in zip(before, (decisions(ledger), open_order_lines(ledger)), strict=True)
    )


def test_the_newest_score_of_a_decision_counts_and_one_of_the_same_day_is_corrected(
    ledger: Ledger, decision_id: int
) -> None:
    later = AS_OF + dt.timedelta(days=30)
    for asked in (
        outcome(decision_id, scored_on=later, units=7),
        outcome(decision_id, units=3),
        outcome(decision_id, scored_on=later, units=8),
    ):
        record_outcome(ledger, ANNA, new_id(), asked)
    assert outcomes(ledger)["sold_units"].tolist() == [8.0]


@pytest.mark.parametrize(
    "impossible",
    [
        {"sold_units": Decimal(101)},
        {"left_units": Decimal(-1)},
        {"stock_out_days": 11},
        {"period_ends_on": AS_OF - dt.timedelta(days=10)},
    ],
)
def test_what_cannot_have_happened_is_refused(
    ledger: Ledger, decision_id: int, impossible: dict[str, object]
) -> None:
    with pytest.raises(InputError):
        record_outcome(ledger, ANNA, new_id(), outcome(decision_id, **impossible))
    assert outcomes(ledger).empty


def test_nothing_comes_of_a_decision_that_nobody_made(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        record_outcome(ledger, ANNA, new_id(), outcome(99))
