"""Purchase orders: what is on its way, and what has arrived."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

from core import ledger
from core.ledger import Ledger
from core.settings import Settings
from tests import small_shop
from tests.core.ledger.deciding import accept, confirm, line
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
