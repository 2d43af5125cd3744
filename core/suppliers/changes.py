"""Since when a supplier needs longer, or shorter, than it did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.anomalies.level_shift import clearest_shift, last_level_shift
from models.arrays import FloatArray

LEAST_DAYS = 3
"""A change of the usual lead time below this is not named: it changes no order."""
LEAST_ORDERS = 3
"""Orders that each side of a change must have."""
MOST_P_VALUE, SMALLEST_P_VALUE = 0.05, 0.0005
"""What chance may make of a change where one supplier shows a shift; never less than the second is asked."""
MOST_ORDERS = 200
"""The newest orders that are looked at."""


@dataclass(frozen=True)
class Change:
    """since: the day of the first order that took so long. before, after: usual days, the medians of orders.
    p_value: chance that orders in random sequence show as clear a change."""

    since: dt.date
    before: float
    after: float
    p_value: float


def changes(lines: pd.DataFrame) -> dict[str, Change]:
    """The last change of each supplier that has one. lines: judged over all time.

    One order is one event: its lines come together, so its median lead time counts once. Where many suppliers
    show a shift, each must be the clearer (Bonferroni), or chance alone would name some.
    """
    orders = {str(name): own.tail(MOST_ORDERS) for name, own in order_leads(lines).groupby("supplier_id")}
    leads = {name: own["lead_days"].to_numpy(dtype=np.float64) for name, own in orders.items()}
    moved = [name for name, days in leads.items() if _moved(days) >= LEAST_DAYS]
    most = max(MOST_P_VALUE / max(len(moved), 1), SMALLEST_P_VALUE)
    found = {}
    for name in moved:
        shift = last_level_shift(leads[name], smallest=LEAST_DAYS, most_p_value=most, least=LEAST_ORDERS)
        if shift is not None:
            since = orders[name]["ordered_on"].iloc[shift.start].date()
            found[name] = Change(since, shift.before, shift.after, shift.p_value)
    return found


def _moved(days: FloatArray) -> float:
    """Days between the two levels of the clearest shift; 0 where there is none."""
    shift = clearest_shift(days, least=LEAST_ORDERS)
    return 0.0 if shift is None else abs(shift.after - shift.before)


def order_leads(lines: pd.DataFrame) -> pd.DataFrame:
    """supplier_id, order_id, ordered_on, lead_days (median of its lines); the oldest order first."""
    known = lines[lines["lead_days"].notna() & (lines["supplier_id"] != "")]
    keys = ["supplier_id", "order_id", "ordered_on"]
    leads: pd.DataFrame = known.groupby(keys)["lead_days"].median().reset_index()
    return leads.sort_values(["supplier_id", "ordered_on", "order_id"], ignore_index=True)
