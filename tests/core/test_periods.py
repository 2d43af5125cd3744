"""Which days a choice means."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import EARLIEST, PERIODS, resolve

day = dt.date


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("last_7_days", day(2026, 3, 4), day(2026, 3, 10)),
        ("last_30_days", day(2026, 2, 9), day(2026, 3, 10)),
        ("this_month", day(2026, 3, 1), day(2026, 3, 10)),
        ("last_month", day(2026, 2, 1), day(2026, 2, 28)),
        ("last_365_days", day(2025, 3, 11), day(2026, 3, 10)),
        ("all", EARLIEST, day(2026, 3, 10)),
    ],
)
def test_a_period_ends_with_the_last_complete_day(code: str, first: dt.date, last: dt.date) -> None:
    assert resolve(code, day(2026, 3, 10)) == (first, last)


def test_days_typed_the_wrong_way_round_are_turned() -> None:
    typed = resolve("custom", day(2026, 3, 10), start=day(2026, 2, 5), end=day(2026, 2, 1))
    assert typed == (day(2026, 2, 1), day(2026, 2, 5))


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        resolve("yesterday", day(2026, 3, 10))


@given(st.dates(day(2000, 1, 1), day(2100, 1, 1)), st.sampled_from(sorted(PERIODS)))
def test_no_period_reaches_into_days_that_are_not_complete(as_of: dt.date, code: str) -> None:
    first, last = resolve(code, as_of)
    assert first <= last <= as_of


def test_a_month_is_the_last_one_once_its_last_day_is_complete() -> None:
    assert resolve("last_month", day(2026, 10, 31)) == (day(2026, 10, 1), day(2026, 10, 31))
    assert resolve("last_month", day(2026, 10, 30)) == (day(2026, 9, 1), day(2026, 9, 30))
