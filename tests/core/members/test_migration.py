"""Migration: moves between segments add up, in people and in money."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from core.members.migration import (
    Migration,
    balance,
    kind_of,
    matching_moves,
    matrix,
    migration_of,
    people_of,
)

FIRST, LAST = dt.date(2026, 8, 2), dt.date(2026, 10, 31)


def _members(segments: dict[str, str], money: float) -> pd.DataFrame:
    return pd.DataFrame(
        [(name, "shop", name, segment, money) for name, segment in segments.items()],
        columns=["person_id", "channel", "customer_id", "segment", "monetary"],
    )


@pytest.fixture
def found() -> Migration:
    then = _members({"a": "champions", "b": "champions", "c": "hibernating", "d": "promising"}, 100.0)
    now = _members(
        {"a": "at_risk", "b": "champions", "c": "new_customers", "d": "hibernating", "e": "new_customers"},
        150.0,
    )
    since = pd.DataFrame({"person_id": ["b", "c", "e"], "since": [10.0, 20.0, 30.0]})
    return migration_of(then, now, since, FIRST, LAST, "CNY")


def test_the_balance_adds_up_to_the_active_members_of_now(found: Migration) -> None:
    steps = balance(found)["value"].tolist()
    assert steps == [3, -2, 1, 1, 3]
    assert sum(steps[:-1]) == steps[-1]


def test_every_member_is_in_one_cell_of_the_matrix(found: Migration) -> None:
    assert matrix(found, "members")["value"].sum() == 5
    assert matrix(found, "money")["value"].sum() == 4 * 100 + 30


def test_the_sentence_names_the_largest_bad_move_in_money(found: Migration) -> None:
    said = found.answer()
    assert "2 members fell away, who had brought CN¥200" in said
    assert "1 came back and 1 are new" in said
    assert "The costliest move: 1 from Champions to At risk" in said


def test_staying_is_no_move(found: Migration) -> None:
    assert set(matching_moves(found, "")["kind"]) == {"lost", "won_back", "new"}
    assert list(people_of(found, "champions-at_risk")["customer_id"]) == ["a"]


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("champions", "loyal_customers", "down"),
        ("promising", "champions", "up"),
        ("at_risk", "hibernating", "same"),
        ("loyal_customers", "cannot_lose", "lost"),
        ("cannot_lose", "champions", "won_back"),
        ("not_yet", "at_risk", "new"),
    ],
)
def test_a_move_is_judged_by_where_it_leads(was: str, now: str, kind: str) -> None:
    assert kind_of(was, now) == kind
