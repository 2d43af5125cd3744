"""Products that no stock file ever named: where a full list stands, that says that there is none."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from core.facts import Snapshot

FULL_LISTS = ("location", "counted_at", "counted_on")
"""The newest full stock list of each location whose stock can be sold."""

_FULL_LISTS = """
WITH lists AS (
    SELECT location, snapshot_at AS counted_at, min(coalesce(snapshot_on, snapshot_at::DATE)) AS counted_on
    FROM lake.current.stock WHERE full_list GROUP BY ALL
)
SELECT location, max(counted_at) AS counted_at, arg_max(counted_on, counted_at) AS counted_on
FROM lists LEFT JOIN lake.current.locations l USING (location)
WHERE counted_on <= $1::DATE AND coalesce(l.sellable, true) GROUP BY location ORDER BY location
"""
_NONE = ("on_hand", "received_since", "returned_since", "shipped_since", "adjusted_since", "same_day",
         "physical", "reserved")  # fmt: skip


def read_full_lists(snapshot: Snapshot, until: dt.date) -> pd.DataFrame:
    """FULL_LISTS up to a day."""
    found = snapshot.frame(_FULL_LISTS, [until])
    found["counted_on"] = pd.to_datetime(found["counted_on"]).dt.date
    return found[list(FULL_LISTS)]


def unlisted(counted: pd.DataFrame, wanted: pd.DataFrame, full_lists: pd.DataFrame) -> pd.DataFrame:
    """Rows of none on hand for what is wanted (sku, location) and stands in no count, marked is_unlisted.

    counted: position.POSITION. Where no full list stands nothing is known, and there is no row.
    """
    known = pd.MultiIndex.from_frame(counted[["sku", "location"]])
    asked = wanted[["sku", "location"]].drop_duplicates()
    missing = asked[~pd.MultiIndex.from_frame(asked).isin(known)]
    rows = missing.merge(full_lists, on="location").assign(**dict.fromkeys(_NONE, 0.0))
    rows["listed_on"], rows["is_taken"], rows["is_unlisted"] = rows["counted_on"], False, True
    return rows.assign(reserved_source="orders", inbound=np.nan, unit_cost=np.nan)
