"""Which suggestions a limited amount pays for."""

from __future__ import annotations

import pandas as pd


def within_budget(lines: pd.DataFrame, budget: float | None) -> pd.Series[bool]:
    """Whether the budget (display currency) pays for each suggestion (suggest.LINES, most urgent first).

    In order of urgency, whole lines: one that is too dear is passed over for the next. A line without a cost
    is not within a budget. Without a budget everything is.
    """
    if budget is None:
        return pd.Series(True, index=lines.index)
    left, taken = budget, []
    for amount in lines["amount_display"]:
        fits = bool(amount <= left)
        left -= amount if fits else 0.0
        taken.append(fits)
    return pd.Series(taken, index=lines.index, dtype=bool)
