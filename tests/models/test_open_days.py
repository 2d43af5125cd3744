"""Rules of a supplier's open days, each against counting day by day."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.inventory import OpenDays

closures = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda own: (0, own[0], own[0] + own[1])),
    max_size=5,
)


def _counted(closed: set[int], order: int, lead: int) -> int:
    """The arrival, counted day by day."""
    day, left = order, lead
    while left or day in closed:
        day += 1
        left -= left and day not in closed
    return day


def _closed(spans: list[tuple[int, int, int]]) -> set[int]:
    return {day for _, first, last in spans for day in range(first, last + 1)}


def test_thirty_open_days_from_the_twelfth_of_january_end_after_spring_festival() -> None:
    first, last = dt.date(2026, 2, 6).toordinal(), dt.date(2026, 3, 1).toordinal()
    found = OpenDays.of_closures([(0, first, last)], 1).arrival([dt.date(2026, 1, 12).toordinal()], [30])
    assert dt.date.fromordinal(int(found[0])) == dt.date(2026, 3, 7)


@given(closures, st.integers(0, 90), st.integers(0, 60))
def test_an_order_arrives_on_the_open_day_that_counting_gives(
    spans: list[tuple[int, int, int]], order: int, lead: int
) -> None:
    found = OpenDays.of_closures(spans, 1).arrival([order], [lead])
    assert found.tolist() == [_counted(_closed(spans), order, lead)]


@given(closures, st.integers(0, 90), st.integers(0, 60))
def test_the_latest_order_comes_in_time_and_the_next_open_day_would_not(
    spans: list[tuple[int, int, int]], wanted: int, lead: int
) -> None:
    open_days = OpenDays.of_closures(spans, 1)
    latest = open_days.latest_order([wanted], [lead])
    assert not open_days.is_closed(latest).any()
    assert open_days.arrival(latest, [lead])[0] <= wanted
    assert open_days.arrival(open_days.arrival(latest, [1]), [lead])[0] > wanted


@given(closures, st.integers(0, 90), st.integers(1, 60))
def test_the_open_days_of_a_delivery_are_its_lead_time(
    spans: list[tuple[int, int, int]], order: int, lead: int
) -> None:
    open_days = OpenDays.of_closures(spans, 1)
    assert open_days.between([order], open_days.arrival([order], [lead])).tolist() == [lead]


def test_suppliers_without_closures_and_unknown_days_are_left_as_they_are() -> None:
    open_days = OpenDays.of_closures([(1, 5, 9)], 2).of(np.array([0, 1, -1]))
    assert open_days.arrival(4, [3, 3, np.nan])[:2].tolist() == [7, 12]
    assert np.isnan(open_days.arrival(4, np.nan)).all()
    assert OpenDays.of_closures([], 0).of(np.array([-1])).arrival([4], [3]).tolist() == [7]


def test_a_closure_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="must not end before it starts"):
        OpenDays.of_closures([(0, 9, 5)], 1)
