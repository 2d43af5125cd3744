"""Members: who came again, who is leaving, and nobody who is not known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core import facts, marketing, members
from core.facts import Snapshot
from core.members.overview import repeat_share
from core.metrics import Filters
from tests import small_shop
from tests.homes import plain_home

TWENTY_DAYS = Filters(dt.date(2026, 3, 10), dt.date(2026, 3, 29))
THIRTY_DAYS = Filters(dt.date(2026, 2, 28), dt.date(2026, 3, 29))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    home = plain_home(Path(tmp_path_factory.mktemp("members")))
    small_shop.sell(home)
    small_shop.refresh(home)
    return facts.lease(home)


def test_a_buyer_comes_again_when_they_bought_on_two_days_of_the_period(shop: Snapshot) -> None:
    assert repeat_share(shop, TWENTY_DAYS) == (0.0, 0)
    assert repeat_share(shop, THIRTY_DAYS) == (0.5, 10)


def test_without_buyers_there_is_no_repeat_share(shop: Snapshot) -> None:
    assert repeat_share(shop, Filters(dt.date(2020, 1, 1), dt.date(2020, 1, 31))) == (None, 0)


@pytest.mark.parametrize("colour", members.COLOURS)
def test_the_map_counts_every_member_once(shop: Snapshot, colour: str) -> None:
    shown = members.read_map(shop, colour)
    assert len(shown.cells) == 25
    assert sum(int(words) for words in shown.cells["title"]) == 20
    assert shown.table["members"].sum() == 20


def test_every_segment_says_its_rule_in_days_and_orders(shop: Snapshot) -> None:
    rules = members.read_map(shop, "mean").table["rule"]
    assert all("days ago" in rule and "order" in rule for rule in rules)


def test_a_segment_s_members_bought_on_days_within_its_rule(shop: Snapshot) -> None:
    ranges = marketing.score_ranges(shop)
    for row in marketing.members(shop).rows.to_dict("records"):
        low, high = ranges["recency", row["recency_score"]]
        assert low <= row["days_since_last_order"] <= high


def test_members_come_page_by_page_in_words(shop: Snapshot) -> None:
    first, total = members.shown_members(shop, "", "", "", 1, 15)
    second, _total = members.shown_members(shop, "", "", "", 2, 15)
    assert (len(first), len(second), total) == (15, 5, 20)
    assert not set(first["customer_id"]) & set(second["customer_id"])
    found, _total = members.shown_members(shop, "", "", "BUYER-17", 1, 15)
    assert list(found["customer_id"]) == ["buyer-17"]


def test_the_cells_of_the_map_hold_the_members_between_them(shop: Snapshot) -> None:
    cells = members.read_map(shop, "mean").cells["cell"]
    assert sum(members.shown_members(shop, "", cell, "", 1, 50)[1] for cell in cells) == 20


def test_the_answer_counts_all_members(shop: Snapshot) -> None:
    said = members.overview(shop, THIRTY_DAYS, THIRTY_DAYS.previous_period())
    assert said.answer.startswith("20 members; ")
    assert said.repeat_share_before == 0.5
    assert (said.leaving, said.leaving_worth) == (0, 0)


def test_a_member_is_told_by_code_orders_and_goods(shop: Snapshot) -> None:
    person = str(marketing.members(shop, search="buyer-17").rows["person_id"].iloc[0])
    found = members.read_member(shop, person)
    assert (found.customer_id, len(found.orders)) == ("buyer-17", 4)
    assert list(found.goods["sku"]) == ["TEA", "POT", "CUP"]
    assert found.gap_days == 20
    assert found.orders["gap_days"].dropna().tolist() == [20, 20, 20]
    assert found.history["orders"].tolist()[0] == 4
    assert members.is_member(shop, person)
    assert not members.is_member(shop, "nobody")


def test_what_is_known_later_does_not_change_a_day_s_segments(shop: Snapshot) -> None:
    day = dt.date(2026, 2, 15)
    found = members.read_migration(shop, None, dt.date(2026, 3, 29), 42)
    then = marketing.score(shop, as_of=day).members
    assert found.first == day
    was = found.people[found.people["was"] != "not_yet"].set_index("person_id")["was"]
    assert was.to_dict() == then.set_index("person_id")["segment"].to_dict()
