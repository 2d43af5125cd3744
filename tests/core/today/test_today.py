"""What a day begins with: first steps of a new shop, then what needs a decision, worst money first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core import facts, ledger, today
from core.facts import Snapshot
from core.ledger import AcceptedLine, Ledger
from core.metrics import Filters
from tests import small_shop
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import PERSON, plain_home

MONDAY = dt.date(2026, 3, 30)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Ledger]:
    return small_shop.open_shop(plain_home(Path(tmp_path_factory.mktemp("today"))))


def test_the_first_steps_are_ticked_one_by_one(tmp_path: Path) -> None:
    home = plain_home(tmp_path)
    book = ledger.open_ledger(home)
    done = []
    for act in (small_shop.sell, small_shop.stock, small_shop.supply):
        done.append([step.code for step in today.first_steps(facts.lease(home), book) if step.is_done])
        act(home)
    steps = today.first_steps(facts.lease(home), book)
    assert done == [[], ["orders"], ["orders", "stock"]]
    assert [step.code for step in steps if not step.is_done] == ["accept"]


def test_the_day_is_compared_with_the_same_weekday(shop: tuple[Snapshot, Ledger]) -> None:
    week = Filters(dt.date(2026, 3, 23), dt.date(2026, 3, 29))
    assert today.answer(shop[0], week) == (
        "Mar 29, 2026: CN¥530 net sales from 1 order, 61% above the same weekday a week before."
    )


def test_what_waits_comes_with_the_most_money_first(shop: tuple[Snapshot, Ledger]) -> None:
    found = today.items(*shop, MONDAY)
    amounts = [item.money for item in found if item.money is not None]
    assert amounts == sorted(amounts, reverse=True)
    assert {"supplier", "out", "soon", "excess"} <= {item.code for item in found}
    assert all(item.what and item.why and item.action for item in found)


def test_each_item_leads_to_its_page_with_the_right_choices(shop: tuple[Snapshot, Ledger]) -> None:
    found = {item.code: item for item in today.items(*shop, MONDAY)}
    assert (found["supplier"].page, found["supplier"].choices) == ("replenishment", {"supplier": "S1"})
    assert (found["out"].page, found["out"].choices) == ("stock", {"state": "out"})
    assert "Order 2 SKUs from Hangzhou Tea" in found["supplier"].what


def test_old_files_are_asked_for_again(shop: tuple[Snapshot, Ledger]) -> None:
    assert "old_orders" not in {item.code for item in today.items(*shop, MONDAY)}
    later = MONDAY + dt.timedelta(days=30)
    assert "The newest order is 31 days old" in {item.what for item in today.items(*shop, later)}


def test_an_order_that_is_late_needs_a_decision(tmp_path: Path) -> None:
    snapshot, book = small_shop.open_shop(plain_home(tmp_path))
    ann = ledger.actor_of(book, PERSON)
    line = AcceptedLine(
        "s-1", "v", "S1", "POT", "Pot", "WH", proposed_units=40, accepted_units=40, unit_cost=None
    )
    ledger.accept_orders(
        book, ann, "accept-1", [line], snapshot_id=1, as_of=dt.date(2026, 3, 1),
        current_versions=lambda: {"s-1": "v"},
    )  # fmt: skip
    late = [item for item in today.items(snapshot, book, MONDAY) if item.code == "late_orders"]
    assert [(item.page, dict(item.choices)) for item in late] == [("purchase_orders", {"orders": "late"})]
    assert late[0].money is None, "its cost is not known"


def test_missing_files_are_named_with_what_they_would_bring(shop: tuple[Snapshot, Ledger]) -> None:
    names = [unlock.table.name for unlock in today.unlocks(shop[0])]
    assert "returns" in names
    assert "standard_costs" not in names


def test_a_shop_whose_currency_has_no_rate_is_told_as_missing_money(tmp_path: Path) -> None:
    home, day = plain_home(tmp_path), dt.datetime(2026, 3, 1, 8)
    hand_in(home, day, orders_file(an_order("A", lines={"MUG": (1, 700)})))
    abroad = orders_file(an_order("B", lines={"MUG": (1, 7)}, channel="us", currency="USD"))
    abroad["channels"][0]["currency"] = "USD"
    hand_in(home, day, abroad, channel="us")
    found = today.items(facts.lease(home), ledger.open_ledger(home), MONDAY)
    (item,) = [one for one in found if one.code == "exchange_rate"]
    assert item.what == "Sales in USD are in no amount. Order lines without an exchange rate: 1"
