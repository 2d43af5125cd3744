"""A share of few cases says little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.shares import wilson_interval


def test_three_of_three_is_not_a_hundred_percent() -> None:
    low, high = wilson_interval(3, 3)
    assert (round(float(low), 2), float(high)) == (0.44, 1.0)


def test_no_cases_say_nothing() -> None:
    assert [float(end) for end in wilson_interval(0, 0)] == [0.0, 1.0]


@given(cases=st.integers(1, 500), part=st.floats(0, 1))
def test_the_share_lies_in_its_interval_and_more_cases_narrow_it(cases: int, part: float) -> None:
    held = round(part * cases)
    low, high = wilson_interval([held, 4 * held], [cases, 4 * cases])
    assert 0 <= low[0] <= held / cases <= high[0] <= 1
    assert high[1] - low[1] <= high[0] - low[0] + 1e-12


def test_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="held must be"):
        wilson_interval(4, 3)
