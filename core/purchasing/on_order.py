"""Units on order, from one source per location: never the same units from two."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.ledger import EVERYWHERE, ON_ORDER_SOURCES

PURCHASE_ORDERS, LEDGER, STOCK_FILE = ON_ORDER_SOURCES

ARRIVALS = {
    "sku": "object",
    "location": "object",
    "supplier_id": "object",
    "po_id": "object",
    "units": "float64",
    "ordered_on": "datetime64[ns]",
    "due_on": "datetime64[ns]",
    "source": "object",
}
"""One row per expected arrival. due_on: promised or expected; NaT where nobody said."""


def on_order(
    counted: pd.DataFrame, *, imported: pd.DataFrame, accepted: pd.DataFrame, terms: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, str]]:
    """ARRIVALS and the source of each location.

    counted: sku, location, counted_at (UTC), inbound (NaN where the stock file states none).
    imported: purchase order lines with open_units. accepted: ledger.ORDER_LINES that are open.
    terms: ledger.TERMS. The source is the first that has anything at the location: imported purchase
    orders, accepted orders, the stock file; the stock file comes before accepted orders where a person
    confirmed that it is kept there, and then accepted orders count until the next count. An accepted line
    that an imported line names (our number as external_po_id, SKU, location) counts there only.
    """
    unmatched = accepted[~is_told(accepted, imported)]
    places = pd.unique(pd.concat([counted["location"], imported["location"].dropna(), accepted["location"]]))
    sources = {
        str(place): _source(str(place), counted, imported=imported, accepted=accepted, terms=terms)
        for place in places
    }
    in_file = counted[counted["inbound"] > 0]
    parts = [
        _of(_imported(imported), sources, {PURCHASE_ORDERS}),
        _of(_accepted(unmatched), sources, {PURCHASE_ORDERS, LEDGER}),
        _of(_inbound(in_file), sources, {STOCK_FILE}),
        _of(_accepted(_after_count(unmatched, counted)), sources, {STOCK_FILE}),
    ]
    arrivals = pd.concat([part.astype(ARRIVALS) for part in parts], ignore_index=True)
    return arrivals[arrivals["units"] > 0].reset_index(drop=True), sources


def is_told(ours: pd.DataFrame, imported: pd.DataFrame) -> pd.Series[bool]:
    """Rows of ours (po_id, sku, location) that imported purchase order lines tell about by our number."""
    told = pd.MultiIndex.from_frame(imported[["external_po_id", "sku", "location"]])
    own = pd.MultiIndex.from_frame(ours[["po_id", "sku", "location"]])
    return pd.Series(own.isin(told), index=ours.index, dtype=bool)


def _source(
    place: str, counted: pd.DataFrame, *, imported: pd.DataFrame, accepted: pd.DataFrame, terms: pd.DataFrame
) -> str:
    confirmed = set(terms.loc[terms["location"].isin([place, EVERYWHERE]), "on_order_source"])
    has_any = {
        # A closed order says nothing about today.
        PURCHASE_ORDERS: bool(((imported["location"] == place) & (imported["open_units"] > 0)).any()),
        LEDGER: bool((accepted["location"] == place).any()),
        STOCK_FILE: bool(counted.loc[counted["location"] == place, "inbound"].notna().any()),
    }
    # Imported purchase orders are facts: a confirmation from before they were uploaded does not hide them.
    if STOCK_FILE in confirmed and has_any[STOCK_FILE] and not has_any[PURCHASE_ORDERS]:
        return STOCK_FILE
    return next((source for source in ON_ORDER_SOURCES if has_any[source]), "")


def _of(arrivals: pd.DataFrame, sources: Mapping[str, str], wanted: set[str]) -> pd.DataFrame:
    return arrivals[arrivals["location"].map(sources).isin(wanted)]


def _imported(lines: pd.DataFrame) -> pd.DataFrame:
    return lines.rename(columns={"open_units": "units", "promised_on": "due_on"}).assign(
        source=PURCHASE_ORDERS
    )[list(ARRIVALS)]


def _accepted(lines: pd.DataFrame) -> pd.DataFrame:
    return lines.rename(columns={"open_units": "units", "expected_on": "due_on"}).assign(source=LEDGER)[
        list(ARRIVALS)
    ]


def _inbound(rows: pd.DataFrame) -> pd.DataFrame:
    nobody_said = pd.Series(pd.NaT, index=rows.index)
    return rows.rename(columns={"inbound": "units"}).assign(
        supplier_id="", po_id="", ordered_on=nobody_said, due_on=nobody_said, source=STOCK_FILE
    )[list(ARRIVALS)]


def _after_count(lines: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Accepted lines that the count cannot have known; all of a SKU that was not counted."""
    counts = counted.set_index(["sku", "location"])["counted_at"]
    asked = pd.MultiIndex.from_frame(lines[["sku", "location"]])
    counted_at = pd.to_datetime(pd.Series(counts.reindex(asked).to_numpy(), index=lines.index))
    return lines[counted_at.isna() | (lines["ordered_at"] > counted_at)]
