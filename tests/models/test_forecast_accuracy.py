"""Accuracy metrics: their signs, their limits, and what they do with gaps."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forecasting import DEMAND_CLASSES, accuracy, demand_pattern, syntetos_boylan_class

positive = st.lists(st.floats(0.5, 1e9), min_size=1, max_size=8)


def test_a_forecast_above_the_actual_has_a_positive_bias():
    assert accuracy.bias([10, 10], [12, 12]) == pytest.approx(0.2)
    assert accuracy.mean_error([10], [12]) == 2.0
    assert accuracy.tracking_signal([10, 10], [12, 12]) == 2.0


def test_a_forecast_below_the_actual_has_a_negative_bias():
    assert accuracy.bias([10, 10], [8, 8]) == pytest.approx(-0.2)
    assert accuracy.tracking_signal([10, 10], [8, 8]) == -2.0


def test_a_step_that_lowers_the_error_adds_value():
    assert accuracy.forecast_value_added(error_before=0.5, error_after=0.25) == 0.25


def test_falling_short_costs_more_than_overshooting_at_a_high_quantile():
    short = accuracy.pinball([10], [8], quantile=0.9)
    over = accuracy.pinball([10], [12], quantile=0.9)
    assert (short, over) == (pytest.approx(1.8), pytest.approx(0.2))


@given(actual=positive)
def test_a_perfect_forecast_has_no_error(actual):
    for metric in (accuracy.wape, accuracy.rmse, accuracy.bias):
        assert metric(actual, actual) == 0.0


@given(actual=positive, factor=st.floats(0.1, 5.0), unit=st.floats(1e-3, 1e3))
def test_shares_do_not_depend_on_the_unit(actual, factor, unit):
    wanted = np.array(actual)
    assert accuracy.wape(wanted * unit, wanted * factor * unit) == pytest.approx(
        accuracy.wape(wanted, wanted * factor), rel=1e-6, abs=1e-9
    )


@given(actual=positive, factor=st.floats(0.1, 5.0))
def test_the_bias_is_never_larger_than_the_absolute_error(actual, factor):
    forecast = np.array(actual) * factor
    assert abs(accuracy.bias(actual, forecast)) <= accuracy.wape(actual, forecast) + 1e-12


def test_unknown_periods_do_not_count():
    assert accuracy.wape([10, np.nan], [9, 500]) == pytest.approx(0.1)
    assert accuracy.coverage([1, np.nan], [0, 0], [2, 2]) == 1.0


def test_without_demand_or_known_periods_a_share_cannot_be_told():
    assert math.isnan(accuracy.wape([0, 0], [1, 1]))
    assert math.isnan(accuracy.mae([np.nan], [1]))
    assert math.isnan(accuracy.mase([1], [2], history=[3, 3, 3]))


def test_the_median_quantile_loss_is_the_wape():
    assert accuracy.weighted_quantile_loss([10, 20], [8, 23], quantile=0.5) == pytest.approx(
        accuracy.wape([10, 20], [8, 23])
    )


def test_scaled_errors_below_one_beat_the_seasonal_naive_forecast():
    history = [10, 20, 12, 22]
    assert accuracy.mase([14, 24], [13, 23], history=history, season_length=2) == 0.5
    assert accuracy.rmsse([14, 24], [13, 23], history=history, season_length=2) == 0.5


def test_a_quantile_holds_at_or_above_the_actual():
    assert accuracy.share_at_or_below([4, 5, 6, np.nan], [5, 5, 5, 5]) == pytest.approx(2 / 3)


def test_the_place_of_demand_in_a_right_distribution_is_even_also_for_counts():
    rng = np.random.default_rng(1)
    demand, levels = rng.poisson(0.7, 20_000), np.arange(0.01, 1, 0.01)
    quantiles = np.quantile(rng.poisson(0.7, 200_000), levels, method="inverted_cdf")
    place = accuracy.randomised_pit(
        demand, np.broadcast_to(quantiles, (20_000, 99)), levels, chances=rng.random(20_000)
    )
    assert np.histogram(place, bins=10, range=(0, 1))[0] / 2000 == pytest.approx(1.0, abs=0.12)


def test_demand_above_all_quantiles_has_its_place_at_the_end():
    place = accuracy.randomised_pit([9.0, np.nan], [[1.0, 2.0]] * 2, [0.1, 0.9], chances=[0.5, 0.5])
    assert place[0] == pytest.approx(0.95)
    assert math.isnan(place[1])


def test_forecast_and_actual_must_have_one_shape():
    with pytest.raises(ValueError, match="forecast must have the shape of actual"):
        accuracy.mae([1, 2], [1])


def test_a_quantile_outside_zero_to_one_is_refused():
    with pytest.raises(ValueError, match="quantile must be above 0 and below 1"):
        accuracy.pinball([1], [1], quantile=1.0)


def test_steady_rare_uneven_and_dead_products_get_their_class():
    panel = [[5, 5, 5, 5], [0, 3, 0, 3], [1, 9, 1, 9], [0, 1, 0, 9], [0, 0, 0, 0]]
    pattern = demand_pattern(panel)
    names = [DEMAND_CLASSES[code] for code in syntetos_boylan_class(pattern.adi, pattern.cv2)]
    assert names == ["smooth", "intermittent", "erratic", "lumpy", "no_demand"]


def test_stock_outs_do_not_make_demand_rare():
    assert demand_pattern([[4, np.nan, np.nan, 4]]).adi[0] == 1.0
