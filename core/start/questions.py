"""The questions that each person asks of Abacus, the page that answers each, and the tables it needs for
that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.facts import Snapshot
from core.i18n import N_

ROLES: Mapping[str, str] = {
    "manager": N_("Manager"),
    "planner": N_("Planner"),
    "marketer": N_("Marketer"),
    "keeper": N_("Whoever loads the data"),
}
"""Who asks, by code."""


@dataclass(frozen=True)
class Question:
    """role: who asks. asked: a message id. page, choices: where it is answered.

    needs: tables without which there is no answer. better_with: tables that make it a better one.
    """

    role: str
    asked: str
    page: str
    needs: tuple[str, ...]
    better_with: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)


_SALES = ("orders", "order_lines")

QUESTIONS: tuple[Question, ...] = (
    Question("manager", N_("How do we stand today, and what needs a decision?"), "today", _SALES, ("stock",)),
    Question(
        "manager",
        N_("Why was last month different?"),
        "sales",
        _SALES,
        ("returns", "standard_costs"),
        {"view": "why", "period": "last_month"},
    ),
    Question("manager", N_("What comes back, and why?"), "returns", (*_SALES, "returns"), ("receipts",)),
    Question(
        "planner",
        N_("What must I order today, how much, and from whom?"),
        "replenishment",
        (*_SALES, "stock"),
        ("supplier_products", "suppliers", "purchase_order_lines"),
    ),
    Question("planner", N_("What runs out before new stock can come?"), "stock", (*_SALES, "stock")),
    Question("planner", N_("What will be wanted?"), "forecasts", _SALES, ("products", "events", "prices")),
    Question(
        "planner",
        N_("Which supplier keeps its word?"),
        "suppliers",
        ("purchase_order_lines", "receipts"),
        ("suppliers",),
    ),
    Question(
        "planner",
        N_("What lies too long, and what is it worth?"),
        "stock",
        (*_SALES, "stock"),
        ("receipts", "standard_costs"),
        {"view": "ageing"},
    ),
    Question(
        "planner",
        N_("Is there what the books say?"),
        "stock",
        ("stocktakes",),
        ("standard_costs",),
        {"view": "counts"},
    ),
    Question(
        "marketer", N_("Who are our members, and what are they worth?"), "members", _SALES, ("members",)
    ),
    Question(
        "marketer", N_("Whom should I win back?"), "members", _SALES, ("members",), {"view": "win_back"}
    ),
    Question("keeper", N_("Is the data complete, fresh and right?"), "data", ()),
    Question("keeper", N_("Does a day of a shop lack?"), "data", ("orders",), (), {"section": "coverage"}),
    Question(
        "keeper",
        N_("Which rows were rejected, and which orders came twice?"),
        "data",
        ("orders",),
        (),
        {"section": "rejects"},
    ),
    Question(
        "keeper",
        N_("Do our totals agree with those of the platform?"),
        "data",
        _SALES,
        ("returns",),
        {"section": "compare"},
    ),
)


@dataclass(frozen=True)
class Standing:
    """How far a question can be answered. missing, useful: tables that it needs, and that would help."""

    question: Question
    missing: tuple[str, ...]
    useful: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        return not self.missing


def standing(snapshot: Snapshot, role: str) -> tuple[Standing, ...]:
    """The questions of a role with what they still wait for."""
    return tuple(
        Standing(asked, _lacking(snapshot, asked.needs), _lacking(snapshot, asked.better_with))
        for asked in QUESTIONS
        if asked.role == role
    )


def _lacking(snapshot: Snapshot, tables: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in tables if not snapshot.has_rows("current", name))
