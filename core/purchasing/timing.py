"""When things happen: how long stock must last, when an order arrives, by when it must leave.

A lead time counts the supplier's open days, so a closure moves every arrival behind it.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from core.purchasing.closures import Closures, day_number, day_numbers, days_of
from core.purchasing.policy import Policy
from core.purchasing.transfers import TRANSFERS


def set_windows(table: pd.DataFrame, closures: Closures, *, policy: Policy, as_of: dt.date) -> None:
    """Set the days that an order placed on as_of must cover, on a table with terms.TERMS.

    arrives_on: of that order. protection_days: until the order of the next review arrives. cycle_days: from
    then until the one after it. closed_days, arrival_closed_days: by how much closures lengthen the
    protection and the way of this order. closures: those within the protection, as JSON. NaN and NaT
    without a lead time.
    """
    table["is_review_assumed"] = table["review_period_days"].isna()
    table["review_period_days"] = table["review_period_days"].fillna(float(policy.review_period_days))
    lead = table["lead_time_days"].to_numpy(dtype=np.float64)
    review = table["review_period_days"].to_numpy(dtype=np.float64)
    open_days, today = closures.of(table["supplier_id"]), day_number(as_of)
    now, after, later = (open_days.arrival(today + turns * review, lead) for turns in range(3))
    table["arrives_on"] = days_of(now)
    table["protection_days"] = after - today
    table["cycle_days"] = later - after
    table["arrival_closed_days"] = now - today - lead
    table["closed_days"] = after - today - lead - review
    until = pd.Series(days_of(np.nan_to_num(after, nan=today)), index=table.index)
    table["closures"] = closures.told(table["supplier_id"], as_of, until)


def set_order_by(table: pd.DataFrame, closures: Closures, *, as_of: dt.date) -> None:
    """Set order_by, the last open day on which an order still arrives before the stock runs out.

    Where the supplier is closed today and an order placed now is in time, that is today.
    """
    lead = table["lead_time_days"].to_numpy(dtype=np.float64)
    open_days = closures.of(table["supplier_id"])
    out = day_numbers(table["stock_out_on"])
    latest = open_days.latest_order(out, lead)
    in_time = day_numbers(table["arrives_on"]) <= out
    table["order_by"] = days_of(np.where(in_time, np.maximum(latest, day_number(as_of)), latest))


def dated_arrivals(
    arrivals: pd.DataFrame, table: pd.DataFrame, closures: Closures, as_of: dt.date
) -> pd.DataFrame:
    """Arrivals with the row of the table they belong to, the day counted from as_of, and whether in time.

    Nobody said when: a lead time after the order, else a lead time from now. Overdue: expected tomorrow, or
    on the first day on which the supplier is open. is_moved: promised for a day on which it is closed, and
    expected on the first open one.
    """
    index = pd.MultiIndex.from_frame(table[["sku", "location"]])
    rows = index.get_indexer(pd.MultiIndex.from_frame(arrivals[["sku", "location"]]))
    found = arrivals[rows >= 0].assign(row=rows[rows >= 0]).reset_index(drop=True)
    lead = np.nan_to_num(table["lead_time_days"].to_numpy(dtype=np.float64)[found["row"]])
    own = pd.Series(table["supplier_id"].to_numpy()[found["row"]], index=found.index, dtype=object)
    has_nobody = (found["supplier_id"] == "") & (found["source"] != TRANSFERS)  # these wait for no supplier
    open_days = closures.of(found["supplier_id"].where(~has_nobody, own))
    today, promised = day_number(as_of), day_numbers(found["due_on"])
    since = np.nan_to_num(day_numbers(found["ordered_on"]), nan=today)
    due = np.where(np.isnan(promised), open_days.arrival(since, lead), promised)
    is_overdue = due < today
    opens = open_days.arrival(due, 0.0)
    comes = np.where(due <= today, open_days.arrival(today + 1, 0.0), opens)
    limit = np.nan_to_num(table["protection_days"].to_numpy(dtype=np.float64)[found["row"]], nan=np.inf)
    return found.assign(
        expected_on=days_of(np.where(is_overdue, due, opens)),
        day=comes - today,
        is_overdue=is_overdue,
        is_moved=(opens > due) & (due > today),
        in_time=comes - today <= limit,
    )
