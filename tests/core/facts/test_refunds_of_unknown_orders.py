"""A refund that names its buyer and no order that is known is still taken off what the buyer is worth."""

from __future__ import annotations

import datetime as dt

import pytest

from core import facts
from core.settings import Settings
from tests.handing_in import CHANNEL, an_order, hand_in, orders_file
from tests.homes import prepare

DAY = dt.datetime(2026, 3, 1, 8)


@pytest.fixture
def home(settings: Settings) -> Settings:
    prepare(settings)
    hand_in(settings, DAY, orders_file(an_order("A1", lines={"MUG": (10, 10)}, customer_id="c1")))
    return settings


def refund(home: Settings, **said: object) -> facts.ImportRecord:
    row = {
        "channel": CHANNEL, "return_id": "R1", "line_id": "1", "sku": "MUG", "kind": "return_refund",
        "refunded_at": DAY, "quantity": 3, "amount": 30, **said,
    }  # fmt: skip
    return hand_in(home, DAY, {"returns": [row]})


def worth(home: Settings) -> dict[str, float]:
    found = facts.lease(home).frame("SELECT customer_id, net_sales FROM lake.mart.customers")
    return {who: float(net) for who, net in zip(found["customer_id"], found["net_sales"], strict=True)}


def person(home: Settings) -> object:
    return facts.lease(home).value("SELECT person_id FROM lake.mart.refund_lines WHERE return_id = 'R1'")


def test_it_is_taken_off_its_buyer_and_given_back_by_an_undo(home: Settings) -> None:
    record = refund(home, customer_id="c1")
    assert worth(home) == {"c1": 70}
    assert person(home) == f"{CHANNEL}:c1"
    with facts.workspace(home) as ws:
        facts.undo(ws, record.import_id, who="Lin")
    assert worth(home) == {"c1": 100}


def test_it_belongs_to_the_person_that_the_account_is_of(home: Settings) -> None:
    known = {"channel": CHANNEL, "customer_id": "c1", "person_id": "Ann", "valid_from": dt.date(2026, 1, 1)}
    hand_in(home, DAY, {"identities": [known]})
    refund(home, customer_id="c1")
    assert person(home) == "Ann"


def test_a_known_order_says_whose_refund_it_is(home: Settings) -> None:
    refund(home, order_id="A1", customer_id="c2")
    assert worth(home) == {"c1": 70}


def test_it_belongs_to_nobody_where_nobody_is_named(home: Settings) -> None:
    refund(home)
    assert worth(home) == {"c1": 100}
    assert person(home) is None
