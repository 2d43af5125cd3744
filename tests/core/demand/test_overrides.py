"""What people change about a forecast: which number counts on which day, and that both stay visible."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.demand.overrides import PlannedForecasts, apply, in_force, known_at, moved
from tests.plans import MONDAY, NOON, an_override, override_table
from tests.purchases import TODAY, Item, forecasts


def _applied(*rows: dict[str, Any], items: tuple[Item, ...] = (Item("A"),)) -> PlannedForecasts:
    """Ten units a day of each item, changed."""
    return apply(forecasts(*items), override_table(*rows), {"A": "tea", "B": "tea", "C": "cups"})


def test_a_percentage_changes_the_days_of_its_window_and_no_others() -> None:
    daily = _applied(an_override(first=2, last=4)).daily_means(7)[0]
    assert daily.round(6).tolist() == [10, 10, 20, 20, 20, 10, 10]


def test_both_numbers_stay_visible() -> None:
    found = _applied(an_override())
    assert found.expected_units(7)[0] == pytest.approx(140)
    assert found.model.expected_units(7)[0] == pytest.approx(70)


@pytest.mark.parametrize(("kind", "value", "week"), [("set", 300, 300), ("add", 50, 120), ("add", -999, 0)])
def test_a_quantity_is_the_demand_of_the_window_together(kind: str, value: int, week: float) -> None:
    found = _applied(an_override(kind=kind, value=Decimal(value)))
    assert found.expected_units([7.0])[0] == pytest.approx(week)
    assert found.expected_units([14.0])[0] == pytest.approx(week + 70)


def test_of_two_overrides_of_a_day_the_one_planned_last_counts_and_starts_from_the_model() -> None:
    earlier = an_override(1, 0, 6, value=Decimal(3))
    later = an_override(2, 5, 8, kind="set", value=Decimal(80))
    found = _applied(earlier, later)
    assert found.daily_means(10)[0].round(6).tolist() == [30] * 5 + [20] * 4 + [10]
    assert found.plan.override_ids[0, :9].tolist() == [1] * 5 + [2] * 4


def test_the_last_planned_counts_whatever_its_level() -> None:
    of_category = an_override(2, sku="", category="tea", kind="multiply", value=Decimal("0.5"))
    found = _applied(an_override(1), of_category, items=(Item("A"), Item("B")))
    assert found.expected_units(7).tolist() == pytest.approx([35, 35])


def test_a_category_is_spread_in_proportion_to_the_forecasts() -> None:
    items = (Item("A", per_day=30), Item("B", per_day=10), Item("C", per_day=5))
    found = _applied(an_override(sku="", category="tea", kind="set", value=Decimal(560)), items=items)
    assert found.expected_units(7).tolist() == pytest.approx([420, 140, 35])


def test_a_sku_at_two_locations_is_spread_over_both_or_changed_at_one() -> None:
    items = (Item("A", "North", per_day=10), Item("A", "South", per_day=30))
    both = _applied(an_override(kind="add", value=Decimal(40)), items=items)
    one = _applied(an_override(location="South"), items=items)
    assert both.expected_units(7).tolist() == pytest.approx([80, 240])
    assert one.expected_units(7).tolist() == pytest.approx([70, 420])


def test_a_number_where_nothing_is_forecast_is_spread_evenly_and_has_a_spread() -> None:
    found = _applied(an_override(kind="set", value=Decimal(70)), items=(Item("A", per_day=0),))
    assert found.daily_means(7)[0].tolist() == pytest.approx([10] * 7)
    low, high = found.demand_quantiles(7, [0.1, 0.9])[0]
    assert low < 70 < high


def test_of_a_window_that_has_begun_the_days_left_count() -> None:
    found = _applied(an_override(first=-7, last=6, kind="set", value=Decimal(280)))
    assert found.expected_units(7)[0] == pytest.approx(140)


def test_an_override_counts_until_it_expires_ends_or_is_withdrawn() -> None:
    rows = override_table(
        an_override(1),
        an_override(2, expires_on=pd.Timestamp(TODAY) - pd.Timedelta(days=1)),
        an_override(3, withdrawn_by="Ann", withdrawn_at=pd.Timestamp(NOON)),
        an_override(4, first=-9, last=-1),
    )
    assert in_force(rows, TODAY)["override_id"].tolist() == [1]
    assert in_force(rows, MONDAY + dt.timedelta(days=6))["override_id"].tolist() == []


def test_what_stood_at_a_moment_can_be_told_later() -> None:
    withdrawn = an_override(2, withdrawn_by="Ann", withdrawn_at=pd.Timestamp(NOON) + pd.Timedelta(days=2))
    rows = override_table(an_override(1), withdrawn)
    assert known_at(rows, NOON - dt.timedelta(hours=1)).empty
    assert known_at(rows, NOON + dt.timedelta(days=1))["override_id"].tolist() == [1, 2]
    assert known_at(rows, NOON + dt.timedelta(days=3))["override_id"].tolist() == [1]


def test_the_spread_follows_the_number() -> None:
    weekly = [30.0, 90.0, 60.0, 110.0] * 15
    found = _applied(an_override(last=27), items=(Item("A", weekly=weekly),))
    before, after = (f.demand_quantiles(28, [0.05, 0.95])[0] for f in (found.model, found))
    assert after[1] - after[0] == pytest.approx(2 * (before[1] - before[0]))


def test_zero_is_certain() -> None:
    found = _applied(an_override(value=Decimal(0)))
    assert found.demand_quantiles(7, [0.95])[0, 0] == 0


def test_a_plan_stays_with_its_series_when_rows_and_days_move() -> None:
    items = (Item("A"), Item("B"), Item("C"))
    found = _applied(an_override(sku="B"), items=items).of([2, 1])
    assert found.expected_units(7).tolist() == pytest.approx([70, 140])
    later = found.from_day(MONDAY + dt.timedelta(days=5))
    assert later.expected_units(4).tolist() == pytest.approx([40, 60])
    assert later.daily_means(3)[1].tolist() == pytest.approx([20, 20, 10])


def test_without_overrides_nothing_changes() -> None:
    found = _applied()
    np.testing.assert_allclose(
        found.demand_quantiles(21, [0.5, 0.9]), found.model.demand_quantiles(21, [0.5, 0.9])
    )


@given(
    said=st.floats(0, 1e6),
    wanted=st.floats(0, 1e6),
    spread=st.lists(st.floats(-1, 3), min_size=3, max_size=3).map(sorted),
)
def test_moved_quantiles_never_fall_nor_go_below_zero(
    said: float, wanted: float, spread: list[float]
) -> None:
    quantiles = np.array([[said * (1 + part) for part in spread]])
    found = moved(quantiles, np.array([said]), np.array([wanted]), [0.1, 0.5, 0.9])[0]
    assert (np.diff(found) >= -1e-6).all()
    assert (found >= 0).all()
