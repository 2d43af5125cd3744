"""What a supplier really needs, since when, and what planning with that changes."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

import numpy as np
import pytest

from core import facts, ledger
from core.errors import InputError
from core.settings import Settings
from core.suppliers import measured, scorecard, window_of
from core.suppliers.planning import effect_on, plan_with
from tests.core.suppliers.ordered import AS_OF, DAY, Line, ordered
from tests.purchases import Item, confirm, known, terms

LATE_FROM = 40


def _order(start: int, needed: int, **more: str) -> Line:
    return Line(ordered=start, promised=start + 10, came=[(start + needed, 100)], **more)  # type: ignore[arg-type]


def _turned_late() -> list[Line]:
    """Ten days each until day 40, then twenty."""
    before = [_order(start, 10) for start in range(0, LATE_FROM, 5)]
    return before + [_order(start, 20) for start in range(LATE_FROM, 75, 5)]


def test_a_supplier_that_turned_late_is_dated_to_its_first_late_order() -> None:
    card = scorecard(ordered(*_turned_late()), window_of(0, AS_OF))
    change = card.changes["S1"]
    assert change.since == DAY + dt.timedelta(days=LATE_FROM)
    assert (change.before, change.after) == (10, 20)
    found = measured(card, "S1")
    assert found is not None
    assert (found.middle, found.since) == (20, change.since)


def test_what_is_measured_after_a_change_does_not_depend_on_the_window() -> None:
    cards = [scorecard(ordered(*_turned_late()), window_of(months, AS_OF)) for months in (0, 1)]
    assert measured(cards[0], "S1") == measured(cards[1], "S1")


def test_a_steady_supplier_is_not_named_however_slow_it_is() -> None:
    slow = [
        Line(ordered=start, promised=start + 30, came=[(start + 29 + start % 3, 100)]) for start in range(60)
    ]
    card = scorecard(ordered(*slow), window_of(0, AS_OF))
    assert card.changes == {}
    assert card.table["verdict"].tolist() == ["keeps"]


def test_the_lines_of_one_late_order_make_no_change() -> None:
    late = [_order(50, 25, po="P99", sku=f"B{number}") for number in range(30)]
    card = scorecard(ordered(*[_order(start, 10) for start in range(0, 50, 5)], *late), window_of(0, AS_OF))
    assert card.changes == {}


def test_too_few_lines_measure_nothing() -> None:
    card = scorecard(ordered(*[_order(start, 12) for start in range(4)]), window_of(0, AS_OF))
    assert measured(card, "S1") is None


def test_planning_with_a_longer_lead_time_lets_the_order_leave_as_much_earlier() -> None:
    shop = known(Item(on_hand=250), confirmed=terms(lead=14))
    found = effect_on(shop, "S1", 26)
    assert (found.planned_days, found.earlier_days) == (14, 12)
    assert found.units_then > found.units_now


def test_planning_as_before_changes_nothing() -> None:
    found = effect_on(known(Item(on_hand=400), confirmed=terms(lead=14)), "S1", 14)
    assert found.earlier_days == 0
    assert found.units_then == found.units_now


def test_terms_of_one_location_are_planned_anew_as_well() -> None:
    found = effect_on(known(Item(on_hand=250), confirmed=terms(location="WH", lead=14)), "S1", 26)
    assert found.earlier_days == 12


def test_planning_with_measured_days_keeps_every_other_term(planned_shop: Settings) -> None:
    with closing(ledger.open_ledger(planned_shop)) as book:
        confirm(book, "S1")
        planner = ledger.Actor("Lin", frozenset(["planner"]))
        plan_with(facts.lease(planned_shop), book, planner, "c1", "S1", 19)
        again = plan_with(facts.lease(planned_shop), book, planner, "c1", "S1", 19)
        kept = ledger.terms_of(book, "S1", "")
    assert kept is not None
    assert (kept.lead_time_days, kept.review_period_days, kept.confirmed_by) == (19, 7, "Lin")
    assert [one.lead_time_days for one in again] == [19], "the same command is done once"


def test_an_unknown_supplier_cannot_be_planned_with(planned_shop: Settings) -> None:
    planner = ledger.Actor("Lin", frozenset(["planner"]))
    snapshot = facts.lease(planned_shop)
    with closing(ledger.open_ledger(planned_shop)) as book, pytest.raises(InputError, match="ordered from"):
        plan_with(snapshot, book, planner, "c2", "S9", 19)


def test_among_many_unsteady_suppliers_chance_names_none() -> None:
    random = np.random.default_rng(3)
    lines = [
        _order(start, int(days), supplier=f"S{number}")
        for number in range(20)
        for start, days in zip(range(0, 70, 3), random.normal(20, 4, 24).clip(5), strict=True)
    ]
    assert scorecard(ordered(*lines), window_of(0, AS_OF)).changes == {}
