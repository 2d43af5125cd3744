"""Boosted trees and slow models: honest about what they knew, the same in any company, loaded by jobs."""

import subprocess
import sys

import numpy as np
import pytest

from models.forecasting.panel import Panel, Season
from models.forecasting.slow import slow_candidates
from models.forecasting.trees import tree_candidate

N_PERIODS, HORIZON = 80, 3


@pytest.fixture(scope="module")
def panel():
    rng = np.random.default_rng(1)
    season = Season.repeating("four_weeks", 4, n_periods=N_PERIODS + HORIZON)
    factor = np.array([0.4, 0.8, 1.2, 1.6])[season.positions[:N_PERIODS]]
    demand = rng.poisson(rng.lognormal(3, 0.5, (40, 1)) * factor).astype(float)
    return Panel.build(
        demand, horizon=HORIZON, seasons=[season], decision_periods=3.0, keys=np.arange(40, dtype=np.uint64)
    )


@pytest.fixture(scope="module")
def origins(panel):
    return np.broadcast_to(np.arange(60, 77, 4), (panel.n_series, 5))


@pytest.fixture(scope="module")
def trees(panel, origins):
    return tree_candidate(panel, origins, max_rows=8000)


def test_trees_find_the_season_of_the_panel(panel, trees):
    level = panel.demand.mean(axis=1, keepdims=True)
    wanted = level * np.array([0.4, 0.8, 1.2])[None, :]
    assert trees.mean.shape == (40, HORIZON)
    assert np.abs(trees.mean - wanted).sum() < 0.5 * np.abs(level - wanted).sum()


def test_what_trees_said_at_an_origin_does_not_change_with_what_came_after(panel, origins, trees):
    changed = panel.demand.copy()
    changed[:, 62:] *= 3
    later = Panel.build(changed, horizon=HORIZON, seasons=panel.seasons, keys=panel.keys)
    found = tree_candidate(later, origins, max_rows=8000)
    assert np.array_equal(found.backtest[:, 0], trees.backtest[:, 0])


def test_trees_say_the_same_whatever_the_order_of_the_series(panel, origins, trees):
    turned = np.arange(40)[::-1]
    found = tree_candidate(panel.of(turned), origins[turned], max_rows=8000)
    assert found.mean[turned] == pytest.approx(trees.mean)


def test_a_panel_too_small_for_trees_gets_nothing_from_them():
    few = Panel.build(np.ones((2, 20)), horizon=2)
    assert np.isnan(tree_candidate(few, np.full((2, 3), 15)).mean).all()


def test_slow_models_are_spent_on_the_series_with_the_most_money(panel, origins):
    (found,) = slow_candidates(panel, origins, n_series=2, names=("AutoETS",))
    told = ~np.isnan(found.mean).any(axis=1)
    assert set(np.flatnonzero(told)) == set(np.argsort(-panel.demand[:, -52:].sum(axis=1))[:2])
    assert not np.isnan(found.backtest[told]).any()


def test_slow_models_follow_a_season(panel, origins):
    (found,) = slow_candidates(panel, origins, n_series=1, names=("AutoETS",))
    low, _, high = found.mean[~np.isnan(found.mean).any(axis=1)][0]
    assert high > 1.5 * low


def test_importing_these_candidates_loads_no_heavy_library():
    code = (
        "import sys, models.forecasting.trees, models.forecasting.slow, models.forecasting.distribution\n"
        "print([name for name in ('sklearn', 'numba', 'scipy', 'statsforecast') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
