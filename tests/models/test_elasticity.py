"""How demand answered a step of the price: exact where nothing scatters, and as sure as it says."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.elasticity import LEAST_WEEKS, step_elasticity


@given(
    elasticity=st.floats(-4, 1),
    price_ratio=st.floats(0.5, 2).filter(lambda ratio: abs(math.log(ratio)) > 0.02),
    season=st.floats(0.3, 3),
)
def test_without_scatter_the_elasticity_is_exact_and_the_season_falls_out(
    elasticity: float, price_ratio: float, season: float
) -> None:
    before, others = np.full(10, 50.0), np.full((3, 10), 400.0)
    after = before * season * price_ratio**elasticity
    found = step_elasticity(before, after, price_ratio, others_before=others, others_after=others * season)
    assert found is not None
    assert found.value == pytest.approx(elasticity, abs=1e-6)
    assert found.others == pytest.approx(season)
    assert found.low < found.value < found.high


@pytest.mark.parametrize("scatter", [1.0, 3.0])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(scatter: float) -> None:
    """Negative binomial weeks whose variance is `scatter` times their mean; 95 % is promised."""
    random, truth, held = np.random.default_rng(7), -1.5, 0

    def weeks(mean: float) -> np.ndarray:
        if scatter == 1:
            return random.poisson(mean, 26).astype(float)
        return random.negative_binomial(mean / (scatter - 1), 1 / scatter, 26).astype(float)

    for _ in range(600):
        found = step_elasticity(
            weeks(60),
            weeks(60 * 1.2**truth * 0.8),
            1.2,
            others_before=[weeks(20) for _good in range(15)],
            others_after=[weeks(16) for _good in range(15)],
        )
        assert found is not None
        held += found.low <= truth <= found.high
    assert 0.92 <= held / 600 <= 0.98


def test_a_comparable_good_that_dies_changes_nothing() -> None:
    """Four goods that stayed and one that fell to a tenth: the median does not follow it."""
    stayed, dying = [[50.0] * 10] * 4, [[50.0] * 10]
    found = step_elasticity(
        [40.0] * 10, [32.0] * 10, 1.1, others_before=stayed + dying, others_after=[*stayed, [5.0] * 10]
    )
    assert found is not None
    assert found.others == 1.0


@given(st.integers(0, LEAST_WEEKS - 1))
def test_too_few_weeks_say_nothing(weeks: int) -> None:
    assert step_elasticity([5.0] * weeks, [5.0] * 20, 1.1) is None
    assert step_elasticity([5.0] * 20, [0.0] * 20, 1.1) is None


def test_a_price_that_stayed_has_no_elasticity() -> None:
    with pytest.raises(ValueError, match="price_ratio"):
        step_elasticity([5.0] * 20, [5.0] * 20, 1.0)
