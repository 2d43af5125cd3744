"""Orders far beyond what a SKU usually sells in one: bulk buyers, and promoters who sell in bursts.

A bulk order has ten times the units of the SKU's usual order, 10 units and a usual week at least, and is one
of very few (2 percent); all but the usual order is taken out of the level. A promoter or live streamer who
sells in less than half of the weeks between the first and the last sale, or for less than eight weeks, sells
in bursts: what such a one sells of a SKU on a day is taken out where it is 10 units and a usual week or more.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from core.facts import Snapshot
from core.facts.demand_lines import DEMAND_LINES

BULK_TIMES = 10
LEAST_UNITS = 10
LEAST_ORDERS = 8
RARE_SHARE = 0.02

_LARGE = f"""
WITH {DEMAND_LINES},
sold AS (
    SELECT d.sku, d.location, d.channel, d.order_id, o.promoter_id, min(d.day) AS day, sum(d.units) AS units
    FROM demand_lines d LEFT JOIN lake.current.orders o USING (channel, order_id)
    WHERE d.day BETWEEN $2::DATE AND $3::DATE GROUP BY ALL
),
bursts AS (
    SELECT promoter_id FROM sold WHERE promoter_id <> '' GROUP BY promoter_id
    HAVING max(day) - min(day) < 56
        OR count(DISTINCT date_trunc('week', day)) * 14 < max(day) - min(day) + 7
),
usual AS (
    SELECT sku, location, median(units) AS usual, count(*) AS orders, sum(units) AS units,
        greatest(($3::DATE - min(day) + 1) / 7.0, 1) AS weeks
    FROM sold GROUP BY ALL
),
lots AS (
    SELECT sku, location, channel, day, 'promoter' AS kind, promoter_id AS reference, sum(units) AS units
    FROM sold SEMI JOIN bursts USING (promoter_id) GROUP BY ALL
    UNION ALL BY NAME
    SELECT sku, location, channel, day, 'bulk_order' AS kind, order_id AS reference, units
    FROM sold WHERE promoter_id IS NULL OR promoter_id NOT IN (FROM bursts)
),
judged AS (
    SELECT l.*, CASE WHEN kind = 'promoter' THEN 0 ELSE usual END AS usual_units, u.orders,
        l.units >= {LEAST_UNITS} AND l.units * weeks >= u.units - l.units AND (kind = 'promoter'
            OR (l.units >= {BULK_TIMES} * usual AND u.orders >= {LEAST_ORDERS})) AS is_large
    FROM lots l JOIN usual u USING (sku, location)
)
SELECT kind, sku, location, channel, day, reference, units, usual_units
FROM judged WHERE is_large
QUALIFY kind = 'promoter' OR
    count(*) OVER (PARTITION BY sku, location, kind) <= greatest(1, {RARE_SHARE} * orders)
ORDER BY sku, location, day, kind, reference
"""

COLUMNS = ("kind", "sku", "location", "channel", "day", "reference", "units", "usual_units")
"""kind: bulk_order, promoter, spike or livestream. reference: the order or the promoter, '' for a whole day.
units: how many it was; usual_units: what of it stays in the level."""


def read_large_orders(
    snapshot: Snapshot, *, as_of: dt.date, first_day: dt.date, last_day: dt.date
) -> pd.DataFrame:
    """COLUMNS of every bulk order and promoter's burst of these days."""
    return snapshot.frame(_LARGE, [as_of, first_day, last_day])
