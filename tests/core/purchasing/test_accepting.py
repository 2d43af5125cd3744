"""From answers to orders: nothing twice, nothing stale, nothing half."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from core import facts, ledger
from core.errors import NotAllowed
from core.i18n import render
from core.ledger import Ledger
from core.purchasing import (
    Accepted,
    EditedLine,
    Suggestions,
    accept,
    order_csv,
    order_sheet,
    order_xlsx,
    quantity_warnings,
    readiness,
    reading,
    reject,
    suggestions,
    supplier_desks,
    why_nothing,
)
from core.security import Actor, Role
from core.settings import Settings
from tests.purchases import TODAY, Item, suggested

PLANNER = Actor("Lin", frozenset([Role.PLANNER]))


def _edits(
    shown: Suggestions, units: int | None = None, *, sku: str = "", reason: str = ""
) -> list[EditedLine]:
    lines = shown.lines[shown.lines["sku"] == sku] if sku else shown.lines
    return [
        EditedLine(line.suggestion_id, line.version, line.units if units is None else units, reason)
        for line in lines.itertuples()
    ]


def _accept(
    shop: Settings, book: Ledger, shown: Suggestions, edits: list[EditedLine], command: str = "c1"
) -> Accepted:
    return accept(shop, book, PLANNER, command, shown=shown, edits=edits)


def test_what_was_accepted_is_on_order_at_once(
    shop: Settings, book: Ledger, snapshot: facts.Snapshot, shown: Suggestions
) -> None:
    ordered = int(shown.lines.loc[shown.lines["sku"] == "A", "units"].iloc[0])
    _accept(shop, book, shown, _edits(shown, sku="A"))
    found = suggestions(snapshot, book)
    row = found.nothing[found.nothing["sku"] == "A"].iloc[0].to_dict()
    assert render(why_nothing(row)) == f"Already on order: {ordered}, the next due on Mar 15, 2026."


def test_two_suppliers_get_two_orders(shop: Settings, book: Ledger, shown: Suggestions) -> None:
    made = _accept(shop, book, shown, _edits(shown))
    assert [(order.supplier_id, order.lines) for order in made.orders] == [("S1", 1), ("S2", 1)]
    assert made.refused == ()


def test_a_double_click_makes_one_order(shop: Settings, book: Ledger, shown: Suggestions) -> None:
    first = _accept(shop, book, shown, _edits(shown))
    again = _accept(shop, book, shown, _edits(shown))
    assert again.orders == first.orders
    assert len(ledger.orders(book)) == 2


def test_a_second_tab_cannot_order_the_same_again(shop: Settings, book: Ledger, shown: Suggestions) -> None:
    _accept(shop, book, shown, _edits(shown), "tab one")
    second = _accept(shop, book, shown, _edits(shown), "tab two")
    assert second.orders == ()
    assert len(second.refused) == 2
    assert len(ledger.orders(book)) == 2


def test_a_stale_line_is_refused_with_what_changed_and_the_others_pass(
    shop: Settings, book: Ledger, shown: Suggestions
) -> None:
    terms = ledger.SupplierTerms("S1", "WH", 28, 7)
    ledger.confirm_supplier(book, PLANNER, "longer", terms)
    made = _accept(shop, book, shown, _edits(shown))
    assert [order.supplier_id for order in made.orders] == ["S2"]
    words = render(made.refused[0].reason)
    assert words.startswith("The suggestion has changed since you saw it.")
    assert "lead time 14 → 28 days" in words


def test_an_unconfirmed_supplier_gets_no_order(
    shop: Settings, snapshot: facts.Snapshot, tmp_path: object
) -> None:
    own = shop.model_copy(update={"ledger_url": f"sqlite:///{tmp_path}/unconfirmed.sqlite"})
    book = ledger.open_ledger(own)
    shown = suggestions(snapshot, book)
    made = _accept(shop, book, shown, _edits(shown))
    book.close()
    assert made.orders == ()
    assert "Confirm the lead time" in render(made.refused[0].reason)


def test_an_edited_quantity_is_what_is_ordered(shop: Settings, book: Ledger, shown: Suggestions) -> None:
    made = _accept(shop, book, shown, _edits(shown, 120, sku="A"))
    assert (made.orders[0].units, made.orders[0].amount) == (120, Decimal(960))


def test_zero_orders_nothing_and_keeps_why(
    shop: Settings, book: Ledger, snapshot: facts.Snapshot, shown: Suggestions
) -> None:
    made = _accept(shop, book, shown, _edits(shown, 0, sku="A", reason="end of season"))
    assert (made.orders, made.rejected) == ((), 1)
    found = suggestions(snapshot, book).nothing
    row = found[found["sku"] == "A"].iloc[0].to_dict()
    assert render(why_nothing(row)) == "Rejected by Lin: end of season"


def test_a_rejection_can_be_taken_back(
    shop: Settings, book: Ledger, snapshot: facts.Snapshot, shown: Suggestions
) -> None:
    reject(shop, book, PLANNER, "r1", shown=shown, edits=_edits(shown, sku="A", reason="wait"))
    decision = int(ledger.decisions(book)["decision_id"].iloc[0])
    ledger.reopen_suggestions(book, PLANNER, "r2", [decision])
    assert "A" in suggestions(snapshot, book).lines["sku"].tolist()


@pytest.mark.parametrize("units", [-5, 2.5, float("nan")])
def test_a_quantity_that_is_no_whole_number_is_refused(
    shop: Settings, book: Ledger, shown: Suggestions, units: float
) -> None:
    line = shown.lines.iloc[0]
    made = _accept(shop, book, shown, [EditedLine(line["suggestion_id"], line["version"], units)])
    assert (made.orders, len(made.refused)) == ((), 1)
    assert "whole number" in render(made.refused[0].reason)


def test_an_unknown_suggestion_is_refused_alone(shop: Settings, book: Ledger, shown: Suggestions) -> None:
    made = _accept(shop, book, shown, [EditedLine("S-unknown", "v", 1), *_edits(shown, sku="C")])
    assert len(made.orders) == len(made.refused) == 1


def test_breaking_a_pack_or_a_minimum_needs_a_reason(shown: Suggestions) -> None:
    line = shown.lines.iloc[0].to_dict() | {"pack_multiple": 12.0, "moq": 100.0}
    assert [render(found) for found in quantity_warnings(line, 90)] == [
        "90 is no multiple of the pack of 12.",
        "90 is below the supplier's minimum of 100.",
    ]
    assert quantity_warnings(line, 120) == ()
    assert quantity_warnings(line, 0) == ()


def test_a_viewer_cannot_order(shop: Settings, book: Ledger, shown: Suggestions) -> None:
    viewer = Actor("Mo", frozenset([Role.VIEWER]))
    with pytest.raises(NotAllowed):
        accept(shop, book, viewer, "c", shown=shown, edits=_edits(shown))


def test_a_cancelled_order_frees_its_suggestion(
    shop: Settings, book: Ledger, snapshot: facts.Snapshot, shown: Suggestions
) -> None:
    made = _accept(shop, book, shown, _edits(shown, sku="A"))
    ledger.cancel_order(book, PLANNER, "x", made.orders[0].po_id, reason="supplier is out")
    again = suggestions(snapshot, book)
    assert again.lines["suggestion_id"].tolist() == shown.lines["suggestion_id"].tolist()


def test_received_goods_close_the_order_and_lie_in_stock(
    shop: Settings, book: Ledger, snapshot: facts.Snapshot, shown: Suggestions
) -> None:
    made = _accept(shop, book, shown, _edits(shown, 400, sku="A"))
    arrived = [ledger.ReceivedLine(1, 400)]
    done = ledger.record_receipt(
        book, PLANNER, "in", made.orders[0].po_id, arrived, received_on=TODAY + dt.timedelta(days=3)
    )
    assert done.is_closed
    row = suggestions(snapshot, book).rows.set_index("sku").loc["A"]
    assert (row["physical"], row["on_order_in_time"], row["units"]) == (440, 0, 0)


def test_an_order_file_has_the_suppliers_numbers_in_the_suppliers_language(
    shop: Settings, book: Ledger, snapshot: facts.Snapshot, shown: Suggestions
) -> None:
    made = _accept(shop, book, shown, _edits(shown, 100, sku="A"))
    sheet = order_sheet(snapshot, book, made.orders[0].po_id)
    assert (sheet.supplier_name, sheet.language, sheet.units, sheet.total) == ("Sunrise", "zh-Hans", 100, 800)
    content = order_csv(sheet, language="en")
    assert content.startswith(b"\xef\xbb\xbf")
    assert "PO-20260301-001,1,A,X-A,Product A,100,8,800,CNY,WH,2026-03-15" in content.decode(
        "utf-8-sig"
    ).replace(".0", "")


def test_an_order_workbook_opens_on_who_orders_of_whom_and_machines_read_the_lines_first(
    shop: Settings, book: Ledger, snapshot: facts.Snapshot, shown: Suggestions
) -> None:
    made = _accept(shop, book, shown, _edits(shown, 100, sku="A"))
    sheet = replace(order_sheet(snapshot, book, made.orders[0].po_id), buyer=("East", "West"))
    content = order_xlsx(sheet, language="en")
    workbook = load_workbook(io.BytesIO(content))
    lines, head = workbook.worksheets
    assert [cell.value for cell in lines[1]][:3] == ["Our order number", "Line", "SKU"]
    assert workbook.active is head
    told = {row[0].value: row[1].value for row in head.iter_rows()}
    assert told["Purchase order"] == "PO-20260301-001"
    assert told["Supplier"] == "Sunrise (S1)"
    assert (told["Buyer"], told["Ordered by"]) == ("East and West", PLANNER.name)
    assert (told["Order date"].date(), told["Expected on"].date()) == (TODAY, TODAY + dt.timedelta(days=14))
    assert (told["Quantity"], told["Total"], told["Currency"]) == (100, 800, "CNY")


def test_a_decision_keeps_the_imports_it_was_made_from(
    shop: Settings, book: Ledger, snapshot: facts.Snapshot, shown: Suggestions
) -> None:
    _accept(shop, book, shown, _edits(shown, sku="A"))
    decision = int(ledger.decisions(book)["decision_id"].iloc[0])
    (import_id,) = facts.import_list(snapshot)["import_id"].tolist()
    assert ledger.decision_inputs(book, decision)["import_ids"] == [[import_id, import_id]]


def test_nobody_waits_for_the_arithmetic_of_somebody_elses_order(
    shop: Settings, book: Ledger, shown: Suggestions
) -> None:
    """What the suggestions need is read before the ledger is locked."""
    ready: list[int] = []
    watched = replace(book, on_step=lambda _step: ready.append(reading._read_files.cache_info().currsize))
    reading._read_files.cache_clear()
    _accept(shop, watched, shown, _edits(shown, sku="A"))
    assert ready[0] == 1


def test_skus_and_lines_of_a_supplier_are_counted_apart(snapshot: facts.Snapshot, book: Ledger) -> None:
    two_places = suggested(Item("A"), Item("A", location="EU"), Item("B"))
    desks = supplier_desks(two_places, book, readiness(snapshot, book).suppliers)
    (desk,) = [desk for desk in desks if desk.supplier_id == "S1"]
    assert (desk.lines, desk.skus, desk.late_skus) == (3, 2, 2)
