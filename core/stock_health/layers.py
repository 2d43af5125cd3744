"""From which receipts what lies there now still comes, when the oldest leaves first."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from core.facts import Snapshot
from core.facts.demand_lines import DEMAND_LINES
from models.inventory import units_left

LAYERS = ("sku", "location", "day", "units", "left", "expires_on", "lot", "evidence")
"""One row per receipt of which something is left, the newest first. day: since when it lies there; left:
units still there. evidence: "receipt", "rise" (a stock list showed more than the one before; weak) or
"first" (it was there already in the first list, so it is at least so old; weak)."""

_KEY = ["sku", "location"]

_RECEIPTS = """
SELECT p.sku, p.location, r.received_on AS day,
    sum(r.quantity)::DOUBLE AS units, min(r.expires_on) AS expires_on,
    coalesce(r.lot, '') AS lot, 'receipt' AS evidence
FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
WHERE r.received_on <= $1::DATE GROUP BY ALL
UNION ALL BY NAME
SELECT sku, to_location AS location, received_on AS day, sum(quantity)::DOUBLE AS units,
    NULL::DATE AS expires_on, '' AS lot, 'receipt' AS evidence
FROM lake.current.transfers WHERE received_on <= $1::DATE GROUP BY ALL
"""

_LISTS = """
SELECT sku, location, coalesce(snapshot_on, snapshot_at::DATE) AS day,
    sum(on_hand)::DOUBLE AS on_hand, snapshot_at
FROM lake.current.stock
WHERE coalesce(condition, '') IN ('', 'sellable') AND coalesce(snapshot_on, snapshot_at::DATE) <= $1::DATE
GROUP BY ALL
"""

_RISES = f"""
WITH lists AS ({_LISTS}),
days AS (SELECT sku, location, day, arg_max(on_hand, snapshot_at) AS on_hand FROM lists GROUP BY ALL),
steps AS (
    SELECT sku, location, day, on_hand,
        lag(on_hand) OVER (PARTITION BY sku, location ORDER BY day) AS before FROM days
)
SELECT sku, location, day, on_hand - coalesce(before, 0) AS units, NULL::DATE AS expires_on, '' AS lot,
    CASE WHEN before IS NULL THEN 'first' ELSE 'rise' END AS evidence
FROM steps WHERE on_hand > coalesce(before, 0)
"""

_LAST_SALES = f"""
WITH {DEMAND_LINES}
SELECT sku, location, max(day) AS last_sold_on FROM parts WHERE day <= $1::DATE AND units > 0 GROUP BY ALL
"""

_LOTS = """
WITH newest AS (
    SELECT sku, location, max(snapshot_at) AS snapshot_at FROM lake.current.stock
    WHERE coalesce(snapshot_on, snapshot_at::DATE) <= $1::DATE GROUP BY ALL
)
SELECT s.sku, s.location, s.lot, s.expires_on, sum(s.on_hand)::DOUBLE AS units
FROM lake.current.stock s SEMI JOIN newest n USING (sku, location, snapshot_at)
WHERE s.expires_on IS NOT NULL AND s.on_hand > 0 AND coalesce(s.condition, '') IN ('', 'sellable')
GROUP BY ALL
"""


def read_layers(snapshot: Snapshot, on_hand: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """LAYERS of what lies there. on_hand: sku, location, physical."""
    return layers_of(on_hand, snapshot.frame(_RECEIPTS, [as_of]), snapshot.frame(_RISES, [as_of]))


def read_last_sales(snapshot: Snapshot, as_of: dt.date) -> pd.DataFrame:
    """sku, location, last_sold_on: under the SKU that physically left, parts of bundles included."""
    return snapshot.frame(_LAST_SALES, [as_of])


def read_lots(snapshot: Snapshot, layers: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """sku, location, lot, expires_on, units: lots that can expire.

    From the newest stock list where it names their last days, else from what is left of receipts.
    """
    listed = snapshot.frame(_LOTS, [as_of]).assign(evidence="stock_list")
    received = layers[layers["expires_on"].notna()].rename(columns={"units": "received", "left": "units"})
    known = pd.MultiIndex.from_frame(listed[_KEY])
    rest = received[~pd.MultiIndex.from_frame(received[_KEY]).isin(known)]
    columns = [*_KEY, "lot", "expires_on", "units", "evidence"]
    lots = joined([listed[columns], rest[columns]])
    lots = lots.assign(expires_on=pd.to_datetime(lots["expires_on"]))
    return lots.sort_values([*_KEY, "expires_on"], ignore_index=True)


def layers_of(on_hand: pd.DataFrame, receipts: pd.DataFrame, rises: pd.DataFrame) -> pd.DataFrame:
    """LAYERS from receipts (LAYERS without `left`) where a product has any, else from rises of its stock.

    What lies there beyond all receipts was there before them: as old as the first list or receipt, weak.
    """
    own = on_hand[on_hand["physical"] > 0].reset_index(drop=True)
    places = pd.MultiIndex.from_frame(own[_KEY])
    has_receipts = pd.MultiIndex.from_frame(rises[_KEY]).isin(pd.MultiIndex.from_frame(receipts[_KEY]))
    found = joined([receipts, rises[~has_receipts]])
    found["day"] = pd.to_datetime(found["day"])
    found["owner"] = places.get_indexer(pd.MultiIndex.from_frame(found[_KEY]))
    found = found[(found["owner"] >= 0) & (found["units"] > 0)]
    found = found.sort_values(["owner", "day"], ascending=[True, False], kind="stable", ignore_index=True)
    stock = own["physical"].to_numpy(dtype=np.float64)
    found["left"] = units_left(stock, found["owner"], found["units"])
    layers = joined([found[found["left"] > 0], _older(own, found, rises)])
    layers = layers.sort_values(["owner", "day"], ascending=[True, False], kind="stable")
    return layers[list(LAYERS)].reset_index(drop=True)


def _older(own: pd.DataFrame, found: pd.DataFrame, rises: pd.DataFrame) -> pd.DataFrame:
    """What lies there beyond all receipts, since the first day on which anything is known."""
    explained = found.groupby("owner")["left"].sum().reindex(own.index).fillna(0.0)
    rest = own["physical"] - explained
    first = joined([rises[[*_KEY, "day"]], found[[*_KEY, "day"]]])
    first["day"] = pd.to_datetime(first["day"])
    since = first.groupby(_KEY)["day"].min().reindex(pd.MultiIndex.from_frame(own[_KEY]))
    table = own[_KEY].assign(
        owner=own.index, day=since.to_numpy(), units=rest, left=rest, lot="", evidence="first"
    )
    return table[(rest > 1e-9) & table["day"].notna().to_numpy()]


def joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of those that have any, the first one where none has."""
    filled = [part.dropna(axis=1, how="all") for part in parts if len(part)]
    if not filled:
        return parts[0].reset_index(drop=True)
    columns = list(dict.fromkeys(name for part in parts for name in part.columns))
    return pd.concat(filled, ignore_index=True).reindex(columns=columns)
