"""What a planner knows, from a few numbers: items with steady demand, stock, suppliers, orders to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from core import facts, ledger
from core.demand import DemandPanel, Forecasts, forecast_all
from core.demand.steps import Calendar
from core.ledger import Ledger, SupplierTerms
from core.purchasing import (
    ARRIVALS,
    CLOSURES,
    OFFERS,
    POSITION,
    Closures,
    Known,
    Offers,
    Policy,
    Position,
    Suggestions,
    suggest,
)
from core.purchasing.products import PRODUCTS
from core.settings import Settings
from tests.handing_in import hand_in
from tests.homes import prepare

TODAY = dt.date(2026, 3, 1)
"""Last complete day of the data, a Sunday, so that the next day begins a forecast week."""

WEEKS = 60


@dataclass(frozen=True)
class Item:
    """One SKU at one location. per_day: steady demand; weekly: given week by week instead, NaN unknown.

    on_hand None: no stock figure is known; is_unlisted: a full list says so by not naming it.
    arrivals: (units, due day). supplier "": nobody supplies it.
    """

    sku: str = "A"
    location: str = "WH"
    per_day: float = 10.0
    weekly: Sequence[float] | None = None
    on_hand: float | None = 0.0
    is_unlisted: bool = False
    reserved: float = 0.0
    arrivals: Sequence[tuple[float, dt.date | None]] = ()
    supplier: str = "S1"
    lead_time_days: float | None = 14.0
    review_period_days: float | None = 7.0
    moq: float | None = None
    pack: float | None = None
    unit_cost: float | None = 8.0
    price: float = 20.0
    product: Mapping[str, Any] = field(default_factory=dict)
    offer: Mapping[str, Any] = field(default_factory=dict)

    @property
    def demand(self) -> Sequence[float]:
        return [self.per_day * 7] * WEEKS if self.weekly is None else self.weekly


def known(
    *items: Item,
    policy: Policy | None = None,
    offers: pd.DataFrame | None = None,
    confirmed: pd.DataFrame | None = None,
    snoozes: Sequence[tuple[str, str, dt.date]] = (),
    decisions: pd.DataFrame | None = None,
    closed: Sequence[tuple[str, dt.date, dt.date]] = (),
    as_of: dt.date = TODAY,
    run: str = "run",
) -> Known:
    """What suggestions are made from, for these items. closed: supplier, first and last closed day."""
    return Known(
        as_of=as_of,
        position=position(*items, as_of=as_of),
        forecasts=forecasts(*items),
        offers=Offers(
            offers_of(*items) if offers is None else offers, no_terms() if confirmed is None else confirmed
        ),
        products=_products(items),
        snoozes=_snoozes(snoozes),
        decisions=no_decisions() if decisions is None else decisions,
        policy=policy or Policy(),
        closures=Closures(pd.DataFrame(closed, columns=list(CLOSURES)).astype(CLOSURES)),
        currency="CNY",
        run=run,
        snapshot_id=1,
    )


def suggested(*items: Item, **given: Any) -> Suggestions:
    """The suggestions for these items."""
    return suggest(known(*items, **given))


def units(*items: Item, **given: Any) -> int:
    """Units suggested in all."""
    return int(suggested(*items, **given).lines["units"].sum())


def reason(item: Item, **given: Any) -> str:
    """The code why nothing is suggested for one item; '' where something is."""
    nothing = suggested(item, **given).nothing
    return "" if nothing.empty else str(nothing["code"].iloc[0])


def position(*items: Item, as_of: dt.date = TODAY) -> Position:
    """The stock position of these items, counted on the day itself."""
    stocked = [item for item in items if item.on_hand is not None]
    arrivals = [_arrival(item, *arrival) for item in items for arrival in item.arrivals]
    frame = pd.DataFrame(arrivals, columns=list(ARRIVALS)).astype(ARRIVALS)
    rows = [_stock(item, as_of) for item in stocked]
    table = pd.DataFrame(rows, columns=list(POSITION)).astype(POSITION)
    return Position(as_of, table, frame, {item.location: "ledger" for item in items})


def forecasts(*items: Item) -> Forecasts:
    """The forecasts of the items that were ever sold."""
    return forecast_all(panel(*items))


def panel(*items: Item) -> DemandPanel:
    """Weekly demand, right-aligned so that every item's last week ends today."""
    sold = [item for item in items if len(item.demand)]
    width = max((len(item.demand) for item in sold), default=1)
    wanted = np.full((len(sold), width), np.nan)
    for row, item in enumerate(sold):
        wanted[row, width - len(item.demand) :] = item.demand
    first = np.array([width - len(item.demand) for item in sold], dtype=np.int64)
    before = np.arange(width)[None, :] < first[:, None]
    seen = np.where(before, np.nan, np.nan_to_num(wanted))
    return DemandPanel(
        keys=pd.DataFrame([(item.sku, item.location) for item in sold], columns=["sku", "location"]),
        calendar=Calendar("W"),
        first=int(Calendar("W").index_of(TODAY + dt.timedelta(days=1))) - width,
        as_of=TODAY,
        units=wanted,
        sold=seen,
        stock_outs=np.isnan(wanted) & ~before,
        inferred=np.zeros(wanted.shape, dtype=np.bool_),
        first_columns=first,
        yearly_net_sales=np.array([np.nansum(item.demand[-52:]) * item.price for item in sold]),
    )


