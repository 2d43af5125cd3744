"""The compiled kernels say what the published methods say."""

import numpy as np
import pytest

from models.forecasting import moving_average, naive, simple_exponential_smoothing
from models.forecasting.compiled.seasonal import own_index, season_ratios
from models.forecasting.compiled.smoothing import (
    ALPHAS,
    N_ALPHAS,
    N_CORE,
    N_FLAT,
    aggregated,
    core_methods,
    line_slope,
    rare_demand,
)
from models.forecasting.compiled.stacking import best_weights
from models.forecasting.setup import ALPHAS as NAMED_ALPHAS

WINDOWS = np.array([4, 8, 13, 26])


def demand(seed=1, periods=60):
    units = np.random.default_rng(seed).poisson(6, periods).astype(float)
    units[[7, 20, 21]] = np.nan
    return units


def said(units, usual=None):
    usual = np.ones(units.size) if usual is None else usual
    out = np.zeros((N_CORE, 3))
    core_methods(units, usual, units / usual, 0, units.size - 1, WINDOWS, out)
    return out


@pytest.mark.parametrize("which", range(N_ALPHAS))
def test_smoothing_is_brown_s_with_a_discounted_start(which):
    wanted = simple_exponential_smoothing(demand(), ALPHAS[which], start="discounted")[0, -1]
    assert said(demand())[which] == pytest.approx([wanted] * 3)


def test_the_named_weights_are_those_that_are_used():
    assert NAMED_ALPHAS == ALPHAS


@pytest.mark.parametrize("which", range(len(WINDOWS)))
def test_moving_averages_take_the_newest_known_periods(which):
    units = demand()
    wanted = moving_average(units[~np.isnan(units)], int(WINDOWS[which]))[0, -1]
    assert said(units)[N_ALPHAS + 1 + which] == pytest.approx([wanted] * 3)


def test_theta_adds_half_of_the_slope_for_each_step():
    out = said(demand())[N_FLAT + 1]
    slope = line_slope(demand(), 0, 59)
    assert np.diff(out) == pytest.approx([slope / 2] * 2)


def test_the_slope_of_a_line_is_its_slope():
    assert line_slope(np.array([1.0, np.nan, 5.0, 7.0, 9.0]), 0, 4) == pytest.approx(2.0)


def test_a_damped_trend_rises_less_with_each_step():
    steps = np.diff(said(np.arange(1.0, 61.0))[N_FLAT])
    assert 0 < steps[1] < steps[0]


def test_demand_divided_by_its_season_has_the_level_without_it():
    usual = np.tile([0.5, 1.5], 30)
    assert said(10 * usual, usual)[: N_FLAT + 2] == pytest.approx(10.0)


def test_aggregation_of_steady_demand_is_its_level():
    assert aggregated(np.full(30, 4.0), 0, 29, np.empty(30)) == pytest.approx(4.0)


def test_rare_demand_methods_find_the_rate_of_a_steady_rhythm():
    out = np.zeros((3, 1))
    rare_demand(np.tile([0.0, 0.0, 6.0], 40), 0, 119, out)
    assert out[0, 0] == pytest.approx(2.0 * 0.95)
    assert out[1:, 0] == pytest.approx([2.0, 2.0], rel=0.15)


def test_ratios_compare_each_period_with_its_round():
    units = np.tile([5.0, 15.0], 10)
    ratio, weight, revealed = np.zeros(20), np.zeros(20), np.zeros(20, dtype=np.int64)
    season_ratios(units, 20, 4, ratio, weight, revealed)
    assert ratio == pytest.approx(np.tile([0.5, 1.5], 10))
    assert revealed.tolist()[:5] == [3, 3, 3, 3, 4]


def test_an_index_without_own_ratios_is_the_pooled_one():
    out, pooled = np.zeros(2), np.array([0.8, 1.2])
    own_index(np.zeros(2), np.zeros(2), pooled, 2.0, 0.0, out)
    assert out == pytest.approx(pooled)


def test_weights_go_to_candidates_whose_errors_cancel():
    errors = np.array([[1.0, -1.0, 3.0], [2.0, -2.0, 3.0]])
    weights = np.full(3, 1 / 3)
    best_weights(errors.T @ errors, weights, 500, 1e-9)
    assert weights == pytest.approx([0.5, 0.5, 0.0], abs=1e-3)


def test_the_newest_value_is_the_naive_forecast():
    assert naive(demand())[0, -1] == demand()[~np.isnan(demand())][-1]
