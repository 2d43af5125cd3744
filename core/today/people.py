"""What waits with members: those who are leaving."""

from __future__ import annotations

from collections.abc import Iterator

from core import coverage, i18n, marketing
from core.facts import Snapshot
from core.i18n import _
from core.today.item import Item

LEAVING = ("at_risk", "cannot_lose")
"""Segments worth a contact before it is too late."""

_DAYS_OF_A_MONTH = 30.4


def leaving(snapshot: Snapshot) -> Iterator[Item]:
    """Segments of good members who have not come for long; at stake is what they bought in a usual month."""
    if not snapshot.has_rows("result", "segments"):
        return
    months = _months(snapshot)
    table = marketing.segment_report(snapshot).table
    for row in table[table["segment"].isin(LEAVING) & (table["members"] > 0)].to_dict("records"):
        what = _("{count} members are leaving: {segment}")
        yield Item(
            "members",
            "info",
            what.format(count=i18n.number(row["members"]), segment=i18n.render(row["title"])),
            i18n.render(row["advice"]),
            _("See these members"),
            "members",
            {"segment": str(row["segment"])},
            float(row["net_sales"]) / months,
            _("net sales of a usual month"),
        )


def _months(snapshot: Snapshot) -> float:
    first, last = coverage.first_day(snapshot), snapshot.as_of
    days = 1 if first is None or last is None else (last - first).days + 1
    return max(days / _DAYS_OF_A_MONTH, 1.0)
