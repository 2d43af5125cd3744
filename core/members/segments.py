"""The members of a segment or of a cell of the map, in the reader's language."""

from __future__ import annotations

import pandas as pd

from core import marketing
from core.facts import Snapshot
from core.i18n import _


def shown_members(
    snapshot: Snapshot, segment: str, cell: str, search: str, number: int, size: int
) -> tuple[pd.DataFrame, int]:
    """One page (from 1) of a segment's members, highest net sales first, and how many there are in all.

    segment, cell: '' for all; cell: recency and frequency score, such as "54".
    """
    found = marketing.members(
        snapshot, segment, search=search, cell=cell, limit=size, offset=(number - 1) * size
    )
    titles = {code: _(title) for code, title in marketing.TITLES.items()}
    return found.rows.assign(segment_title=found.rows["segment"].map(titles)), found.total
