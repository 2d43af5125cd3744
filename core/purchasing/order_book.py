"""What is on order: the life of every order, from files and from the ledger, and when the rest comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import i18n
from core.errors import InputError, NotFound
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import Ledger
from core.purchasing.bought import Bought, read_bought
from core.purchasing.expected import expected
from core.purchasing.readiness import NO_SUPPLIER

STATES: Mapping[str, str] = {
    "placed": N_("Placed"),
    "promised": N_("Confirmed"),
    "partly": N_("Partly received"),
    "received": N_("Received"),
    "closed": N_("Closed short"),
    "cancelled": N_("Cancelled"),
}
"""The life of an order; placed: nothing is promised. Late is no state of its own: a promised or partly
received order may be late."""
KNOWN_BY: Mapping[str, str] = {
    "promised": N_("promised"),
    "reopened": N_("promised for a day on which the supplier is closed: its first open day"),
    "stated": N_("by its stated lead time"),
    "measured": N_("by what it usually needs"),
    "overdue": N_("overdue, any day"),
    "": "",
}
"""How an expected day is known."""

ORDER_BOOK = (
    "po_id", "their_number", "source", "supplier_id", "supplier_name", "location", "state", "state_words",
    "is_open", "is_late", "days_late", "ordered_on", "promised_on", "expected_on", "expected_words", "lines",
    "ordered_units", "received_units", "rejected_units", "cancelled_units", "open_units", "received_share",
    "receipts", "last_received_on", "amount", "open_amount", "ordered_by", "skus",
)  # fmt: skip
"""One row per order, late ones first, then by the day they are expected. po_id: ours where it came from here.
their_number: the file's number of an order of ours. source: "file", "ledger" or "both". promised_on: the
earliest day promised for what is open, else for the order. expected_on: when the rest comes, by `expected`;
NaT where nothing is open. expected_words: how that is known. days_late: since the promised day, NaN unless
late. amount, open_amount: display currency, NaN where a cost or a rate is unknown. skus: all of its SKUs."""

_NAMES = "SELECT supplier_id, coalesce(nullif(name, ''), supplier_id) AS name FROM lake.current.suppliers"


@dataclass(frozen=True)
class OrderBook:
    """table: ORDER_BOOK. lines: bought.BOUGHT with expected.EXPECTED. Amounts in the display currency;
    late_amount and open_amount are of known costs, without_cost: open orders that lack one."""

    as_of: dt.date
    table: pd.DataFrame
    lines: pd.DataFrame
    open_orders: int
    open_units: int
    open_amount: float
    late_orders: int
    late_units: int
    late_amount: float
    without_cost: int
    next_arrival_on: dt.date | None


@dataclass(frozen=True)
class OrderBookEntry:
    """One order. order: its row of ORDER_BOOK. lines: its lines, open ones first. receipts: what arrived.

    to_receive: open lines of the ledger with arrived_units and rejected_units. is_ours: it was accepted here,
    so that receipts can be typed and the rest cancelled while no file tells about it.
    """

    po_id: str
    supplier_id: str
    supplier_name: str
    order: Mapping[str, Any]
    is_open: bool
    is_ours: bool
    lines: pd.DataFrame
    receipts: pd.DataFrame
    to_receive: pd.DataFrame


def order_book(snapshot: Snapshot, ledger: Ledger) -> OrderBook:
    """All purchase orders; one is late when units are open after the day promised for them."""
    names = snapshot.frame(_NAMES)
    told = dict(zip(names["supplier_id"], names["name"], strict=True))
    return book_of(read_bought(snapshot, ledger), told)


def book_of(known: Bought, names: Mapping[str, str] | None = None) -> OrderBook:
    """The orders of what was bought. names: supplier_id -> name."""
    lines = expected(known)
    table = _orders(lines, dict(names or {}))
    is_open = table["is_open"]
    late = table[table["is_late"]]
    first = table.loc[is_open & ~table["is_late"], "expected_on"].min()
    return OrderBook(
        as_of=known.as_of,
        table=table,
        lines=lines,
        open_orders=int(is_open.sum()),
        open_units=int(table.loc[is_open, "open_units"].sum()),
        open_amount=float(table.loc[is_open, "open_amount"].sum()),
        late_orders=len(late),
        late_units=int(late["open_units"].sum()),
        late_amount=float(late["open_amount"].sum()),
        without_cost=int(table.loc[is_open, "open_amount"].isna().sum()),
        next_arrival_on=None if pd.isna(first) else first.date(),
    )


def _orders(lines: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    of = lines.groupby("order_id", sort=False)
    still = lines[lines["open_units"] > 0].groupby("order_id")
    table = pd.DataFrame(
        {
            "their_number": of["po_id"].first(),
            "source": of["source"].min().where(of["source"].min() == of["source"].max(), "both"),
            "supplier_id": of["supplier_id"].first(),
            "location": _places(lines),
            "ordered_on": of["ordered_on"].min(),
            "last_received_on": of["last_received_on"].max(),
            "ordered_by": of["ordered_by"].max(),
            "lines": of.size(),
            "skus": of["sku"].agg(" ".join),
            **{name: of[name].sum() for name in _SUMMED},
        }
    )
    table["promised_on"] = still["promised_on"].min().reindex(table.index).fillna(of["promised_on"].min())
    first = (
        lines[lines["open_units"] > 0].sort_values("expected_on", kind="stable").drop_duplicates("order_id")
    )
    first = first.set_index("order_id").reindex(table.index)
    table["expected_on"] = first["expected_on"]
    table["expected_words"] = first["expected_by"].map({code: _(words) for code, words in KNOWN_BY.items()})
    table["is_late"] = of["is_late"].any()
    table["days_late"] = still["days_late"].max().reindex(table.index)
    for name, units in (("amount", "wanted_units"), ("open_amount", "open_units")):
        worth = (lines[units] * lines["unit_cost"] * lines["rate"]).where(lines[units] > 0, 0.0)
        table[name] = worth.groupby(lines["order_id"], sort=False).sum(min_count=0)
        table.loc[worth.isna().groupby(lines["order_id"], sort=False).any(), name] = float("nan")
    share = table["received_units"] / table["wanted_units"].where(table["wanted_units"] > 0)
    table["received_share"] = share.clip(upper=1.0)
    return _named(table.rename_axis("po_id").reset_index(), names)


_SUMMED = (
    "ordered_units", "wanted_units", "cancelled_units", "received_units", "rejected_units", "open_units",
    "receipts",
)  # fmt: skip


def _places(lines: pd.DataFrame) -> pd.Series[str]:
    """The locations of each order, by order_id."""
    return lines.drop_duplicates(["order_id", "location"]).groupby("order_id")["location"].agg(", ".join)


def _named(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The table with state, words and names, late orders first."""
    told = table["supplier_id"].map(dict(names)).fillna(table["supplier_id"])
    table["supplier_name"] = told.where(told != "", _(NO_SUPPLIER))
    table["their_number"] = table["their_number"].where(table["their_number"] != table["po_id"], "")
    table["is_open"] = table["open_units"] > 0
    has_some = table["received_units"] > 0
    table["state"] = "closed"
    table.loc[table["received_units"] >= table["wanted_units"], "state"] = "received"
    table.loc[table["wanted_units"] <= 0, "state"] = "cancelled"
    table.loc[table["is_open"] & table["promised_on"].isna(), "state"] = "placed"
    table.loc[table["is_open"] & table["promised_on"].notna(), "state"] = "promised"
    table.loc[table["is_open"] & has_some, "state"] = "partly"
    table["state_words"] = table["state"].map({code: _(words) for code, words in STATES.items()})
    late = table["is_late"]
    table.loc[late, "state_words"] = "▲ " + _("Late") + " · " + table["state_words"]
    days = table["days_late"].fillna(-1.0)
    order = table.assign(
        rank=-days, day=table["expected_on"].fillna(pd.Timestamp.max), new=table["ordered_on"]
    )
    order = order.sort_values(
        ["is_open", "rank", "day", "new", "po_id"], ascending=[False, True, True, False, False]
    )
    return order[list(ORDER_BOOK)].reset_index(drop=True)


