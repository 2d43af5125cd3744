"""Every member's own rhythm as it was known on a day: gaps between buying days, silence, what it is worth."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core import periods
from core.facts import Snapshot
from models.arrays import BoolArray, FloatArray, IntArray
from models.customers import longest_silence_days, silence_chance, usual_gap_days

LEAST_GAPS = 3
"""Gaps between buying days from which a member has a rhythm: four days on which they bought."""
ALERT_CHANCE = 0.10
"""A silence that one in ten would keep by chance, or fewer, is unusual."""
GONE_AFTER_DAYS = 365
"""Longer silent than this: no longer worth a first contact."""
SALE_EVENTS = ("618", "11.11", "12.12", "black_friday", "own_promotion", "livestream")
"""Families of events that have buyers of their own, who come back for the next one."""

STATES = ("silent", "regular", "gone", "events", "few")
"""silent: unusually; regular: in rhythm; gone: too long; events: buys in sales only; few: no rhythm yet."""

RHYTHMS = {
    "person_id": "object",
    "channel": "object",
    "customer_id": "object",
    "first_on": "datetime64[ns]",
    "last_on": "datetime64[ns]",
    "buying_days": "int64",
    "orders": "int64",
    "net_sales": "float64",
    "silent_days": "int64",
    "gap_days": "float64",
    "alert_on": "datetime64[ns]",
    "chance": "float64",
    "worth": "float64",
    "state": "object",
}
"""One row per person who bought up to the day. channel, customer_id: the account of the last order.
gap_days: own mean gap between buying days, NaN for one of them. alert_on: first day on which the silence is
unusual, NaT without a rhythm. chance: of a silence this long while all is as before, 0 to 1.
worth: net sales a year while they bought, display currency; of less than a year, what they brought.
state: one of STATES."""

_DAYS = """
WITH sale_days AS (
    SELECT unnest(range(first_day, last_day + 1, INTERVAL 1 DAY))::DATE AS day,
        unnest(string_split(channels, ',')) AS channel
    FROM {events}
),
back AS (
    SELECT channel, order_id, sum(net_refund) AS net_refund FROM lake.mart.refund_lines
    WHERE is_sale AND refunded_on <= $1::DATE GROUP BY ALL
),
days AS (
    SELECT o.person_id, o.paid_on, arg_max(o.channel, o.order_id) AS channel,
        arg_max(o.customer_id, o.order_id) AS customer_id, count(*) AS orders,
        sum(o.net_sales - coalesce(b.net_refund, 0)) AS net_sales,
        bool_and(s.day IS NOT NULL) AS is_event
    FROM lake.mart.order_facts o
    LEFT JOIN back b USING (channel, order_id)
    LEFT JOIN (SELECT DISTINCT day, trim(channel) AS channel FROM sale_days) s
        ON s.day = o.paid_on AND (s.channel = o.channel OR s.channel = '')
    WHERE o.is_sale AND o.person_id IS NOT NULL AND o.paid_on <= $1::DATE
    GROUP BY o.person_id, o.paid_on
)
SELECT person_id, arg_max(channel, paid_on) AS channel, arg_max(customer_id, paid_on) AS customer_id,
    min(paid_on) AS first_on, max(paid_on) AS last_on, count(*) AS buying_days,
    sum(orders)::BIGINT AS orders, sum(net_sales)::DOUBLE AS net_sales,
    count(*) FILTER (NOT is_event) AS plain_days
FROM days GROUP BY person_id ORDER BY person_id
"""
_PUBLISHED = """(SELECT first_day, last_day, coalesce(channels, '') AS channels
    FROM lake.result.forecast_calendar WHERE family IN ({families}))"""
_LISTED = """(SELECT starts_on AS first_day, coalesce(ends_on, starts_on) AS last_day,
    coalesce(channels, '') AS channels FROM lake.current.events WHERE family IN ({families}))"""


@dataclass(frozen=True)
class Rhythms:
    """table: RHYTHMS, by person. usual_gap: the shop's, in days, NaN while nobody has a rhythm."""

    table: pd.DataFrame
    as_of: dt.date
    usual_gap: float
    currency: str


@lru_cache(maxsize=4)
def read_rhythms(snapshot: Snapshot, day: dt.date | None = None) -> Rhythms:
    """Everybody's rhythm by what was known at the end of a day; None is the last complete one.

    Kept for a moment, because several parts of the page ask; not to be changed.
    """
    as_of = day or snapshot.as_of or periods.EARLIEST
    has_calendar = snapshot.has_rows("result", "forecast_calendar")
    families = ", ".join(f"'{family}'" for family in SALE_EVENTS)
    events = (_PUBLISHED if has_calendar else _LISTED).format(families=families)
    people = snapshot.frame(_DAYS.format(events=events), [as_of])
    table, usual_gap = rhythms_of(people, as_of=as_of)
    return Rhythms(table, as_of, usual_gap, snapshot.currency)


def rhythms_of(people: pd.DataFrame, *, as_of: dt.date) -> tuple[pd.DataFrame, float]:
    """RHYTHMS and the usual gap.

    people: person_id, channel, customer_id, first_on, last_on, buying_days, orders, net_sales, plain_days
    (buying days outside sale events).
    """
    first, last = pd.to_datetime(people["first_on"]), pd.to_datetime(people["last_on"])
    gaps = people["buying_days"].to_numpy(dtype=np.int64) - 1
    active = (last - first).dt.days.to_numpy(dtype=np.int64)
    silent = np.asarray((pd.Timestamp(as_of) - last).dt.days, dtype=np.int64)
    usual = usual_gap_days(gaps, active, at_least=LEAST_GAPS)
    prior = usual if usual > 0 else 1.0
    has_rhythm = gaps >= LEAST_GAPS
    chance = silence_chance(silent, gaps, active, usual_gap=prior)
    longest: FloatArray = np.ceil(longest_silence_days(ALERT_CHANCE, gaps, active, usual_gap=prior))
    alert = last + pd.to_timedelta(np.minimum(longest, 10_000), unit="D")
    table = people.assign(
        first_on=first,
        last_on=last,
        silent_days=silent,
        gap_days=np.where(gaps > 0, active / np.maximum(gaps, 1), np.nan),
        alert_on=alert.where(has_rhythm),
        chance=chance,
        worth=people["net_sales"] * 365 / np.maximum(active + prior, 365),
        state=_states(people, silent, longest, has_rhythm),
    )
    return table[list(RHYTHMS)].astype(RHYTHMS).reset_index(drop=True), usual


def _states(
    people: pd.DataFrame, silent: IntArray, longest: FloatArray, has_rhythm: BoolArray
) -> NDArray[np.str_]:
    plain = people["plain_days"].to_numpy(dtype=np.int64)
    in_sales_only = (plain <= 1) & (people["buying_days"].to_numpy(dtype=np.int64) - plain >= 2)
    return np.select(
        [in_sales_only, ~has_rhythm, silent > GONE_AFTER_DAYS, silent >= longest],
        ["events", "few", "gone", "silent"],
        default="regular",
    )
