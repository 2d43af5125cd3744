"""Replenishment: from what is missing to an order."""

from __future__ import annotations

from contextlib import closing

from streamlit.testing.v1 import AppTest

from core import ledger, purchasing
from core.settings import Settings
from tests import small_shop
from tests.pages.conftest import OpenApp


def _said(app: AppTest) -> str:
    parts = [*app.markdown, *app.text, *app.caption, *app.warning, *app.info]
    return "\n".join(part.value.replace("\\", "") for part in parts)


def _labels(app: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button]


def test_a_shop_with_only_orders_is_told_the_missing_file_and_gets_it_half_filled(
    open_app: OpenApp, home: Settings
) -> None:
    small_shop.sell(home)
    small_shop.refresh(home)
    app = open_app("replenishment", home=home)
    assert not app.exception
    assert "Upload a stock file" in _said(app)
    assert "Download with your SKUs" in [button.label for button in app.get("download_button")]


def test_a_supplier_without_a_lead_time_is_asked_once(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    small_shop.stock(home)
    small_shop.refresh(home)
    app = open_app("replenishment", home=home)
    assert not app.exception
    assert "wait for a lead time" in app.text[0].value
    lead, review, _age = app.number_input
    lead.set_value(14)
    review.set_value(7)
    next(button for button in app.button if button.label == "Confirm").click().run()
    assert not app.exception
    assert "to order from 1 supplier" in app.text[0].value
    assert "Confirm" not in _labels(app)


def test_ticked_suggestions_become_an_order(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("replenishment", home=home)
    assert not app.exception
    assert "2 SKUs to order from 1 supplier for CN¥" in app.text[0].value
    assert {"SKUs to order", "Order value", "Sales at risk"} <= {caption.value for caption in app.caption}
    assert "Tick lines to accept them" in _labels(app)
    app.toggle(key="tick_all_S1").set_value(True).run()
    (label,) = [label for label in _labels(app) if label.startswith("Accept 1 order, 2 lines")]
    next(button for button in app.button if button.label.replace("\\", "") == label).click().run()
    assert not app.exception
    assert "PO-20260329-001" in _said(app)
    with closing(ledger.open_ledger(home)) as book:
        assert ledger.orders(book)["po_id"].tolist() == ["PO-20260329-001"]
        assert sorted(ledger.open_order_lines(book)["sku"]) == ["POT", "TEA"]


def test_a_viewer_sees_the_suggestions_and_cannot_accept_them(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    with closing(ledger.open_ledger(home)) as book:
        ledger.register_person(book, "Vi")
    (home.home / "last_person.txt").write_text("Vi", encoding="utf-8")
    app = open_app("replenishment", home=home)
    app.toggle(key="tick_all_S1").set_value(True).run()
    assert not app.exception
    assert app.button(key="accept_orders").disabled
    assert app.button(key="accept_orders").help == "Only a planner may accept orders."


def test_a_line_that_is_picked_says_why_this_quantity(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("replenishment", home=home)
    app.selectbox(key="why_S1").set_value("TEA|WH").run()
    assert not app.exception
    assert "to order" in _said(app)
    assert app.query_params["sku"] == "TEA|WH"


def test_a_changed_quantity_is_what_the_button_orders(open_app: OpenApp, home: Settings) -> None:
    suggested = purchasing.grid(purchasing.suggestions(*small_shop.open_shop(home)), "S1")
    app = open_app("replenishment", home=home)
    app.session_state[f"grid_S1_{purchasing.grid_version(suggested)}_False"] = {
        "edited_rows": {0: {"accept": True, "accepted_units": 500, "reason": "a fair"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.run()
    assert not app.exception
    (label,) = [label for label in _labels(app) if label.startswith("Accept 1 order, 1 line")]
    next(button for button in app.button if button.label.replace("\\", "") == label).click().run()
    assert not app.exception
    assert "500 units" in _said(app)
