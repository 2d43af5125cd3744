"""Members: who came again, who is leaving, and nobody who is not known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core import facts, members
from core.facts import Snapshot
from core.members.overview import repeat_share
from core.metrics import Filters
from tests import small_shop
from tests.homes import new_home

TWENTY_DAYS = Filters(dt.date(2026, 3, 10), dt.date(2026, 3, 29))
THIRTY_DAYS = Filters(dt.date(2026, 2, 28), dt.date(2026, 3, 29))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    home = new_home(Path(tmp_path_factory.mktemp("members")))
    small_shop.sell(home)
    small_shop.refresh(home)
    return facts.lease(home)


def test_a_buyer_comes_again_when_they_bought_on_two_days_of_the_period(shop: Snapshot) -> None:
    assert repeat_share(shop, TWENTY_DAYS) == (0.0, 0)
    assert repeat_share(shop, THIRTY_DAYS) == (0.5, 10)


def test_without_buyers_there_is_no_repeat_share(shop: Snapshot) -> None:
    assert repeat_share(shop, Filters(dt.date(2020, 1, 1), dt.date(2020, 1, 31))) == (None, 0)


def test_the_map_counts_every_member_once(shop: Snapshot) -> None:
    cells = members.cells(shop)
    assert len(cells) == 25
    assert cells["value"].sum() == 20
    assert members.segments(shop)["members"].sum() == 20


def test_members_come_page_by_page_in_words(shop: Snapshot) -> None:
    first, total = members.shown_members(shop, "", "", 1, 15)
    second, _total = members.shown_members(shop, "", "", 2, 15)
    assert (len(first), len(second), total) == (15, 5, 20)
    assert not set(first["customer_id"]) & set(second["customer_id"])
    found, _total = members.shown_members(shop, "", "BUYER-17", 1, 15)
    assert list(found["customer_id"]) == ["buyer-17"]


def test_the_answer_counts_all_members(shop: Snapshot) -> None:
    assert members.overview(shop, THIRTY_DAYS).answer.startswith("20 members; ")
