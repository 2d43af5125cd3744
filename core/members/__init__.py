"""Members as a page shows them: the map of segments, who moved between them, whom to win back, one member.

Every part reads published segments or the orders as they were known on a day; nothing personal is read.
"""

from core.members.buyers import buyers_of
from core.members.migration import (
    KINDS,
    MEASURES,
    SPANS,
    Migration,
    balance,
    days_to_choose,
    export_move,
    matching_moves,
    matrix,
    people_of,
    read_migration,
)
from core.members.one import OneMember, is_member, read_member
from core.members.overview import FIGURES, MembersOverview, overview
from core.members.rfm_map import COLOURS, RfmMap, read_map
from core.members.segments import shown_members
from core.members.win_back import (
    ORIGINS,
    WHOM,
    WinBack,
    by_origin,
    export_people,
    known_origins,
    matching_people,
    read_win_back,
)

__all__ = [
    "COLOURS",
    "FIGURES",
    "KINDS",
    "MEASURES",
    "ORIGINS",
    "SPANS",
    "WHOM",
    "MembersOverview",
    "Migration",
    "OneMember",
    "RfmMap",
    "WinBack",
    "balance",
    "buyers_of",
    "by_origin",
    "days_to_choose",
    "export_move",
    "export_people",
    "is_member",
    "known_origins",
    "matching_moves",
    "matching_people",
    "matrix",
    "overview",
    "people_of",
    "read_map",
    "read_member",
    "read_migration",
    "read_win_back",
    "shown_members",
]
