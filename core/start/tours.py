"""A tour of the sample shop for each role: one question, a few stops, each where the page shows the
answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.i18n import N_


@dataclass(frozen=True)
class Stop:
    """title, words: message ids, what to look at here. page, choices: where."""

    title: str
    words: str
    page: str
    choices: Mapping[str, str] = field(default_factory=dict)


TOURS: Mapping[str, tuple[Stop, ...]] = {
    "manager": (
        Stop(
            N_("What needs a decision?"),
            N_(
                "The tiles compare the last days with the same days before. Under them stands "
                "everything that needs a decision, the most urgent first; each has the button that "
                "leads there."
            ),
            "today",
        ),
        Stop(
            N_("Why was last month different?"),
            N_(
                "The sentence names the difference, the bars split it into its causes; together they "
                "are the whole difference. Click a tile to see how a figure is defined and which rows "
                "it comes from."
            ),
            "sales",
            {"view": "why", "period": "last_month"},
        ),
        Stop(
            N_("What comes back, and why?"),
            N_(
                "Abacus has found that one style in size M comes back far more often since one "
                "delivery. Open the finding: the receipt, the supplier and what buyers say stand "
                "there."
            ),
            "returns",
        ),
        Stop(
            N_("Which supplier keeps its word?"),
            N_(
                "SUP-07 promises 21 days. Look since when it needs more, and what that does to the "
                "next order."
            ),
            "suppliers",
            {"supplier": "SUP-07"},
        ),
    ),
    "planner": (
        Stop(
            N_("What is most urgent?"),
            N_(
                "Orders that cannot wait come first, with the sales that are at risk. The bamboo tray "
                "HM-003 is out of stock and still wanted every day; the next stops follow it."
            ),
            "today",
        ),
        Stop(
            N_("What did it cost so far?"),
            N_(
                "Days without stock are days of unknown demand, not of none: here stands what would "
                "have been sold, as a range."
            ),
            "stock",
            {"view": "outs"},
        ),
        Stop(
            N_("What will be wanted?"),
            N_(
                "The days without stock are marked, and the forecast does not take them for a quiet "
                "time. The band is where four of five weeks should lie."
            ),
            "forecasts",
            {"sku": "HM-003"},
        ),
        Stop(
            N_("Why this quantity?"),
            N_(
                "Choose HM-003 under “Why this quantity?”: each bar is one step from demand to the "
                "quantity. Then tick the lines, accept, and download the order file."
            ),
            "replenishment",
            {"supplier": "SUP-01"},
        ),
    ),
    "marketer": (
        Stop(
            N_("Who are our members?"),
            N_(
                "Each field holds the members with the same days since the last order and the same "
                "number of orders. Segments have rules that you can read, and advice."
            ),
            "members",
        ),
        Stop(
            N_("Whom should I win back?"),
            N_(
                "Regulars who are silent for longer than their own rhythm explains, those worth most "
                "first. The list can be downloaded; it holds numbers, no names."
            ),
            "members",
            {"view": "win_back"},
        ),
        Stop(
            N_("What do they buy?"),
            N_(
                "Net sales by product and shop, with what changed: what to offer them is a question of "
                "stock too."
            ),
            "sales",
        ),
    ),
    "keeper": (
        Stop(
            N_("Does a day of a shop lack?"),
            N_(
                "Each cell is a day: where one is empty between full ones, a file is missing. Below stands "
                "how completely the columns are filled, and which figure waits for one."
            ),
            "data",
            {"section": "coverage"},
        ),
        Stop(
            N_("Which orders came twice?"),
            N_(
                "The ERP's file brought copies of orders that the shops' own files have already. They are "
                "held back, so that each order counts once; you can see them, release them, or let the "
                "other source count."
            ),
            "data",
            {"section": "rejects"},
        ),
        Stop(
            N_("What did each file bring?"),
            N_(
                "Every import stands here with its rows: loaded, already there, rejected. Undo takes one "
                "back together with everything that followed from it."
            ),
            "data",
            {"section": "imports"},
        ),
        Stop(
            N_("How does a file come in?"),
            N_(
                "Drop any export here, as the platform wrote it. Before anything changes, Abacus says what "
                "it understood, what is new and what it cannot read."
            ),
            "data",
            {"section": "load"},
        ),
    ),
}
"""By role. They name goods and suppliers of the sample shop and are offered there only."""
