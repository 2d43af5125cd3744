"""T10: members who leave are found by their own rhythm, and nobody else is."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from core import facts, members
from core.members.rhythms import read_rhythms
from core.metrics import Filters
from core.settings import Settings
from sample_data import people, plan


@pytest.fixture(scope="module")
def groups() -> dict[str, set[str]]:
    made = people.members()[plan.TMALL]
    codes = made.table["customer_id"]
    return {name: set(codes.iloc[rows]) for name, rows in made.groups.items()}


@pytest.fixture(scope="module")
def rhythms(sample_shop: Settings) -> pd.DataFrame:
    return read_rhythms(facts.lease(sample_shop)).table.set_index("customer_id")


def _silent(table: pd.DataFrame, codes: set[str]) -> float:
    return float((table.loc[table.index.isin(codes), "state"] == "silent").mean())


class TestLeaving:
    def test_t10_those_who_left_are_found(self, rhythms: pd.DataFrame, groups: dict[str, set[str]]) -> None:
        assert _silent(rhythms, groups["leavers"]) >= 0.9

    @pytest.mark.parametrize("name", ["stayers", "controls"])
    def test_t10_those_who_stay_are_left_in_peace(
        self, rhythms: pd.DataFrame, groups: dict[str, set[str]], name: str
    ) -> None:
        assert _silent(rhythms, groups[name]) <= 0.1

    def test_t10_buyers_of_one_day_a_year_are_not_flagged(
        self, rhythms: pd.DataFrame, groups: dict[str, set[str]]
    ) -> None:
        assert _silent(rhythms, groups["once_a_year"]) == 0

    def test_t10_the_first_alert_comes_when_the_silence_is_unusual(
        self, rhythms: pd.DataFrame, groups: dict[str, set[str]]
    ) -> None:
        alerts = rhythms.loc[rhythms.index.isin(groups["leavers"]), "alert_on"]
        inside = alerts.between(pd.Timestamp(2026, 8, 15), pd.Timestamp(2026, 9, 30))
        assert inside.mean() >= 0.95

    def test_t10_earlier_days_would_have_said_the_same(
        self, sample_shop: Settings, groups: dict[str, set[str]]
    ) -> None:
        snapshot = facts.lease(sample_shop)
        shares = [
            _silent(read_rhythms(snapshot, day).table.set_index("customer_id"), groups["leavers"])
            for day in (dt.date(2026, 8, 14), dt.date(2026, 8, 31), dt.date(2026, 9, 30))
        ]
        assert shares[0] <= 0.05
        assert 0.3 <= shares[1] <= 0.8
        assert shares[2] >= 0.95

    def test_t10_the_source_of_those_who_leave_is_named(self, sample_shop: Settings) -> None:
        said = members.read_win_back(facts.lease(sample_shop)).answer()
        assert "80% of the regulars of source douyin_live fell silent (240 of 300" in said
        assert "bought for the last time in Jun 2026" in said


def test_the_views_agree_on_who_is_leaving(sample_shop: Settings) -> None:
    snapshot = facts.lease(sample_shop)
    month = Filters(dt.date(2026, 10, 1), plan.AS_OF)
    shown = members.overview(snapshot, month, month.previous_period())
    found = members.read_win_back(snapshot)
    assert (shown.leaving, shown.leaving_worth) == (found.silent, found.worth)


def test_the_moves_of_a_quarter_add_up(sample_shop: Settings) -> None:
    found = members.read_migration(facts.lease(sample_shop), None, plan.AS_OF, 90)
    steps = members.balance(found)["value"]
    assert steps.iloc[:-1].sum() == steps.iloc[-1]
    assert found.moves["members"].sum() == len(found.people)
