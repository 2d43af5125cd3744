"""What is on order: the orders as a list with names and lateness, one order with what is still to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from core import ledger as decisions
from core.errors import NotFound
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import Ledger
from core.purchasing.readiness import NO_SUPPLIER

STATES = {"open": N_("open"), "late": N_("late"), "closed": N_("closed"), "cancelled": N_("cancelled")}

_NAMES = "SELECT supplier_id, coalesce(name, supplier_id) AS supplier_name FROM lake.current.suppliers"


@dataclass(frozen=True)
class OrderBook:
    """table: ledger.ORDERS with supplier_name, is_late, days_late, state_words; the newest first."""

    table: pd.DataFrame
    open_orders: int
    open_units: int
    late_orders: int


@dataclass(frozen=True)
class OrderBookEntry:
    """One order. lines: ledger.ORDER_LINES. to_receive: open lines with arrived_units and rejected_units."""

    po_id: str
    supplier_name: str
    location: str
    ordered_on: dt.date
    ordered_by: str
    expected_on: dt.date
    is_open: bool
    lines: pd.DataFrame
    to_receive: pd.DataFrame


def order_book(snapshot: Snapshot, ledger: Ledger) -> OrderBook:
    """All purchase orders; an open one is late when it was expected before the last day of the data."""
    table = decisions.orders(ledger).merge(snapshot.frame(_NAMES), how="left", on="supplier_id")
    table["supplier_name"] = table["supplier_name"].fillna(table["supplier_id"]).replace("", _(NO_SUPPLIER))
    as_of = pd.Timestamp(snapshot.as_of or dt.date.min.replace(year=1900))
    days = (as_of - table["expected_on"]).dt.days
    table["is_late"] = (table["state"] == "open") & (days > 0)
    table["days_late"] = days.where(table["is_late"])
    table["state_words"] = table["state"].where(~table["is_late"], "late").map(lambda code: _(STATES[code]))
    is_open = table["state"] == "open"
    return OrderBook(
        table=table.sort_values("po_id", ascending=False, ignore_index=True),
        open_orders=int(is_open.sum()),
        open_units=int(table.loc[is_open, "open_units"].sum()),
        late_orders=int(table["is_late"].sum()),
    )


def matching_orders(book: OrderBook, kind: str, search: str) -> pd.DataFrame:
    """The orders of a kind (open, late, all) whose number, supplier or location holds the text."""
    table = book.table
    if kind != "all":
        table = table[table["is_late"] if kind == "late" else table["state"] == "open"]
    text = table["po_id"] + " " + table["supplier_name"] + " " + table["location"]
    return table[text.str.casefold().str.contains(search.casefold(), regex=False)].reset_index(drop=True)


def order_book_entry(snapshot: Snapshot, ledger: Ledger, po_id: str) -> OrderBookEntry:
    """One order with its lines. Raises NotFound."""
    book = order_book(snapshot, ledger).table
    found = book[book["po_id"] == po_id]
    if found.empty:
        raise NotFound(N_("There is no order {po_id}."), po_id=po_id)
    order, lines = found.iloc[0], decisions.order_lines(ledger, po_id)
    columns = ["line_id", "sku", "product_name", "ordered_units", "received_units", "open_units"]
    coming = lines.loc[lines["open_units"] > 0, columns]
    return OrderBookEntry(
        po_id=po_id,
        supplier_name=str(order["supplier_name"]),
        location=str(order["location"]),
        ordered_on=order["ordered_on"].date(),
        ordered_by=str(order["ordered_by"]),
        expected_on=order["expected_on"].date(),
        is_open=bool(order["state"] == "open"),
        lines=lines,
        to_receive=coming.assign(arrived_units=coming["open_units"], rejected_units=0).reset_index(drop=True),
    )


def arrived_lines(edited: pd.DataFrame) -> list[tuple[int, int, int]]:
    """line_id, arrived units, rejected units of the lines of which anything arrived."""
    filled = edited.fillna({"arrived_units": 0, "rejected_units": 0})
    arrived = filled[filled["arrived_units"] > 0]
    columns = ("line_id", "arrived_units", "rejected_units")
    return [(int(a), int(b), int(c)) for a, b, c in zip(*(arrived[name] for name in columns), strict=True)]
