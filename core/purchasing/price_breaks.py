"""Lower costs for larger orders, written as quantity:cost;quantity:cost."""

from __future__ import annotations

import pandas as pd


def apply(table: pd.DataFrame) -> None:
    """Set unit_cost where price_breaks names one for the units of the row; unreadable breaks are left out."""
    has_breaks = (table["price_breaks"] != "") & (table["units"] > 0)
    for row in table.index[has_breaks]:
        cost = cost_at(str(table.at[row, "price_breaks"]), int(str(table.at[row, "units"])))  # noqa: PD008 - one cell
        if cost is not None:
            table.at[row, "unit_cost"] = cost  # noqa: PD008


def cost_at(breaks: str, units: int) -> float | None:
    """The unit cost at a quantity, None below the first break.

    >>> [cost_at("100:9.50;500:8.90", units) for units in (99, 100, 700)]
    [None, 9.5, 8.9]
    """
    reached = [(quantity, cost) for quantity, cost in _pairs(breaks) if quantity <= units]
    return max(reached)[1] if reached else None


def _pairs(breaks: str) -> list[tuple[float, float]]:
    pairs = []
    for part in breaks.replace("，", ",").replace("；", ";").split(";"):
        quantity, _, cost = part.replace("：", ":").partition(":")
        try:
            pairs.append((float(quantity), float(cost)))
        except ValueError:
            continue
    return pairs
