"""Pre-sale units that wait for their balance: promised, in no history yet, and due on a day."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from core.facts import Snapshot
from core.facts.demand_lines import DEMAND_LINES

_COMMITMENTS = f"""
WITH {DEMAND_LINES}
SELECT c.sku, c.location, c.channel, greatest(coalesce(o.promised_ship_on, $2::DATE), $2::DATE) AS day,
    sum(c.units) AS units
FROM committed_lines c JOIN lake.current.orders o USING (channel, order_id)
WHERE c.day <= $1::DATE GROUP BY ALL ORDER BY ALL
"""


def read_commitments(snapshot: Snapshot, *, as_of: dt.date, next_day: dt.date) -> pd.DataFrame:
    """sku, location, channel, day, units: unpaid pre-sale orders, by the day they must ship.

    Without a promised day, or after it, they are due on next_day, the first day that is forecast. All count:
    how many buyers never pay the balance is not known.
    """
    return snapshot.frame(_COMMITMENTS, [as_of, next_day])
