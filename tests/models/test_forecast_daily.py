"""Weeks spread over days: by a stated profile, and nothing is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.forecasting.daily import daily_demand, daily_paths

weights = arrays(float, 7, elements=st.floats(0, 100))


@given(weekly=arrays(np.int64, (2, 3), elements=st.integers(0, 10_000)), profile=weights)
def test_the_days_of_a_week_sum_to_the_week(weekly, profile):
    assert np.array_equal(daily_paths(weekly, profile).reshape(2, 3, 7).sum(axis=2), weekly)
    assert daily_demand(weekly.astype(float), profile).reshape(2, 3, 7).sum(axis=2) == pytest.approx(
        weekly, abs=1e-6
    )


@given(weekly=arrays(np.int64, (1, 2), elements=st.integers(0, 500)), profile=weights)
def test_no_day_sells_less_than_nothing(weekly, profile):
    assert daily_paths(weekly, profile).min() >= 0


def test_a_closed_day_gets_nothing():
    assert daily_paths(np.array([[70]]), [1, 1, 1, 1, 1, 2, 0])[0, 6] == 0


def test_each_series_may_have_its_own_profile():
    days = daily_demand(np.array([[7.0], [7.0]]), [[1] * 7, [0, 0, 0, 0, 0, 0, 1]])
    assert days[:, 6].tolist() == [1.0, 7.0]


def test_a_series_without_any_profile_is_spread_evenly():
    assert daily_demand(np.array([[14.0]]), [0] * 7).tolist() == [[2.0] * 7]


def test_a_profile_has_seven_days():
    with pytest.raises(ValueError, match="profile must be 7 weights"):
        daily_demand(np.array([[1.0]]), [1, 1])
