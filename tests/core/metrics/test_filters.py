"""What a period is compared with."""

from __future__ import annotations

import datetime as dt

import pytest

from core.metrics import Filters


def period(start: str, end: str) -> Filters:
    return Filters(dt.date.fromisoformat(start), dt.date.fromisoformat(end), channels=("a",))


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        (period("2026-03-01", "2026-03-31"), period("2026-02-01", "2026-02-28")),
        (period("2026-01-01", "2026-03-31"), period("2025-10-01", "2025-12-31")),
        (period("2026-03-05", "2026-03-11"), period("2026-02-26", "2026-03-04")),
        (period("2026-03-01", "2026-03-01"), period("2026-02-28", "2026-02-28")),
    ],
)
def test_the_period_before_is_as_long_in_months_or_days(asked: Filters, before: Filters) -> None:
    assert asked.previous_period() == before


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        (period("2024-02-01", "2024-02-29"), period("2023-02-01", "2023-02-28")),
        (period("2025-02-01", "2025-02-28"), period("2024-02-01", "2024-02-29")),
        (period("2026-11-11", "2026-11-11"), period("2025-11-12", "2025-11-12")),
        (period("2026-01-15", "2026-04-20"), period("2025-01-15", "2025-04-20")),
    ],
)
def test_a_year_before_is_the_same_months_or_the_same_weekdays(asked: Filters, before: Filters) -> None:
    assert asked.year_before() == before


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="end must not be before start"):
        period("2026-03-02", "2026-03-01")
