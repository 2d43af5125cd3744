"""One row per supplier: how often it kept its word, how long it needs, what is late now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from core.facts import Snapshot
from core.ledger import Ledger
from core.purchasing import Bought, read_bought
from core.suppliers.changes import Change, changes, order_leads
from core.suppliers.judging import WINDOWS, Window, judged, window_before, window_of
from core.suppliers.prices import price_changes
from core.suppliers.verdicts import verdicts
from models.shares import wilson_interval

SCORES = (
    "supplier_id", "supplier_name", "verdict", "verdict_words", "lines_due", "orders_due", "kept_share",
    "kept_low", "kept_high", "on_time_share", "in_full_share", "units_on_time_share", "median_delay_days",
    "promised_days", "lead_p10", "lead_median", "lead_p90", "lead_spread", "rejected_share", "price_change",
    "price_change_amount", "late_lines", "late_units", "late_amount", "late_without_cost", "spend",
    "recent_leads", "faults",
)  # fmt: skip
"""The worst first. Shares 0 to 1, NaN where no line was due. kept_share: lines on time and in full (OTIF);
kept_low, kept_high: its interval, with each order as one case because its lines come together.
median_delay_days: above 0 is late. lead_*: days from order to all in; lead_spread: p90 - p10.
late_*: open after the promised day now. Money in the display currency. price_change: the same goods at the
last instead of the first unit cost of the window, as a share; price_change_amount: what was paid more.
recent_leads: days that each of the last RECENT_ORDERS orders needed. faults: lines left out because they
came before they were ordered or have no receipt."""

RECENT_ORDERS = 12
FEW_LINES = 5
"""Below this many due lines no score is given."""
_NAMES = "SELECT supplier_id, coalesce(nullif(name, ''), supplier_id) AS name FROM lake.current.suppliers"


@dataclass(frozen=True)
class Scorecard:
    """table: SCORES. lines: purchasing.BOUGHT with judging.JUDGED, and ever_lead_days whatever the window.
    changes: by supplier, over all time. before: the due lines of the window before, None without one."""

    as_of: dt.date
    window: Window
    table: pd.DataFrame
    lines: pd.DataFrame
    changes: Mapping[str, Change]
    currency: str
    before: pd.DataFrame | None = None


def read_scorecard(snapshot: Snapshot, ledger: Ledger, months: str, grace_days: int) -> Scorecard:
    """The scorecard of all suppliers over a window (a key of WINDOWS) with so many days of grace."""
    known = read_bought(snapshot, ledger)
    names = snapshot.frame(_NAMES)
    window = window_of(WINDOWS[months], known.as_of, grace_days)
    card = scorecard(known, window, dict(zip(names["supplier_id"], names["name"], strict=True)))
    earlier = window_before(window, WINDOWS[months])
    # A comparison with days from before the first order would compare with a shorter time.
    if earlier is None or not known.lines["ordered_on"].min() <= pd.Timestamp(earlier.first):
        return card
    return replace(card, before=_due(known, earlier))


def _due(known: Bought, window: Window) -> pd.DataFrame:
    lines = judged(known, window)
    return lines[lines["is_due"] & (lines["supplier_id"] != "")]


def scorecard(known: Bought, window: Window, names: Mapping[str, str] | None = None) -> Scorecard:
    """The scorecard of what was bought. names: supplier_id -> name."""
    lines = judged(known, window)
    ever = judged(known, window_of(0, known.as_of, window.grace_days))
    lines["ever_lead_days"] = ever["lead_days"]
    moved = changes(ever)
    named = lines[lines["supplier_id"] != ""]
    table = pd.DataFrame({"supplier_id": sorted(named["supplier_id"].unique())}).set_index("supplier_id")
    for part in (
        _kept(named),
        _days(named),
        _late(named),
        _money(named, window),
        price_changes(named, window),
    ):
        table = table.join(part)
    table["recent_leads"] = _recent(ever).reindex(table.index)
    table["faults"] = named[named["is_fault"]].groupby("supplier_id").size().reindex(table.index).fillna(0)
    counts = ["lines_due", "orders_due", "late_lines", "late_units", "late_without_cost", "faults"]
    table[counts] = table[counts].fillna(0).astype("int64")
    table = table.reset_index()
    told = table["supplier_id"].map(dict(names or {})).fillna(table["supplier_id"])
    table["supplier_name"] = told
    verdicts(table, few=FEW_LINES)
    order = ["verdict_rank", "kept_share", "median_delay_days", "supplier_id"]
    table = table.sort_values(order, ascending=[True, True, False, True], ignore_index=True)
    return Scorecard(known.as_of, window, table[list(SCORES)], lines, moved, known.currency)


def _kept(lines: pd.DataFrame) -> pd.DataFrame:
    due = lines[lines["is_due"]]
    of = due.groupby("supplier_id")
    table = pd.DataFrame({"lines_due": of.size(), "orders_due": of["order_id"].nunique()})
    for name, flag in (
        ("kept_share", "is_kept"),
        ("on_time_share", "is_on_time"),
        ("in_full_share", "is_in_full"),
    ):
        table[name] = of[flag].mean()
    table["units_on_time_share"] = of["units_on_time"].sum() / of["wanted_units"].sum()
    table["median_delay_days"] = of["delay_days"].median()
    cases = table["orders_due"].to_numpy(dtype=np.float64)
    table["kept_low"], table["kept_high"] = wilson_interval(table["kept_share"].to_numpy() * cases, cases)
    units = of["received_units"].sum() + of["rejected_units"].sum()
    table["rejected_share"] = of["rejected_units"].sum() / units.where(units > 0)
    return table


def _days(lines: pd.DataFrame) -> pd.DataFrame:
    came = lines[lines["lead_days"].notna()].groupby("supplier_id")
    shares = {"lead_p10": 0.1, "lead_median": 0.5, "lead_p90": 0.9}
    table = pd.DataFrame({name: came["lead_days"].quantile(share) for name, share in shares.items()})
    table["lead_spread"] = table["lead_p90"] - table["lead_p10"]
    promised = lines[lines["is_due"] | lines["lead_days"].notna()].groupby("supplier_id")["promised_days"]
    return table.join(promised.median(), how="outer")


def _late(lines: pd.DataFrame) -> pd.DataFrame:
    late = lines[lines["is_late_now"]]
    worth = late["open_units"] * late["unit_cost"] * late["rate"]
    of = late.assign(worth=worth, is_unknown=worth.isna()).groupby("supplier_id")
    return pd.DataFrame(
        {
            "late_lines": of.size(),
            "late_units": of["open_units"].sum(),
            "late_amount": of["worth"].sum(),
            "late_without_cost": of["is_unknown"].sum(),
        }
    )


def _money(lines: pd.DataFrame, window: Window) -> pd.DataFrame:
    """What was ordered inside the window and not cancelled, at unit cost."""
    inside = lines[lines["ordered_on"] >= pd.Timestamp(window.first)]
    worth = inside["wanted_units"] * inside["unit_cost"] * inside["rate"]
    return worth.groupby(inside["supplier_id"]).sum(min_count=1).rename("spend").to_frame()


def _recent(ever: pd.DataFrame) -> pd.Series[Any]:
    """The lead times of the last orders, the oldest of them first."""
    leads = order_leads(ever)
    leads["lead_days"] = leads["lead_days"].astype("float64")
    return leads.groupby("supplier_id")["lead_days"].agg(lambda days: days.tail(RECENT_ORDERS).tolist())