def offers_of(*items: Item) -> pd.DataFrame:
    """One offer per item that has a supplier."""
    texts = dict.fromkeys((name for name, kind in OFFERS.items() if kind == "object"), "")
    rows = [
        {
            **texts,
            "moq_scope": "sku",
            "supplier_id": item.supplier,
            "supplier_name": item.supplier,
            "sku": item.sku,
            "rank": 1,
            "unit_cost": item.unit_cost,
            "currency": "CNY",
            "moq": item.moq,
            "pack_multiple": item.pack,
            "lead_time_days": item.lead_time_days,
            "review_period_days": item.review_period_days,
            **item.offer,
        }
        for item in items
        if item.supplier
    ]
    return pd.DataFrame(rows, columns=list(OFFERS)).astype(OFFERS)


def no_terms() -> pd.DataFrame:
    return pd.DataFrame(columns=list(ledger.TERMS))


def terms(
    supplier: str = "S1", location: str = "", lead: int = 14, review: int = 7, source: str = "ledger"
) -> pd.DataFrame:
    """Terms that a person confirmed."""
    row = {
        "supplier_id": supplier, "location": location, "lead_time_days": lead, "review_period_days": review,
        "on_order_source": source, "stock_age_accepted_days": 7,
    }  # fmt: skip
    return pd.DataFrame([row], columns=list(ledger.TERMS))


def no_decisions() -> pd.DataFrame:
    return pd.DataFrame(columns=list(ledger.DECISIONS))


def _products(items: Sequence[Item]) -> pd.DataFrame:
    plain = {
        "product_name": "", "kind": "goods", "fulfilment": "stocked", "status": "active", "ends_on": None,
        "replaced_by": "", "is_bundle": False,
    }  # fmt: skip
    rows = {item.sku: plain | {"sku": item.sku} | dict(item.product) for item in items}
    return pd.DataFrame(list(rows.values()), columns=list(PRODUCTS)).astype(PRODUCTS)


def _snoozes(given: Sequence[tuple[str, str, dt.date]]) -> pd.DataFrame:
    frame = pd.DataFrame(given, columns=["sku", "location", "until"])
    return frame.assign(until=pd.to_datetime(frame["until"]))


def _stock(item: Item, as_of: dt.date) -> dict[str, object]:
    return {
        "sku": item.sku, "location": item.location, "counted_at": pd.Timestamp(as_of), "counted_on": as_of,
        "stock_age_days": 0, "on_hand": item.on_hand, "physical": item.on_hand, "reserved": item.reserved,
        "reserved_source": "stock_file", "inbound": np.nan, "unit_cost": np.nan,
        "on_order": sum(arrival[0] for arrival in item.arrivals), "on_order_source": "ledger",
        "is_unlisted": item.is_unlisted,
    }  # fmt: skip


