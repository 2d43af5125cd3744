"""The Data page: what is held, what is covered, who is one person, where an order came from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core import jobs
from core.ingest import Choices, run
from core.settings import Settings
from tests.core.ingest.exports import table, write
from tests.handing_files import handed, job_done, load_done, shop_orders
from tests.homes import kept
from tests.pages.conftest import OpenApp

ORDERS = shop_orders(("#1001", "TEA-1", 2, "10.00"), ("#1002", "TEA-2", 1, "7.50"))
ERP = {"channel": "web", "order_id": "#1001", "placed_at": "2026-03-01 10:00", "paid_at": "2026-03-01 10:00",
       "state": "paid", "sku": "TEA-1", "quantity": "2", "unit_price": "11", "currency": "EUR"}  # fmt: skip


@pytest.fixture
def two_sources(home: Settings, tmp_path: Path) -> Settings:
    """The shop "web" from its platform, and one of its orders again from an ERP."""

    def bring() -> None:
        load_done(home, handed(home, orders=ORDERS), channel="web")
        run(home, [write(tmp_path / "erp.csv", table([ERP]))], Choices(), who="Ann")

    kept(home, "two sources", bring)
    return home


def _said(app: AppTest) -> str:
    parts = [*app.markdown, *app.info, *app.success, *app.warning, *app.text, *app.caption, *app.subheader]
    return "\n".join(part.value.replace("\\", "") for part in parts)


def test_held_orders_are_shown_with_both_amounts_and_a_decision(
    open_app: OpenApp, two_sources: Settings
) -> None:
    app = open_app("data", home=two_sources, section="rejects")
    assert not app.exception
    assert "Import 2 brought 1 order again, worth €22.00; shopify counts, with €20.00." in _said(app)
    assert {"release_2", "discard_2"} <= {button.key for button in app.button}
    job = job_done(two_sources, "held", ["--release", "2"])
    app = open_app("data", home=two_sources, section="rejects", job=job)
    assert "1 held order is decided." in _said(app)
    assert "Import 1 brought 1 order again" in _said(app)


def test_a_decision_on_a_search_holds_for_what_the_search_finds(two_sources: Settings) -> None:
    nothing = job_done(two_sources, "held", ["--release", "2", "--find=no such order"])
    assert jobs.result(two_sources, nothing)["orders"] == 0
    found = job_done(two_sources, "held", ["--release", "2", "--find=1001"])
    assert jobs.result(two_sources, found)["orders"] == 1


def test_an_order_is_traced_to_its_files_and_rows(open_app: OpenApp, two_sources: Settings) -> None:
    app = open_app("data", home=two_sources, section="imports")
    next(box for box in app.text_input if box.key == "trace_order").set_value("#1001").run()
    found = app.dataframe[-1].value
    assert found["row"].tolist() == [2, 2]
    assert sorted(found["standing"]) == ["counts", "held: another source counts"]


def test_coverage_shows_days_gaps_columns_and_figures(open_app: OpenApp, two_sources: Settings) -> None:
    app = open_app("data", home=two_sources, section="coverage")
    assert not app.exception
    tables = [frame.value for frame in app.dataframe]
    filled = next(frame for frame in tables if "share" in frame)
    assert "Order lines: SKU" in filled["column"].tolist()
    dimmed = next(frame for frame in tables if "missing" in frame and "figure" in frame)
    assert "Needs a stock file." in dimmed["missing"].tolist()


def test_files_in_the_inbox_are_offered(open_app: OpenApp, home: Settings) -> None:
    import os

    path = home.inbox_folder / "web" / "orders.csv"
    path.parent.mkdir(parents=True)
    path.write_text(ORDERS, encoding="utf-8")
    earlier = dt.datetime(2026, 1, 1).timestamp()
    os.utime(path, (earlier, earlier))
    app = open_app("data", home=home)
    assert "1 file lies in the inbox folder: orders.csv." in _said(app)
    app = open_app("data", home=home, job=job_done(home, "inbox", []))
    assert "orders.csv: loaded, and moved to “done” with a report." in _said(app)


def test_a_fresh_visit_finds_the_check_it_began(open_app: OpenApp, home: Settings) -> None:
    job_done(home, "preview", handed(home, orders=ORDERS).arguments())
    app = open_app("data", home=home)
    assert "orders.csv: you have begun with these files." in _said(app)
    next(button for button in app.button if button.key == "go_on_button").click().run()
    assert "hand_in" in {button.key for button in app.button}


def test_without_shared_accounts_nothing_can_be_joined(open_app: OpenApp, two_sources: Settings) -> None:
    app = open_app("data", home=two_sources, section="people")
    assert not app.exception
    assert "No two shops have an account in common" in _said(app)


def test_another_shop_is_a_choice_beside_the_one_that_is_supposed(
    open_app: OpenApp, two_sources: Settings
) -> None:
    text = ORDERS.replace("#10", "#20")
    checked = job_done(two_sources, "preview", handed(two_sources, orders=text).arguments())
    app = open_app("data", home=two_sources, job=checked)
    shop = next(box for box in app.selectbox if box.label == "Shop")
    assert (shop.value, shop.options) == ("web", ["web", "another shop …"])
    shop.select_index(1).run()
    next(box for box in app.text_input if box.label == "Name of the other shop").set_value("outlet").run()
    assert "Check with these answers" in [button.label for button in app.button]


def test_another_row_of_headers_shows_the_rows_as_they_would_be_read(
    open_app: OpenApp, home: Settings
) -> None:
    text = "sku;quantity;\nVoucher;Pieces;Sold on\nV-1;2;2026-03-01\n"
    app = open_app("data", home=home, job=job_done(home, "preview", handed(home, till=text).arguments()))
    next(box for box in app.number_input if box.label == "Row of the headers").set_value(2).run()
    assert not app.exception
    assert app.dataframe[-1].value.iloc[0].tolist() == ["V-1", "2", "2026-03-01"]
    assert "Read it again" in [button.label for button in app.button]


def test_rejected_rows_say_what_became_of_them_and_can_be_dismissed(
    open_app: OpenApp, home: Settings
) -> None:
    bad = shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five"), ("#3", "B", 1, "six"))
    load_done(home, handed(home, orders=bad), channel="web")
    load_done(home, handed(home, mended=shop_orders(("#2", "B", 1, "5"))), channel="web")
    app = open_app("data", home=home, section="rejects")
    assert not app.exception
    assert "1 row waits to be mended. 1 row came in with a later import." in _said(app)
    done = job_done(home, "dismiss", ["1", "--because=- a test order"])
    app = open_app("data", home=home, section="rejects", job=done)
    assert "No row waits to be mended." in _said(app)
    assert "take_up_1" in {button.key for button in app.button}
