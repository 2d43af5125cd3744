"""What must be handed in or confirmed before anything can be ordered: asked once, in the order it helps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core import demand, i18n
from core import ledger as decisions
from core.errors import Message
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import Ledger
from core.purchasing.on_order import STOCK_FILE
from core.purchasing.policy import read_policy
from core.purchasing.position import Position, read_position
from core.purchasing.terms import Offers, choose_terms, read_offer_table

TASKS: Mapping[str, str] = {
    "orders": N_("Upload the order files of your shops. Everything begins with them."),
    "forecasts": N_("Refresh the forecasts: they have not been computed from the newest files yet."),
    "stock": N_("Upload a stock file. Orders are there, but nobody has said what lies in stock."),
    "default_location": N_(
        "Say which location ships orders: {count} orders name none, and stock lies at {places}."
    ),
    "returned_nowhere": N_(
        "Say which location takes returns: {count} that were put to stock name none, so their units lie "
        "nowhere. Stock lies at {places}."
    ),
    "supplier_products": N_(
        "Upload the supplier products: who supplies which SKU, at what cost and in which packs. "
        "Until then all goods count as bought from one supplier without a name."
    ),
    "old_stock": N_("Upload newer stock of {location}: it was counted {days} days before {as_of}."),
    "lead_time": N_("Confirm the lead time of {supplier}: no file says it. {count} SKUs wait for it."),
    "confirm": N_("Confirm the terms of {supplier} once: lead time {lead} days, review every {review} days."),
}
"""What can be asked for, the most fundamental first."""

_ADVICE = {"default_location", "old_stock", "returned_nowhere", "supplier_products"}
"""Tasks without which something can be ordered all the same."""
NO_SUPPLIER = N_("Goods without a named supplier")
_USUAL_STOCK_AGE_DAYS = 7
_PLACELESS_ORDERS = (
    "SELECT count(DISTINCT (channel, order_id)) FROM lake.mart.sales_lines WHERE location = ''"
)
_PLACELESS_RETURNS = """
SELECT count(*) FROM lake.mart.refund_lines r
ANTI JOIN lake.current.channel_locations v ON v.channel = r.channel
WHERE r.location = '' AND r.restocked_quantity > 0
"""
"""A shop's channel locations say where its returns go, too."""


@dataclass(frozen=True)
class Task:
    """One thing to hand in or confirm. table: the file to upload, '' for none. is_blocking: without it
    nothing (of this supplier) can be ordered. has_template: a file with the known SKUs can be downloaded."""

    code: str
    message: Message
    table: str = ""
    supplier_id: str = ""
    location: str = ""
    is_blocking: bool = True
    has_template: bool = False


SUPPLIERS = {
    "supplier_id": "object",
    "supplier_name": "object",
    "location": "object",
    "skus": "int64",
    "lead_time_days": "float64",
    "lead_time_source": "object",
    "review_period_days": "float64",
    "is_review_assumed": "bool",
    "on_order_source": "object",
    "on_order_units": "float64",
    "counted_on": "object",
    "stock_age_days": "float64",
    "stock_age_accepted_days": "float64",
    "is_stock_old": "bool",
    "is_confirmed": "bool",
}
"""One row per supplier and location with SKUs to buy: what a person is asked to confirm, filled with what is
known. lead_time_days: the longest of its SKUs; NaN: must be typed."""


@dataclass(frozen=True)
class Readiness:
    """tasks: what is missing, the most fundamental first. suppliers: SUPPLIERS. is_ready: something can be
    ordered from at least one supplier."""

    tasks: tuple[Task, ...]
    suppliers: pd.DataFrame
    is_ready: bool


def readiness(snapshot: Snapshot, ledger: Ledger) -> Readiness:
    """What is missing before suggestions can be accepted."""
    if snapshot.as_of is None:
        return Readiness((_task("orders", table="orders"),), _no_suppliers(), is_ready=False)
    position = read_position(snapshot, ledger)
    offers = Offers(read_offer_table(snapshot, as_of=snapshot.as_of), decisions.supplier_terms(ledger))
    review = read_policy(ledger).review_period_days
    suppliers = supplier_table(position, offers, review_period_days=review)
    tasks = [*_missing_files(snapshot, position, offers), *_missing_terms(suppliers, position.as_of)]
    missing = {task.code for task in tasks if task.is_blocking and not task.supplier_id}
    is_ready = not missing and bool(suppliers["is_confirmed"].any())
    return Readiness(tuple(tasks), suppliers, is_ready)


