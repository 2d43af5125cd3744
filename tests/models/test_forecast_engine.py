"""The panel forecast: who is chosen, what happens to short series, and the laws that hold for any demand."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.forecasting import FALLBACK_REASONS, accuracy, forecast_panel, seasonal_naive
from models.forecasting.candidates import default_candidates
from models.forecasting.choice import steadied_choice

UNKNOWN = np.nan
panels = arrays(
    float,
    st.tuples(st.integers(1, 4), st.integers(1, 40)),
    elements=st.one_of(st.just(UNKNOWN), st.just(0.0), st.floats(0, 1e9, width=32)),
)


def forecast(demand, **choices):
    return forecast_panel(demand, **{"horizon": 6, "season_length": 4, "decision_periods": 3, **choices})


def chosen_names(result):
    return [result.method_names[index] for index in result.method]


def reasons(result):
    return [FALLBACK_REASONS[code] for code in result.fallback_reason]


def test_a_constant_series_is_forecast_at_its_constant_by_the_simplest_method():
    result = forecast([[8.0] * 40])
    assert result.mean.tolist() == [[8.0] * 6]
    assert chosen_names(result) == ["naive"]


def test_a_product_that_never_sold_is_forecast_at_zero():
    assert forecast([[0.0] * 40]).mean.tolist() == [[0.0] * 6]


def test_a_season_is_followed_when_there_is_one():
    result = forecast([[0.0, 10.0, 0.0, 30.0] * 12])
    assert chosen_names(result) == ["seasonal_naive"]
    assert result.mean[0].tolist() == [0, 10, 0, 30, 0, 10]


def test_noise_around_a_level_is_smoothed_rather_than_repeated():
    demand = np.random.default_rng(3).normal(100, 25, (60, 110)).clip(0)
    result = forecast(demand, season_length=52)
    wape = accuracy.wape(np.full((60, 6), 100.0), result.mean)
    repeated = seasonal_naive(demand, 52, horizon=6)[:, -1]
    assert wape < 0.5 * accuracy.wape(np.full((60, 6), 100.0), repeated)


def test_no_chosen_method_did_worse_than_seasonal_naive_or_plain_smoothing():
    demand = np.random.default_rng(4).negative_binomial(2, 0.2, (80, 90)).astype(float)
    result = forecast(demand)
    chosen = result.errors[np.arange(80), result.method]
    for name in ("seasonal_naive", "ses_0.2"):
        assert (chosen <= result.errors[:, result.method_names.index(name)]).all()


def test_a_series_alone_gets_the_method_with_its_own_smallest_error():
    demand = np.random.default_rng(15).negative_binomial(2, 0.2, (1, 90)).astype(float)
    result = forecast(demand)
    assert result.errors[0, result.method[0]] == np.nanmin(result.errors)


def test_a_lucky_method_needs_a_clear_lead_over_what_serves_its_class():
    errors = np.array([[0.50, 0.60], [0.50, 0.60], [0.50, 0.60], [0.50, 0.49]])
    own, clear = errors.copy(), errors.copy()
    clear[3] = [0.50, 0.05]
    choices = [steadied_choice(each, np.zeros(4, int), bars=[0], reference=0)[3] for each in (own, clear)]
    assert choices == [0, 1]


def test_rare_demand_methods_compete_only_where_demand_is_rare():
    result = forecast([[4.0, 5.0] * 20, [0.0, 0.0, 0.0, 6.0] * 10])
    assert np.isnan(result.errors[:, result.method_names.index("tsb")]).tolist() == [True, False]


@pytest.mark.parametrize(
    ("demand", "reason", "method"),
    [
        ([UNKNOWN] * 40, "no_known_demand", "zero"),
        ([UNKNOWN] * 39 + [5.0], "too_few_periods", "mean"),
        ([UNKNOWN] * 36 + [5.0] * 4, "too_few_origins", "ses_0.2"),
        ([5.0] * 40, "chosen_by_backtest", "naive"),
    ],
)
def test_a_series_too_short_to_judge_methods_falls_back_and_says_so(demand, reason, method):
    result = forecast([demand])
    assert (reasons(result), chosen_names(result)) == ([reason], [method])
    assert result.mean[0, 0] == (0.0 if method == "zero" else 5.0)


def test_a_stock_out_is_not_read_as_no_demand():
    demand = np.full((1, 40), 6.0)
    demand[0, 25:35] = UNKNOWN
    assert forecast(demand).mean.tolist() == [[6.0] * 6]


def test_origins_are_counted_where_at_least_half_of_the_decision_window_is_known():
    demand = np.full((1, 40), 6.0)
    demand[0, 20:30] = UNKNOWN
    assert forecast(demand, decision_periods=4, n_origins=26).n_origins_used[0] == 26 - 9


def test_long_histories_are_judged_at_all_wanted_origins_and_short_ones_say_how_many():
    demand = np.full((2, 60), 3.0)
    demand[1, :45] = UNKNOWN
    assert forecast(demand, n_origins=20).n_origins_used.tolist() == [20, 12]


def test_residuals_are_actual_minus_forecast():
    residuals = forecast([[10.0] * 39 + [16.0]], decision_periods=1).residual_paths
    assert residuals[0, -1, 0] == 6.0
    assert np.isnan(residuals[0, -1, 1])


def test_each_series_may_have_its_own_decision_window():
    result = forecast([[2.0] * 40] * 2, decision_periods=[1.5, 6])
    assert result.n_origins_used.tolist() == [26, 26]


@settings(max_examples=40)
@given(demand=panels)
def test_any_demand_gets_a_finite_forecast_of_zero_or_more(demand):
    result = forecast(demand)
    assert np.isfinite(result.mean).all()
    assert (result.mean >= 0).all()
    assert (result.mean <= np.nan_to_num(demand).max(axis=1, initial=0)[:, None] * 1.0001).all()


@settings(max_examples=40)
@given(demand=panels)
def test_the_order_of_the_series_does_not_matter(demand):
    assert np.array_equal(forecast(demand[::-1]).mean[::-1], forecast(demand).mean)


@settings(max_examples=25)
@given(unit=st.floats(1e-2, 1e6))
def test_another_unit_of_demand_only_changes_the_unit_of_the_forecast(unit):
    demand = np.random.default_rng(5).poisson(4, (6, 50)).astype(float)
    plain, scaled = forecast(demand), forecast(demand * unit)
    assert np.array_equal(plain.method, scaled.method)
    assert scaled.mean == pytest.approx(plain.mean * unit)


def test_the_same_demand_gives_the_same_forecast():
    demand = np.random.default_rng(6).poisson(4, (20, 60)).astype(float)
    assert np.array_equal(forecast(demand).mean, forecast(demand).mean)


def test_an_empty_panel_gives_an_empty_forecast():
    assert forecast(np.empty((0, 30))).mean.shape == (0, 6)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"horizon": 0}, "horizon must be a whole number >= 1"),
        ({"n_origins": 0}, "n_origins must be a whole number >= 1"),
        ({"decision_periods": 7}, "periods must be above 0 and at most 6"),
        ({"decision_periods": 0}, "periods must be above 0"),
        ({"decision_periods": [1, 2]}, "periods must be one number or 1"),
    ],
)
def test_impossible_choices_are_refused_by_name(choice, message):
    with pytest.raises(ValueError, match=message):
        forecast([[1.0] * 30], **choice)


def test_five_thousand_products_of_two_years_take_a_few_seconds():
    demand = np.random.default_rng(7).poisson(3, (5000, 110)).astype(float)
    begin = time.perf_counter()
    forecast(demand, horizon=13, season_length=52, decision_periods=5.5)
    assert time.perf_counter() - begin < 5


def test_the_simple_methods_come_first():
    names = [candidate.name for candidate in default_candidates()]
    assert names.index("naive") < names.index("seasonal_naive") < names.index("ses_0.2") < names.index("sba")
