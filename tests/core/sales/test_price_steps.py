"""When a price counts as having made a step: lasting, clear, and nothing but a price."""

from __future__ import annotations

import datetime as dt

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sales.price_steps import _OTHERS, _STAYED, _step


def test_a_lasting_rise_is_a_step_at_its_first_week() -> None:
    found = _step(np.array([99.0] * 20 + [119.0] * 12))
    assert found is not None
    assert found.start == 20


def test_a_promotion_of_three_weeks_is_no_step() -> None:
    assert _step(np.array([99.0] * 15 + [79.0] * 3 + [99.0] * 15)) is None


def test_a_rise_below_three_percent_is_no_step() -> None:
    assert _step(np.array([100.0] * 20 + [102.5] * 20)) is None


def test_a_price_that_scatters_by_its_mix_makes_no_step() -> None:
    scatter = np.exp(np.random.default_rng(3).normal(0, 0.2, 80))
    assert _step(100 * scatter) is None


@given(st.lists(st.floats(0.5, 500), max_size=11))
def test_too_few_weeks_are_no_step(prices: list[float]) -> None:
    assert _step(np.array(prices)) is None


@pytest.mark.parametrize("units", [1, -5])
def test_goods_that_were_corrected_below_zero_are_compared_without_those_weeks(units: int) -> None:
    """A, the asked SKU, stands beside B and C; C was corrected by a line of minus 500 after the step."""
    step = dt.date(2026, 3, 2)
    sold = [(sku, step + dt.timedelta(days), 10) for sku in "ABC" for days in (-14, -7, 0, 7)]
    with duckdb.connect() as connection:
        connection.execute("ATTACH ':memory:' AS lake; CREATE SCHEMA lake.mart")
        connection.execute(
            """CREATE TABLE lake.mart.sales_lines (sku TEXT, paid_on DATE, gross_amount DECIMAL(18, 2),
            quantity INTEGER DEFAULT 1, rate DOUBLE DEFAULT 1, channel TEXT DEFAULT 'shop',
            category TEXT DEFAULT 'Tea', is_sale BOOLEAN DEFAULT true)"""
        )
        lines = [*((*line, 1) for line in sold), ("C", step + dt.timedelta(7), -500, units)]
        connection.executemany(
            "INSERT INTO lake.mart.sales_lines (sku, paid_on, gross_amount, quantity) VALUES (?, ?, ?, ?)",
            lines,
        )
        given = [["shop"], "A", step - dt.timedelta(14), step + dt.timedelta(13), step, _STAYED]
        found = connection.execute(_OTHERS, given).fetchall()
    assert {sku for sku, _week, _units in found} == {"B", "C"}
    assert min(sold for _sku, _week, sold in found) > 0
