"""Marketing: members -> segments by recency, frequency and value.

`refresh` scores and publishes; `segment_report`, `rfm_map` and `members` read what was published; `score`
gives the scores of any day.
"""

from core.marketing.refresh import refresh
from core.marketing.scoring import MEMBERS, Scored, score, score_people
from core.marketing.segment_words import ADVICE, MEANINGS, TITLES
from core.marketing.segments import (
    KIND,
    SORTS,
    MembersPage,
    SegmentReport,
    export_members,
    members,
    rfm_map,
    score_ranges,
    segment_report,
)

__all__ = [
    "ADVICE",
    "KIND",
    "MEANINGS",
    "MEMBERS",
    "SORTS",
    "TITLES",
    "MembersPage",
    "Scored",
    "SegmentReport",
    "export_members",
    "members",
    "refresh",
    "rfm_map",
    "score",
    "score_people",
    "score_ranges",
    "segment_report",
]
