"""The stock position: what lies there, what is promised, what is on its way, per SKU and location.

Physical stock is the last count and everything that moved since. Units on order come from one source per
location, so that nothing is counted twice; units accepted here count from the moment they are accepted. What
has left one location and not arrived at another is on order there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from core import ledger as decisions
from core.facts import Snapshot
from core.facts.positions import POSITIONS
from core.ledger import Ledger
from core.purchasing.by_hand import read_moved, received_by_hand, until_day, with_receipts
from core.purchasing.on_order import ARRIVALS, on_order
from core.purchasing.transfers import read_transfers
from core.purchasing.unlisted import read_full_lists, unlisted

POSITION = {
    "sku": "object",
    "location": "object",
    "counted_at": "datetime64[us]",
    "counted_on": "object",
    "stock_age_days": "float64",
    "on_hand": "float64",
    "received_since": "float64",
    "returned_since": "float64",
    "shipped_since": "float64",
    "adjusted_since": "float64",
    "same_day": "float64",
    "physical": "float64",
    "reserved": "float64",
    "reserved_source": "object",
    "inbound": "float64",
    "on_order": "float64",
    "on_order_source": "object",
    "unit_cost": "float64",
    "is_unlisted": "bool",
}
"""One row per SKU and location whose stock is known. counted_on: day of the count; stock_age_days: from it to
as_of. physical: on_hand, as counted, and what was received, returned, shipped and adjusted (movements and
transfers, signed) since. same_day: received on the day of the count, taken as counted. reserved: promised to
paid orders, still in physical; its source is "stock_file" or "orders". on_order: all units to come, whenever,
from suppliers (read from on_order_source) and on their way from another location.
unit_cost: display currency, NaN where unknown. is_unlisted: no file ever named it, so the full list of its
location says that there is none."""

_EVER = dt.date(9999, 12, 31)

_COUNTED = f"""
WITH {POSITIONS}
SELECT p.sku, p.location, p.snapshot_at AS counted_at, p.listed_on, p.counted_on, p.is_taken,
    p.on_hand::DOUBLE AS on_hand,
    p.received_since::DOUBLE AS received_since, p.returned_since::DOUBLE AS returned_since,
    p.shipped_since::DOUBLE AS shipped_since, p.adjusted_since::DOUBLE AS adjusted_since,
    p.same_day::DOUBLE AS same_day, p.physical::DOUBLE AS physical,
    p.reserved::DOUBLE AS reserved, p.reserved_source,
    p.inbound::DOUBLE AS inbound, m.unit_cost::DOUBLE AS unit_cost, false AS is_unlisted
FROM positions p LEFT JOIN lake.mart.stock_position m USING (sku, location)
WHERE p.sellable ORDER BY p.location, p.sku
"""

_PURCHASE_ORDERS = """
SELECT p.po_id, p.external_po_id, p.supplier_id, p.sku, p.location, p.ordered_on, p.promised_on,
    CASE WHEN coalesce(p.state, 'open') = 'open'
        THEN greatest(p.quantity - coalesce(p.cancelled_quantity, 0) - coalesce(r.units, 0), 0)
        ELSE 0 END::DOUBLE AS open_units
FROM lake.current.purchase_order_lines p
LEFT JOIN (
    SELECT po_id, line_id, sum(quantity) AS units FROM lake.current.receipts
    WHERE received_on <= $1::DATE GROUP BY ALL
) r USING (po_id, line_id)
WHERE coalesce(p.ordered_on, $1::DATE) <= $1::DATE
"""


@dataclass(frozen=True)
class Position:
    """The stock position as of a day.

    table: POSITION. arrivals: on_order.ARRIVALS, one row per expected arrival, transfers among them.
    sources: location -> where its units on order were read.
    """

    as_of: dt.date
    table: pd.DataFrame
    arrivals: pd.DataFrame
    sources: dict[str, str]


def read_position(snapshot: Snapshot, ledger: Ledger, *, as_of: dt.date | None = None) -> Position:
    """The position from the newest facts and the ledger as it is now; with as_of, as it was that day.

    An earlier as_of leaves out later counts, receipts and orders.
    """
    return with_ledger(read_books(snapshot, as_of=as_of), ledger)


@dataclass(frozen=True)
class Books:
    """What the files say of stock and orders.

    counted: POSITION without units on order. imported: purchase order lines. transfers: those on their way
    (ARRIVALS). moved: receipts among movements (by_hand.MOVED). full_lists: unlisted.FULL_LISTS. until: last
    day that counts.
    """

    as_of: dt.date
    until: dt.date
    counted: pd.DataFrame
    imported: pd.DataFrame
    transfers: pd.DataFrame
    moved: pd.DataFrame
    full_lists: pd.DataFrame


@lru_cache(maxsize=2)
def read_books(snapshot: Snapshot, *, as_of: dt.date | None = None) -> Books:
    """The files' side of the position; it changes with the facts only, so it is read once per snapshot."""
    newest = snapshot.as_of or _EVER
    until = _EVER if as_of is None or as_of >= newest else as_of + dt.timedelta(days=1)
    # Nothing was counted: there is nothing to carry on, and the lines need not be read.
    is_counted = any(snapshot.has_rows("current", table) for table in ("stock", "stocktakes"))
    query = _COUNTED if is_counted else f"{_COUNTED} LIMIT 0"
    counted = snapshot.frame(query, [min(as_of or newest, newest), until])
    for day in ("listed_on", "counted_on"):
        counted[day] = pd.to_datetime(counted[day]).dt.date
    imported = snapshot.frame(_PURCHASE_ORDERS, [until])
    transfers = read_transfers(snapshot, as_of=min(as_of or newest, newest), until=until)
    lists = read_full_lists(snapshot, until)
    return Books(as_of or newest, until, counted, imported, transfers, read_moved(snapshot, until), lists)


def with_ledger(books: Books, ledger: Ledger, *, wanted: pd.DataFrame | None = None) -> Position:
    """The position: what the files say and what was accepted and received here.

    wanted: sku, location of what is to be planned, even if no stock file ever named it; see `unlisted`.
    """
    accepted = until_day(decisions.open_order_lines(ledger), "ordered_on", books.until)
    by_hand = received_by_hand(
        decisions.receipts(ledger), imported=books.imported, moved=books.moved, until=books.until
    )
    known = books.counted
    if wanted is not None:
        new = unlisted(known, wanted, books.full_lists)
        known = pd.concat([known, new], ignore_index=True) if len(new) else known
    counted = with_receipts(known, by_hand)
    terms = decisions.supplier_terms(ledger)
    arrivals, sources = on_order(counted, imported=books.imported, accepted=accepted, terms=terms)
    coming = pd.concat([arrivals, books.transfers], ignore_index=True) if len(books.transfers) else arrivals
    return position_of(counted, coming, sources, as_of=books.as_of)


def position_of(
    counted: pd.DataFrame, arrivals: pd.DataFrame, sources: dict[str, str], *, as_of: dt.date
) -> Position:
    """Counts and arrivals put together: POSITION with the units on order of each row."""
    key = ["sku", "location"]
    units = arrivals.groupby(key)["units"].sum().rename("on_order").reset_index()
    table = counted.merge(units, how="left", on=key)
    table["on_order"] = table["on_order"].fillna(0.0)
    table["on_order_source"] = table["location"].map(sources).fillna("")
    ages = [max((as_of - day).days, 0) for day in table["counted_on"]]
    table["stock_age_days"] = pd.Series(ages, index=table.index, dtype="float64")
    return Position(as_of, table[list(POSITION)].astype(POSITION), arrivals[list(ARRIVALS)], sources)
