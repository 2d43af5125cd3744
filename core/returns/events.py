"""Days on which a product sold in bulk, such as a livestream: their returns are told apart from the trend."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from core import i18n
from core.i18n import _
from core.returns.exposure import Exposure


@dataclass(frozen=True)
class Event:
    """rate: returned of shipped units, so far. seen_share: of its returns, that can be known. refund: money.

    usual: the rate of the same product on its other days, or of its category where it has few; None where
    neither is known.
    """

    sku: str
    product_name: str
    channel: str
    day: dt.date
    units: float
    came_units: float
    rate: float
    seen_share: float
    usual: float | None
    refund: float


_ENOUGH_LINES = 30


def events(exposed: Exposure) -> tuple[Event, ...]:
    """The newest first."""
    table = exposed.table
    found = []
    for (sku, channel, day), rows in table[table["is_event"]].groupby(["sku", "channel", "day"]):
        calm = table[~table["is_event"] & (table["sku"] == sku)]
        if calm["lines"].sum() < _ENOUGH_LINES:
            calm = table[~table["is_event"] & (table["category"] == rows["category"].iloc[0])]
        sums, seen = rows[["units", "seen_units", "came_units", "refund"]].sum(), calm["seen_units"].sum()
        found.append(
            Event(
                sku=str(sku),
                product_name=str(rows["product_name"].fillna("").iloc[0]),
                channel=str(channel),
                day=pd.Timestamp(str(day)).date(),
                units=float(sums["units"]),
                came_units=float(sums["came_units"]),
                rate=float(sums["came_units"] / sums["units"]),
                seen_share=float(sums["seen_units"] / sums["units"]),
                usual=float(calm["came_units"].sum() / seen) if seen else None,
                refund=float(sums["refund"]),
            )
        )
    return tuple(sorted(found, key=lambda event: event.day, reverse=True))


def event_words(event: Event, currency: str) -> str:
    """The event in a sentence."""
    words = _(
        "{date}: {units} units of {sku} shipped in one day by {channel}; {rate} came back, {amount} "
        "refunded. It is told here and left out of the rates."
    )
    return words.format(
        date=i18n.date(event.day),
        units=i18n.number(event.units),
        sku=event.sku,
        channel=event.channel,
        rate=i18n.percent(event.rate, 0),
        amount=i18n.money(event.refund, currency),
    )
