"""Laws of losses, lot sizes, service and ABC classes; the published numbers are in test_vectors."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.inventory import (
    abc_classes,
    economic_order_quantity,
    economic_order_quantity_with_backorders,
    economic_production_quantity,
)
from models.inventory.loss import (
    exponential_loss,
    lognormal_loss,
    negative_binomial_loss,
    negative_binomial_probability,
    normal_loss,
    poisson_cdf,
    poisson_loss,
    poisson_quantile,
    standard_normal_loss,
    standard_normal_second_loss,
)
from models.inventory.newsvendor import (
    critical_ratio,
    newsvendor_lognormal,
    newsvendor_normal,
    newsvendor_poisson,
    newsvendor_profit,
)
from models.inventory.service import (
    cycle_service_level,
    fill_rate,
    lead_time_demand_sd,
    normal_safety_stock_units,
    reorder_point_for_fill_rate,
)

above_zero = st.floats(0.01, 1e6)
stocks = st.integers(0, 40)


@given(z=st.floats(-5, 5))
def test_more_stock_never_means_more_shortage(z):
    assert standard_normal_loss(z + 0.1) < standard_normal_loss(z)
    assert standard_normal_second_loss(z + 0.1) < standard_normal_second_loss(z)


@given(stock=stocks)
def test_one_more_unit_saves_exactly_the_chance_that_it_is_wanted(stock):
    saved = poisson_loss(stock, mean=7) - poisson_loss(stock + 1, mean=7)
    assert saved == pytest.approx(1 - poisson_cdf(stock, mean=7), abs=1e-12)


def test_without_stock_all_demand_is_short():
    assert poisson_loss(0, mean=7) == pytest.approx(7)
    assert negative_binomial_loss(0, successes=2, probability=0.2) == pytest.approx(8)
    assert exponential_loss(0, rate=0.25) == 4
    assert lognormal_loss(1e-12, log_mean=0, log_sd=1) == pytest.approx(math.exp(0.5))
    assert normal_loss(-1e6, mean=10, sd=1) == pytest.approx(1e6 + 10)


def test_the_chances_of_all_demands_sum_to_one():
    chances = (negative_binomial_probability(units, successes=2.5, probability=0.3) for units in range(200))
    assert sum(chances) == pytest.approx(1)


@given(mean=st.floats(0.1, 500), level=st.floats(0.01, 0.99))
def test_the_poisson_quantile_is_the_smallest_stock_that_gives_the_service(mean, level):
    stock = poisson_quantile(level, mean=mean)
    assert poisson_cdf(stock, mean=mean) >= level - 1e-9
    assert stock == 0 or poisson_cdf(stock - 1, mean=mean) < level + 1e-9


@given(fixed=above_zero, holding=above_zero, rate=above_zero, other=st.floats(0.1, 10))
def test_no_other_quantity_is_cheaper_than_the_economic_one(fixed, holding, rate, other):
    best = economic_order_quantity(fixed, holding, demand_rate=rate)
    another = economic_order_quantity(fixed, holding, demand_rate=rate, units=best.units * other)
    assert another.cost >= best.cost * (1 - 1e-12)


def test_a_prohibitive_shortage_cost_and_an_endless_production_rate_give_the_plain_quantity():
    plain = economic_order_quantity(8, 0.25, demand_rate=100).units
    owed = economic_order_quantity_with_backorders(8, 0.25, stockout_cost=1e12, demand_rate=100)
    made = economic_production_quantity(8, 0.25, demand_rate=100, production_rate=1e12)
    assert owed.units == pytest.approx(plain)
    assert made.units == pytest.approx(plain)


@given(stock=stocks)
def test_no_other_stock_is_cheaper_than_the_newsvendor_one(stock):
    best = newsvendor_poisson(1, 4, mean=6)
    assert newsvendor_poisson(1, 4, mean=6, level_units=stock).cost >= best.cost - 1e-12
    normal = newsvendor_normal(1, 4, mean=20, sd=6)
    assert newsvendor_normal(1, 4, mean=20, sd=6, level_units=stock).cost >= normal.cost - 1e-12


def test_equal_costs_stock_the_median():
    assert newsvendor_normal(2, 2, mean=50, sd=8).level_units == 50
    assert newsvendor_lognormal(2, 2, log_mean=0, log_sd=1).level_units == pytest.approx(1)
    assert newsvendor_profit(3, 2, salvage=1, mean=50, sd=8).units == pytest.approx(50)


@given(levels=st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)).map(sorted))
def test_more_service_never_means_less_safety_stock(levels):
    low, high = (normal_safety_stock_units(30, cycle_service_level=level) for level in levels)
    assert low <= high


def test_a_steady_lead_time_adds_days_and_steady_demand_leaves_the_lead_time():
    assert lead_time_demand_sd(20, 5, lead_time_days=9, lead_time_sd_days=0) == 15
    assert lead_time_demand_sd(20, 0, lead_time_days=9, lead_time_sd_days=2) == 40


@given(target=st.floats(0.5, 0.999))
def test_the_reorder_point_for_a_fill_rate_reaches_that_fill_rate(target):
    case = {"order_quantity": 100, "demand_mean": 80, "demand_sd": 25}
    assert fill_rate(reorder_point_for_fill_rate(target, **case), **case) == pytest.approx(target, abs=1e-6)


def test_service_per_cycle_is_not_the_share_of_demand_met():
    demand = {"demand_mean": 100, "demand_sd": 25}
    assert cycle_service_level(100, **demand) == 0.5
    assert fill_rate(100, order_quantity=1000, **demand) > 0.99


def test_the_product_that_crosses_the_cut_is_still_in_the_better_class():
    assert abc_classes([50, 40, 6, 4]).classes.tolist() == ["A", "A", "B", "C"]


@given(values=st.lists(st.floats(0, 1e9), max_size=30))
def test_a_more_valuable_product_is_never_in_a_lower_class(values):
    found = abc_classes(values)
    for value, name in zip(values, found.classes, strict=True):
        assert all(name <= other for worth, other in zip(values, found.classes, strict=True) if worth < value)


def test_products_without_any_value_are_all_c():
    assert abc_classes([0, 0]).classes.tolist() == ["C", "C"]
    assert abc_classes([]).classes.tolist() == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: normal_loss(1, mean=1, sd=0), "sd must be above 0"),
        (lambda: lognormal_loss(0, log_mean=0, log_sd=1), "stock must be above 0"),
        (lambda: exponential_loss(-1, rate=1), "stock must be >= 0"),
        (lambda: poisson_loss(-1, mean=1), "stock must be a whole number >= 0"),
        (lambda: poisson_quantile(1.0, mean=1), "level must be above 0 and below 1"),
        (lambda: negative_binomial_loss(1, successes=0, probability=0.5), "successes must be above 0"),
        (lambda: critical_ratio(0, 1), "holding_cost must be above 0"),
        (lambda: newsvendor_profit(1, 2, salvage=0, mean=1, sd=1), "price must be above unit_cost"),
        (lambda: economic_order_quantity(0, 1, demand_rate=1), "fixed_cost must be above 0"),
        (
            lambda: economic_production_quantity(1, 1, demand_rate=2, production_rate=1),
            "production_rate must",
        ),
        (lambda: normal_safety_stock_units(1, cycle_service_level=1), "cycle_service_level must be above 0"),
        (lambda: lead_time_demand_sd(1, 1, lead_time_days=0, lead_time_sd_days=0), "lead_time_days must be"),
        (lambda: abc_classes([-1]), "values must be known"),
        (lambda: abc_classes([1], a_cut=0.9, b_cut=0.5), "a_cut and b_cut must be"),
    ],
)
def test_impossible_inputs_are_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
