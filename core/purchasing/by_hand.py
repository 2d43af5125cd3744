"""Receipts that people typed here, in the stock position: what arrived counts once, whoever tells it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from core.facts import Snapshot
from core.purchasing.on_order import is_told
from models.arrays import FloatArray

MOVED = ("sku", "location", "day", "first_day", "last_day")
"""One row per receipt that a list of movements tells where no purchase orders are handed in. first_day,
last_day: of all movements of the location."""
_BOOKED_LATER = pd.Timedelta(days=7)
"""How long after goods came their movement may be dated."""

_MOVED = """
SELECT sku, location, day::TIMESTAMP AS day, first_day::TIMESTAMP AS first_day,
    last_day::TIMESTAMP AS last_day
FROM (
    SELECT sku, location, kind, coalesce(moved_on, moved_at::DATE) AS day,
        min(day) OVER (PARTITION BY location) AS first_day, max(day) OVER (PARTITION BY location) AS last_day
    FROM lake.current.stock_movements WHERE coalesce(moved_on, moved_at::DATE) <= $1::DATE
)
WHERE kind = 'receipt'
    AND location NOT IN (SELECT location FROM lake.current.purchase_order_lines WHERE location IS NOT NULL)
"""


def read_moved(snapshot: Snapshot, until: dt.date) -> pd.DataFrame:
    """MOVED up to a day."""
    return snapshot.frame(_MOVED, [until])[list(MOVED)]


def received_by_hand(
    receipts: pd.DataFrame, *, imported: pd.DataFrame, moved: pd.DataFrame, until: dt.date
) -> pd.DataFrame:
    """Receipts typed here (ledger.RECEIPTS) with is_moved, without those that a file of orders tells about.

    is_moved: a list of movements tells them too. It tells every receipt of its location from a week before
    its first day until its last day, and on that day those of the SKUs that it names.
    """
    own = until_day(receipts[~receipts["withdrawn"] & ~is_told(receipts, imported)], "received_on", until)
    spans = moved.groupby("location")
    first_day = pd.to_datetime(own["location"].map(spans["first_day"].min())) - _BOOKED_LATER
    last_day = pd.to_datetime(own["location"].map(spans["last_day"].max()))
    named = pd.MultiIndex.from_frame(moved[["sku", "location", "day"]])
    is_named = pd.MultiIndex.from_frame(own[["sku", "location", "received_on"]]).isin(named)
    is_within = (own["received_on"] >= first_day) & (own["received_on"] < last_day)
    return own.assign(is_moved=is_within | is_named)


def until_day(lines: pd.DataFrame, column: str, until: dt.date) -> pd.DataFrame:
    """The lines up to a day."""
    return lines[lines[column] <= pd.Timestamp(min(until, dt.date(2200, 1, 1)))]


def with_receipts(counted: pd.DataFrame, receipts: pd.DataFrame) -> pd.DataFrame:
    """Counts with what was received by hand since: on a later day, or typed after the stock file of that day.

    A stocktake tells no hour: what came on its day is taken as counted. What movements tell too (is_moved) is
    in the count already, and no longer to come. Units to come are the stock file's.
    """
    if receipts.empty or counted.empty:
        return counted
    key = ["sku", "location"]
    own = receipts.merge(counted[[*key, "listed_on", "counted_on", "is_taken", "counted_at"]], on=key)
    listed_on, counted_on = (pd.to_datetime(own[day]) for day in ("listed_on", "counted_on"))
    is_typed_after, is_same = own["recorded_at"] > own["counted_at"], own["received_on"] == counted_on
    is_since = (own["received_on"] > listed_on) | ((own["received_on"] == listed_on) & is_typed_after)
    is_after = (own["received_on"] > counted_on) | (is_same & is_typed_after & ~own["is_taken"].astype(bool))
    is_new = ~own["is_moved"].astype(bool)
    added, since_listed, before = (
        _units(own[held], counted[key])
        for held in (is_after & is_new, is_since, is_same & ~is_after & is_new)
    )
    return counted.assign(
        physical=counted["physical"] + added,
        received_since=counted["received_since"] + added,
        same_day=counted["same_day"] + before,
        inbound=(counted["inbound"] - since_listed).clip(lower=0),
    )


def _units(receipts: pd.DataFrame, asked: pd.DataFrame) -> FloatArray:
    """Units received of each SKU and location asked."""
    units = receipts.groupby(["sku", "location"])["received_units"].sum()
    found = units.reindex(pd.MultiIndex.from_frame(asked)).fillna(0.0)
    return found.to_numpy(dtype="float64")
