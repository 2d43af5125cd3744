"""Whether an order line was kept: what is due, on time, in full, and how late it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from core.purchasing import Bought

JUDGED = (
    "is_due", "is_on_time", "is_in_full", "is_kept", "delay_days", "lead_days", "promised_days",
    "units_on_time", "is_late_now", "late_days",
)  # fmt: skip
"""Beside purchasing.BOUGHT. is_due: promised inside the window, and the grace after it is over; the shares
count these lines only. is_on_time: nothing of it came after the grace, nothing is still to come. is_in_full:
all that we wanted is in. is_kept: both.
delay_days: promised day to the day all was in, below 0 where it came early; of an open line the days so far;
days on which the supplier was closed are no delay where its promise lay among them. lead_days: open days from
order to the day all was in, inside the window; promised_days: from order to promise. NaN where a long closure
lay between (closures.MOST_CLOSED_SHARE).
is_late_now: units are open after due_on, whatever the window; late_days: since when."""

WINDOWS = {"3": 3, "6": 6, "12": 12, "24": 24, "all": 0}
"""Months to look back; 0: everything."""
USUAL_WINDOW, USUAL_GRACE_DAYS, MOST_GRACE_DAYS = "12", 3, 7


@dataclass(frozen=True)
class Window:
    """The days whose promises are judged, both included; grace_days: how late still counts as on time."""

    first: dt.date
    last: dt.date
    grace_days: int = USUAL_GRACE_DAYS


def window_of(months: int, as_of: dt.date, grace_days: int = USUAL_GRACE_DAYS) -> Window:
    """The months up to as_of; 0 months: since ever. Raises ValueError for a grace outside 0 to 7."""
    if not 0 <= grace_days <= MOST_GRACE_DAYS:
        raise ValueError(f"grace_days must be from 0 to {MOST_GRACE_DAYS}, got {grace_days}")
    if not months:
        return Window(dt.date(1900, 1, 1), as_of, grace_days)
    first = pd.Timestamp(as_of) + pd.Timedelta(days=1) - pd.DateOffset(months=months)
    return Window(first.date(), as_of, grace_days)


def window_before(window: Window, months: int) -> Window | None:
    """The months just before a window; None where the window is everything."""
    if not months:
        return None
    last = window.first - dt.timedelta(days=1)
    first = pd.Timestamp(window.first) - pd.DateOffset(months=months)
    return Window(first.date(), last, window.grace_days)


def judged(bought: Bought, window: Window) -> pd.DataFrame:
    """purchasing.BOUGHT with JUDGED.

    Outside: drafts, lines not yet due, lines that we cancelled wholly, lines nobody promised a day for, and
    data faults. What we cancelled of a line is not asked for. A receipt has a day, no hour: on the promised
    day it is on time. Promised for a day on which the supplier is closed: due on the first open day after.
    """
    lines = bought.lines.copy()
    today, grace = pd.Timestamp(bought.as_of), pd.Timedelta(days=window.grace_days)
    until = lines["due_on"] + grace
    is_inside = lines["promised_on"] >= pd.Timestamp(window.first)
    is_wanted = (lines["wanted_units"] > 0) & ~lines["is_fault"]
    lines["is_due"] = is_wanted & is_inside & (until <= pd.Timestamp(window.last))
    ended = lines["completed_on"].fillna(lines["last_received_on"].where(lines["open_units"] <= 0))
    lines["is_on_time"] = lines["is_due"] & (lines["last_received_on"] <= until) & (lines["open_units"] <= 0)
    lines["is_in_full"] = lines["is_due"] & lines["completed_on"].notna()
    lines["is_kept"] = lines["is_on_time"] & lines["is_in_full"]
    known = ended.fillna(today)
    early = (known - lines["promised_on"]).dt.days.clip(upper=0)
    lines["delay_days"] = (early + (known - lines["due_on"]).dt.days.clip(lower=0)).where(
        lines["is_due"] & (ended.notna() | (lines["open_units"] > 0))
    )
    needed_days = bought.closures.needed_days
    lines["promised_days"] = needed_days(lines["supplier_id"], lines["ordered_on"], lines["promised_on"])
    is_ended_inside = is_wanted & (ended >= pd.Timestamp(window.first)) & (ended <= today)
    needed = needed_days(lines["supplier_id"], lines["ordered_on"], ended)
    lines["lead_days"] = needed.where(is_ended_inside)
    lines["units_on_time"] = _units_by(bought, until, lines)
    late = (today - lines["due_on"]).dt.days
    lines["is_late_now"] = (lines["open_units"] > 0) & (late > 0)
    lines["late_days"] = late.where(lines["is_late_now"])
    return lines


def _units_by(bought: Bought, until: pd.Series[pd.Timestamp], lines: pd.DataFrame) -> pd.Series[float]:
    """Units that were in by the day, never more than were wanted."""
    arrived = bought.arrived
    limit = until.to_numpy()[arrived["row"]]
    in_time = arrived[arrived["received_on"].to_numpy() <= limit]
    units = in_time.groupby("row")["units"].sum().reindex(lines.index).fillna(0.0)
    return units.clip(upper=lines["wanted_units"])
