"""Shipments and returns in a few words, for tests that can be checked in the head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from core.returns.reading import Returns, prepared

AS_OF = dt.date(2026, 10, 31)
_MOMENTS = ("day", "requested_on", "refunded_on", "received_on", "known_on")


@dataclass(frozen=True)
class Sold:
    """A SKU shipped for some days: lines of one unit a day, and how many of them come back after how long.

    back: returned lines of each day. lag_days: from shipping until the return is known.
    """

    sku: str
    first: dt.date
    days: int
    lines: int = 10
    back: int = 0
    lag_days: int = 10
    channel: str = "shop"
    po_id: str | None = None
    supplier: str | None = None
    reason: str | None = "不喜欢"
    price: float = 100.0
    kind: str = "return_refund"


def products(**attributes: tuple[str | None, str | None, str | None]) -> pd.DataFrame:
    """SKU -> (category, style, size), with _ for - in names."""
    rows = [
        {"sku": sku.replace("_", "-"), "product_name": sku, "category": category, "style": style,
         "size": size, "size_rank": None, "colour": None}
        for sku, (category, style, size) in attributes.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def returned(sold: Sequence[Sold], listed: pd.DataFrame, *, as_of: dt.date = AS_OF) -> Returns:
    """What the page would read of a shop that shipped this; returns known after as_of have not happened."""
    shipped, back = [], []
    for one in sold:
        for number in range(one.days):
            day = one.first + dt.timedelta(days=number)
            shipped.append(_shipped(one, day))
            back += [_back(one, day, f"{one.sku}-{day}-{line}") for line in range(one.back)]
    told = pd.DataFrame(back).astype(dict.fromkeys(_MOMENTS, "datetime64[us]"))
    told = told[told["known_on"] <= pd.Timestamp(as_of)].reset_index(drop=True)
    table = pd.DataFrame(shipped).astype({"day": "datetime64[us]", "came_on": "datetime64[us]"})
    return prepared(table, told, listed, as_of=as_of, currency="CNY")


def _shipped(one: Sold, day: dt.date) -> dict[str, object]:
    return {
        "sku": one.sku, "channel": one.channel, "location": "WH", "day": day, "po_id": one.po_id,
        "supplier_id": one.supplier, "came_on": one.first if one.po_id else None,
        "lines": float(one.lines), "units": float(one.lines),
    }  # fmt: skip


def _back(one: Sold, day: dt.date, number: str) -> dict[str, object]:
    known = day + dt.timedelta(days=one.lag_days)
    return {
        "channel": one.channel, "return_id": number, "order_id": number, "sku": one.sku,
        "product_name": one.sku, "location": "WH", "day": day, "requested_on": known, "refunded_on": known,
        "received_on": known, "known_on": known, "kind": one.kind, "units": 1.0, "restocked": 1.0,
        "refund": one.price, "loss": 0.0, "handling": None, "reason": one.reason, "sold_units": 1.0,
    }  # fmt: skip
