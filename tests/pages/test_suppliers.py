"""Suppliers: asked for with templates, judged, and planned with as they really are."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import Any

from core import ledger
from core.settings import Settings
from tests import small_shop
from tests.handing_in import hand_in
from tests.pages.conftest import OpenApp

ORDERS, PROMISED_DAYS, NEEDED_DAYS = 10, 14, 24


def _bought(settings: Settings) -> None:
    """Ten orders of TEA to S1, one a week: each promised in two weeks, each ten days late."""
    lines: list[dict[str, Any]] = []
    receipts: list[dict[str, Any]] = []
    for number in range(ORDERS):
        ordered = dt.date(2025, 12, 1) + dt.timedelta(days=7 * number)
        key = {"po_id": f"P{number}", "line_id": "1", "source_row": number + 2}
        lines.append(
            key
            | {"supplier_id": "S1", "sku": "TEA", "location": "WH", "quantity": 10, "unit_cost": 10}
            | {"ordered_on": ordered, "promised_on": ordered + dt.timedelta(days=PROMISED_DAYS)}
        )
        came = {"receipt_id": "R", "quantity": 10, "received_on": ordered + dt.timedelta(days=NEEDED_DAYS)}
        receipts.append(key | came)
    hand_in(
        settings, dt.datetime(2026, 3, 30), {"purchase_order_lines": lines, "receipts": receipts}, channel=""
    )


def test_without_orders_and_receipts_both_files_are_asked_for(open_app: OpenApp, home: Settings) -> None:
    app = open_app("suppliers", home=home)
    assert not app.exception
    assert [button.label for button in app.get("download_button")] == [
        "Template: Purchase order lines",
        "Template: Receipts",
    ]


def test_a_late_supplier_is_named_and_planned_with_what_it_needs(open_app: OpenApp, home: Settings) -> None:
    _snapshot, book = small_shop.open_shop(home)
    book.close()
    _bought(home)
    app = open_app("suppliers", home=home, supplier="S1")
    assert not app.exception
    assert not app.error
    assert app.text[0].value == "0 of 1 supplier keeps its word; S1 is 10 days late."
    assert app.dataframe[0].value["supplier_id"].tolist() == ["S1"]
    assert any("the next order would leave 10 days earlier" in text.value for text in app.text)
    app.button(key="plan_S1_24").click().run()
    assert not app.exception
    with closing(ledger.open_ledger(home)) as book:
        assert ledger.supplier_terms(book)["lead_time_days"].tolist() == [NEEDED_DAYS, NEEDED_DAYS]
        assert ledger.audit(book)["action"].tolist().count("confirm_supplier") == 3


def test_the_window_and_the_grace_are_chosen_in_the_address(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    _bought(home)
    app = open_app("suppliers", home=home, window="all", grace="0")
    assert not app.exception
    assert app.dataframe[0].value["lines_due"].tolist() == [ORDERS]
    app.segmented_control(key="choice_window").set_value("3").run()
    assert app.dataframe[0].value["lines_due"].tolist() == [7]