def _arrival(item: Item, number: float, due_on: dt.date | None) -> tuple[object, ...]:
    return item.sku, item.location, item.supplier, "PO-1", number, pd.NaT, due_on, "ledger"


SHOP_ENDS = TODAY
_SHOP_DAYS = 26 * 7


def a_planned_shop(settings: Settings) -> facts.Snapshot:
    """A shop in the lake: A sells 10 a day and is nearly out, B 1, C 5; S1 supplies A and B, S2 supplies C.

    Stock of WH was counted the evening before the last day; nothing is on order.
    """
    prepare(settings)
    days = [TODAY - dt.timedelta(days=back) for back in range(_SHOP_DAYS)]
    wanted = {"A": 10, "B": 1, "C": 5}
    orders = [_an_order(day, number) for number, day in enumerate(days)]
    lines = [_a_line(order, sku, quantity) for order in orders for sku, quantity in wanted.items()]
    channel = {
        "channel": "shop",
        "platform": "test",
        "currency": "CNY",
        "timezone": "UTC",
        "prices_include_tax": False,
        "default_location": "WH",
    }
    sold = {"channels": [channel], "orders": orders, "order_lines": lines}
    counted = a_stock_file({"A": 40, "B": 200, "C": 20})
    hand_in(settings, dt.datetime(2026, 3, 3), sold | counted | SUPPLIERS)
    return facts.lease(settings)


def _an_order(day: dt.date, number: int) -> dict[str, Any]:
    at = dt.datetime.combine(day, dt.time(9))
    return {
        "channel": "shop",
        "order_id": str(day),
        "order_type": "normal",
        "state": "completed",
        "currency": "CNY",
        "placed_at": at,
        "paid_at": at,
        "customer_id": f"c{number % 40}",
    }


def _a_line(order: Mapping[str, Any], sku: str, quantity: float) -> dict[str, Any]:
    return {
        "channel": "shop",
        "order_id": order["order_id"],
        "line_id": sku,
        "sku": sku,
        "product_name": f"Product {sku}",
        "quantity": quantity,
        "unit_price": 20,
    }


def a_stock_file(
    on_hand: Mapping[str, float],
    *,
    at: dt.datetime = dt.datetime(2026, 3, 1, 20),
    full_list: bool = True,
    **row: Any,
) -> dict[str, list[dict[str, Any]]]:
    """One count of WH."""
    plain = {"location": "WH", "snapshot_at": at, "lot": "", "condition": "sellable", "full_list": full_list}
    return {"stock": [plain | {"sku": sku, "on_hand": number} | row for sku, number in on_hand.items()]}


_EVER = dt.date(1900, 1, 1)
SUPPLIERS: dict[str, list[dict[str, Any]]] = {
    "suppliers": [
        {
            "supplier_id": "S1",
            "name": "Sunrise",
            "currency": "CNY",
            "review_period_days": 7,
            "language": "zh-Hans",
        },
        {"supplier_id": "S2", "name": "Moon", "currency": "CNY", "review_period_days": 7},
    ],
    "supplier_products": [
        {
            "supplier_id": "S1",
            "sku": "A",
            "valid_from": _EVER,
            "lead_time_days": 14,
            "unit_cost": 8,
            "supplier_sku": "X-A",
        },
        {
            "supplier_id": "S1",
            "sku": "B",
            "valid_from": _EVER,
            "lead_time_days": 14,
            "unit_cost": 5,
            "supplier_sku": None,
        },
        {
            "supplier_id": "S2",
            "sku": "C",
            "valid_from": _EVER,
            "lead_time_days": 7,
            "unit_cost": 3,
            "supplier_sku": None,
        },
    ],
}


def confirm(book: Ledger, *suppliers: str) -> None:
    """Confirm the terms of suppliers everywhere, as their files say."""
    lead = {"S1": 14, "S2": 7}
    for name in suppliers:
        given = SupplierTerms(name, "", lead.get(name, 14), 7)
        ledger.confirm_supplier(book, ledger.Actor("Lin", frozenset(["planner"])), f"confirm {name}", given)
