"""Series: a complete calendar, zero where nothing was sold, nothing where nothing can be divided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from core.facts import Snapshot
from core.metrics import Filters, compute, series, series_many
from tests.core.metrics.asked import ALL_DAYS

JANUARY = Filters(dt.date(2026, 1, 7), dt.date(2026, 2, 3))
QUIET = replace(JANUARY, channels=("us",), countries=("FR",))
"""So little that most days have no sale."""


def test_every_day_of_the_period_is_there(snapshot: Snapshot) -> None:
    days = series(snapshot, "gmv_paid", QUIET, "day")
    assert days["key"].tolist() == pd.date_range(JANUARY.start, JANUARY.end).tolist()
    assert (days["value"] == 0).any()


def test_a_day_without_orders_has_no_average(snapshot: Snapshot) -> None:
    found = series_many(snapshot, ["orders", "average_order_value"], QUIET, "day")
    is_quiet = found["orders"]["value"] == 0
    assert found["average_order_value"]["value"].isna().tolist() == is_quiet.tolist()


def test_weeks_begin_on_monday_and_months_on_the_first(snapshot: Snapshot) -> None:
    weeks, months = (series(snapshot, "orders", JANUARY, by)["label"].tolist() for by in ("week", "month"))
    assert weeks == ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26", "2026-02-02"]
    assert months == ["2026-01", "2026-02"]


def test_a_series_of_all_days_begins_where_the_store_begins(snapshot: Snapshot) -> None:
    days = series(snapshot, "orders", replace(ALL_DAYS, start=dt.date(1990, 1, 1)), "day")
    assert days["key"].iloc[0] >= pd.Timestamp(2025, 12, 31)


def test_products_are_named_and_come_largest_first(snapshot: Snapshot) -> None:
    products = series(snapshot, "gmv_paid", ALL_DAYS, "sku")
    assert products.loc[products["key"] == "P03", "label"].item() == "Product 3"
    assert products["value"].is_monotonic_decreasing


def test_a_part_of_a_series_is_the_figure_of_that_part(snapshot: Snapshot) -> None:
    for name in ("gross_margin_share", "average_buyer_value", "refund_rate"):
        by_channel = series(snapshot, name, ALL_DAYS, "channel").set_index("key")["value"]
        for channel in ("tmall", "eu"):
            alone = compute(snapshot, [name], replace(ALL_DAYS, channels=(channel,)))[name].value
            assert by_channel[channel] == pytest.approx(float(alone or 0))


def test_stock_value_has_no_history(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="cannot be split by day"):
        series(snapshot, "stock_value", ALL_DAYS, "day")
