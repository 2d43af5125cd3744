"""T2: the supplier that became late is found, dated and weighed; the slow but honest one is not named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import pytest

from core import facts, ledger, suppliers
from core.facts import Snapshot
from core.ledger import Ledger
from core.settings import Settings
from core.suppliers import Scorecard
from sample_data import plan


@pytest.fixture(scope="module")
def book(sample_shop: Settings) -> Iterator[Ledger]:
    with closing(ledger.open_ledger(sample_shop)) as opened:
        yield opened


@pytest.fixture(scope="module")
def snapshot(sample_shop: Settings) -> Snapshot:
    return facts.lease(sample_shop)


@pytest.fixture(scope="module")
def card(snapshot: Snapshot, book: Ledger) -> Scorecard:
    return suppliers.read_scorecard(snapshot, book, "12", 3)


def test_the_late_supplier_kept_less_than_a_fifth_of_its_lines_in_a_year(card: Scorecard) -> None:
    worst = card.table.iloc[0]
    assert worst["supplier_id"] == plan.LATE_SUPPLIER
    assert worst["verdict"] == "breaks"
    assert worst["kept_share"] < 0.2
    assert worst["median_delay_days"] == pytest.approx(12, abs=2)


def test_it_is_late_since_march_2025_and_nobody_else_changed(card: Scorecard) -> None:
    assert set(card.changes) == {plan.LATE_SUPPLIER}
    change = card.changes[plan.LATE_SUPPLIER]
    assert (change.since.year, change.since.month) == (plan.LATE_SINCE.year, plan.LATE_SINCE.month)
    assert change.before == pytest.approx(21, abs=2)
    assert change.after == pytest.approx(33, abs=2)


def test_the_others_keep_at_least_nine_of_ten_lines_over_all_time(snapshot: Snapshot, book: Ledger) -> None:
    table = suppliers.read_scorecard(snapshot, book, "all", 3).table
    others = table[table["supplier_id"] != plan.LATE_SUPPLIER]
    assert len(others) == 11
    assert others["kept_share"].min() > 0.9
    assert set(others["verdict"]) == {"keeps"}


def test_the_slow_supplier_that_says_so_is_not_named(card: Scorecard) -> None:
    slow = card.table.set_index("supplier_id").loc[plan.SLOW_SUPPLIER]
    assert slow["verdict"] == "keeps"
    assert slow["lead_median"] == pytest.approx(slow["promised_days"], abs=1)
    assert plan.SLOW_SUPPLIER not in suppliers.overview(card).answer


def test_the_answer_names_it_with_days_and_month(card: Scorecard) -> None:
    answer = suppliers.overview(card).answer
    assert answer.startswith("11 of 12 suppliers keep their word; SUP-07 has been ")
    assert answer.endswith("days late since Mar 2025.")


def test_the_line_that_we_cancelled_is_outside_and_more_than_ordered_is_in_full(card: Scorecard) -> None:
    own = card.lines[card.lines["supplier_id"] == plan.LATE_SUPPLIER]
    assert not own.loc[own["state"] == "cancelled", "is_due"].any()
    generous = own[own["received_units"] > own["wanted_units"]]
    assert len(generous) == 1
    assert generous["is_in_full"].all()


def test_with_its_measured_lead_time_the_first_order_leaves_twelve_days_earlier(
    card: Scorecard, snapshot: Snapshot, book: Ledger
) -> None:
    needs = suppliers.measured(card, plan.LATE_SUPPLIER)
    assert needs is not None
    found = suppliers.effect(snapshot, book, plan.LATE_SUPPLIER, needs.middle)
    assert found.planned_days == 21
    assert found.earlier_days == pytest.approx(12, abs=3)
    assert found.first_then is not None
    assert found.first_then < dt.date(2026, 10, 31)
