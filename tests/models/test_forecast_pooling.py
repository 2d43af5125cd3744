"""What series lend each other: the same however a catalogue is cut, and honest about what was known when."""

import numpy as np
import pytest

from models.forecasting import classes_until, demand_pattern, offers, syntetos_boylan_class
from models.forecasting.calibration import HINDSIGHT, measured_drift
from models.forecasting.chance import chances_of
from models.forecasting.spread import law_spread, scale_of, spread_sums, spread_until

N_GROUPS = 5


def offered(demand, keys=None, horizon=4, n_origins=12):
    """Offers of series whose forecast was 10 per period at every origin."""
    n, n_periods = demand.shape
    origins = np.broadcast_to(n_periods - 1 - horizon - np.arange(n_origins)[::-1], (n, n_origins))
    actual = np.take_along_axis(demand[:, None, :], origins[:, :, None] + np.arange(1, horizon + 1), axis=2)
    return offers(
        demand,
        actual - 10.0,
        np.full((n, n_origins), 10.0),
        origins=origins,
        group=classes_until(demand, origins),
        n_groups=N_GROUPS,
        keys=np.arange(n, dtype=np.uint64) if keys is None else keys,
    )


@pytest.fixture(scope="module")
def demand():
    return np.random.default_rng(1).negative_binomial(2, 2 / 12, (400, 60)).astype(float)


def test_a_catalogue_in_two_parts_lends_what_it_lends_as_a_whole(demand):
    keys = np.arange(400, dtype=np.uint64)
    whole = offered(demand, keys).shared()
    parts = [offered(demand[rows], keys[rows]) for rows in (slice(0, 150), slice(150, 400))]
    for joined in (parts[0].merge(parts[1]), parts[1].merge(parts[0])):
        assert np.array_equal(joined.shared().paths, whole.paths)
        assert np.array_equal(joined.shared().law, whole.law, equal_nan=True)


def test_the_order_of_the_series_does_not_matter(demand):
    keys, turned = np.arange(400, dtype=np.uint64), np.random.default_rng(2).permutation(400)
    assert np.array_equal(
        offered(demand[turned], keys[turned]).shared().paths, offered(demand, keys).shared().paths
    )


def test_another_unit_of_demand_lends_the_same_paths(demand):
    plain = offered(demand)
    n, origins = 400, np.broadcast_to(np.arange(44, 56), (400, 12))
    actual = np.take_along_axis(demand[:, None, :], origins[:, :, None] + np.arange(1, 5), axis=2)
    scaled = offers(
        demand * 8.0,
        (actual - 10.0) * 8.0,
        np.full((n, 12), 80.0),
        origins=origins,
        group=classes_until(demand * 8.0, origins),
        n_groups=N_GROUPS,
        keys=np.arange(n, dtype=np.uint64),
    )
    # The law keeps logarithms to a millionth, so near ties may change places: sums are compared in order.
    sums = [np.sort(np.cumsum(each.shared().paths, axis=2), axis=1) for each in (plain, scaled)]
    assert sums[1] == pytest.approx(sums[0], rel=1e-3, abs=1e-3)


def test_one_huge_order_does_not_set_the_scale_of_its_series():
    calm = np.random.default_rng(3).poisson(10, (1, 100)).astype(float)
    spiked = calm.copy()
    spiked[0, 50] = 5000.0
    newest, from_law = np.array([[99]]), np.array([[3.2]])
    scales = [scale_of(*_with(from_law, spread_until(each, newest))) for each in (calm, spiked)]
    assert scales[1] < 3 * scales[0]


def _with(from_law, spread):
    own, known = spread
    return own, from_law, known


def test_a_class_at_an_origin_knows_nothing_of_what_came_after():
    demand = np.array([[1.0] * 20 + [90.0] * 5])
    early, late = classes_until(demand, np.array([[19, 24]]))[0]
    pattern = demand_pattern(demand[:, :20])
    assert early == syntetos_boylan_class(pattern.adi, pattern.cv2)[0]
    assert late != early


def test_the_spread_of_a_class_follows_its_law():
    level = np.random.default_rng(4).lognormal(2, 1, 500)
    group = np.zeros(500, dtype=np.int64)
    law = spread_sums(level, 2.0 * level**0.7, group, n_groups=1).law()
    assert law_spread(law, np.array([10.0]), np.array([0]))[0] == pytest.approx(2 * 10**0.7, rel=1e-3)


def test_without_a_class_the_spread_is_that_of_chance_arrivals_and_half_the_level():
    law = spread_sums(np.zeros(1), np.zeros(1), np.zeros(1, dtype=np.int64), n_groups=1).law()
    assert law_spread(law, np.array([16.0]), np.array([0]))[0] == pytest.approx(np.sqrt(16 + 64))


def test_misses_that_have_grown_widen_the_range_and_steady_ones_leave_it():
    rng = np.random.default_rng(5)
    age = np.repeat(np.arange(24), 100)
    paths = rng.normal(0, 1, (2400, 4))
    grown = np.where(age[:, None] < 12, 2.0 * paths, paths)
    group = np.zeros(2400, dtype=np.int64)
    steady, wider = (measured_drift(each, group, age, n_groups=1) for each in (paths, grown))
    assert steady.upward == pytest.approx(HINDSIGHT, abs=0.06)
    assert wider.upward[0, 0] > 1.15 * HINDSIGHT
    assert wider.counts[0, 0].sum() == 1200


def test_drawn_numbers_are_even_and_hang_on_both_their_names():
    drawn = chances_of(np.arange(200, dtype=np.uint64)[:, None], np.arange(200, dtype=np.uint64))
    assert np.histogram(drawn, bins=10, range=(0, 1))[0] / 4000 == pytest.approx(1.0, abs=0.06)
    assert np.corrcoef(drawn[:-1].ravel(), drawn[1:].ravel())[0, 1] == pytest.approx(0.0, abs=0.03)
