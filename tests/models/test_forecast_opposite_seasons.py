"""Summer and winter goods of one category are told apart, and nothing else is."""

import numpy as np
import pytest

from models.forecasting.opposite_seasons import season_parts
from models.forecasting.panel import Season

WEEKS = 110
YEAR = Season.repeating("week_of_year", 52, n_periods=WEEKS + 6)
WINTER = 1 + 0.8 * np.cos(2 * np.pi * YEAR.positions[:WEEKS] / 52)


def _sold(rates, seed=1):
    return np.random.default_rng(seed).poisson(rates).astype(float)


def _goods(winter=6, summer=6, plain=6):
    cold, warm = np.tile(8 * WINTER, (winter, 1)), np.tile(8 * (2 - WINTER), (summer, 1))
    return _sold(np.concatenate([cold, warm, np.full((plain, WEEKS), 8.0)]))


def _parts(demand, group=None):
    codes = np.zeros(len(demand), dtype=np.int64) if group is None else group
    return season_parts(demand, group=codes, season=YEAR)


def test_opposite_seasons_of_a_category_part_and_the_rest_stays():
    assert _parts(_goods()).tolist() == [1] * 6 + [3] * 6 + [0] * 6


def test_a_category_of_one_season_stays_whole():
    assert not _parts(_goods(summer=0)).any()


def test_a_category_without_season_stays_whole():
    assert not _parts(_goods(winter=0, summer=0, plain=30)).any()


def test_what_belongs_to_no_category_is_never_parted():
    assert not _parts(_goods(), group=np.full(18, -1)).any()


@pytest.mark.parametrize("begins", [WEEKS - 26, WEEKS - 40])
def test_a_new_product_joins_the_season_that_its_first_months_follow(begins):
    demand = _goods(winter=8, summer=6, plain=2)
    demand[[0, 15], :begins] = np.nan
    found = _parts(demand)
    assert found[0] == 1
    assert found[15] == 0


def test_the_order_of_the_series_changes_nothing():
    demand = _goods()
    turned = np.random.default_rng(2).permutation(len(demand))
    assert (_parts(demand[turned]) == _parts(demand)[turned]).all()


def test_too_short_a_history_shows_no_season():
    assert not _parts(_goods()[:, :40]).any()
