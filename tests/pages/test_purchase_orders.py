"""Purchase orders: what is on its way, and what has arrived."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from decimal import Decimal

from streamlit.testing.v1 import AppTest

from core import ledger
from core.ledger import Ledger
from core.settings import Settings
from tests import small_shop
from tests.core.ledger.deciding import ANNA, accept, confirm, line, new_id, outcome
from tests.handing_in import hand_in
from tests.pages.conftest import OpenApp

ORDERED_ON = dt.date(2026, 3, 10)
NUMBER = "PO-20260310-001"


def _ordered(book: Ledger) -> None:
    """240 TEA on order at WH for ten days from ORDERED_ON."""
    confirm(book, "S1", "WH")
    accept(book, line("TEA", supplier_id="S1", location="WH"), as_of=ORDERED_ON)


def test_nothing_on_order_leads_to_the_suggestions(open_app: OpenApp, home: Settings) -> None:
    app = open_app("purchase_orders", home=home)
    assert not app.exception
    assert "Nothing is on order." in [text.value for text in app.text]


def test_an_order_stands_here_and_is_late_when_its_day_is_over(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    with closing(ledger.open_ledger(home)) as book:
        _ordered(book)
    app = open_app("purchase_orders", home=home)
    assert not app.exception
    assert "1 order open with 240 units; 1 late." in [text.value for text in app.text]
    assert app.dataframe[0].value["po_id"].tolist() == [NUMBER]
    assert app.dataframe[0].value["days_late"].tolist() == [9]


def test_what_arrived_is_recorded_and_closes_the_order(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    with closing(ledger.open_ledger(home)) as book:
        _ordered(book)
    app = open_app("purchase_orders", home=home, order=NUMBER)
    assert not app.exception
    next(button for button in app.button if button.label == "Record receipt").click().run()
    assert not app.exception
    with closing(ledger.open_ledger(home)) as book:
        assert ledger.receipts(book)[["sku", "received_units"]].values.tolist() == [["TEA", 240]]
        assert ledger.orders(book)["state"].tolist() == ["closed"]


def test_an_order_is_cancelled_with_one_press_and_never_without_a_reason(
    open_app: OpenApp, home: Settings
) -> None:
    small_shop.sell(home)
    with closing(ledger.open_ledger(home)) as book:
        _ordered(book)
    app = open_app("purchase_orders", home=home, order=NUMBER)
    next(button for button in app.button if button.label == "Cancel the order").click().run()
    assert "Say why the order is cancelled" in app.error[0].value
    next(box for box in app.text_input if box.label == "Reason").input("ordered twice")
    next(button for button in app.button if button.label == "Cancel the order").click().run()
    assert not app.exception
    with closing(ledger.open_ledger(home)) as book:
        assert ledger.orders(book)["state"].tolist() == ["cancelled"]


def test_a_cancelled_order_says_who_cancelled_it_and_why_and_offers_no_files(
    open_app: OpenApp, home: Settings
) -> None:
    small_shop.sell(home)
    with closing(ledger.open_ledger(home)) as book:
        _ordered(book)
    offered = open_app("purchase_orders", home=home, order=NUMBER)
    assert "Order as Excel" in _downloads(offered)
    with closing(ledger.open_ledger(home)) as book:
        ledger.cancel_order(book, ANNA, new_id(), NUMBER, reason="ordered twice")
    app = open_app("purchase_orders", home=home, order=NUMBER)
    assert not app.exception
    said = [caption.value for caption in app.caption if caption.value.startswith("Cancelled by")]
    assert len(said) == 1
    assert said[0].startswith(f"Cancelled by {ANNA.name} on ")
    assert said[0].endswith(": ordered twice")
    assert not {"Order as Excel", "Order as CSV"} & set(_downloads(app))


def _downloads(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def _bought(home: Settings) -> None:
    """P1 of S1: 10 of 30 CUP came, the rest is late; P2 of S2: 5 POT are promised."""
    line = {"line_id": "1", "location": "WH", "unit_cost": 10, "ordered_on": dt.date(2026, 3, 1)}
    lines = [
        line | {"po_id": "P1", "supplier_id": "S1", "sku": "CUP", "quantity": 30, "source_row": 2}
        | {"promised_on": dt.date(2026, 3, 20)},
        line | {"po_id": "P2", "supplier_id": "S2", "sku": "POT", "quantity": 5, "source_row": 3}
        | {"promised_on": dt.date(2026, 4, 20)},
    ]  # fmt: skip
    came = {"po_id": "P1", "line_id": "1", "receipt_id": "R1", "quantity": 10, "source_row": 2}
    came |= {"received_on": dt.date(2026, 3, 15)}
    rows = {"purchase_order_lines": lines, "receipts": [came]}
    hand_in(home, dt.datetime(2026, 3, 30), rows, channel="")


def test_orders_of_files_and_of_abacus_stand_in_one_book(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    _bought(home)
    with closing(ledger.open_ledger(home)) as book:
        _ordered(book)
    app = open_app("purchase_orders", home=home)
    assert not app.exception
    assert app.text[0].value.startswith("3 orders open with 265 units; 2 late.")
    shown = app.dataframe[0].value
    assert shown["po_id"].tolist() == [NUMBER, "P1", "P2"]
    assert shown["state_words"].tolist() == ["▲ Late · Confirmed", "▲ Late · Partly received", "Confirmed"]
    app.segmented_control(key="choice_orders").set_value("partly").run()
    assert app.dataframe[0].value["po_id"].tolist() == ["P1"]


def test_an_order_of_a_file_shows_lines_and_receipts_and_nothing_to_type(
    open_app: OpenApp, home: Settings
) -> None:
    small_shop.sell(home)
    _bought(home)
    app = open_app("purchase_orders", home=home, order="P1")
    assert not app.exception
    lines, receipts = (table.value for table in app.dataframe[1:3])
    assert lines[["sku", "open_units"]].to_numpy().tolist() == [["CUP", 20]]
    assert receipts[["receipt_id", "units"]].to_numpy().tolist() == [["R1", 10]]
    assert not [button for button in app.button if button.label == "Record receipt"]


def _scored(home: Settings) -> None:
    """240 were suggested and 100 ordered; two days without stock came of it."""
    with closing(ledger.open_ledger(home)) as book:
        confirm(book, "S1", "WH")
        accept(book, line("TEA", units=100, supplier_id="S1", location="WH"), as_of=ORDERED_ON)
        came = {"stock_out_days": 2, "sold_units": Decimal(80), "gain_of_decided": Decimal(40)}
        ledger.record_outcome(book, ANNA, new_id(), outcome(1, **came))


def test_what_came_of_a_past_decision_is_told_in_words_with_units(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    _scored(home)
    app = open_app("purchase_orders", home=home, decision="1")
    assert not app.exception
    assert "1 past decision is scored." in " ".join(text.value for text in app.text)
    assert app.dataframe[1].value["answer"].tolist() == ["Ordered 100 units; 240 were suggested"]
    told = next(text.value for text in app.text if "units wanted" in text.value)
    assert "Nothing to sell on 2 days: 20 units lost." in told


def test_without_scored_decisions_the_page_does_not_speak_of_them(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    with closing(ledger.open_ledger(home)) as book:
        _ordered(book)
    app = open_app("purchase_orders", home=home)
    assert "What came of past decisions" not in [head.value for head in app.subheader]
