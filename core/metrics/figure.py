"""What a figure is: its words, the sums it is made of, what it needs and how to judge it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.metrics.filters import By

Unit = Literal["money", "units", "count", "share", "days"]
Better = Literal["up", "down", "neither"]

EVERY: tuple[By, ...] = (
    "day", "week", "month", "channel", "category", "brand", "sku", "country", "region", "location", "buyer",
)  # fmt: skip
ENOUGH_ORDERS = 30
"""Orders (or buyers) below which a ratio of them is thin."""
ENOUGH_SKU_DAYS = 10


@dataclass(frozen=True)
class Figure:
    """One figure. label, definition and formula are gettext message ids.

    numerator, denominator, count: names of measures; the figure is numerator / denominator, or the
    numerator alone; count is the number behind it. better: which direction is good news.
    tables: current tables without which there is no figure. gaps: what else may be missing (`notes`).
    notes: what may have to be said beside it. minimum: below this count the figure is thin.
    by: what a series of it can be split by.
    distinct: it counts each order or buyer once, so its parts may add up to more than the whole.
    """

    name: str
    label: str
    definition: str
    formula: str
    unit: Unit
    better: Better
    numerator: str
    count: str
    denominator: str | None = None
    tables: tuple[str, ...] = ("orders",)
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    minimum: int = 0
    by: tuple[By, ...] = EVERY
    distinct: bool = False

    @property
    def is_ratio(self) -> bool:
        return self.denominator is not None
