"""The range of demand: it covers what it promises, and it never lies about its shape."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.forecasting import (
    ResidualPool,
    accuracy,
    demand_paths,
    moving_average,
    pool_residuals,
    window_quantiles,
)

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
# Measured: 92.9 to 95.1 % over all these kinds and windows.
TOLERANCE = 0.03


HORIZON = 13


@dataclass(frozen=True)
class Told:
    """A plain forecast of a panel, its misses at 26 origins, and the pool made of them."""

    mean: np.ndarray
    residual_paths: np.ndarray
    pool: ResidualPool


def plain_forecast(demand, *, horizon=HORIZON, n_origins=26, keys=None, window=26):
    """The moving average of every series: no choice, so that only the range is on trial."""
    demand = np.asarray(demand, dtype=float)
    n, n_periods = demand.shape
    levels = moving_average(demand, window)
    origins = np.broadcast_to(n_periods - 2 - np.arange(n_origins)[::-1], (n, n_origins))
    begun = (origins >= 0) & ~np.isnan(np.take_along_axis(levels, np.maximum(origins, 0), axis=1))
    origins = np.where(begun, origins, -1)
    after = np.concatenate([demand, np.full((n, horizon), np.nan)], axis=1)
    steps = np.maximum(origins, 0)[:, :, None] + np.arange(1, horizon + 1)
    actual = np.take_along_axis(after[:, None, :], steps, axis=2)
    said = np.take_along_axis(levels, np.maximum(origins, 0), axis=1)[:, :, None]
    residuals = np.where((origins >= 0)[:, :, None], actual - said, np.nan)
    mean = np.repeat(levels[:, -1:], horizon, axis=1)
    return Told(mean, residuals, pool_residuals(mean, residuals, demand=demand, origins=origins, keys=keys))


def quantiles_of(told, levels, periods, **window):
    return window_quantiles(told.mean, told.residual_paths, levels, periods=periods, pool=told.pool, **window)


def covered(demand, *, periods, level=0.95, rows=slice(None)):
    """Share of series whose demand of the next periods stayed at or below the quantile forecast for it."""
    history, future = demand[:, :110], demand[:, 110 : 110 + periods].sum(axis=1)
    return (future <= quantiles_of(plain_forecast(history), [level], periods)[:, 0])[rows].mean()


def stationary(name, n_series=1500, n_periods=123):
    rng = np.random.default_rng(11)
    means = rng.lognormal(2.0, 1.0, n_series)[:, None]
    shape = (n_series, n_periods)
    return {
        "poisson": lambda: rng.poisson(means, shape),
        "overdispersed": lambda: rng.negative_binomial(2, 2 / (2 + means), shape),
        "even": lambda: rng.normal(100, 20, shape).clip(0),
        "lumpy": lambda: rng.poisson(5, shape) * (rng.random(shape) < 0.2),
    }[name]().astype(float)


@pytest.mark.parametrize("periods", [1, 5, 10])
@pytest.mark.parametrize("kind", ["poisson", "overdispersed", "even", "lumpy"])
def test_the_95_percent_quantile_covers_95_percent_of_stationary_demand(kind, periods):
    assert covered(stationary(kind), periods=periods) == pytest.approx(0.95, abs=TOLERANCE)


def test_the_median_of_even_demand_is_exceeded_half_of_the_time():
    assert covered(stationary("even"), periods=5, level=0.5) == pytest.approx(0.5, abs=TOLERANCE)


@pytest.mark.parametrize("periods", [4, 10])
def test_the_place_of_rare_demand_in_its_distribution_is_even(periods):
    rng = np.random.default_rng(21)
    rates = rng.lognormal(-2.5, 0.5, (1500, 1))
    demand = (rng.random((1500, 123)) < rates) * rng.poisson(4, (1500, 123)).astype(float)
    history, future = demand[:, :110], demand[:, 110 : 110 + periods].sum(axis=1)
    levels = np.arange(0.02, 1, 0.02)
    found = quantiles_of(plain_forecast(history), levels, periods)
    place = accuracy.randomised_pit(future, found, levels, chances=rng.random(1500))
    assert np.histogram(place, bins=5, range=(0, 1))[0] / 1500 == pytest.approx(0.2, abs=0.05)


@pytest.mark.parametrize("known", [6, 12, 24])
def test_new_products_are_covered_because_they_borrow_from_older_ones(known):
    demand = stationary("overdispersed")
    new = np.arange(demand.shape[0]) % 4 == 0
    demand[new, : 110 - known] = np.nan
    assert covered(demand, periods=4, rows=new) == pytest.approx(0.95, abs=0.05)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1000), periods=st.floats(0.1, 6.0))
def test_more_service_never_means_less_stock(seed, periods):
    demand = np.random.default_rng(seed).poisson(2, (5, 40)).astype(float)
    result = plain_forecast(demand, horizon=6)
    found = quantiles_of(result, LEVELS, periods)
    assert (np.diff(found, axis=1) >= 0).all()
    assert (found >= 0).all()


def test_a_longer_window_needs_more_and_a_fraction_of_a_period_counts_by_its_fraction():
    mean, residuals = np.full((1, 4), 10.0), np.zeros((1, 26, 4))
    medians = [window_quantiles(mean, residuals, [0.5], periods=length)[0, 0] for length in (1, 1.5, 2)]
    assert medians == pytest.approx([10, 15, 20])


def test_ten_series_at_once_are_ten_series_one_by_one():
    demand = np.random.default_rng(8).poisson(5, (10, 60)).astype(float)
    result = plain_forecast(demand, horizon=6)
    together = quantiles_of(result, LEVELS, 3.0)
    third = window_quantiles(
        result.mean[2:3], result.residual_paths[2:3], LEVELS, periods=3.0, pool=result.pool.of([2])
    )
    assert third[0] == pytest.approx(together[2])


def test_each_series_may_have_its_own_service_level_and_window():
    told = plain_forecast(np.random.default_rng(3).poisson(9, (2, 60)), horizon=4)
    both = quantiles_of(told, [[0.9], [0.99]], [2, 4])
    assert both[1, 0] == quantiles_of(told, [0.99], 4)[1, 0]
    assert both[0, 0] == quantiles_of(told, [0.9], 2)[0, 0]


def test_a_product_that_never_sold_needs_nothing_at_any_service_level():
    result = plain_forecast([[0.0] * 60], horizon=6)
    assert quantiles_of(result, LEVELS, 6).tolist() == [[0.0] * 7]


def test_a_new_product_without_residuals_still_gets_a_range():
    result = plain_forecast([[np.nan] * 50 + [4.0]], horizon=6)
    low, high = quantiles_of(result, [0.05, 0.95], 6)[0]
    assert low < 24 < high


def test_sample_paths_are_whole_never_negative_and_repeatable():
    demand = np.random.default_rng(9).poisson(2, (30, 60)).astype(float)
    result = plain_forecast(demand, horizon=6)
    first, again, other = (
        demand_paths(result.mean, result.residual_paths, n_paths=50, seed=seed, pool=result.pool)
        for seed in (1, 1, 2)
    )
    assert first.dtype == np.int64
    assert first.shape == (30, 50, 6)
    assert first.min() >= 0
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_sample_paths_sum_to_the_forecast_on_average_even_for_slow_sellers():
    demand = np.random.default_rng(10).poisson(0.3, (400, 110)).astype(float)
    result = plain_forecast(demand, horizon=8)
    paths = demand_paths(result.mean, result.residual_paths, n_paths=100, seed=1, pool=result.pool)
    really = np.random.default_rng(10).poisson(0.3, (400, 118))[:, 110:].sum(axis=1).mean()
    assert paths.sum(axis=2).mean() == pytest.approx(8 * 0.3, rel=0.15)
    assert really == pytest.approx(8 * 0.3, rel=0.15)


def test_sums_of_sample_paths_have_the_quantiles_of_the_window():
    demand = np.random.default_rng(12).poisson(40, (40, 110)).astype(float)
    result = plain_forecast(demand, horizon=6)
    paths = demand_paths(result.mean, result.residual_paths, n_paths=2000, seed=1, pool=result.pool)
    sampled = np.quantile(paths.sum(axis=2), [0.1, 0.5, 0.9], axis=1).T
    assert sampled == pytest.approx(quantiles_of(result, [0.1, 0.5, 0.9], 6), rel=0.06)


def test_the_paths_of_a_series_hang_on_its_key_alone():
    told = plain_forecast(np.random.default_rng(9).poisson(2, (30, 60)), horizon=6)
    keys = np.arange(30, dtype=np.uint64) + 7
    together = demand_paths(told.mean, told.residual_paths, n_paths=20, seed=keys, pool=told.pool)
    few = [11, 3]
    alone = demand_paths(
        told.mean[few], told.residual_paths[few], n_paths=20, seed=keys[few], pool=told.pool.of(few)
    )
    assert np.array_equal(alone, together[few])


def test_a_window_that_begins_later_adds_up_with_the_time_before_it():
    told = plain_forecast(np.random.default_rng(12).poisson(40, (40, 110)))
    early, late, both = (
        quantiles_of(told, [0.5], length, start=start).mean() for start, length in ((0, 4), (4, 5), (0, 9))
    )
    assert early + late == pytest.approx(both, rel=0.02)


def test_a_window_that_begins_later_covers_what_it_promises():
    demand = stationary("overdispersed")
    history, future = demand[:, :110], demand[:, 114:118].sum(axis=1)
    found = quantiles_of(plain_forecast(history), [0.95], 4, start=4)[:, 0]
    assert (future <= found).mean() == pytest.approx(0.95, abs=TOLERANCE)


def test_one_huge_order_does_not_raise_the_need_of_its_series_much():
    demand = stationary("poisson", n_series=200, n_periods=110)
    spiked = demand.copy()
    spiked[0, 90] = 100 * demand[0].mean()
    calm, wild = (quantiles_of(plain_forecast(each), [0.95], 4)[0, 0] for each in (demand, spiked))
    moved = plain_forecast(spiked).mean[0, 0] - plain_forecast(demand).mean[0, 0]
    assert wild - 4 * moved < 4 * calm


def test_a_window_beyond_the_horizon_is_refused():
    with pytest.raises(ValueError, match="periods must be above 0 and at most 4"):
        window_quantiles(np.ones((1, 4)), np.zeros((1, 5, 4)), [0.5], periods=3, start=2)


def test_huge_demand_keeps_its_range():
    demand = np.random.default_rng(13).normal(1e9, 1e8, (30, 110))
    result = plain_forecast(demand, horizon=4)
    low, high = quantiles_of(result, [0.05, 0.95], 4).mean(axis=0)
    assert 3e9 < low < 4e9 < high < 5e9


def test_groups_without_enough_donors_take_those_of_all_groups():
    rng = np.random.default_rng(14)
    mean, residuals = np.full((40, 3), 10.0), rng.normal(0, 3, (40, 26, 3))
    groups = np.zeros(40, dtype=int)
    groups[0] = 2
    pool = pool_residuals(mean, residuals, group=groups)
    assert pool.paths.shape[0] == 3
    assert pool.scale[0] == pytest.approx(3, rel=0.4)


@pytest.mark.parametrize("levels", [[0.0], [1.0], [-0.5]])
def test_a_quantile_outside_zero_to_one_is_refused(levels):
    with pytest.raises(ValueError, match="quantiles must be above 0 and below 1"):
        window_quantiles(np.ones((1, 2)), np.zeros((1, 5, 2)), levels, periods=1)


def test_mean_and_residuals_must_belong_together():
    with pytest.raises(ValueError, match="residual_paths must be"):
        window_quantiles(np.ones((1, 2)), np.zeros((1, 5, 3)), [0.5], periods=1)


def test_nothing_is_wanted_before_a_launch_or_after_the_end_of_sale():
    mean = np.array([[0.0, 0.0, 5.0, 5.0, 0.0]])
    pool = ResidualPool(
        np.array([0]), np.array([3.0]), np.array([0]), np.random.default_rng(1).normal(size=(1, 50, 5))
    )
    none = np.full((1, 1, 5), np.nan)
    assert window_quantiles(mean, none, [0.99], periods=2, pool=pool).max() == 0
    assert window_quantiles(mean, none, [0.99], periods=3, pool=pool).max() > 5
    paths = demand_paths(mean, none, n_paths=50, seed=1, pool=pool)
    assert paths[:, :, :2].max() == 0


def test_a_pool_is_widened_to_the_spread_of_a_level_and_never_narrowed():
    paths = np.random.default_rng(2).normal(size=(1, 2000, 6))
    pool = ResidualPool(np.zeros(2, dtype=np.int64), np.ones(2), np.array([0, 0]), paths)
    wide = pool.widened(np.array([10.0, np.nan]))
    assert wide.scale[1] == 1
    quantiles = window_quantiles(
        np.full((2, 6), 100.0), np.full((2, 1, 6), np.nan), [0.16, 0.84], periods=4, pool=wide
    )
    assert (quantiles[0, 1] - quantiles[0, 0]) / 2 == pytest.approx(40, rel=0.15)
