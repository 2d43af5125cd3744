"""What each forecasting method does with gaps, starts and huge values."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.forecasting import (
    croston,
    expanding_mean,
    moving_average,
    naive,
    sba,
    sbj,
    seasonal_naive,
    simple_exponential_smoothing,
    tsb,
)

UNKNOWN = np.nan
FLAT_METHODS = {
    "naive": naive,
    "mean": expanding_mean,
    "moving_average": lambda panel: moving_average(panel, 3),
    "ses": lambda panel: simple_exponential_smoothing(panel, 0.3),
    "discounted_ses": lambda panel: simple_exponential_smoothing(panel, 0.3, start="discounted"),
}
every_flat_method = pytest.mark.parametrize("levels", FLAT_METHODS.values(), ids=FLAT_METHODS)


@every_flat_method
def test_a_constant_series_forecasts_itself_even_with_gaps(levels):
    assert levels([[7.0, UNKNOWN, 7.0, 7.0]])[0, -1] == 7.0


@every_flat_method
def test_nothing_is_forecast_before_the_first_known_period(levels):
    assert np.isnan(levels([[UNKNOWN, 4.0]])[0]).tolist() == [True, False]


@every_flat_method
def test_one_observation_is_the_forecast(levels):
    assert levels([[UNKNOWN, 9.0, UNKNOWN]])[0, -1] == 9.0


@every_flat_method
def test_huge_demand_leaves_no_crumbs_in_later_forecasts_of_nothing(levels):
    assert levels([[0.0] * 4])[0, -1] == 0.0
    assert moving_average([[1e9 / 3, 0.1, 0.0, 0.0, 0.0]], 3)[0, -1] == 0.0


@every_flat_method
@given(demand=st.lists(st.one_of(st.none(), st.floats(0, 1e9)), min_size=2, max_size=12))
def test_forecasts_stay_within_what_was_seen(levels, demand):
    panel = np.array([[UNKNOWN if units is None else units for units in demand]])
    found, known = levels(panel)[0, -1], panel[~np.isnan(panel)]
    if known.size == 0:
        assert np.isnan(found)
    else:
        assert known.min() * (1 - 1e-9) <= found <= known.max() * (1 + 1e-9)


@every_flat_method
def test_the_future_does_not_change_an_earlier_forecast(levels):
    demand = np.random.default_rng(1).poisson(3, (4, 20)).astype(float)
    assert np.array_equal(levels(demand)[:, :12], levels(demand[:, :12]))


def test_the_discounted_start_is_the_plain_mean_for_a_tiny_alpha():
    levels = simple_exponential_smoothing([[2.0, 4.0, 9.0]], 1e-9, start="discounted")
    assert levels[0, -1] == pytest.approx(5.0)


def test_seasonal_naive_repeats_the_last_season():
    assert seasonal_naive([[1, 2, 3, 4, 5, 6]], 3, horizon=7)[0, -1].tolist() == [4, 5, 6, 4, 5, 6, 4]


def test_seasonal_naive_takes_an_older_season_where_the_last_one_is_unknown():
    assert seasonal_naive([[1, 2, UNKNOWN, 4]], 2, horizon=2)[0, -1].tolist() == [1, 4]


def test_seasonal_naive_takes_the_mean_where_no_season_is_known():
    assert seasonal_naive([[UNKNOWN, 2.0, 4.0]], 52, horizon=1)[0, -1].tolist() == [3.0]


def test_seasonal_naive_never_looks_past_its_origin():
    demand = np.random.default_rng(2).poisson(3, (3, 30)).astype(float)
    assert np.array_equal(
        seasonal_naive(demand, 4, horizon=6)[:, 20], seasonal_naive(demand[:, :21], 4, horizon=6)[:, 20]
    )


def test_a_product_that_stopped_selling_fades_with_tsb_and_not_with_croston():
    died = [[5.0] * 10 + [0.0] * 40]
    assert tsb(died)[0, -1] < 0.1
    assert croston(died)[0, -1] == 5.0


def test_the_corrections_of_croston_only_lower_it():
    rare = [[0, 3, 0, 0, 5, 0]]
    assert sbj(rare)[0, -1] < sba(rare)[0, -1] < croston(rare)[0, -1]


@pytest.mark.parametrize("method", [croston, sba, sbj, tsb])
def test_stock_outs_are_passed_over_by_intermittent_methods(method):
    assert method([[0, 4, UNKNOWN, 0, 2, UNKNOWN]])[0, -1] == method([[0, 4, 0, 2]])[0, -1]


@pytest.mark.parametrize("method", [croston, sba, sbj, tsb])
def test_a_product_never_sold_is_forecast_at_zero(method):
    assert method([[UNKNOWN, 0, 0]])[0, 1:].tolist() == [0.0, 0.0]


@settings(max_examples=25)
@given(scale=st.floats(1e-3, 1e6))
def test_ten_times_the_demand_is_ten_times_the_intermittent_forecast(scale):
    rare = np.array([[0, 3, 0, 0, 5, 0, 0, 1.0]])
    assert croston(rare * scale) == pytest.approx(croston(rare) * scale)
    assert tsb(rare * scale) == pytest.approx(tsb(rare) * scale)


@pytest.mark.parametrize("demand", [[[-1.0]], [[np.inf]], [[[1.0]]]])
def test_negative_infinite_or_misshapen_demand_is_refused(demand):
    with pytest.raises(ValueError, match="demand must"):
        naive(demand)


@pytest.mark.parametrize("alpha", [0.0, 1.5, -0.1])
def test_a_smoothing_weight_outside_zero_to_one_is_refused(alpha):
    with pytest.raises(ValueError, match="alpha must be above 0"):
        simple_exponential_smoothing([[1.0]], alpha)
    with pytest.raises(ValueError, match="alpha must be above 0"):
        croston([[1.0]], alpha=alpha)


def test_windows_and_seasons_must_be_whole():
    with pytest.raises(ValueError, match="window must be a whole number >= 1"):
        moving_average([[1.0]], 0)
    with pytest.raises(ValueError, match="season_length must be a whole number >= 1"):
        seasonal_naive([[1.0]], 0, horizon=1)
