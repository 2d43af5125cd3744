"""Events, prices and seasons of groups: learned across series, forecast where known, no level after them."""

import numpy as np
import pytest

from models.forecasting import Events, Panel, Season, fit_pool
from models.forecasting import forecast as forecast_with

UNKNOWN = np.nan


def weekly(demand, horizon=6, **more):
    year = Season.repeating("week_of_year", 52, n_periods=np.shape(demand)[1] + horizon)
    return Panel.build(demand, horizon=horizon, **{"seasons": [year], "decision_periods": 3, **more})


def test_a_promotion_does_not_lift_the_level_after_it():
    calm = np.random.default_rng(8).poisson(20, (40, 80)).astype(float)
    promoted = calm.copy()
    promoted[:, 72:78] *= 3.0
    events = Events.build(["promotion"], [0] * 6, range(72, 78))
    told = weekly(promoted, events=events)
    found = forecast_with(told, fit_pool(told))
    ignorant = weekly(promoted)
    lifted = forecast_with(ignorant, fit_pool(ignorant))
    assert found.mean.mean() == pytest.approx(20, rel=0.08)
    assert lifted.mean.mean() > 1.05 * found.mean.mean()


def test_a_promotion_to_come_does_what_earlier_ones_did():
    demand = np.random.default_rng(9).poisson(20, (40, 80)).astype(float)
    past = [20, 35, 50, 65]
    demand[:, past] *= 3.0
    events = Events.build(["promotion"], 0, [*past, 82], known_from=[0, 0, 0, 0, 78])
    panel = weekly(demand, events=events)
    found = forecast_with(panel, fit_pool(panel))
    assert found.event_factor[:, 2].mean() == pytest.approx(3.0, rel=0.15)
    assert found.mean[:, 2].mean() == pytest.approx(60, rel=0.15)
    assert found.mean[:, 1].mean() == pytest.approx(20, rel=0.1)


def test_an_event_that_touches_half_of_a_period_lifts_it_by_half():
    demand = np.random.default_rng(10).poisson(20, (40, 80)).astype(float)
    demand[:, [20, 35, 50, 65]] *= 3.0
    events = Events.build(["sale"], 0, [20, 35, 50, 65, 81], share=[1, 1, 1, 1, 0.5])
    panel = weekly(demand, events=events)
    assert forecast_with(panel, fit_pool(panel)).event_factor[:, 1].mean() == pytest.approx(2.0, rel=0.15)


def test_an_event_of_two_days_of_a_week_is_learned_as_well_as_one_of_seven():
    rng = np.random.default_rng(21)
    factor = np.ones(86)
    factor[[20, 35, 50, 65, 81]] += 4 * 2 / 7
    demand = rng.poisson(5 * factor[:80], (20, 80)).astype(float)
    events = Events.build(["sale"], 0, [20, 35, 50, 65, 81], share=2 / 7)
    panel = weekly(demand, events=events)
    found = forecast_with(panel, fit_pool(panel)).event_factor[:, 1].mean()
    assert found == pytest.approx(1 + 4 * 2 / 7, rel=0.12)


def test_a_festival_without_effect_does_not_lift_goods_that_sell_rarely():
    demand = np.random.default_rng(22).poisson(0.3, (300, 100)).astype(float)
    events = Events.build(["festival"], 0, [20, 45, 70, 95, 101], share=3 / 7)
    panel = weekly(demand, events=events)
    assert forecast_with(panel, fit_pool(panel)).event_factor[:, 1].mean() == pytest.approx(1.0, abs=0.06)


def test_a_group_has_its_own_festival_even_where_its_parts_share_their_weeks():
    rng = np.random.default_rng(23)
    gift = np.repeat([1, 0], [40, 160])
    factor = np.ones((200, 86))
    for week in (20, 72, 81):
        factor[:40, week : week + 2] = (1.5, 2.0)
    demand = rng.poisson(8 * factor[:, :80]).astype(float)
    period = [20, 20, 21, 72, 72, 73, 81, 81, 82]
    events = Events.build(["before", "near"], [0, 1, 1] * 3, period, share=[0.5, 0.5, 1.0] * 3)
    panel = weekly(demand, events=events, group=gift)
    found = forecast_with(panel, fit_pool(panel)).event_factor
    assert found[:40, 2].mean() == pytest.approx(2.0, rel=0.15)
    assert found[40:, 2].mean() == pytest.approx(1.0, abs=0.12)


def test_a_group_that_goes_its_own_way_has_its_own_season():
    rng = np.random.default_rng(24)
    year = Season.repeating("week_of_year", 52, n_periods=116)
    wave = 1 + 0.8 * np.cos(2 * np.pi * year.positions / 52)
    rates = np.where(np.arange(130)[:, None] < 10, 4 * wave, 4.0)
    demand = rng.poisson(rates[:, :110]).astype(float)
    panel = Panel.build(
        demand, horizon=6, seasons=[year], group=np.repeat([0, 1], [10, 120]), decision_periods=3
    )
    index = fit_pool(panel).index[0, -1]
    assert np.corrcoef(index[1, :52], wave[:52])[0, 1] > 0.9
    assert np.ptp(index[1, :52]) > 0.7 * np.ptp(wave[:52])
    assert np.ptp(index[2, :52]) < 0.3


def test_an_event_not_yet_known_is_not_forecast():
    demand = np.random.default_rng(11).poisson(20, (20, 80)).astype(float)
    demand[:, [20, 35, 50, 65]] *= 3.0
    events = Events.build(["sale"], 0, [20, 35, 50, 65, 81], known_from=[0, 0, 0, 0, 99])
    panel = weekly(demand, events=events)
    assert forecast_with(panel, fit_pool(panel)).event_factor == pytest.approx(1.0)


def test_a_lower_price_to_come_lifts_demand_as_lower_prices_did():
    rng = np.random.default_rng(12)
    price = np.full((40, 86), UNKNOWN)
    price[:, ::9] = 0.7
    demand = rng.poisson(np.where(price[:, :80] == 0.7, 40, 20)).astype(float)
    panel = weekly(demand, relative_price=price)
    factor = forecast_with(panel, fit_pool(panel)).event_factor
    assert factor[:, 1].mean() == pytest.approx(2.0, rel=0.2)
    assert factor[:, 0] == pytest.approx(1.0)
