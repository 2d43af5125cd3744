"""What was sold of each SKU on each day, by place and channel: the rows that every series is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.demand.steps import DayArray
from core.facts import Snapshot
from core.facts.demand_lines import DEMAND_LINES
from models.arrays import BoolArray, FloatArray, IntArray

PART = ("sku", "location", "channel")

NEW_DAYS, AHEAD_DAYS = 56, 183
"""Days since and until a launch for which a SKU without sales is a series."""

_DAYS = f"""
WITH {DEMAND_LINES},
days AS (
    -- What is older than the series counts as one day before them: it says that they had begun.
    SELECT sku, location, channel, greatest(day, $2::DATE - 1) AS day, sum(units) AS units,
        sum(net_sales) AS net_sales
    FROM demand_lines WHERE day <= $3::DATE GROUP BY ALL
)
SELECT sku, location, channel, list(day - DATE '1970-01-01' ORDER BY day) AS days,
    list(units ORDER BY day) AS units, list(net_sales ORDER BY day) AS net_sales
FROM days GROUP BY ALL ORDER BY ALL
"""

_RETURNS = f"""
WITH {DEMAND_LINES},
restocked AS (
    SELECT sku, coalesce(nullif(r.location, ''), v.location, o.location, '') AS location, channel,
        coalesce(received_on, refunded_on) AS day, restocked_quantity::DOUBLE AS units
    FROM lake.mart.refund_lines r LEFT JOIN serving v USING (channel) LEFT JOIN only_location o ON true
    WHERE restocked_quantity > 0 AND sku IS NOT NULL
        AND coalesce(received_on, refunded_on) BETWEEN $2::DATE AND $3::DATE
),
opened AS (
    SELECT r.*, b.valid_from FROM restocked r
    ASOF LEFT JOIN bundle_versions b ON b.bundle_sku = r.sku AND r.day >= b.valid_from
),
in_parts AS (
    SELECT coalesce(p.component_sku, r.sku) AS sku, r.location, r.channel, r.day,
        r.units * coalesce(p.quantity, 1) AS units
    FROM opened r LEFT JOIN bundle_parts p ON p.bundle_sku = r.sku AND p.valid_from = r.valid_from
)
SELECT coalesce(h.heir, i.sku) AS sku, location, channel, day, sum(units) AS units
FROM in_parts i LEFT JOIN heirs h ON h.sku = i.sku GROUP BY ALL ORDER BY ALL
"""

_SUCCESSIONS = f"""
WITH {DEMAND_LINES}
SELECT h.sku AS old_sku, h.heir AS new_sku, p.launched_on AS since
FROM heirs h LEFT JOIN lake.current.products p ON p.sku = h.heir ORDER BY old_sku
"""

_UNSOLD = f"""
WITH {DEMAND_LINES},
fresh AS (
    SELECT sku, category FROM lake.current.products
    WHERE launched_on BETWEEN $1::DATE - {NEW_DAYS} AND $1::DATE + {AHEAD_DAYS}
        AND coalesce(status, 'active') <> 'ended'
        AND (coalesce(status, 'active') <> 'draft' OR launched_on > $1)
        AND coalesce(kind, 'goods') NOT IN ('service', 'adjustment', 'bundle')
        AND sku NOT IN (FROM bundle_versions SELECT bundle_sku)
),
placed AS (
    SELECT sku, location FROM lake.current.stock SEMI JOIN fresh USING (sku)
    UNION SELECT sku, location FROM lake.current.purchase_order_lines SEMI JOIN fresh USING (sku)
    UNION SELECT sku, location FROM committed_lines
),
homes AS (
    SELECT category, arg_max(location, (units, location)) AS location FROM (
        SELECT p.category, d.location, sum(d.units) AS units
        FROM demand_lines d JOIN lake.current.products p USING (sku)
        WHERE d.day BETWEEN $2::DATE - 364 AND $2 AND p.category <> '' GROUP BY ALL
    ) GROUP BY category
),
-- What nobody has stocked, ordered or promised yet will lie where most of its category is sold.
awaited AS (
    SELECT sku, h.location FROM (FROM fresh ANTI JOIN placed USING (sku)) JOIN homes h USING (category)
)
SELECT DISTINCT sku, location, '' AS channel FROM (FROM placed UNION ALL BY NAME FROM awaited)
ANTI JOIN (SELECT sku, location FROM demand_lines WHERE day <= $2) USING (sku, location)
WHERE location <> '' ORDER BY ALL
"""

SUCCESSION_FACTOR = 1.0
"""A successor is expected to sell as much as the SKU that it replaces, until its own sales say otherwise."""


@dataclass(frozen=True)
class SalesDays:
    """Days with sales.

    parts: sku, location, channel; RangeIndex; each sold on some day,
    is about to be launched, or was promised. place: (n_parts,) number of the sku and
    location; places: sku, location of each. part, day, units, net_sales: (m,) one entry for each part and
    day, by part and day; what is older than first_day stands on the day before it.
    """

    parts: pd.DataFrame
    places: pd.DataFrame
    place: IntArray
    part: IntArray
    day: DayArray
    units: FloatArray
    net_sales: FloatArray
    first_day: dt.date
    last_day: dt.date

    @property
    def inside(self) -> BoolArray:
        """(m,) the entry lies in the days that are read."""
        return self.day >= np.datetime64(self.first_day)

    def by_place(self, rows: IntArray) -> FloatArray:
        """Units of each day of some places: (len(rows), n_days), 0 where nothing was sold."""
        place = np.full(len(self.places), -1, dtype=np.int64)
        place[rows] = np.arange(rows.size)
        entry = place[self.place[self.part]]
        kept = self.inside & (entry >= 0)
        n_days = (self.last_day - self.first_day).days + 1
        column = (self.day[kept] - np.datetime64(self.first_day)).astype(np.int64)
        flat = entry[kept] * n_days + column
        return totals(flat, self.units[kept], n=rows.size * n_days).reshape(rows.size, n_days)

    def first_sales(self) -> DayArray:
        """(n_places,) the first day on which each place sold; the day before first_day: earlier."""
        first = np.full(len(self.places), np.datetime64(self.last_day) + 1, dtype="datetime64[D]")
        np.minimum.at(first, self.place[self.part], self.day)
        return first


def read_sales_days(
    snapshot: Snapshot, *, as_of: dt.date, first_day: dt.date, last_day: dt.date
) -> SalesDays:
    """The sales of the days from first_day to last_day, by the products and locations of the day as_of."""
    found = snapshot.frame(_DAYS, [as_of, first_day, last_day])
    unsold = snapshot.frame(_UNSOLD, [as_of, last_day])
    parts = pd.concat([found[list(PART)], unsold], ignore_index=True) if len(unsold) else found[list(PART)]
    lengths = found["days"].map(len).to_numpy(dtype=np.int64)
    place, places = _places(parts)
    return SalesDays(
        parts,
        places,
        place,
        np.repeat(np.arange(len(found)), lengths),
        _joined(found["days"]).astype(np.int64).astype("datetime64[D]"),
        _joined(found["units"]),
        _joined(found["net_sales"]),
        first_day,
        last_day,
    )


def read_returns(
    snapshot: Snapshot, *, as_of: dt.date, first_day: dt.date, last_day: dt.date
) -> pd.DataFrame:
    """sku, location, channel, day, units that went back into sellable stock."""
    return snapshot.frame(_RETURNS, [as_of, first_day, last_day])


def read_successions(snapshot: Snapshot, *, as_of: dt.date) -> pd.DataFrame:
    """old_sku, new_sku, since (launch of the new one), factor: whose history counts as whose."""
    return snapshot.frame(_SUCCESSIONS, [as_of]).assign(factor=SUCCESSION_FACTOR)


def totals(codes: IntArray, units: FloatArray, *, n: int) -> FloatArray:
    """The sum of the units of each code from 0 to n - 1.

    >>> totals(np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0]), n=3).tolist()
    [1.0, 0.0, 5.0]
    """
    return np.bincount(codes, weights=units, minlength=n).astype(np.float64)


def _places(parts: pd.DataFrame) -> tuple[IntArray, pd.DataFrame]:
    names = pd.MultiIndex.from_frame(parts[["sku", "location"]])
    places = names.unique()
    frame = places.to_frame(index=False, name=["sku", "location"])
    return places.get_indexer(names).astype(np.int64), frame


def _joined(lists: pd.Series[Any]) -> FloatArray:
    if lists.empty:
        return np.zeros(0)
    joined: FloatArray = np.concatenate(lists.to_list()).astype(np.float64)
    return joined
