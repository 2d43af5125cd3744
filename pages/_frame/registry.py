"""The pages, in the order of the navigation: address, title, the question each answers, its choices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.i18n import N_

FOLDER = Path(__file__).parents[1]


@dataclass(frozen=True)
class Entry:
    """One page.

    name: its file and its address. question: the title on the page. filters: which choices it shows.
    usual_period: the days it shows unless the reader chooses others.
    """

    name: str
    title: str
    question: str
    icon: str
    section: str
    filters: tuple[str, ...] = ()
    usual_period: str = "last_30_days"

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.py"

    @property
    def address(self) -> str:
        """Where links lead: the first page is at the root."""
        return "/" if self.name == PAGES[0].name else f"/{self.name}"


_MANAGE, _PLAN, _MEMBERS, _KEEP = N_("Shop"), N_("Buying"), N_("Members"), N_("Keeping")

PAGES: tuple[Entry, ...] = (
    Entry(
        "today",
        N_("Today"),
        N_("How do we stand today?"),
        ":material/today:",
        _MANAGE,
        ("channel",),
        usual_period="last_7_days",
    ),
    Entry(
        "sales",
        N_("Sales"),
        N_("What did we sell, and what changed?"),
        ":material/monitoring:",
        _MANAGE,
        ("period", "compare", "channel", "repeats", "refunds"),
    ),
    Entry(
        "returns",
        N_("Returns"),
        N_("What comes back, and why?"),
        ":material/assignment_return:",
        _MANAGE,
    ),
    Entry(
        "stock",
        N_("Stock"),
        N_("What do we have, and how long does it last?"),
        ":material/inventory_2:",
        _PLAN,
    ),
    Entry(
        "forecasts",
        N_("Forecasts"),
        N_("What will be wanted?"),
        ":material/query_stats:",
        _PLAN,
    ),
    Entry(
        "replenishment",
        N_("Replenishment"),
        N_("What must we order, how much, and from whom?"),
        ":material/shopping_cart:",
        _PLAN,
    ),
    Entry(
        "purchase_orders",
        N_("Purchase orders"),
        N_("What is on order, and when does it come?"),
        ":material/local_shipping:",
        _PLAN,
    ),
    Entry(
        "suppliers",
        N_("Suppliers"),
        N_("Which supplier keeps its word?"),
        ":material/factory:",
        _PLAN,
    ),
    Entry(
        "members",
        N_("Members"),
        N_("Who are our members, and who is leaving?"),
        ":material/group:",
        _MEMBERS,
        ("period", "compare"),
    ),
    Entry(
        "start",
        N_("First steps"),
        N_("What can Abacus answer, and which files does it need for that?"),
        ":material/explore:",
        _KEEP,
    ),
    Entry("data", N_("Data"), N_("Is the data complete, fresh and right?"), ":material/database:", _KEEP),
    Entry("admin", N_("Admin"), N_("Who may do what, and what has been done?"), ":material/settings:", _KEEP),
)


def existing() -> list[Entry]:
    """The pages that have a file."""
    return [entry for entry in PAGES if entry.path.exists()]


def entry(name: str) -> Entry:
    """The page of this name. Raises KeyError."""
    return {page.name: page for page in PAGES}[name]