def matching_orders(book: OrderBook, kind: str, search: str, supplier_id: str = "") -> pd.DataFrame:
    """The orders of a kind (open, late, all, or one of STATES) of a supplier ('' for all) whose number,
    supplier, location or SKU holds the text."""
    table = book.table
    if supplier_id:
        table = table[table["supplier_id"] == supplier_id]
    if kind in ("open", "late"):
        table = table[table["is_open" if kind == "open" else "is_late"]]
    elif kind in STATES:
        table = table[table["state"] == kind]
    columns = ["po_id", "their_number", "supplier_name", "location", "skus"]
    text = table[columns].astype(str).agg(" ".join, axis=1) if len(table) else table["po_id"]
    found = text.str.casefold().str.contains(search.strip().casefold(), regex=False)
    return table[found].reset_index(drop=True)


def suppliers_of(book: OrderBook) -> dict[str, str]:
    """supplier_id -> name of everybody with an order, by name; "-" first for all."""
    rows = book.table.drop_duplicates("supplier_id").sort_values("supplier_name")
    named = rows[rows["supplier_id"] != ""]
    return {"-": _("All suppliers"), **dict(zip(named["supplier_id"], named["supplier_name"], strict=True))}


def order_words(entry: OrderBookEntry) -> list[str]:
    """Where and when an order was placed, how it stands, and when the rest comes."""
    order = entry.order
    placed = _("{location} · ordered {date}").format(
        location=order["location"], date=i18n.date(_day(order["ordered_on"]))
    )
    if order["ordered_by"]:
        placed += " · " + _("by {who}").format(who=order["ordered_by"])
    if order["their_number"]:
        placed += " · " + _("{number} in the file").format(number=order["their_number"])
    units = _("{received} of {ordered} units received, {open} open").format(
        received=i18n.number(order["received_units"]),
        ordered=i18n.number(order["ordered_units"]),
        open=i18n.number(order["open_units"]),
    )
    how = f"{order['state_words']} · {units}"
    if not entry.is_open or pd.isna(order["expected_on"]):
        return [placed, how]
    day = _("expected {date} ({how})").format(
        date=i18n.date(_day(order["expected_on"])), how=order["expected_words"]
    )
    return [placed, f"{how} · {day}"]


