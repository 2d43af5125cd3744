"""When what is open comes: as promised, else by what the supplier usually needs."""

from __future__ import annotations

import pandas as pd
from numpy.typing import ArrayLike

from core.purchasing.bought import Bought
from core.purchasing.closures import day_number, day_numbers, days_of

EXPECTED = ("expected_on", "expected_by", "is_late", "days_late")
"""Beside bought.BOUGHT, of open lines only. expected_by: "promised" (by the supplier, or on our order),
"reopened" (promised for a day on which the supplier is closed, so its first open day),
"measured" (what its receipts of the last year needed), "stated" (the lead time of its file), "overdue"
(every such day is over: tomorrow or the first open day), "" where nobody knows. is_late: units are open after
due_on. days_late: since then."""

LEAST_LINES = 5
"""Lines that must have come before a lead time is measured."""
_LOOK_BACK_DAYS = 365


def usual_days(known: Bought) -> pd.Series[float]:
    """Median open days from order to all in by supplier_id, of lines of the last year; no faults.

    Lines with a long closure between count no more than faults do.
    """
    lines = known.lines[~known.lines["is_fault"] & known.lines["completed_on"].notna()]
    since = pd.Timestamp(known.as_of) - pd.Timedelta(days=_LOOK_BACK_DAYS)
    came = lines[lines["completed_on"] > since]
    needed = known.closures.needed_days(came["supplier_id"], came["ordered_on"], came["completed_on"])
    of = needed.groupby(came["supplier_id"])
    found: pd.Series[float] = of.median().astype("float64")
    return found[of.count() >= LEAST_LINES]


def expected(known: Bought) -> pd.DataFrame:
    """bought.BOUGHT with EXPECTED."""
    lines, today = known.lines.copy(), pd.Timestamp(known.as_of)
    is_open = lines["open_units"] > 0
    days = lines["supplier_id"].map(usual_days(known))
    usual = _arrivals(known, day_numbers(lines["ordered_on"]), days.round().to_numpy(dtype="float64"))
    late = (today - lines["due_on"]).dt.days
    lines["is_late"] = is_open & (late > 0)
    lines["days_late"] = late.where(lines["is_late"])
    kept = lines["due_on"].where(~lines["is_late"])
    said = kept.where(lines["promise"] == "promised")
    day = said.fillna(usual).fillna(kept)
    by = pd.Series("", index=lines.index).mask(kept.notna(), "stated").mask(usual.notna(), "measured")
    by = by.mask(said.notna(), "promised").mask(said > lines["promised_on"], "reopened")
    is_over = (lines["is_late"] & day.isna()) | (day <= today)
    soonest = _arrivals(known, day_number(known.as_of) + 1, 0.0)
    lines["expected_on"] = day.where(~is_over, soonest).where(is_open)
    lines["expected_by"] = by.mask(is_over & lines["is_late"], "overdue").where(is_open, "")
    return lines


def _arrivals(known: Bought, order_days: ArrayLike, lead_days: ArrayLike) -> pd.Series[pd.Timestamp]:
    """The day on which each line comes, so many open days of its supplier after a day."""
    found = known.closures.of(known.lines["supplier_id"]).arrival(order_days, lead_days)
    return pd.Series(days_of(found), index=known.lines.index)
