"""A catalogue that outgrows its forecasts, or falls short of them, moves the mean of all its series."""

import numpy as np
import pytest

from models.forecasting.drift import HIGHEST, LOWEST, N_PARTS, level_factor, level_sums

MANY = np.full(N_PARTS, 1000)


def record(ratios):
    said = np.full(len(ratios), 1_000_000)
    part = np.stack([np.rint(said * np.array(ratios)), said], axis=1).astype(np.int64)
    return np.stack([part] * N_PARTS)


def test_a_record_that_is_right_changes_nothing():
    assert level_factor(record([1.0] * 26), MANY, rounds=0.25) == 1.0


def test_a_record_that_is_always_too_high_is_followed_nearly_whole():
    assert level_factor(record([0.8] * 26), MANY, rounds=0.25) == pytest.approx(0.8, abs=0.03)


def test_a_restless_record_is_hardly_followed():
    assert level_factor(record([0.7, 1.5] * 13), MANY, rounds=0.25) == pytest.approx(1.0, abs=0.02)


def test_a_single_series_is_hardly_followed():
    assert level_factor(record([0.8] * 26), np.array([1] + [0] * 7), rounds=0.05) > 0.95


def test_the_newest_origins_count_most():
    rising = level_factor(record([1.0] * 16 + [1.3] * 10), MANY, rounds=1.0)
    fallen = level_factor(record([1.3] * 10 + [1.0] * 16), MANY, rounds=1.0)
    assert rising > fallen >= 1.0


def test_no_record_runs_away():
    wild = [level_factor(record([ratio] * 26), MANY, rounds=1.0) for ratio in (1e-3, 1e3)]
    assert wild == [LOWEST, HIGHEST]


def test_nothing_sold_says_nothing():
    assert level_factor(np.zeros((N_PARTS, 26, 2), dtype=np.int64), 0 * MANY, rounds=1.0) == 1.0


def test_demand_and_forecast_are_summed_over_known_steps():
    demand = np.array([[3.0, 5.0, np.nan, 9.0]])
    residuals = np.array([[[1.0, np.nan, -2.0]]])
    both, _ = level_sums(demand, np.array([[0]]), residuals, np.ones(1), np.ones(1, np.uint64))
    assert (both.sum(axis=0)[0] / 1024).tolist() == [14.0, 15.0]


def test_a_part_gone_wild_does_not_move_the_others():
    wild = record([1.0] * 26)
    wild[3, :, 1] *= 1000
    assert level_factor(wild, MANY, rounds=0.25) == pytest.approx(1.0)
