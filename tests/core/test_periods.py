"""Which days a choice means, and which days it is compared with."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import EARLIEST, PERIODS, Period, compared, resolve

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
    assert resolve(code, day(2026, 3, 10)) == Period(first, last)


def test_days_typed_the_wrong_way_round_are_turned() -> None:
    typed = resolve("custom", day(2026, 3, 10), start=day(2026, 2, 5), end=day(2026, 2, 1))
    assert typed == Period(day(2026, 2, 1), day(2026, 2, 5))


def test_a_whole_month_is_compared_with_the_whole_month_before() -> None:
    march = Period(day(2026, 3, 1), day(2026, 3, 31))
    assert compared(march, "previous") == Period(day(2026, 2, 1), day(2026, 2, 28))


def test_the_29th_of_february_is_compared_with_the_28th() -> None:
    leap_day = Period(day(2024, 2, 29), day(2024, 2, 29))
    assert compared(leap_day, "year_before") == Period(day(2023, 2, 28), day(2023, 2, 28))


def test_all_days_have_nothing_before_them() -> None:
    everything = resolve("all", day(2026, 3, 10))
    assert compared(everything, "previous") == everything


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        resolve("yesterday", day(2026, 3, 10))


@given(
    st.dates(day(2000, 1, 1), day(2100, 1, 1)),
    st.sampled_from(["last_7_days", "last_30_days", "last_365_days"]),
)
def test_the_period_before_is_as_long_and_ends_the_day_before(as_of: dt.date, code: str) -> None:
    period = resolve(code, as_of)
    before = compared(period, "previous")
    assert before.end == period.start - dt.timedelta(days=1)
    assert before.days == period.days or before.start.day == 1


@given(st.dates(day(2000, 1, 1), day(2100, 1, 1)), st.sampled_from(sorted(PERIODS)))
def test_no_period_reaches_into_days_that_are_not_complete(as_of: dt.date, code: str) -> None:
    assert resolve(code, as_of).end <= as_of
