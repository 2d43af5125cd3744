"""What is missing is asked once, in the order it helps, with a file that is half filled in."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import closing

import pytest
from openpyxl import load_workbook

from core import facts, ledger
from core.errors import NotReady
from core.i18n import render
from core.jobs import silent
from core.ledger import Ledger
from core.purchasing import (
    prefilled_stock_template,
    prefilled_supplier_products_template,
    readiness,
    refresh,
    refresh_forecasts,
    suggestions,
)
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare
from tests.purchases import a_stock_file, confirm


def _cells(content: bytes) -> list[tuple[object, ...]]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def _codes(settings: Settings, book: Ledger) -> list[str]:
    return [task.code for task in readiness(facts.lease(settings), book).tasks]


def test_an_empty_shop_is_asked_for_orders_only(settings: Settings) -> None:
    prepare(settings)
    book = ledger.open_ledger(settings)
    found = readiness(facts.lease(settings), book)
    assert ([task.code for task in found.tasks], found.is_ready) == (["orders"], False)
    with pytest.raises(NotReady):
        suggestions(facts.lease(settings), book)
    book.close()


def test_a_shop_with_only_orders_is_told_the_missing_files(settings: Settings) -> None:
    """Orders and nothing else: forecasts can be made, and stock and suppliers are asked for."""
    sales = [
        an_order(
            str(day),
            lines={"CHEAP": (9, 1), "DEAR": (1, 500)},
            placed_at=dt.datetime(2026, 1, 1, 9) + dt.timedelta(days=day),
        )
        for day in range(28)
    ]
    prepare(settings)
    hand_in(settings, dt.datetime(2026, 4, 1), orders_file(*sales))
    book = ledger.open_ledger(settings)
    refresh_forecasts(settings, book, progress=silent)
    assert _codes(settings, book) == ["stock", "supplier_products"]
    snapshot = facts.lease(settings)
    found = suggestions(snapshot, book)
    assert set(found.nothing["code"]) == {"no_stock_figure"}
    rows = _cells(prefilled_stock_template(snapshot))
    assert rows[0][:4] == ("location", "sku", "product_name", "on_hand")
    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [("WH", "DEAR", None), ("WH", "CHEAP", None)]
    suppliers = _cells(prefilled_supplier_products_template(snapshot))
    assert [row[0] for row in suppliers[1:]] == ["DEAR", "CHEAP"]
    hand_in(
        settings,
        dt.datetime(2026, 4, 2),
        a_stock_file({"CHEAP": 5, "DEAR": 1}, at=dt.datetime(2026, 1, 28, 20)),
    )
    assert _codes(settings, book) == ["forecasts", "supplier_products", "lead_time"]
    book.close()


def test_each_supplier_is_confirmed_once_with_what_its_file_says(shop: Settings, tmp_path: object) -> None:
    own = shop.model_copy(update={"ledger_url": f"sqlite:///{tmp_path}/ledger.sqlite"})
    book = ledger.open_ledger(own)
    found = readiness(facts.lease(shop), book)
    assert [(task.code, task.supplier_id) for task in found.tasks] == [("confirm", "S1"), ("confirm", "S2")]
    assert "lead time 14 days" in render(found.tasks[0].message)
    row = found.suppliers.set_index("supplier_id").loc["S1"]
    assert (row["skus"], row["lead_time_days"], row["review_period_days"], row["is_stock_old"]) == (
        2,
        14,
        7,
        False,
    )
    confirm(book, "S1", "S2")
    ready = readiness(facts.lease(shop), book)
    assert (ready.tasks, ready.is_ready) == ((), True)
    book.close()


def test_suggestions_are_published_for_the_record_once(shop: Settings, book: Ledger) -> None:
    first = refresh(shop, book, progress=silent)
    again = refresh(shop, book, progress=silent)
    assert (first.rows, first.was_current, again.was_current) == (2, False, True)
    kept = facts.lease(shop).results("suggestions")
    assert sorted(kept["sku"]) == ["A", "C"]


@pytest.mark.parametrize(("places", "is_asked"), [(("WH",), False), (("WH", "SHOP"), True)])
def test_returns_that_could_belong_to_several_places_are_told(
    settings: Settings, places: tuple[str, ...], is_asked: bool
) -> None:
    """A mug came back of an order that nobody handed in; it lies at the only place, or nowhere."""
    back = {
        "channel": "tmall", "return_id": "R1", "line_id": "1", "order_id": "X9", "sku": "MUG", "quantity": 1,
        "restocked_quantity": 1, "amount": 7, "refunded_at": dt.datetime(2026, 3, 3, 9),
    }  # fmt: skip
    listed = [
        {"location": place, "snapshot_at": dt.datetime(2026, 3, 1, 20), "sku": "MUG", "on_hand": 5, "lot": "",
         "condition": "", "full_list": True}
        for place in places
    ]  # fmt: skip
    prepare(settings)
    orders = orders_file(an_order("A1", lines={"MUG": (1, 7)}))
    hand_in(settings, dt.datetime(2026, 3, 5), orders | {"returns": [back], "stock": listed})
    with closing(ledger.open_ledger(settings)) as book:
        assert ("returned_nowhere" in _codes(settings, book)) == is_asked
