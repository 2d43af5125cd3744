"""When a series moved to another level, and when it only looks so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anomalies.level_shift import last_level_shift, level_shift

ON_TIME, LATE = [21, 22, 21, 23, 20, 21], [33, 30, 36, 31, 34, 35]
NUMBERS = st.lists(st.integers(0, 60), min_size=6, max_size=30)


def test_a_step_is_found_where_it_is() -> None:
    found = level_shift(ON_TIME + LATE)
    assert found is not None
    assert (found.start, found.before, found.after) == (6, 21.0, 33.5)
    assert found.p_value < 0.01


def test_a_steady_series_has_no_shift() -> None:
    assert level_shift([30] * 12) is None


def test_too_few_values_say_nothing() -> None:
    assert level_shift([20, 20, 33, 33]) is None


def test_noise_is_named_a_shift_about_as_often_as_it_may_be() -> None:
    random = np.random.default_rng(5)
    named = sum(last_level_shift(random.normal(30, 3, 20), most_p_value=0.05) is not None for _ in range(100))
    assert named <= 12


def test_one_outlier_is_no_shift() -> None:
    assert last_level_shift([20, 21, 20, 60, 21, 20, 20, 21, 20, 21]) is None


def test_a_supplier_that_partly_mended_is_judged_by_its_last_level() -> None:
    found = last_level_shift(ON_TIME + LATE + [27, 26, 28, 27, 26, 27])
    assert found is not None
    assert (found.start, found.before, found.after) == (12, 33.5, 27.0)


def test_a_real_but_small_shift_can_be_passed_over() -> None:
    assert last_level_shift([20, 20, 20, 20, 20, 21, 21, 21, 21, 21], smallest=3) is None


@given(values=NUMBERS, moved_by=st.integers(1, 100), times=st.integers(1, 9))
def test_neither_the_unit_nor_the_zero_of_the_values_matters(
    values: list[int], moved_by: int, times: int
) -> None:
    one = level_shift(values, permutations=99)
    other = level_shift([value * times + moved_by for value in values], permutations=99)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert (one.start, one.p_value) == (other.start, other.p_value)


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="values must be known"):
        level_shift([1, 2, np.nan, 4, 5, 6])
