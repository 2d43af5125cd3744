"""Own rhythm: chances of silence, and what must hold for any of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.customers import longest_silence_days, silence_chance, usual_gap_days

gaps = st.integers(0, 200)
days = st.integers(0, 3000)
usual = st.floats(1, 400)


def test_no_silence_is_certain() -> None:
    assert silence_chance([0], [5], [100], usual_gap=20.0).tolist() == [1.0]


def test_with_much_known_it_is_the_exponential_law() -> None:
    """A known pace of one in thirty days: no purchase in ninety has the chance exp(-3)."""
    chance = silence_chance([90], [10_000], [300_000], usual_gap=30.0)[0]
    assert chance == pytest.approx(np.exp(-3), rel=0.001)


def test_only_customers_with_a_rhythm_say_what_is_usual() -> None:
    assert usual_gap_days([3, 3, 1], [30, 60, 900]) == 15.0
    assert np.isnan(usual_gap_days([1, 2], [10, 10]))


@given(gaps=gaps, active=days, silent=days, usual=usual)
def test_longer_silence_is_never_likelier(gaps: int, active: int, silent: int, usual: float) -> None:
    shorter, longer = silence_chance([silent, silent + 7], [gaps] * 2, [active] * 2, usual_gap=usual)
    assert 0 <= longer <= shorter <= 1


@given(gaps=gaps, active=days, usual=usual, chance=st.floats(0.01, 1))
def test_the_longest_silence_has_the_chance_it_was_asked_for(
    gaps: int, active: int, usual: float, chance: float
) -> None:
    silent = longest_silence_days(chance, [gaps], [active], usual_gap=usual)
    assert silence_chance(silent, [gaps], [active], usual_gap=usual)[0] == pytest.approx(chance, rel=1e-6)


def test_outside_their_ranges_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="silent_days"):
        silence_chance([-1], [1], [1], usual_gap=1.0)
    with pytest.raises(ValueError, match="usual_gap"):
        silence_chance([1], [1], [1], usual_gap=0.0)
    with pytest.raises(ValueError, match="chance"):
        longest_silence_days(0.0, [1], [1], usual_gap=1.0)
