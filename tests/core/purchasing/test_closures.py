"""Rules of ordering from a supplier that is closed for a while."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from core.i18n import render
from core.purchasing import CLOSURES, Closures, explain
from core.purchasing.bought import with_stated
from tests.purchases import TODAY, Item, suggested


def _day(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def _line(item: Item, *closed: tuple[int, int]) -> dict[str, Any]:
    """The suggestion for one item of S1, closed from one day to another, counted from today."""
    spans = [("S1", _day(first), _day(last)) for first, last in closed]
    return {str(name): value for name, value in suggested(item, closed=spans).lines.iloc[0].items()}


def _notes(line: dict[str, Any]) -> list[str]:
    return [render(note) for note in explain(line).notes]


def test_a_closure_before_the_arrival_moves_it_by_its_days() -> None:
    line = _line(Item(), (10, 33))
    assert line["arrives_on"].date() == _day(14 + 24)
    assert line["protection_days"] == 14 + 7 + 24


def test_an_order_placed_while_the_supplier_is_closed_waits_for_its_first_open_day() -> None:
    """The next review, on day 7, lies in the closure: its order arrives fourteen days after day 28."""
    assert _line(Item(), (5, 28))["protection_days"] == 28 + 14


def test_a_closure_after_the_arrival_lengthens_only_what_stock_must_last() -> None:
    line = _line(Item(), (16, 25))
    assert line["arrives_on"].date() == _day(14)
    assert line["protection_days"] == 14 + 7 + 10
    assert line["expected_demand"] == pytest.approx(10 * 31)


def test_a_closure_of_somebody_else_changes_nothing() -> None:
    plain, other = suggested(Item()).lines, suggested(Item(), closed=[("S2", _day(1), _day(90))]).lines
    assert plain.equals(other)


def test_more_is_ordered_before_a_closure() -> None:
    """The next order arrives on day 45, the one after it, of day 14 in the closure, on day 47."""
    assert _line(Item())["units"] == 28 * 10
    assert _line(Item(), (10, 33))["units"] == 47 * 10


def test_an_order_must_leave_early_enough_to_arrive_on_an_open_day() -> None:
    """100 units last ten days. Whoever is closed from day 5 on must have delivered on day 4."""
    assert _line(Item(on_hand=100))["order_by"].date() == _day(11 - 14)
    assert _line(Item(on_hand=100), (5, 28))["order_by"].date() == _day(4 - 14)
    assert _line(Item(on_hand=350, lead_time_days=21), (5, 28))["order_by"].date() == _day(36 - 24 - 21)


def test_why_says_when_the_supplier_is_closed_and_how_many_days_that_costs() -> None:
    line = _line(Item(), (10, 33))
    moved = "The supplier is closed Mar 11, 2026 to Apr 3, 2026: this order arrives 24 days later, on "
    assert _notes(line)[0] == f"{moved}Apr 8, 2026."
    assert "so stock must last that much longer" in _notes(line)[1]
    title = render(explain(line).steps[0].title)
    assert title == "Expected demand in 45 days: lead time 14 + review 7 + supplier closed 24"


def test_units_that_nobody_dated_come_after_the_closure_too() -> None:
    coming = Item(arrivals=[(500, None)])
    found = suggested(coming, closed=[("S1", _day(5), _day(28))])
    assert found.rows["on_order_in_time"].tolist() == [500]
    out = found.rows["stock_out_on"].iloc[0]
    assert out.date() == TODAY, "nothing is there until they come"


def test_what_is_overdue_is_not_expected_while_the_supplier_is_closed() -> None:
    """10 a day, 60 in stock, 500 overdue from a supplier that is closed for ten more days."""
    item = Item(on_hand=60, arrivals=[(500, _day(-3))])
    assert suggested(item).rows["stock_out_on"].iloc[0].date() > _day(30)
    shut = suggested(item, closed=[("S1", _day(-5), _day(10))])
    assert shut.rows["stock_out_on"].iloc[0].date() == _day(7)


def test_a_stated_lead_time_promises_an_open_day() -> None:
    filed = pd.DataFrame(
        {
            "supplier_id": ["S1", "S1", "S2"],
            "ordered_on": [pd.Timestamp(TODAY)] * 3,
            "promised_on": [pd.NaT, pd.Timestamp(_day(12)), pd.NaT],
            "stated_days": [14.0, 14.0, float("nan")],
        }
    )
    spans = pd.DataFrame([("S1", _day(10), _day(20))], columns=list(CLOSURES)).astype(CLOSURES)
    found = with_stated(filed, Closures(spans))
    assert found["promise"].tolist() == ["stated", "promised", ""]
    assert found["promised_on"].tolist()[:2] == [pd.Timestamp(_day(25)), pd.Timestamp(_day(12))]


def test_what_is_promised_for_a_closed_day_comes_on_the_first_open_one() -> None:
    item = Item(arrivals=[(20, _day(12))])
    believed, moved = _line(item, (40, 45)), _line(item, (10, 20))
    assert believed["next_arrival_on"].date() == _day(12)
    assert moved["next_arrival_on"].date() == _day(21)


def test_a_promise_that_is_moved_is_said_and_an_open_day_is_believed() -> None:
    told = [note for note in _notes(_line(Item(arrivals=[(20, _day(12))]), (10, 20))) if "promised" in note]
    assert told == [
        (
            "20 units are promised for Mar 13, 2026, when the supplier is closed: they are expected on "
            "Mar 22, 2026, its first open day."
        )
    ]
    on_time = _notes(_line(Item(arrivals=[(20, _day(9)), (20, _day(21))]), (10, 20)))
    assert not any("promised" in note for note in on_time)
