"""From an empty desk to the first order: four steps, each ticked when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core import ledger as decisions
from core.facts import Snapshot
from core.i18n import N_
from core.ledger import Ledger
from core.security import SAMPLE_SHOP


@dataclass(frozen=True)
class Step:
    """title, why, action: message ids. page, choices: where it is done."""

    code: str
    title: str
    why: str
    action: str
    page: str
    is_done: bool
    choices: Mapping[str, str] = field(default_factory=dict)


def first_steps(snapshot: Snapshot, ledger: Ledger) -> tuple[Step, ...]:
    """The steps in their order."""
    return (
        Step(
            "orders",
            N_("Upload your orders"),
            N_(
                "Any export of your shop as it is: Taobao, Shopify or another, CSV or Excel. You see what "
                "was read before anything counts, and you can undo it."
            ),
            N_("Upload order files"),
            "data",
            snapshot.has_rows("current", "orders"),
        ),
        Step(
            "stock",
            N_("Upload your stock"),
            N_(
                "What lies where, in units. Then you see what is out, what runs out before the next delivery "
                "and what lies there for too long. A template with your SKUs is ready."
            ),
            N_("Upload stock"),
            "stock",
            snapshot.has_rows("current", "stock"),
        ),
        Step(
            "suppliers",
            N_("Confirm your suppliers"),
            N_(
                "Who delivers which SKU, how long it takes, and how often you order. Once per supplier; no "
                "lead time is ever guessed."
            ),
            N_("Confirm suppliers"),
            "replenishment",
            not decisions.supplier_terms(ledger).empty,
        ),
        Step(
            "accept",
            N_("Accept your first order"),
            N_(
                "Abacus proposes quantities and explains each one. You change what you know better, accept, "
                "and send the order file to the supplier."
            ),
            N_("See the suggestions"),
            "replenishment",
            _is_ordered(ledger),
        ),
    )


def _is_ordered(ledger: Ledger) -> bool:
    """Whether anybody here has ordered; what the sample's shop ordered before does not count."""
    return bool((decisions.orders(ledger)["ordered_by"] != SAMPLE_SHOP.name).any())
