"""RFM: every member scored by how lately, how often and for how much they bought, and put into a segment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from core.facts import Snapshot
from models.customers import rfm_scores, rfm_segments

MEMBERS = {
    "person_id": "object",
    "channel": "object",
    "customer_id": "object",
    "days_since_last_order": "int64",
    "orders": "int64",
    "monetary": "float64",
    "recency_score": "int64",
    "frequency_score": "int64",
    "monetary_score": "int64",
    "segment": "object",
}
"""One row per person who bought in the window. channel, customer_id: the account of the last order.
monetary: net sales less refunds, display currency. Scores 1 to 5, 5 is best."""

_PEOPLE = """
WITH back AS (
    -- What came back later was not known on that day.
    SELECT channel, order_id, sum(net_refund) AS known_refund FROM lake.mart.refund_lines
    WHERE is_sale AND refunded_on <= $1::DATE GROUP BY ALL
)
SELECT person_id, arg_max(channel, (paid_on, order_id)) AS channel,
    arg_max(customer_id, (paid_on, order_id)) AS customer_id, max(paid_on) AS last_order_on,
    count(*) AS orders, sum(net_sales - coalesce(known_refund, 0))::DOUBLE AS monetary
FROM lake.mart.order_facts LEFT JOIN back USING (channel, order_id)
WHERE is_sale AND person_id IS NOT NULL AND paid_on <= $1::DATE AND paid_on > $1::DATE - $2::INTEGER
GROUP BY person_id ORDER BY person_id
"""
_ALL_DAYS = 100_000


@dataclass(frozen=True)
class Scored:
    """Members with their scores. window_days: days before as_of that count, None for all.

    in_bands: frequency was scored by fixed bands of orders (1, 2, 3, 4 to 5, 6 and more) because more than 40
    percent bought once; else by quintiles.
    """

    members: pd.DataFrame
    as_of: dt.date
    window_days: int | None
    in_bands: bool


def score(snapshot: Snapshot, *, as_of: dt.date, window_days: int | None = None) -> Scored:
    """Everybody who bought up to as_of, or in the window before it, scored among each other.

    An earlier day gives what was known on it: later orders and refunds do not count.
    """
    people = snapshot.frame(_PEOPLE, [as_of, window_days or _ALL_DAYS])
    return score_people(people, as_of=as_of, window_days=window_days)


def score_people(people: pd.DataFrame, *, as_of: dt.date, window_days: int | None = None) -> Scored:
    """The scores of people (person_id, channel, customer_id, last_order_on, orders, monetary)."""
    days = (pd.Timestamp(as_of) - pd.to_datetime(people["last_order_on"])).dt.days
    scores = rfm_scores(days, people["orders"], people["monetary"])
    members = people.assign(
        days_since_last_order=days,
        recency_score=scores.recency,
        frequency_score=scores.frequency,
        monetary_score=scores.monetary,
        segment=rfm_segments(scores.recency, scores.frequency) if len(people) else "",
    )
    return Scored(members[list(MEMBERS)].astype(MEMBERS), as_of, window_days, scores.frequency_in_bands)