def _day(moment: Any) -> dt.date | None:
    return None if pd.isna(moment) else moment.date()


def order_book_entry(snapshot: Snapshot, ledger: Ledger, po_id: str) -> OrderBookEntry:
    """One order with its lines and receipts. Raises NotFound."""
    book = order_book(snapshot, ledger)
    found = book.table[book.table["po_id"] == po_id]
    if found.empty:
        raise NotFound(N_("There is no order {po_id}."), po_id=po_id)
    known = read_bought(snapshot, ledger)
    own = book.lines[book.lines["order_id"] == po_id].sort_values(
        "open_units", ascending=False, kind="stable"
    )
    came = known.arrived[known.arrived["row"].isin(own.index)]
    names = own[["line_id", "sku", "product_name"]]
    receipts = came.merge(names, left_on="row", right_index=True).drop(columns="row").reset_index(drop=True)
    order = {str(name): value for name, value in found.iloc[0].items()}
    return OrderBookEntry(
        po_id=po_id,
        supplier_id=str(order["supplier_id"]),
        supplier_name=str(order["supplier_name"]),
        order=order,
        is_open=bool(order["is_open"]),
        is_ours=order["source"] != "file",
        lines=own.reset_index(drop=True),
        receipts=receipts,
        to_receive=_to_receive(own),
    )


_RECEIVED_COLUMNS = ["line_id", "sku", "product_name", "ordered_units", "received_units", "open_units"]


def _to_receive(own: pd.DataFrame) -> pd.DataFrame:
    """Open lines that no file tells about, to be filled with what arrived."""
    coming = own.loc[(own["open_units"] > 0) & (own["source"] == "ledger"), _RECEIVED_COLUMNS]
    numbers = ["line_id", "ordered_units", "received_units", "open_units"]
    coming = coming.astype(dict.fromkeys(numbers, "int64"))
    return coming.assign(arrived_units=coming["open_units"], rejected_units=0).reset_index(drop=True)


def arrived_lines(edited: pd.DataFrame) -> list[tuple[int, int, int]]:
    """line_id, units fit for stock, rejected units of the lines of which anything arrived.

    edited: line_id, arrived_units, and rejected_units, which are a part of them. Raises InputError where more
    is rejected than arrived.
    """
    filled = edited.fillna({"arrived_units": 0, "rejected_units": 0})
    wrong = filled[filled["rejected_units"] > filled["arrived_units"]]
    if len(wrong):
        raise InputError(
            N_("{sku}: {rejected} units rejected, but only {arrived} arrived. Rejected units arrived too."),
            sku=wrong["sku"].iloc[0],
            rejected=int(wrong["rejected_units"].iloc[0]),
            arrived=int(wrong["arrived_units"].iloc[0]),
        )
    arrived = filled[filled["arrived_units"] > 0]
    columns = (arrived[name].astype("int64") for name in ("line_id", "arrived_units", "rejected_units"))
    return [(line, units - rejected, rejected) for line, units, rejected in zip(*columns, strict=True)]
