"""What looks like a slip to the page that asks about it is one to the stock position too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import duckdb
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from core.facts.unchecked_counts import UNCHECKED_COUNTS
from models.inventory import is_right, slip

DAY = dt.date(2026, 3, 1)
Entry = tuple[float, float | None, str]
"""Counted, booked, reason."""
Listed = tuple[int, dt.date, float]
"""Place of an entry, day of a stock list, units on it."""


def _unchecked(*entries: Entry, lists: Sequence[Listed] = ((-1, DAY, 0),)) -> list[int]:
    """The places of the entries of one count that wait for a check."""
    rows = [("WH", DAY, str(place), *entry) for place, entry in enumerate(entries)]
    with duckdb.connect() as connection:
        connection.execute("ATTACH ':memory:' AS lake; CREATE SCHEMA lake.current")
        connection.execute(
            """CREATE TABLE lake.current.stocktakes (location TEXT, counted_on DATE, sku TEXT,
            counted DECIMAL(18, 3), booked DECIMAL(18, 3), reason TEXT)"""
        )
        connection.execute(
            """CREATE TABLE lake.current.stock (location TEXT, sku TEXT, snapshot_at TIMESTAMP,
            snapshot_on DATE, condition TEXT, on_hand DECIMAL(18, 3))"""
        )
        listed = [("WH", str(place), day, None, "", on_hand) for place, day, on_hand in lists]
        connection.executemany("INSERT INTO lake.current.stock VALUES (?, ?, ?, ?, ?, ?)", listed)
        connection.executemany("INSERT INTO lake.current.stocktakes VALUES (?, ?, ?, ?, ?, ?)", rows)
        found = connection.execute(f"WITH {UNCHECKED_COUNTS} SELECT sku::INTEGER FROM unchecked ORDER BY 1")
        return [place for (place,) in found.fetchall()]


PAIRS = [(480, 48), (45, 54), (510, 51), (44, 50), (125, 1225), (5, 50), (0, 7), (12, 120), (90, 9), (3, 31)]


@pytest.mark.parametrize(("counted", "booked"), PAIRS)
def test_an_entry_waits_where_the_model_sees_a_slip(counted: float, booked: float) -> None:
    assert bool(_unchecked((counted, booked, ""))) == bool(slip(counted, booked))


@effort(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=40, max_size=40))
def test_it_is_the_same_rule_for_any_numbers(pairs: Sequence[tuple[int, int]]) -> None:
    near = [(500, 50), *pairs, *((counted * 10, counted) for counted, _booked in pairs)]
    own = [pair for pair in dict.fromkeys(near) if pair[::-1] not in near]
    said = [place for place, pair in enumerate(own) if slip(*pair) and not is_right([pair[0]], [pair[1]])[0]]
    assert _unchecked(*((counted, booked, "") for counted, booked in own)) == said


def test_two_products_whose_counts_are_mixed_up_wait_both() -> None:
    assert _unchecked((12, 80, ""), (80, 12, ""), (5, 5, "")) == [0, 1]


def test_what_somebody_has_explained_or_what_has_no_books_does_not_wait() -> None:
    assert _unchecked((480, 48, "new delivery"), (480, None, ""), (0.5, 5, "")) == []


def test_without_books_of_its_own_an_entry_is_compared_with_the_newest_list_before_it() -> None:
    week_ago, tomorrow = DAY - dt.timedelta(days=7), DAY + dt.timedelta(days=1)
    lists = [
        (0, week_ago, 90.0),
        (0, DAY, 48.0),
        (0, tomorrow, 480.0),
        (1, tomorrow, 7.0),
        (2, week_ago, 52.0),
    ]
    assert _unchecked((480, None, ""), (70, None, ""), (50, None, ""), (480, None, "said"), lists=lists) == [
        0
    ]


def test_the_books_that_a_count_states_come_before_any_list() -> None:
    assert _unchecked((480, 470, ""), lists=[(0, DAY, 48.0)]) == []


def test_counts_mixed_up_are_found_by_the_list_too() -> None:
    assert _unchecked((12, None, ""), (80, None, ""), lists=[(0, DAY, 80.0), (1, DAY, 12.0)]) == [0, 1]
