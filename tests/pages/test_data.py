"""The Data page: what is loaded, what was found in a file, what must be said, and one button."""

from __future__ import annotations

from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

from core import facts, jobs, ledger
from core.settings import Settings
from tests.handing_files import UNKNOWN, handed, job_done, load_done, shop_orders, undo_done
from tests.pages.conftest import OpenApp

ORDERS = shop_orders(("#1001", "TEA-1", 2, "10.00"), ("#1002", "TEA-2", 1, "7.50"))
RETURNS = "return_id,order_id,sku,quantity,refund_amount\nR1,#1001,TEA-1,1,10.00\n"
HALF_GOOD = shop_orders(("#1001", "TEA-1", 2, "10.00"), ("#1002", "TEA-2", 1, "seven"))


def _said(app: AppTest) -> str:
    parts = [*app.markdown, *app.info, *app.success, *app.warning, *app.error, *app.text, *app.caption]
    return "\n".join(part.value.replace("\\", "") for part in parts)


def _labels(app: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button]


def _reviewed(open_app: OpenApp, home: Settings, **files: str) -> AppTest:
    """The page once the check of these files has ended."""
    job = job_done(home, "preview", handed(home, **files).arguments())
    return open_app("data", home=home, job=job)


def _load(home: Settings, text: str) -> str:
    """The id of the job that loaded a file into the shop "web"."""
    return load_done(home, handed(home, orders=text), channel="web")


def test_an_empty_store_says_what_to_begin_with(open_app: OpenApp, home: Settings) -> None:
    app = open_app("data", home=home)
    assert "Begin with the orders" in _said(app)
    assert len(app.file_uploader) == 1


def test_a_check_shows_what_it_found_and_asks_for_the_shop(open_app: OpenApp, home: Settings) -> None:
    app = _reviewed(open_app, home, orders=ORDERS)
    assert not app.exception
    assert [m.value for m in app.metric][:2] == ["2", "2"]
    assert "Before the import, please answer: Shop" in _said(app)
    assert next(b for b in app.button if b.key == "hand_in").disabled


def test_the_one_button_says_what_it_will_do(open_app: OpenApp, home: Settings) -> None:
    _load(home, ORDERS)
    app = _reviewed(open_app, home, more=shop_orders(("#1003", "TEA-1", 1, "10.00")))
    assert "Import 1 row into “web”" in _labels(app)


def test_a_bad_row_is_shown_with_its_place_its_reason_and_what_to_do(
    open_app: OpenApp, home: Settings
) -> None:
    said = _said(_reviewed(open_app, home, orders=HALF_GOOD))
    assert "Row 3" in said
    assert '"seven" is not' in said
    assert "1234.50" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "is empty"), ("GIF89a", "is a picture"), ("%PDF-1.7", "is a PDF")],
    ids=["empty", "picture", "pdf"],
)
def test_what_is_no_table_is_refused_in_words(
    open_app: OpenApp, home: Settings, content: str, words: str
) -> None:
    app = _reviewed(open_app, home, orders=content)
    assert not app.exception
    assert words in _said(app)
    assert [label for label in _labels(app) if label.startswith("Import")] == []


def test_unknown_headers_open_the_mapping_with_what_is_still_needed_or_used_twice(
    open_app: OpenApp, home: Settings
) -> None:
    app = _reviewed(open_app, home, till=UNKNOWN)
    assert "Say once which column is which" in _said(app)
    assert "Still needed" in _said(app)
    headers = {"Order id": "Voucher", "SKU": "Article", "Quantity": "Pieces", "Placed at": "Sold on"}
    next(box for box in app.selectbox if box.label == "What is in this file?").set_value("sales").run()
    assert "No order number?" in _said(app)
    for column, header in headers.items():
        box = next(b for b in app.selectbox if b.label.replace("\\", "").split(" (")[0] == column)
        box.set_value(header).run()
    assert "Still needed" not in _said(app)
    assert "No order number?" not in _said(app)
    assert "more than once: Voucher (Order id, Discount code)" in _said(app)  # the needed one has it
    assert not next(b for b in app.button if b.label.replace("\\", "") == "Use these columns").disabled
    next(b for b in app.selectbox if b.label.startswith("Placed at")).set_value("Pieces").run()
    assert next(b for b in app.button if b.label.replace("\\", "") == "Use these columns").disabled


