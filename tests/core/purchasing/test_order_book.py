"""The life of an order: placed, promised, partly received, received, cancelled, closed, late."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from core.errors import InputError
from core.purchasing import (
    OrderBook,
    arrivals_by_week,
    arrived_lines,
    book_of,
    endangered,
    late_words,
    matching_orders,
)
from tests.core.suppliers.ordered import AS_OF, DAY, Line, day, ordered, our_lines, our_receipts
from tests.purchases import Item, suggested


def _on(number: int) -> pd.Timestamp:
    return pd.Timestamp(DAY) + pd.Timedelta(days=number)


def _book(*lines: Line) -> OrderBook:
    return book_of(ordered(*lines), {"S1": "Sunrise"})


def _state(line: Line) -> str:
    return str(_book(line).table["state"].iloc[0])


def test_an_order_goes_from_placed_to_received() -> None:
    assert _state(Line(ordered=95, promised=None)) == "placed"
    assert _state(Line(ordered=95, promised=110)) == "promised"
    assert _state(Line(ordered=80, promised=110, came=[(95, 40)])) == "partly"
    assert _state(Line(came=[(9, 100)])) == "received"
    assert _state(Line(came=[(9, 120)])) == "received"


def test_an_order_may_end_without_all_of_it() -> None:
    assert _state(Line(came=[(9, 60)], state="closed")) == "closed"
    assert _state(Line(cancelled=100)) == "cancelled"
    assert _state(Line(cancelled=40, came=[(9, 60)])) == "received"


def test_units_open_after_the_promised_day_are_late() -> None:
    book = _book(Line(ordered=60, promised=90, came=[(88, 40)]))
    row = book.table.iloc[0]
    assert (row["is_late"], row["days_late"], row["open_units"]) == (True, 10, 60)
    assert row["state_words"] == "▲ Late · Partly received"
    assert (book.late_orders, book.late_units, book.late_amount) == (1, 60, 120.0)
    assert row["expected_on"] == _on(101), "at the earliest tomorrow"


def test_late_orders_come_first_then_the_next_to_arrive() -> None:
    book = _book(
        Line(came=[(9, 100)]),
        Line(ordered=95, promised=120),
        Line(ordered=95, promised=105),
        Line(ordered=80, promised=99),
        Line(ordered=70, promised=80),
    )
    assert book.table["po_id"].tolist() == ["P5", "P4", "P3", "P2", "P1"]
    assert book.next_arrival_on == DAY + dt.timedelta(days=105)


def test_what_nobody_promised_is_expected_by_what_the_supplier_needed() -> None:
    came = [Line(ordered=start, came=[(start + 17, 100)]) for start in range(5)]
    row = _book(*came, Line(ordered=98, promised=None)).table.iloc[0]
    assert row["expected_on"] == _on(98 + 17)
    assert row["expected_words"] == "by what it usually needs"


def test_what_is_promised_for_a_closed_day_is_expected_when_the_supplier_opens_and_that_is_said() -> None:
    known = ordered(Line(ordered=95, promised=112), closed=[("S1", 105, 119)])
    row = book_of(known).table.iloc[0]
    assert (row["promised_on"], row["expected_on"]) == (_on(112), _on(120))
    assert row["expected_words"] == "promised for a day on which the supplier is closed: its first open day"


def test_a_supplier_without_history_is_expected_on_no_day() -> None:
    assert pd.isna(_book(Line(ordered=98, promised=None)).table["expected_on"].iloc[0])


def test_an_order_that_both_tell_about_stands_there_once_with_our_number() -> None:
    mine = our_lines({"po_id": "PO-1"}, {"po_id": "PO-1", "line_id": 2, "sku": "B"})
    typed = our_receipts({"received_on": day(9)})
    known = ordered(Line(po="4711", external="PO-1", came=[(9, 30)]), ours=mine, receipts=typed)
    book = book_of(known)
    row = book.table.iloc[0]
    assert len(book.table) == 1
    assert (row["po_id"], row["their_number"], row["source"]) == ("PO-1", "4711", "both")
    assert (row["ordered_units"], row["received_units"]) == (200, 30), (
        "what was typed of a told line is not added"
    )


def test_amounts_are_in_the_display_currency_and_unknown_where_a_rate_is() -> None:
    book = _book(
        Line(ordered=95, promised=120, currency="EUR"), Line(ordered=95, promised=121, currency="USD")
    )
    assert book.table["open_amount"].iloc[0] == 100 * 2 * 8
    assert pd.isna(book.table["open_amount"].iloc[1])
    assert (book.open_amount, book.without_cost) == (1600.0, 1)


def test_the_book_is_searched_by_number_supplier_and_sku() -> None:
    book = _book(Line(ordered=95, promised=120, sku="TEA"), Line(ordered=95, promised=121, sku="CUP"))
    assert matching_orders(book, "open", "tea")["po_id"].tolist() == ["P1"]
    assert len(matching_orders(book, "all", "sunrise")) == 2
    assert matching_orders(book, "all", "", "S9").empty
    assert matching_orders(book, "late", "").empty


def test_nothing_ordered_is_an_empty_book() -> None:
    book = _book()
    assert (len(book.table), book.open_orders, book.next_arrival_on) == (0, 0, None)
    assert matching_orders(book, "open", "tea").empty


@pytest.mark.parametrize(("on_hand", "named"), [(0, ["A"]), (900, [])])
def test_a_late_order_names_the_skus_that_run_out_before_it_comes(on_hand: int, named: list[str]) -> None:
    came = [Line(ordered=start, came=[(start + 30, 100)], sku="B") for start in range(5)]
    book = _book(*came, Line(ordered=80, promised=90))
    found = endangered(book, suggested(Item(on_hand=on_hand)))
    assert found["sku"].tolist() == named
    words = late_words(book, found)
    assert words[0].startswith("P6 of Sunrise is 10 days late with 100 units.")
    assert ("runs out" in words[0]) == bool(named)


def test_the_day_of_the_data_is_the_books_day() -> None:
    assert _book().as_of == AS_OF


def test_what_comes_is_told_by_week_with_late_ones_first() -> None:
    book = _book(
        Line(ordered=60, promised=90), Line(ordered=95, promised=102), Line(ordered=98, promised=None)
    )
    weeks = arrivals_by_week(book, "units")
    assert weeks["label"].tolist() == ["▲ Late, any day", "Week of Apr 13, 2026", "Nobody said when"]
    assert weeks["value"].tolist() == [100, 100, 100]
    assert weeks["is_marked"].tolist() == [True, False, False]
    assert arrivals_by_week(book, "money")["value"].sum() == 600


def _typed(arrived: int, rejected: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"line_id": [1], "sku": ["MUG"], "arrived_units": [arrived], "rejected_units": [rejected]}
    )


def test_rejected_units_are_part_of_what_arrived_and_do_not_go_to_stock() -> None:
    assert arrived_lines(_typed(100, 10)) == [(1, 90, 10)]
    assert arrived_lines(_typed(10, 10)) == [(1, 0, 10)]
    assert arrived_lines(_typed(0, 0)) == []


def test_no_more_is_rejected_than_arrived() -> None:
    with pytest.raises(InputError, match="only 5 arrived"):
        arrived_lines(_typed(5, 6))
