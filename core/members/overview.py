"""Members in one sentence and a few figures."""

from __future__ import annotations

from dataclasses import dataclass

from core import i18n, marketing, sales
from core.facts import Snapshot
from core.i18n import _, ngettext
from core.marketing import SegmentReport
from core.members.rhythms import read_rhythms
from core.metrics import Filters

FIGURES = ("buyers", "average_buyer_value")
"""Figures of the registry that stand above the table."""

_REPEATS = """
SELECT count(*) AS buyers, count(*) FILTER (days >= 2) AS again FROM (
    SELECT person_id, count(DISTINCT paid_on) AS days FROM lake.mart.order_facts
    WHERE is_sale AND person_id IS NOT NULL AND paid_on BETWEEN ? AND ? GROUP BY person_id
)
"""


@dataclass(frozen=True)
class MembersOverview:
    """repeat_share: buyers of the period with two or more purchase days / buyers, None without buyers.

    repeat_buyers: how many these are. repeat_share_before: the share of the period compared with.
    leaving: regulars whose silence is unusual for their own rhythm; leaving_worth: net sales a year while
    they bought, display currency. Both are those of the view of win back.
    """

    answer: str
    repeat_share: float | None
    repeat_buyers: int
    repeat_share_before: float | None
    leaving: int
    leaving_worth: float


def overview(snapshot: Snapshot, filters: Filters, before: Filters) -> MembersOverview:
    """Everything above the map. before: the period compared with. Raises NotReady without segments."""
    report = marketing.segment_report(snapshot)
    people = read_rhythms(snapshot).table
    silent = people[people["state"] == "silent"]
    leaving, worth = len(silent), float(silent["worth"].sum())
    share, again = repeat_share(snapshot, filters)
    earlier, _again = repeat_share(snapshot, before) if sales.is_comparable(snapshot, before) else (None, 0)
    said = _answer(report, leaving, worth)
    return MembersOverview(said, share, again, earlier, leaving, worth)


def repeat_share(snapshot: Snapshot, filters: Filters) -> tuple[float | None, int]:
    """The share of the period's known buyers who bought on two or more days, and their number."""
    found = snapshot.frame(_REPEATS, [filters.start, filters.end]).iloc[0]
    buyers, again = int(found["buyers"]), int(found["again"])
    return (again / buyers if buyers else None), again


def _answer(report: SegmentReport, leaving: int, worth: float) -> str:
    best = report.table.sort_values("net_sales", ascending=False).to_dict("records")[0]
    said = _("{members} members; {best} bring {best_share} of net sales from members.").format(
        members=i18n.number(report.members),
        best=f"{i18n.render(best['title'])} ({i18n.number(best['members'])})",
        best_share=i18n.percent(float(best["net_sales_share"]), 0),
    )
    lost = ngettext(
        "{count} regular is leaving: silent for longer than usual for them, worth {amount} a year.",
        "{count} regulars are leaving: silent for longer than usual for them, worth {amount} a year.",
        leaving,
    ).format(count=i18n.number(leaving), amount=i18n.compact_money(worth, report.currency))
    return i18n.sentences(said, lost) if leaving else said
