"""Goods on their way between one's own locations: they have left one and are to come at the other."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from core.facts import Snapshot
from core.purchasing.on_order import ARRIVALS

TRANSFERS = "transfers"
"""The source of these arrivals."""
LOST_AFTER_DAYS = 60
"""A transfer that is overdue for longer is on no way any more."""

_TRANSFERS = """
WITH usual AS (
    SELECT from_location, to_location, median(received_on - sent_on) AS days FROM lake.current.transfers
    WHERE received_on >= sent_on AND received_on <= $2::DATE GROUP BY ALL
),
noted AS (SELECT DISTINCT to_location FROM lake.current.transfers WHERE received_on IS NOT NULL),
underway AS (
    SELECT t.*, t.sent_on + round(coalesce(l.days, u.days))::INTEGER AS due_on,
        n.to_location IS NOT NULL AS is_noted
    FROM lake.current.transfers t LEFT JOIN lake.current.location_links l USING (from_location, to_location)
    LEFT JOIN usual u USING (from_location, to_location) LEFT JOIN noted n USING (to_location)
    ANTI JOIN (FROM lake.current.locations WHERE sellable = false) kept ON kept.location = t.to_location
    WHERE t.sent_on <= $2::DATE AND coalesce(t.received_on > $2::DATE, true)
)
SELECT transfer_id AS po_id, sku, to_location AS location, quantity::DOUBLE AS units,
    sent_on::TIMESTAMP AS ordered_on, coalesce(received_on, due_on, $1::DATE)::TIMESTAMP AS due_on
FROM underway
WHERE received_on IS NOT NULL OR coalesce(due_on, sent_on) >= $1::DATE
    OR is_noted AND coalesce(due_on, sent_on) >= $1::DATE - $3::INTEGER
ORDER BY due_on, po_id, sku
"""


def read_transfers(snapshot: Snapshot, *, as_of: dt.date, until: dt.date) -> pd.DataFrame:
    """ARRIVALS of what was sent and not received by the day `until`; po_id: the transfer's number.

    What goes where nothing is sold from (damaged goods, samples) is to come nowhere.
    due_on: as the file says, else the days of the link, else those that transfers on it usually took, else
    as_of. Where nobody ever notes what arrives, a transfer has come on its due day.
    """
    rows = snapshot.frame(_TRANSFERS, [as_of, until, LOST_AFTER_DAYS])
    return rows.assign(supplier_id="", source=TRANSFERS)[list(ARRIVALS)].astype(ARRIVALS)