def test_a_known_shop_answers_for_its_currency_in_a_file_of_ones_own(
    open_app: OpenApp, home: Settings
) -> None:
    _load(home, ORDERS)
    load_done(home, handed(home, orders=shop_orders(("#2001", "TEA-1", 1, "10.00"))), channel="till")
    app = _reviewed(open_app, home, back=RETURNS)
    next(box for box in app.selectbox if box.label == "Shop").set_value("web").run()
    assert "please answer" not in _said(app)
    assert not next(b for b in app.button if b.key == "hand_in").disabled


def test_a_file_that_is_stored_already_has_nothing_to_import(open_app: OpenApp, home: Settings) -> None:
    _load(home, ORDERS)
    app = _reviewed(open_app, home, orders=ORDERS)
    assert "stored already" in _said(app)
    assert [label for label in _labels(app) if label.startswith("Import")] == []


def test_after_loading_the_page_says_what_happened_and_what_is_next(
    open_app: OpenApp, home: Settings
) -> None:
    app = open_app("data", home=home, job=_load(home, HALF_GOOD))
    said = _said(app)
    assert "1 row is loaded into web (import 1)" in said
    assert "1 row was rejected" in said
    assert "Next, if you have it: Stock" in said


def test_rejected_rows_are_listed_with_reasons(open_app: OpenApp, home: Settings) -> None:
    _load(home, HALF_GOOD)
    app = open_app("data", home=home, section="rejects")
    assert not app.exception
    assert app.dataframe[0].value["row"].to_list() == [3]


def test_an_import_opens_to_its_files_and_offers_its_undo(open_app: OpenApp, home: Settings) -> None:
    _load(home, ORDERS)
    app = open_app("data", home=home, section="imports")
    assert "orders.csv: 2 rows" in _said(app)
    assert "Undo import 1" in _labels(app)


def test_an_undone_import_says_so_and_offers_no_second_undo(open_app: OpenApp, home: Settings) -> None:
    _load(home, ORDERS)
    app = open_app("data", home=home, section="imports", job=undo_done(home, 1))
    assert "Import 1 is undone" in _said(app)
    assert "Undone by Ann" in _said(app)
    assert "Undo import 1" not in _labels(app)


def test_every_table_is_listed_with_what_needs_it(open_app: OpenApp, home: Settings) -> None:
    _load(home, ORDERS)
    app = open_app("data", home=home, section="tables")
    assert not app.exception
    listed = app.dataframe[0].value.set_index("title")
    assert listed.loc["Order list", "rows"] == 2
    assert "forecasts" in listed.loc["Order list", "needed_for"]


def test_a_platforms_total_is_compared_to_the_cent(open_app: OpenApp, home: Settings) -> None:
    _load(home, ORDERS)
    app = open_app("data", home=home, section="compare")
    app.date_input[0].set_value(("2026-03-01", "2026-03-31"))
    app.number_input[0].set_value(27.50)
    next(b for b in app.button if b.label == "Compare").click().run()
    assert not app.exception
    assert "27.50" in _said(app)
    assert "explained to the cent" in _said(app)


def test_a_viewer_sees_everything_and_loads_nothing(open_app: OpenApp, home: Settings) -> None:
    _load(home, ORDERS)
    with closing(ledger.open_ledger(home)) as book:
        ledger.register_person(book, "Viewer Vi")
    (home.home / "last_person.txt").write_text("Viewer Vi", encoding="utf-8")
    app = open_app("data", home=home)
    assert len(app.file_uploader) == 0
    assert "Undo import 1" not in _labels(open_app("data", home=home, section="imports"))


@pytest.mark.parametrize("kind", ["preview", "load"])
def test_a_job_in_the_name_of_a_viewer_is_refused_by_core(home: Settings, kind: str) -> None:
    with closing(ledger.open_ledger(home)) as book:
        ledger.register_person(book, "Viewer Vi")
    job = job_done(home, kind, handed(home, orders=ORDERS).arguments(), who="Viewer Vi")
    assert jobs.find(home, job).state is jobs.State.FAILED
    assert not facts.lease(home).has_rows("current", "orders")
