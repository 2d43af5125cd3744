"""Computed numbers of the page Members: segments, moves between them, rhythms and what they are worth."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_BOUGHT = ("orders", "order_lines", "returns")
_SCORED = (*_BOUGHT, "segments")

MEMBERS: Mapping[str, Definition] = {
    "members_count": Definition(
        N_("People with at least one paid order in the counted days."),
        N_("number of different people"),
        _SCORED,
    ),
    "members_share": Definition(
        N_("The segment's share of all members."),
        N_("its members ÷ all members"),
        _SCORED,
    ),
    "member_net_sales": Definition(
        N_("What members brought in the counted days, refunds taken off."),
        N_("net sales − refunds of their orders"),
        _SCORED,
    ),
    "member_net_sales_share": Definition(
        N_("The segment's share of what all members brought."),
        N_("its net sales ÷ net sales of all members"),
        _SCORED,
    ),
    "per_member": Definition(
        N_("What a member of the segment brought on average."),
        N_("net sales of the segment ÷ its members"),
        _SCORED,
    ),
    "days_since": Definition(
        N_("Days since the last paid order."),
        N_("day of the count − day of the last order; of a segment the median"),
        _SCORED,
    ),
    "orders_each": Definition(
        N_("Paid orders in the counted days."),
        N_("number of orders; of a segment the median"),
        _SCORED,
    ),
    "score": Definition(
        N_(
            "From 1, the lowest fifth, to 5, the highest: by days since the last order, orders, or net sales."
        ),
        N_("fifth of all members in which the value lies; equal values share one"),
        _SCORED,
    ),
    "repeat_share": Definition(
        N_("Buyers of the period who bought on two or more days of it."),
        N_("buyers with at least two buying days ÷ buyers of the period"),
        _BOUGHT,
    ),
    "identified_share": Definition(
        N_("The share of all net sales whose buyer is known; the rest is in no segment."),
        N_("net sales of known buyers ÷ net sales"),
        _BOUGHT,
    ),
    "leaving": Definition(
        N_("Regulars who are silent for longer than their own rhythm explains."),
        N_("number whose silence has a chance of at most one in ten at their own pace, up to a year"),
        _BOUGHT,
    ),
    "worth": Definition(
        N_("Net sales a year while they bought; of less than a year, what they brought."),
        N_("net sales × 365 ÷ days from the first to the last order, at least 365"),
        _BOUGHT,
    ),
    "regulars": Definition(
        N_("Members with a rhythm of their own: four buying days or more, the last within a year."),
        N_("number of such members, buyers of sale events only left out"),
        _BOUGHT,
    ),
    "silent_share": Definition(
        N_("Regulars who fell silent."),
        N_("unusually silent ÷ regulars"),
        _BOUGHT,
    ),
    "silent_elsewhere": Definition(
        N_("The same share among all other regulars, to compare with."),
        N_("unusually silent ÷ regulars, without those of this row"),
        _BOUGHT,
    ),
    "gap_days": Definition(
        N_("The member's own pace."),
        N_("mean days between two buying days"),
        _BOUGHT,
    ),
    "silence_chance": Definition(
        N_("How likely a silence this long is while the member still buys as before."),
        N_("chance of a gap as long or longer at the member's own pace, which is not known exactly"),
        _BOUGHT,
    ),
    "order_gap": Definition(
        N_("Days since the order before."),
        N_("day of the order − day of the one before"),
        _BOUGHT,
    ),
    "order_refund": Definition(
        N_("What was given back of the order."),
        N_("net refunds of its lines"),
        _BOUGHT,
    ),
    "moved_members": Definition(
        N_("Members who went from the one segment to the other."),
        N_("number who were in the one on the first day and in the other on the last"),
        (*_BOUGHT,),
    ),
    "brought_until": Definition(
        N_("What these members had brought up to the first day."),
        N_("net sales − refunds up to the first day; of new ones since"),
        _BOUGHT,
    ),
    "bought_since": Definition(
        N_("What these members bought between the two days."),
        N_("net sales − refunds after the first day, up to the last"),
        _BOUGHT,
    ),
    "lost_members": Definition(
        N_("Active on the first day; on the last one at risk, must not be lost or asleep."),
        N_("number of such members"),
        _BOUGHT,
    ),
    "won_members": Definition(
        N_("Away on the first day, active on the last one."),
        N_("number of such members"),
        _BOUGHT,
    ),
    "new_members": Definition(
        N_("Members whose first order lies between the two days."),
        N_("number of such members"),
        _BOUGHT,
    ),
}
"""By code."""
