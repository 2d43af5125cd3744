"""Held orders as people decide on them: worth per currency, found by their number, noted in the trail."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from core import facts, intake, ledger
from core.errors import InputError
from core.ingest import Choices, run
from core.intake.decided import Decision, carried_out
from core.security import Actor, Role
from core.settings import Settings
from tests.core.ingest.exports import table, write
from tests.handing_files import shop_orders
from tests.homes import prepare

ANN = Actor("Ann", frozenset({Role.PLANNER}))
ERP = {"channel": "web", "placed_at": "2026-03-01 10:00", "paid_at": "2026-03-01 10:00", "state": "paid",
       "sku": "TEA-1", "quantity": "1", "currency": "EUR"}  # fmt: skip


@pytest.fixture
def two_sources(settings: Settings, tmp_path: Path) -> Settings:
    """The shop "web" from its platform, and two of its orders again from an ERP, in two currencies."""
    prepare(settings)
    orders = shop_orders(("#1", "TEA-1", 1, "10.00"), ("#2", "TEA-1", 1, "10.00"))
    run(settings, [write(tmp_path / "orders.csv", orders)], Choices(channel="web"), who="Ann")
    rows = [
        ERP | {"order_id": "#1", "unit_price": "11"},
        ERP | {"order_id": "#2", "unit_price": "12", "currency": "USD"},
    ]
    run(settings, [write(tmp_path / "erp.csv", table(rows))], Choices(), who="Ann")
    return settings


def test_amounts_of_different_currencies_are_not_added(two_sources: Settings) -> None:
    (found,) = intake.held_imports(facts.lease(two_sources))
    assert (found.orders, found.counts) == (2, "shopify")
    assert found.amount == "€11.00, $12.00"


def test_held_orders_are_found_by_their_number(two_sources: Settings) -> None:
    found = intake.held_of(facts.lease(two_sources), 2, "#2")
    assert found["order_id"].tolist() == ["#2"]


def test_who_decided_what_stands_in_the_audit_trail(two_sources: Settings) -> None:
    with facts.workspace(two_sources) as ws:
        told = intake.decide_held(
            ws, two_sources, ANN, 2, verdict="release", orders=["#1"], command_id="decide on #1"
        )
    intake.choose_source(two_sources, ANN, "web", "shopify", command_id="choose")
    with closing(ledger.open_ledger(two_sources)) as book:
        trail = ledger.audit(book)[["action", "subject", "who", "after"]].to_numpy().tolist()
    assert told == 1
    assert trail == [
        ["set_source", "web", "Ann", {"source": "shopify"}],
        ["release_held", "import 2", "Ann", {"orders": 1, "numbers": ["#1"]}],
    ]


def test_a_number_that_two_shops_have_is_decided_on_for_one_of_them(
    settings: Settings, tmp_path: Path
) -> None:
    prepare(settings)
    for shop in ("eu", "us"):
        orders = write(tmp_path / f"{shop}.csv", shop_orders(("#1", "TEA-1", 1, "10.00")))
        run(settings, [orders], Choices(channel=shop), who="Ann")
    rows = [ERP | {"channel": shop, "order_id": "#1", "unit_price": "11"} for shop in ("eu", "us")]
    run(settings, [write(tmp_path / "erp.csv", table(rows))], Choices(), who="Ann")
    with facts.workspace(settings) as ws:
        told = intake.decide_held(
            ws, settings, ANN, 3, verdict="release", orders=["us:#1"], command_id="only america"
        )
    assert told == 1
    held = facts.held_orders(facts.lease(settings))
    assert sorted(zip(held["import_id"], held["channel"], strict=True)) == [(2, "us"), (3, "eu")]


def test_a_decision_is_written_down_before_anything_changes(two_sources: Settings) -> None:
    """What is interrupted between the two stores leaves a line of the trail, never a change without one."""

    def stopped() -> int:
        raise RuntimeError("the machine stops")

    decision = Decision("release_held", "import 2", {"orders": 1})
    with pytest.raises(RuntimeError):
        carried_out(two_sources, ANN, decision, stopped, command_id="decide")
    with closing(ledger.open_ledger(two_sources)) as book:
        trail = ledger.audit(book)[["action", "after"]].to_numpy().tolist()
    assert trail == [
        ["release_held", {"orders": 1, "failed": True}],
        ["release_held", {"orders": 1}],
    ]


def test_what_decides_nothing_leaves_no_line(two_sources: Settings) -> None:
    with facts.workspace(two_sources) as ws:
        told = intake.decide_held(
            ws, two_sources, ANN, 2, verdict="discard", orders=["no such order"], command_id="decide"
        )
    with closing(ledger.open_ledger(two_sources)) as book:
        assert (told, len(ledger.audit(book))) == (0, 0)


def test_a_shop_with_two_sources_shows_which_one_counts(two_sources: Settings) -> None:
    (shop,) = intake.shop_sources(facts.lease(two_sources))
    assert (shop.channel, shop.sources, shop.counts, shop.is_chosen) == (
        "web",
        ("", "shopify"),
        "shopify",
        False,
    )
    intake.choose_source(two_sources, ANN, "web", "", command_id="choose")
    (shop,) = intake.shop_sources(facts.lease(two_sources))
    assert (shop.counts, shop.usual, shop.is_chosen) == ("", "shopify", True)


@pytest.mark.parametrize(("shop", "source"), [("web", "shopfy"), ("wbe", "shopify")])
def test_only_a_source_that_brought_the_shop_orders_can_count(
    two_sources: Settings, shop: str, source: str
) -> None:
    with pytest.raises(InputError):
        intake.choose_source(two_sources, ANN, shop, source, command_id="choose")
    assert not intake.shop_sources(facts.lease(two_sources))[0].is_chosen