def supplier_table(position: Position, offers: Offers, *, review_period_days: int) -> pd.DataFrame:
    """SUPPLIERS for what is in stock or on order."""
    terms = choose_terms(position.table, offers)
    terms = terms.merge(
        position.table[["sku", "location", "counted_on", "stock_age_days", "inbound", "on_order"]],
        on=["sku", "location"],
    )
    terms["supplier_name"] = terms["supplier_name"].where(terms["supplier_id"] != "", _(NO_SUPPLIER))
    if terms.empty:
        return _no_suppliers()
    found = terms.groupby(["supplier_id", "location"], as_index=False).agg(
        supplier_name=("supplier_name", "first"),
        skus=("sku", "nunique"),
        lead_time_days=("lead_time_days", "max"),
        lead_time_source=("lead_time_source", "max"),
        review_period_days=("review_period_days", "first"),
        on_order_units=("on_order", "sum"),
        counted_on=("counted_on", "min"),
        stock_age_days=("stock_age_days", "max"),
        is_confirmed=("is_confirmed", "all"),
        inbound_known=("inbound", "count"),
    )
    found["is_review_assumed"] = found["review_period_days"].isna()
    found["review_period_days"] = found["review_period_days"].fillna(float(review_period_days))
    found["on_order_source"] = [
        _proposed_source(place, inbound, position.sources)
        for place, inbound in zip(found["location"], found["inbound_known"], strict=True)
    ]
    found["stock_age_accepted_days"] = _accepted_ages(found, offers.confirmed)
    found["is_stock_old"] = found["stock_age_days"] > found["stock_age_accepted_days"]
    return found[list(SUPPLIERS)].astype(SUPPLIERS)


def _proposed_source(place: str, inbound: int, sources: Mapping[str, str]) -> str:
    """What to confirm as the source of units on order: what holds now, else where units are stated."""
    current = sources.get(place, "")
    return current or (STOCK_FILE if inbound else "ledger")


def _accepted_ages(found: pd.DataFrame, confirmed: pd.DataFrame) -> pd.Series[float]:
    known = confirmed.set_index(["supplier_id", "location"])["stock_age_accepted_days"].to_dict()
    ages = [
        float(known.get((supplier, place), known.get((supplier, ""), _USUAL_STOCK_AGE_DAYS)))
        for supplier, place in zip(found["supplier_id"], found["location"], strict=True)
    ]
    return pd.Series(ages, index=found.index)


def _missing_files(snapshot: Snapshot, position: Position, offers: Offers) -> list[Task]:
    tasks = []
    run = snapshot.latest_run(demand.KIND)
    if run is None or run.parameters["basis"]["facts"] != snapshot.fingerprint:
        tasks.append(_task("forecasts"))
    if position.table.empty:
        tasks.append(_task("stock", table="stock", has_template=True))
    places = sorted(position.table["location"].unique())
    for code, query in (("default_location", _PLACELESS_ORDERS), ("returned_nowhere", _PLACELESS_RETURNS)):
        if len(places) > 1 and (placeless := snapshot.value(query)):
            values = {"count": i18n.number(placeless), "places": i18n.listed(places)}
            tasks.append(_task(code, values, table="channels"))
    if offers.table.empty:
        tasks.append(_task("supplier_products", table="supplier_products", has_template=True))
    return tasks


def _missing_terms(suppliers: pd.DataFrame, as_of: dt.date) -> list[Task]:
    tasks = []
    for row in suppliers.to_dict("records"):
        values = {"supplier": row["supplier_name"], "count": i18n.number(row["skus"])}
        where = {"supplier_id": row["supplier_id"], "location": row["location"]}
        if row["lead_time_days"] != row["lead_time_days"]:
            tasks.append(_task("lead_time", values, **where))
        elif not row["is_confirmed"]:
            days = {
                "lead": i18n.number(row["lead_time_days"]),
                "review": i18n.number(row["review_period_days"]),
            }
            tasks.append(_task("confirm", values | days, **where))
    old = suppliers[suppliers["is_stock_old"]].drop_duplicates("location")
    for row in old.to_dict("records"):
        values = {
            "location": row["location"],
            "days": i18n.number(row["stock_age_days"]),
            "as_of": i18n.date(as_of),
        }
        tasks.append(_task("old_stock", values, table="stock", location=row["location"], has_template=True))
    return tasks


def _task(
    code: str,
    values: Mapping[str, object] | None = None,
    *,
    table: str = "",
    supplier_id: str = "",
    location: str = "",
    has_template: bool = False,
) -> Task:
    message = Message(TASKS[code], dict(values or {}))
    return Task(code, message, table, supplier_id, location, code not in _ADVICE, has_template)


def _no_suppliers() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in SUPPLIERS}).astype(SUPPLIERS)
