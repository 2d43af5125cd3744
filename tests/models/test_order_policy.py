"""Rules of ordering that hold for every product, and the explanation that adds up to them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.inventory import (
    STEP_CODES,
    StockPicture,
    explain_quantity,
    order_quantities,
    order_quantity,
    order_up_to_units,
    protection_days,
    reorder_point_units,
    safety_stock_units,
    stock_position_units,
)

positions = st.one_of(st.integers(-500, 2000), st.floats(-500, 2000))
points = st.integers(0, 1000)
cycles = st.integers(0, 500)
minimums = st.integers(0, 700)
packs = st.integers(1, 60)


def test_stock_must_last_for_the_lead_time_and_until_the_next_look():
    assert float(protection_days(30, 7)) == 37


def test_stock_on_order_counts_and_stock_promised_does_not():
    assert float(stock_position_units(10, 20, reserved=4, backordered=3)) == 23


def test_nothing_is_ordered_above_the_reorder_point():
    assert order_quantity(11, 10, 40, moq=100).units == 0


def test_at_the_reorder_point_stock_is_filled_up():
    assert order_quantity(10, 10, 40).units == 30


def test_without_demand_nothing_is_ordered_whatever_the_minimum():
    assert order_quantity(0, 0, 0, moq=500, pack_multiple=12).units == 0


def test_what_is_owed_to_customers_is_ordered_even_without_further_demand():
    assert order_quantity(-3, 0, 0).units == 3


def test_stock_on_order_is_not_ordered_again():
    first = order_quantity(0, 10, 25, moq=30, pack_multiple=4).units
    assert order_quantity(first, 10, 25, moq=30, pack_multiple=4).units == 0


def test_a_hair_of_a_decimal_does_not_order_one_more_unit():
    assert order_quantity(0.1 + 0.2, 10, 10.3).units == 10


@given(position=positions, point=points, cycle=cycles, moq=minimums, pack=packs)
def test_an_order_is_full_packs_reaches_the_minimum_and_is_no_larger_than_it_must_be(
    position, point, cycle, moq, pack
):
    order = order_quantity(position, point, point + cycle, moq=moq, pack_multiple=pack)
    assert order.units == order.raw_units + order.pack_added_units + order.moq_added_units
    assert min(order.raw_units, order.pack_added_units, order.moq_added_units) >= 0
    assert order.units % pack == 0
    if order.raw_units:
        assert max(order.raw_units, moq) <= order.units < max(order.raw_units, moq) + pack
    else:
        assert order.units == 0


@given(position=positions, point=points, cycle=cycles, moq=minimums, pack=packs)
def test_more_stock_never_means_a_larger_order(position, point, cycle, moq, pack):
    def units(at):
        return order_quantity(at, point, point + cycle, moq=moq, pack_multiple=pack).units

    assert units(position + 1) <= units(position)


def test_many_products_at_once_are_the_same_as_one_by_one():
    rows = [(4, 10, 27, 40, 12), (11, 10, 27, 40, 12), (-5, 0, 0, 10, 1)]
    position, point, up_to, moq, pack = zip(*rows, strict=True)
    many = order_quantities(position, point, up_to, moq=moq, pack_multiple=pack)
    assert many.units.tolist() == [
        order_quantity(*row[:3], moq=row[3], pack_multiple=row[4]).units for row in rows
    ]


@given(
    quantiles=st.lists(st.floats(0, 1e9), min_size=3, max_size=3).map(sorted),
    services=st.tuples(st.floats(0.5, 0.99), st.floats(0.5, 0.99)).map(sorted),
)
def test_more_service_never_means_a_lower_reorder_point(quantiles, services):
    low, high = (
        reorder_point_units([quantiles], quantile_levels=[0.5, 0.9, 0.99], cycle_service_level=service)[0]
        for service in services
    )
    assert low <= high


def test_the_reorder_point_is_rounded_up_to_whole_units():
    assert reorder_point_units([[3.2], [4.0]], quantile_levels=[0.95], cycle_service_level=0.95).tolist() == [
        4,
        4,
    ]


def test_stock_is_filled_up_for_the_review_period_or_the_economic_order_if_larger():
    assert order_up_to_units([10, 10], [6.5, 6.5], order_size_units=[0, 30]).tolist() == [17, 40]


def test_safety_stock_is_what_the_reorder_point_holds_beyond_expected_demand():
    assert safety_stock_units([21], [14]).tolist() == [7]


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"order_up_to": 9}, "order_up_to must be finite and >= reorder_point"),
        ({"moq": -1}, "moq must be finite and >= 0"),
        ({"pack_multiple": 0}, "pack_multiple must be a whole number >= 1"),
        ({"pack_multiple": 1.5}, "pack_multiple must be a whole number >= 1"),
        ({"stock_position": np.nan}, "stock_position must be known"),
    ],
)
def test_impossible_order_rules_are_refused_by_name(choice, message):
    with pytest.raises(ValueError, match=message):
        order_quantity(**{"stock_position": 0, "reorder_point": 10, "order_up_to": 20, **choice})


def test_impossible_policies_are_refused_by_name():
    with pytest.raises(ValueError, match="review_period_days must be above 0"):
        protection_days(3, 0)
    with pytest.raises(ValueError, match="lead_time_days must be >= 0"):
        protection_days(-1, 7)
    with pytest.raises(ValueError, match="cycle_service_level must be from"):
        reorder_point_units([[1, 2]], quantile_levels=[0.5, 0.9], cycle_service_level=0.99)
    with pytest.raises(ValueError, match="must not fall"):
        reorder_point_units([[2, 1]], quantile_levels=[0.5, 0.9], cycle_service_level=0.6)


def explain(stock, **choices):
    return explain_quantity(
        stock, **{"expected_demand": 20, "reorder_point": 30, "order_up_to": 45, **choices}
    )


@given(
    stock=st.tuples(*[st.integers(0, 600)] * 4),
    demand=st.integers(0, 2000).map(lambda half: half / 2),
    point=points,
    cycle=cycles,
    rules=st.tuples(minimums, packs),
)
def test_the_steps_add_up_exactly_to_the_quantity(stock, demand, point, cycle, rules):
    why = explain(
        StockPicture(*stock),
        expected_demand=demand,
        reorder_point=point,
        order_up_to=point + cycle,
        moq=rules[0],
        pack_multiple=rules[1],
    )
    assert sum(units for _, units in why.steps) == why.quantity.units
    assert tuple(code for code, _ in why.steps) == STEP_CODES


@given(on_hand=st.floats(0, 1e4), demand=st.floats(0, 1e4))
def test_the_steps_add_up_for_any_decimals(on_hand, demand):
    why = explain(StockPicture(on_hand), expected_demand=demand)
    assert sum(units for _, units in why.steps) == pytest.approx(why.quantity.units, abs=1e-6)


@given(point=points, cycle=cycles)
def test_one_unit_above_the_tipping_point_nothing_is_ordered(point, cycle):
    tip = explain(
        StockPicture(0), expected_demand=0, reorder_point=point, order_up_to=point + cycle
    ).tipping_point_units
    assert order_quantity(tip, point, point + cycle).units > 0
    assert order_quantity(tip + 1, point, point + cycle).units == 0


def test_enough_stock_is_a_step_of_its_own_so_that_zero_is_explained_too():
    steps = dict(explain(StockPicture(on_hand=40)).steps)
    assert steps["enough_stock"] == -5
    assert sum(steps.values()) == 0


def test_packs_and_minimum_are_told_apart():
    steps = dict(explain(StockPicture(on_hand=22), moq=40, pack_multiple=12).steps)
    assert (steps["pack_rounding"], steps["moq"]) == (1, 24)


def test_negative_expected_demand_is_refused():
    with pytest.raises(ValueError, match="expected_demand must be >= 0"):
        explain(StockPicture(0), expected_demand=-1)
