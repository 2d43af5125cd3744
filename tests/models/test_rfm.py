"""Customer scores and segments: who is best, what equal customers get, and that nobody falls between."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.customers import (
    SEGMENTS,
    frequency_bands,
    quintile_cutoffs,
    rfm_scores,
    rfm_segments,
    scores_from_cutoffs,
)

customers = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 30), st.floats(-50, 1e9)), min_size=1, max_size=40
)


def test_who_bought_lately_often_and_much_scores_highest():
    scores = rfm_scores([1, 20, 40, 60, 80], [9, 7, 5, 3, 2], [900, 700, 500, 300, 100])
    assert scores.recency.tolist() == scores.frequency.tolist() == scores.monetary.tolist() == [5, 4, 3, 2, 1]


def test_frequency_goes_by_fixed_bands_where_most_bought_once():
    scores = rfm_scores(range(10), [1, 1, 1, 1, 1, 2, 3, 4, 5, 6], range(10))
    assert scores.frequency_in_bands
    assert scores.frequency.tolist() == [1, 1, 1, 1, 1, 2, 3, 4, 4, 5]


def test_exactly_40_percent_one_time_buyers_still_go_by_quintiles():
    assert not rfm_scores(range(5), [1, 1, 2, 3, 4], range(5)).frequency_in_bands


def test_bands_are_one_two_three_four_to_five_and_six_or_more():
    assert frequency_bands([1, 2, 3, 4, 5, 6, 100]).tolist() == [1, 2, 3, 4, 4, 5, 5]


def test_a_value_on_the_quantile_stays_in_the_lower_group():
    values = [10, 20, 30, 40, 50, 60]
    assert np.quantile(values, 0.2) == 20
    assert scores_from_cutoffs(values, quintile_cutoffs(values)).tolist() == [1, 1, 2, 3, 4, 5]


@given(people=customers)
def test_equal_customers_get_equal_scores_and_better_ones_never_lower(people):
    days, orders, money = (np.array(column) for column in zip(*people, strict=True))
    scores = rfm_scores(days, orders, money)
    for values, found in ((-days, scores.recency), (orders, scores.frequency), (money, scores.monetary)):
        order = np.argsort(values, kind="stable")
        assert (np.diff(found[order]) >= 0).all()
        assert all(len(set(found[values == value])) == 1 for value in values)
        assert set(found) <= {1, 2, 3, 4, 5}


@given(people=customers)
def test_every_customer_has_exactly_one_segment(people):
    scores = rfm_scores(*zip(*people, strict=True))
    assert set(rfm_segments(scores.recency, scores.frequency)) <= set(SEGMENTS)


def test_all_25_cells_have_a_segment_and_all_ten_segments_a_cell():
    recency, frequency = zip(*itertools.product(range(1, 6), repeat=2), strict=True)
    assert set(rfm_segments(recency, frequency)) == set(SEGMENTS)


def test_one_customer_is_scored_and_no_customer_is_no_error():
    assert rfm_scores([5], [1], [10]).recency.tolist() == [5]
    assert rfm_scores([], [], []).frequency.tolist() == []


@pytest.mark.parametrize(
    ("days", "orders", "money", "message"),
    [
        ([-1], [1], [1], "days_since_last_order must be >= 0"),
        ([np.nan], [1], [1], "days_since_last_order must be >= 0"),
        ([1], [0], [1], "n_orders must be whole numbers >= 1"),
        ([1], [1.5], [1], "n_orders must be whole numbers >= 1"),
        ([1], [1], [np.inf], "monetary must be known"),
        ([1, 2], [1], [1], "one length"),
    ],
)
def test_impossible_customers_are_refused_by_name(days, orders, money, message):
    with pytest.raises(ValueError, match=message):
        rfm_scores(days, orders, money)


def test_a_score_outside_one_to_five_has_no_segment():
    with pytest.raises(ValueError, match="recency must be a score from 1 to 5"):
        rfm_segments([0], [1])
