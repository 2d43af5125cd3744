"""Segments for a page: how many, how much, what they mean, who is in them; read from published results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import exports
from core.errors import Message, NotReady
from core.facts import ResultRun, Snapshot
from core.i18n import N_
from core.marketing.segment_words import ADVICE, MEANINGS, TITLES
from models.customers import SEGMENTS, rfm_segments

KIND = "segments"
"""Kind of the published run."""

_SUMMARY = """
SELECT segment, count(*) AS members, sum(monetary)::DOUBLE AS net_sales,
    median(days_since_last_order)::DOUBLE AS median_days, median(orders)::DOUBLE AS median_orders
FROM lake.result.segments GROUP BY segment
"""
_MAP = """
SELECT recency_score, frequency_score, count(*) AS members, sum(monetary)::DOUBLE AS net_sales
FROM lake.result.segments GROUP BY ALL
"""
_MEMBERS = """
FROM lake.result.segments WHERE ($1 = '' OR segment = $1)
    AND ($2 = '' OR contains(lower(customer_id), lower($2)) OR contains(lower(person_id), lower($2)))
    AND ($3 = '' OR recency_score::VARCHAR || frequency_score::VARCHAR = $3)
"""
_RANGES = """
SELECT 'recency' AS score, recency_score AS value, min(days_since_last_order) AS lowest,
    max(days_since_last_order) AS highest FROM lake.result.segments GROUP BY ALL
UNION ALL
SELECT 'frequency', frequency_score, min(orders), max(orders) FROM lake.result.segments GROUP BY ALL
"""
_IDENTIFIED = """
SELECT sum(net_sales) FILTER (person_id IS NOT NULL)::DOUBLE / nullif(sum(net_sales), 0)::DOUBLE
FROM lake.mart.order_facts WHERE is_sale
"""
SORTS = ("monetary", "orders", "days_since_last_order", "customer_id")


@dataclass(frozen=True)
class SegmentReport:
    """table: segment, title, members, members_share, net_sales, net_sales_share, median_days, median_orders,
    meaning, advice; one row per segment, best first, title, meaning and advice as Messages.

    rule: how frequency was scored, in words. identified_share: net sales of known buyers / net sales, None
    without sales. members, net_sales: of all segments.
    """

    table: pd.DataFrame
    as_of: dt.date
    window: Message
    rule: Message
    members: int
    net_sales: float
    identified_share: float | None
    currency: str


@dataclass(frozen=True)
class MembersPage:
    """rows: scoring.MEMBERS, one page of them. total: rows of all pages."""

    rows: pd.DataFrame
    total: int


def segment_report(snapshot: Snapshot) -> SegmentReport:
    """The published segments. Raises NotReady before the first refresh."""
    run = must_find_run(snapshot)
    found = snapshot.frame(_SUMMARY).set_index("segment").reindex(list(SEGMENTS)).reset_index()
    found[["members", "net_sales"]] = found[["members", "net_sales"]].fillna(0)
    members, net_sales = int(found["members"].sum()), float(found["net_sales"].sum())
    table = found.assign(
        title=_messages(TITLES, found["segment"]),
        members=found["members"].astype("int64"),
        members_share=found["members"] / members if members else 0.0,
        net_sales_share=found["net_sales"] / net_sales if net_sales else 0.0,
        meaning=_messages(MEANINGS, found["segment"]),
        advice=_messages(ADVICE, found["segment"]),
    )
    return SegmentReport(
        table=table,
        as_of=dt.date.fromisoformat(run.parameters["as_of"]),
        window=window_words(run.parameters["window_days"]),
        rule=rule_words(run.parameters["in_bands"]),
        members=members,
        net_sales=net_sales,
        identified_share=snapshot.value(_IDENTIFIED),
        currency=snapshot.currency,
    )


def rfm_map(snapshot: Snapshot) -> pd.DataFrame:
    """recency_score, frequency_score, members, net_sales, segment: all 25 cells, empty ones with 0."""
    must_find_run(snapshot)
    cells = pd.MultiIndex.from_product(
        [range(5, 0, -1), range(1, 6)], names=["recency_score", "frequency_score"]
    )
    found = snapshot.frame(_MAP).set_index(["recency_score", "frequency_score"]).reindex(cells, fill_value=0)
    table = found.reset_index()
    return table.assign(segment=rfm_segments(table["recency_score"], table["frequency_score"]))


def score_ranges(snapshot: Snapshot) -> dict[tuple[str, int], tuple[int, int]]:
    """("recency", 5) -> fewest and most days since the last order with that score; "frequency": orders.

    Scores that nobody has are missing.
    """
    must_find_run(snapshot)
    found = snapshot.frame(_RANGES).to_dict("records")
    return {(row["score"], int(row["value"])): (int(row["lowest"]), int(row["highest"])) for row in found}


def members(
    snapshot: Snapshot,
    segment: str = "",
    *,
    search: str = "",
    cell: str = "",
    sort_by: str = "monetary",
    limit: int = 50,
    offset: int = 0,
) -> MembersPage:
    """Members of a segment ('' for all) whose id contains the search, best first, one page.

    cell: recency and frequency score, such as "54"; '' for all.
    sort_by: one of SORTS; highest first, ids from A.
    """
    if sort_by not in SORTS:
        raise ValueError(f"sort_by must be one of {SORTS}")
    direction = "" if sort_by == "customer_id" else "DESC"
    given = [segment, search.strip(), cell]
    order = f"ORDER BY {sort_by} {direction}, person_id LIMIT {int(limit)} OFFSET {int(offset)}"
    rows = snapshot.frame(f"SELECT * EXCLUDE (run_id) {_MEMBERS} {order}", given)
    return MembersPage(rows, int(snapshot.value(f"SELECT count(*) {_MEMBERS}", given)))


def export_members(snapshot: Snapshot, segment: str = "", cell: str = "") -> bytes:
    """channel and customer_id of a segment's or a cell's members as CSV: ids only, nothing personal."""
    must_find_run(snapshot)
    rows = snapshot.frame(
        f"SELECT channel, customer_id {_MEMBERS} ORDER BY channel, customer_id", [segment, "", cell]
    )
    return exports.csv_bytes(rows)


def _messages(words: Mapping[str, str], codes: pd.Series[str]) -> pd.Series[Any]:
    return pd.Series([Message(words[code]) for code in codes], index=codes.index, dtype=object)


def must_find_run(snapshot: Snapshot) -> ResultRun:
    """The stamp of the published segments."""
    run = snapshot.latest_run(KIND)
    if run is None:
        raise NotReady(N_("There are no segments yet. Refresh them; it takes a few seconds."))
    return run


def window_words(window_days: int | None) -> Message:
    """Which orders count, in words."""
    if window_days is None:
        return Message(N_("all orders"))
    return Message(N_("orders of the last {days} days"), {"days": window_days})


def rule_words(in_bands: bool) -> Message:
    """How frequency was scored, in words."""
    if in_bands:
        return Message(
            N_("More than 40 % bought once, so frequency goes by fixed bands: 1, 2, 3, 4 to 5, 6 and more.")
        )
    return Message(N_("Each score is a fifth of the members: 5 for the best fifth."))
