"""When what is open comes: as promised, else by what the supplier usually needs."""

from __future__ import annotations

import pandas as pd

from core.purchasing.bought import Bought

EXPECTED = ("expected_on", "expected_by", "is_late", "days_late")
"""Beside bought.BOUGHT, of open lines only. expected_by: "promised" (by the supplier, or on our order),
"measured" (what its receipts of the last year needed), "stated" (the lead time of its file), "overdue"
(every such day is over: tomorrow at the earliest), "" where nobody knows. is_late: units are open after the
promised day. days_late: since the promised day."""

LEAST_LINES = 5
"""Lines that must have come before a lead time is measured."""
_LOOK_BACK_DAYS = 365


def usual_days(known: Bought) -> pd.Series[float]:
    """Median days from order to all in by supplier_id, of lines that came in the last year; no faults."""
    lines = known.lines[~known.lines["is_fault"] & known.lines["completed_on"].notna()]
    since = pd.Timestamp(known.as_of) - pd.Timedelta(days=_LOOK_BACK_DAYS)
    came = lines[lines["completed_on"] > since]
    of = (came["completed_on"] - came["ordered_on"]).dt.days.groupby(came["supplier_id"])
    found: pd.Series[float] = of.median().astype("float64")
    return found[of.size() >= LEAST_LINES]


def expected(known: Bought) -> pd.DataFrame:
    """bought.BOUGHT with EXPECTED."""
    lines, today = known.lines.copy(), pd.Timestamp(known.as_of)
    is_open = lines["open_units"] > 0
    days = lines["supplier_id"].map(usual_days(known))
    usual = lines["ordered_on"] + pd.to_timedelta(days.round(), unit="D")
    late = (today - lines["promised_on"]).dt.days
    lines["is_late"] = is_open & (late > 0)
    lines["days_late"] = late.where(lines["is_late"])
    kept = lines["promised_on"].where(~lines["is_late"])
    said = kept.where(lines["promise"] == "promised")
    day = said.fillna(usual).fillna(kept)
    by = pd.Series("", index=lines.index).mask(kept.notna(), "stated").mask(usual.notna(), "measured")
    by = by.mask(said.notna(), "promised")
    is_over = (lines["is_late"] & day.isna()) | (day <= today)
    lines["expected_on"] = day.where(~is_over, today + pd.Timedelta(days=1)).where(is_open)
    lines["expected_by"] = by.mask(is_over & lines["is_late"], "overdue").where(is_open, "")
    return lines
