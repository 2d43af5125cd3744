"""When silence is a stock-out, when a peak is no level, and what half an open period says of the whole."""

from __future__ import annotations

import numpy as np
import pytest

from models.forecasting.censoring import censored_runs
from models.forecasting.spikes import spikes
from models.forecasting.unconstrained import unconstrained


def poisson(mean: float, *, n_series: int = 1, n_days: int = 730, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).poisson(mean, (n_series, n_days)).astype(float)


def test_ten_silent_days_of_a_fast_seller_are_found_and_nothing_else() -> None:
    demand = poisson(8)
    demand[0, 300:310] = 0
    found = censored_runs(demand)
    assert (found.first.tolist(), found.last.tolist()) == ([300], [309])


@pytest.mark.parametrize("mean", [0.2, 0.5, 1.0, 4.0])
def test_chance_alone_hardly_ever_looks_like_a_stock_out(mean: float) -> None:
    assert len(censored_runs(poisson(mean, n_series=1000)).series) <= 10


def test_silence_at_the_end_is_not_judged() -> None:
    demand = poisson(8)
    demand[0, -10:] = 0
    assert not len(censored_runs(demand).series)


def test_silence_on_days_when_nobody_buys_is_no_stock_out() -> None:
    demand = poisson(8)
    demand[0, 300:310] = 0
    closed = np.where((np.arange(730) >= 300) & (np.arange(730) < 310), 0.0, 1.0)
    assert not len(censored_runs(demand, intensity=closed).series)


def test_a_day_ten_times_beyond_its_weeks_is_a_spike_and_two_of_them_are_the_series_own() -> None:
    demand = poisson(5)
    demand[0, 400] = 80
    assert spikes(demand).period.tolist() == [400]
    demand[0, 100] = 70
    assert not len(spikes(demand).period)


def test_an_explained_day_is_no_spike() -> None:
    demand = poisson(5)
    demand[0, 400] = 80
    assert not len(spikes(demand, explained=np.arange(730) == 400).period)


def test_shelves_that_empty_in_most_weeks_hide_little_of_what_was_wanted() -> None:
    """Eight units come each Monday, 10.5 a week are wanted: sold out in most weeks, on whatever day."""
    rng = np.random.default_rng(1)
    wanted = rng.poisson(1.5, (400, 60, 7))
    reached = np.cumsum(wanted, axis=2)
    left = np.maximum(8 - np.concatenate([np.zeros((400, 60, 1)), reached[:, :, :-1]], axis=2), 0)
    open_days = left > 0
    sold = np.minimum(wanted, left).sum(axis=2)
    closed = 1.0 - open_days.mean(axis=2)
    told = unconstrained(sold, closed, begun=np.ones(sold.shape, dtype=np.bool_))
    shown = 1 - (10.5 - np.nanmean(told)) / (10.5 - sold.mean())
    assert 0.5 < shown <= 1
    assert np.isnan(told).mean() < 0.2
    assert sold.mean() < 0.8 * 10.5
