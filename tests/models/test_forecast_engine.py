"""The panel forecast: who has a say, what happens to short series, and the laws that hold for any demand."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.forecasting import (
    FALLBACK_REASONS,
    Events,
    Extra,
    Panel,
    Pool,
    Season,
    accuracy,
    fit_pool,
    fits,
    forecast_panel,
    origins_of,
    seasonal_naive,
)
from models.forecasting import forecast as forecast_with

UNKNOWN = np.nan
panels = arrays(
    float,
    st.tuples(st.integers(1, 4), st.integers(1, 40)),
    elements=st.one_of(st.just(UNKNOWN), st.just(0.0), st.floats(0, 1e9, width=32)),
)


def forecast(demand, **choices):
    return forecast_panel(demand, **{"horizon": 6, "season_length": 4, "decision_periods": 3, **choices})


def reasons(result):
    return [FALLBACK_REASONS[code] for code in result.fallback_reason]


def noise(n=12, periods=80, seed=1):
    return np.random.default_rng(seed).negative_binomial(3, 0.2, (n, periods)).astype(float)


def weekly(demand, horizon=6, **more):
    year = Season.repeating("week_of_year", 52, n_periods=np.shape(demand)[1] + horizon)
    return Panel.build(demand, horizon=horizon, **{"seasons": [year], "decision_periods": 3, **more})


def test_a_constant_series_is_forecast_at_its_constant():
    assert forecast([[8.0] * 40]).mean[0] == pytest.approx([8.0] * 6)


def test_a_product_that_never_sold_is_forecast_at_zero():
    assert forecast([[0.0] * 40]).mean.tolist() == [[0.0] * 6]


def test_a_season_is_followed_when_there_is_one():
    mean = forecast([[0.0, 10.0, 0.0, 30.0] * 12]).mean[0]
    assert mean == pytest.approx([0, 10, 0, 30, 0, 10], abs=1.5)


def test_a_yearly_season_shared_by_a_catalogue_is_followed():
    weeks = np.arange(130)
    usual = 20 + 15 * np.sin(2 * np.pi * weeks / 52)
    demand = np.random.default_rng(2).poisson(usual[None, :117], (60, 117)).astype(float)
    panel = weekly(demand, horizon=13)
    found = forecast_with(panel, fit_pool(panel))
    flat = np.abs(demand[:, -13:].mean() - usual[117:]).mean()
    assert np.abs(found.mean.mean(axis=0) - usual[117:]).mean() < 0.3 * flat


def test_noise_around_a_level_is_smoothed_rather_than_repeated():
    demand = np.random.default_rng(3).normal(100, 25, (60, 110)).clip(0)
    result = forecast(demand, season_length=52)
    wape = accuracy.wape(np.full((60, 6), 100.0), result.mean)
    repeated = seasonal_naive(demand, 52, horizon=6)[:, -1]
    assert wape < 0.5 * accuracy.wape(np.full((60, 6), 100.0), repeated)


def test_the_mean_of_a_mix_neither_over_nor_underforecasts_skewed_demand():
    demand = noise(n=300, periods=90, seed=4)
    result = forecast(demand[:, :84])
    assert abs(accuracy.bias(demand[:, 84:], result.mean)) < 0.05


def test_a_trend_is_followed_at_least_in_part():
    demand = np.arange(1.0, 61.0)[None, :] * np.ones((20, 1))
    assert (forecast(demand).mean[:, -1] > 60).all()


def test_a_level_that_fell_for_good_is_forecast_low():
    demand = np.random.default_rng(5).poisson(40, (30, 80)).astype(float)
    demand[:, 50:] = np.random.default_rng(6).poisson(5, (30, 30))
    assert forecast(demand).mean.mean() == pytest.approx(5, rel=0.25)


def test_a_series_whose_mix_looks_worse_than_a_simple_method_says_so():
    result = forecast(noise(n=60))
    simple = np.fmin(
        result.errors[:, result.method_names.index("seasonal_naive")],
        result.errors[:, result.method_names.index("ses")],
    )
    assert not (~result.worse_than_simple & (result.error > 1.2 * simple + 1e-9)).any() or (
        result.worse_than_simple.any()
    )


def test_the_shares_of_the_methods_sum_to_one_and_none_is_negative():
    weights = forecast(noise()).weights
    assert (weights >= 0).all()
    assert weights.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(
    ("demand", "reason"),
    [
        ([UNKNOWN] * 40, "no_known_demand"),
        ([UNKNOWN] * 39 + [5.0], "too_few_periods"),
        ([UNKNOWN] * 36 + [5.0] * 4, "too_few_origins"),
        ([5.0] * 40, "chosen_by_backtest"),
    ],
)
def test_a_series_too_short_to_judge_methods_says_so(demand, reason):
    result = forecast([demand])
    assert reasons(result) == [reason]
    assert result.mean[0, 0] == pytest.approx(0.0 if reason == "no_known_demand" else 5.0, rel=0.01)


def test_a_product_without_any_history_is_forecast_like_other_launches():
    demand = np.random.default_rng(7).poisson(12, (40, 80)).astype(float)
    demand[:, :20], demand[-1] = UNKNOWN, UNKNOWN
    assert forecast(demand).mean[-1] == pytest.approx([12.0] * 6, rel=0.15)


def test_a_launch_that_starts_strongly_settles_as_launches_did():
    decay = np.concatenate([[4.0, 3.0, 2.0, 1.5], np.ones(60)])
    demand = np.full((60, 64), UNKNOWN)
    for row in range(60):
        begin = 4 + row % 20 if row < 50 else 60
        demand[row, begin:] = 20.0 * decay[: 64 - begin]
    found = forecast(demand, season_length=1)
    assert (found.mean[50:, -1] < 30).all()


def test_a_stock_out_does_not_lower_the_forecast_after_it():
    demand = noise(n=40, periods=70)
    gap = demand.copy()
    gap[:, 55:66] = UNKNOWN
    fallen = demand.copy()
    fallen[:, 55:66] = 0.0
    truth, unknown, zero = (forecast(each).mean.mean() for each in (demand, gap, fallen))
    assert unknown == pytest.approx(truth, rel=0.1)
    assert zero < 0.93 * truth


def test_the_mean_is_level_times_season_times_events():
    panel = weekly(noise(n=8, periods=120))
    found = forecast_with(panel, fit_pool(panel))
    first = found.level * found.season_factor[:, 0] * found.event_factor[:, 0]
    assert found.mean[:, 0] == pytest.approx(first)


def test_a_candidate_of_another_model_has_a_say_when_it_is_right():
    rng = np.random.default_rng(13)
    demand = rng.permuted(np.tile([2.0, 30.0], (30, 43)), axis=1)
    panel = Panel.build(demand[:, :80], horizon=6, decision_periods=3)
    origins = origins_of(panel)
    after = origins[:, :, None] + np.arange(1, 7)
    seen = np.take_along_axis(demand[:, None, :], np.maximum(after, 0), axis=2)
    oracle = (Extra("oracle", seen, demand[:, 80:]),)
    found = forecast_with(panel, fit_pool(panel, extras=oracle), extras=oracle)
    assert found.weights[:, found.method_names.index("oracle")].mean() > 0.9


def test_origins_are_counted_where_at_least_half_of_the_decision_window_is_known():
    demand = np.full((1, 40), 6.0)
    demand[0, 20:30] = UNKNOWN
    assert forecast(demand, decision_periods=4, n_origins=26).n_origins_used[0] == 26 - 9


def test_long_histories_are_judged_over_a_whole_year():
    origins = origins_of(weekly(noise(n=1, periods=160)))[0]
    assert origins[-1] - origins[0] == 50


def test_residuals_are_actual_minus_forecast():
    residuals = forecast([[10.0] * 39 + [16.0]], decision_periods=1).residual_paths
    assert residuals[0, -1, 0] == pytest.approx(6.0, abs=0.1)
    assert np.isnan(residuals[0, -1, 1])


@settings(max_examples=40, deadline=None)
@given(demand=panels)
def test_any_demand_gets_a_finite_forecast_of_zero_or_more(demand):
    result = forecast(demand)
    assert np.isfinite(result.mean).all()
    assert (result.mean >= 0).all()
    assert (result.mean <= np.nan_to_num(demand).max(axis=1, initial=0)[:, None] * 1.5001 * 1.6).all()


@settings(max_examples=30, deadline=None)
@given(demand=panels)
def test_the_order_of_the_series_does_not_matter(demand):
    assert np.array_equal(forecast(demand[::-1]).mean[::-1], forecast(demand).mean)


@settings(max_examples=20, deadline=None)
@given(exponent=st.integers(-20, 40))
def test_another_unit_of_demand_only_changes_the_unit_of_the_forecast(exponent):
    demand = noise(n=6, periods=50)
    assert forecast(demand * 2.0**exponent).mean == pytest.approx(
        forecast(demand).mean * 2.0**exponent, rel=1e-6
    )


def test_the_whole_calendar_may_move_without_a_change():
    demand = noise(n=6, periods=120)
    now, later = weekly(demand), weekly(demand, first_period=700)
    assert np.array_equal(forecast_with(now, fit_pool(now)).mean, forecast_with(later, fit_pool(later)).mean)


@pytest.mark.parametrize("with_events", [False, True])
def test_chunks_of_a_catalogue_get_the_same_bits_as_the_whole(with_events):
    demand = noise(n=30, periods=90)
    events = Events.build(["sale", "own"], [0, 0, 1, 1], [30, 92, 60, 91], series=[-1, -1, 17, 17])
    panel = weekly(demand, events=events if with_events else None, group=np.arange(30) % 3)
    parts = [panel.of(np.arange(0, 11)), panel.of(np.arange(11, 30))]
    whole, joined = fit_pool(panel), fit_pool(parts)
    assert all(np.array_equal(a, b) for a, b in zip(arrays_of(whole), arrays_of(joined), strict=True))
    alone = np.concatenate([forecast_with(part, joined).mean for part in parts])
    assert np.array_equal(alone, forecast_with(panel, whole).mean)


def arrays_of(pool):
    return [array for array in pool.to_arrays().values() if array.dtype.kind in "if"]


def test_threads_do_not_change_a_bit():
    panel = weekly(noise(n=21, periods=90))
    one, three = (forecast_with(panel, fit_pool(panel, threads=n), threads=n).mean for n in (1, 3))
    assert np.array_equal(one, three)


def test_a_stored_pool_forecasts_the_same():
    panel = weekly(noise(n=15, periods=90), group=np.arange(15) % 2)
    pool = fit_pool(panel)
    again = Pool.from_arrays(pool.to_arrays())
    assert np.array_equal(forecast_with(panel, again).mean, forecast_with(panel, pool).mean)


def test_a_pool_of_last_month_still_serves_and_a_new_product_with_it():
    demand = noise(n=15, periods=94)
    pool = fit_pool(weekly(demand[:, :90]))
    grown = weekly(np.concatenate([demand, noise(n=1, periods=94, seed=5)]))
    assert forecast_with(grown, pool).mean.mean() == pytest.approx(12, rel=0.25)


def test_a_year_that_has_not_come_round_has_no_season_yet():
    one_year, two_years = (weekly(noise(n=4, periods=periods)) for periods in (60, 110))
    names = [fit_pool(panel).method_names for panel in (one_year, two_years)]
    assert [any("+own" in name for name in each) for each in names] == [False, True]


def test_a_pool_from_before_another_season_may_compete_must_be_fitted_anew():
    demand = noise(n=4, periods=80)
    pool = fit_pool(weekly(demand[:, :70]))
    assert fits(weekly(demand[:, :71]), pool)
    assert not fits(weekly(demand), pool)
    with pytest.raises(ValueError, match="fit it anew"):
        forecast_with(weekly(demand), pool)


def test_a_pool_of_other_seasons_is_refused():
    pool = fit_pool(weekly(noise()))
    with pytest.raises(ValueError, match="seasons of the panel must be those of the pool"):
        forecast_with(Panel.build(noise(), horizon=6), pool)


def test_huge_values_neither_overflow_nor_spoil_other_series():
    demand = noise(n=20, periods=60)
    spoiled = demand.copy()
    spoiled[0, 30] = 1e15
    assert forecast(spoiled).mean[1:].mean() == pytest.approx(forecast(demand).mean[1:].mean(), rel=0.1)


def test_the_same_demand_gives_the_same_forecast():
    assert np.array_equal(forecast(noise()).mean, forecast(noise()).mean)


def test_an_empty_panel_gives_an_empty_forecast():
    assert forecast(np.empty((0, 30))).mean.shape == (0, 6)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"horizon": 0}, "horizon must be a whole number >= 1"),
        ({"n_origins": 0}, "n_origins must be a whole number >= 1"),
        ({"decision_periods": 7}, "periods must be above 0 and at most 6"),
        ({"decision_periods": 0}, "periods must be above 0"),
    ],
)
def test_impossible_choices_are_refused_by_name(choice, message):
    with pytest.raises(ValueError, match=message):
        forecast([[1.0] * 30], **choice)


def test_importing_forecasts_does_not_load_the_compiler():
    code = "import sys, models.forecasting; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
