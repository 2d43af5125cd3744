"""Random questions to a shop of `tests.builders`."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from core.metrics import Filters
from tests.builders import DAYS, FIRST_DAY

DAYS_ASKED = st.integers(-2, DAYS + 30).map(lambda days: FIRST_DAY + dt.timedelta(days=days))


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)


FILTERS = st.builds(
    lambda days, **parts: Filters(min(days), max(days), **parts),
    days=st.tuples(DAYS_ASKED, DAYS_ASKED),
    channels=some("tmall", "eu", "us"),
    categories=st.just(()) | some("Tea", "Home", "Tea > Green"),
    skus=st.just(()) | some("P01", "P03", "P08"),
    countries=st.just(()) | some("CN", "DE"),
    locations=st.just(()) | some("WH", "EU"),
    repeats=st.sampled_from(["keep", "drop"]),
    refund_basis=st.sampled_from(["cash", "cohort"]),
)
"""Filters of every kind, often without any."""
ALL_DAYS = Filters(FIRST_DAY - dt.timedelta(days=2), FIRST_DAY + dt.timedelta(days=DAYS + 60))
