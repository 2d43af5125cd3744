"""How much of what will come back has been seen, and what is out of the ordinary."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.anomalies import excess, maturity


class TestSeenShare:
    def test_old_cohorts_give_the_plain_distribution_of_delays(self) -> None:
        lags = np.array([5, 10, 10, 25])
        seen = maturity.seen_share_by_age(lags, np.full(4, 400), longest_days=25)
        assert seen[[4, 5, 9, 10, 24, 25]].tolist() == [0.0, 0.25, 0.25, 0.75, 0.75, 1.0]

    def test_young_cohorts_do_not_make_delays_look_short(self) -> None:
        """Half come after 5 days, half after 20; every day ships 2, the data end on day 30."""
        shipped = np.arange(31)
        quick = shipped[shipped + 5 <= 30]
        slow = shipped[shipped + 20 <= 30]
        lags = np.concatenate([np.full(len(quick), 5), np.full(len(slow), 20)])
        windows = 30 - np.concatenate([quick, slow])
        assert (lags <= 5).mean() > 0.65, "what was seen looks quicker than it is"
        seen = maturity.seen_share_by_age(lags, windows, longest_days=20)
        assert seen[10] == pytest.approx(0.5, abs=0.01)

    def test_without_returns_nothing_is_waited_for(self) -> None:
        assert maturity.seen_share_by_age(np.array([]), np.array([]), longest_days=3).tolist() == [1] * 4

    def test_a_return_cannot_be_later_than_the_data(self) -> None:
        with pytest.raises(ValueError, match="window"):
            maturity.seen_share_by_age(np.array([9]), np.array([5]), longest_days=20)

    @given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=40))
    def test_the_share_never_falls_with_age(self, pairs: list[tuple[int, int]]) -> None:
        lags = np.array([lag for lag, _more in pairs])
        windows = lags + np.array([more for _lag, more in pairs])
        seen = maturity.seen_share_by_age(lags, windows, longest_days=30)
        assert (np.diff(seen) >= -1e-12).all()
        assert 0 <= seen[0] <= seen[-1] == 1


class TestFinalShare:
    def final(self, events: float, exposure: float) -> maturity.FinalShare:
        return maturity.final_share(
            np.array([events]), np.array([1000.0]), np.array([exposure]), usual_share=0.2, usual_weight=500
        )

    def test_a_complete_cohort_is_what_was_counted(self) -> None:
        made = self.final(180, 1000)
        assert made.low[0] == made.expected[0] == made.high[0] == pytest.approx(0.18)

    def test_a_cohort_of_which_nothing_can_be_known_is_as_usual(self) -> None:
        made = self.final(0, 0)
        assert made.expected[0] == pytest.approx(0.2)
        assert made.low[0] < 0.17
        assert made.high[0] > 0.23

    def test_the_range_narrows_as_returns_come_in(self) -> None:
        widths = [
            float((made := self.final(0.2 * seen, seen)).high[0] - made.low[0]) for seen in (100, 500, 900)
        ]
        assert widths == sorted(widths, reverse=True)

    def test_more_returns_so_far_are_never_fewer_in_the_end(self) -> None:
        assert self.final(120, 500).expected[0] > self.final(100, 500).expected[0]


class TestExcess:
    def test_the_test_of_two_rates_is_the_binomial_share(self) -> None:
        """Four of four fall into a cell that should get half: one in sixteen."""
        chance = excess.excess_probability(np.array([4.0]), np.array([2.0]), np.array([2.0]))
        total = sum((1, 6, 15)) / 64  # 4, 5 or 6 of 6
        assert chance[0] == pytest.approx(total)

    def test_no_more_than_expected_is_nothing_special(self) -> None:
        chance = excess.excess_probability(np.array([10.0]), np.array([10.0]), np.array([1000.0]))
        assert chance[0] > 0.4
        assert excess.likelihood_score(np.array([10.0]), np.array([12.0]), np.array([99.0]))[0] == 0

    def test_few_siblings_make_the_test_careful(self) -> None:
        x, e = np.array([20.0, 20.0]), np.array([8.0, 8.0])
        few, many = excess.excess_probability(x, e, np.array([8.0, 8000.0]))
        assert few > many

    def test_looking_often_makes_each_find_less_sure(self) -> None:
        chance = np.array([0.01, 0.5])
        assert excess.adjusted_for_many_looks(chance)[0] == pytest.approx(0.02)
        assert excess.adjusted_for_many_looks(chance, looks=100)[0] == 1.0

    def test_the_published_example_of_benjamini_and_hochberg(self) -> None:
        """Their table of fifteen; four are named at 0.05."""
        chance = np.array([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                           0.4262, 0.5719, 0.6528, 0.7590, 1.0])  # fmt: skip
        assert (excess.adjusted_for_many_looks(chance) <= 0.05).sum() == 4
