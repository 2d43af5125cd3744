"""Ageing, predictability and slips of the hand: what a shop's people would say of the same numbers."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from models.inventory import (
    abc_classes,
    is_right,
    mixed_up,
    slip,
    units_left,
    unsold_at_expiry,
    variation,
    xyz_classes,
)

RECEIPTS = st.lists(st.integers(0, 100), min_size=1, max_size=6)


def test_what_came_last_is_what_still_lies_there() -> None:
    assert units_left([50, 10], [0, 0, 1], [30, 40, 100]).tolist() == [30, 20, 10]


def test_stock_older_than_every_receipt_is_in_none_of_them() -> None:
    assert units_left([100], [0, 0], [30, 40]).tolist() == [30, 40]


def test_an_oversold_product_has_nothing_left_of_any_receipt() -> None:
    assert units_left([-5], [0], [30]).tolist() == [0]


@given(on_hand=st.integers(-50, 500), receipts=RECEIPTS)
def test_what_is_left_never_exceeds_stock_nor_a_receipt(on_hand: int, receipts: list[int]) -> None:
    left = units_left([on_hand], [0] * len(receipts), receipts)
    assert left.sum() == min(max(on_hand, 0), sum(receipts))
    assert (left <= receipts).all()


def test_a_lot_that_sells_in_time_loses_nothing_and_the_next_one_waits_for_it() -> None:
    assert unsold_at_expiry([10, 10], [10, 12], units_per_day=1).tolist() == [0, 8]


def test_an_expired_lot_is_lost_as_it_is() -> None:
    assert unsold_at_expiry([7, 10], [-3, 100], units_per_day=1).tolist() == [7, 0]


@given(lots=RECEIPTS, pace=st.floats(0, 5))
def test_more_demand_never_lets_more_expire(lots: list[int], pace: float) -> None:
    days = [10.0 * (number + 1) for number in range(len(lots))]
    slow = unsold_at_expiry(lots, days, units_per_day=pace).sum()
    assert unsold_at_expiry(lots, days, units_per_day=pace + 1).sum() <= slow + 1e-9


def test_steady_demand_is_x_and_a_single_sale_in_a_year_is_z() -> None:
    steady, rare = [10.0] * 12, [0.0] * 11 + [12.0]
    assert xyz_classes(variation([steady, rare])).tolist() == ["X", "Z"]


def test_weeks_without_stock_do_not_make_demand_erratic() -> None:
    weeks = [10.0] * 12 + [np.nan] * 4
    assert variation([weeks])[0] == 0


def test_too_short_a_past_says_nothing_and_counts_as_erratic() -> None:
    assert np.isnan(variation([[5.0] * 7])[0])
    assert xyz_classes(variation([[5.0] * 7])).tolist() == ["Z"]


@given(weeks=st.lists(st.integers(0, 50), min_size=8, max_size=20), times=st.integers(2, 9))
def test_ten_times_the_same_demand_is_as_predictable(weeks: list[int], times: int) -> None:
    one, many = variation([weeks, [week * times for week in weeks]])
    assert (np.isnan(one) and np.isnan(many)) or one == pytest.approx(many)


def test_the_product_that_crosses_eighty_percent_is_still_a() -> None:
    assert abc_classes([70, 15, 10, 5]).classes.tolist() == ["A", "A", "B", "C"]


def test_one_piece_of_fifty_is_within_two_percent_and_two_are_not() -> None:
    assert is_right([49, 51, 48], [50, 50, 50]).tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("counted", "booked", "code"),
    [
        (480, 48, "ten_times"),
        (5, 50, ""),
        (12, 120, "tenth"),
        (1520, 152, "ten_times"),
        (1352, 152, "digit_added"),
        (152, 1352, "digit_dropped"),
        (63, 36, "digits_swapped"),
        (44, 50, ""),
        (50, 50, ""),
        (0, 50, ""),
        (4.5, 45, ""),
    ],
)
def test_slips_of_the_hand_are_told_from_missing_goods(counted: float, booked: float, code: str) -> None:
    assert slip(counted, booked) == code


def test_two_rows_with_each_others_count_are_mixed_up() -> None:
    assert mixed_up([12, 80, 44], [80, 12, 50]).tolist() == [1, 0, -1]


def test_products_with_the_same_books_are_not_mixed_up_by_being_short() -> None:
    assert mixed_up([44, 44], [50, 50]).tolist() == [-1, -1]
