"""Segments, their map and their members as tables in the reader's language."""

from __future__ import annotations

import pandas as pd

from core import i18n, marketing
from core.facts import Snapshot
from core.i18n import N_, _

_RECENCY = {5: N_("5, lately"), 4: N_("4"), 3: N_("3"), 2: N_("2"), 1: N_("1, long ago")}
_FREQUENCY = {1: N_("1, seldom"), 2: N_("2"), 3: N_("3"), 4: N_("4"), 5: N_("5, often")}


def cells(snapshot: Snapshot) -> pd.DataFrame:
    """row (recency), column (frequency), value (members), for a map; all 25 cells."""
    found = marketing.rfm_map(snapshot)
    return pd.DataFrame(
        {
            "row": [_(_RECENCY[score]) for score in found["recency_score"]],
            "column": [_(_FREQUENCY[score]) for score in found["frequency_score"]],
            "value": found["members"],
        }
    )


def segments(snapshot: Snapshot) -> pd.DataFrame:
    """The table of marketing.segment_report with its words translated, without empty segments."""
    table = marketing.segment_report(snapshot).table
    table = table[table["members"] > 0].reset_index(drop=True)
    words = {name: [i18n.render(said) for said in table[name]] for name in ("title", "meaning", "advice")}
    return table.assign(**words)


def shown_members(
    snapshot: Snapshot, segment: str, search: str, number: int, size: int
) -> tuple[pd.DataFrame, int]:
    """One page (from 1) of a segment's members, highest net sales first, and how many there are in all."""
    found = marketing.members(snapshot, segment, search=search, limit=size, offset=(number - 1) * size)
    titles = {code: _(title) for code, title in marketing.TITLES.items()}
    return found.rows.assign(segment=found.rows["segment"].map(titles)), found.total
