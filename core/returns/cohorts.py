"""The share of goods that come back, by the month or week in which they were shipped."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from core import i18n
from core.i18n import N_, _
from core.returns.exposure import ENOUGH_SEEN, Exposure
from models.anomalies import maturity

GRAINS: Mapping[str, str] = {"month": N_("Months"), "week": N_("Weeks")}
"""Code and title of each."""
_PERIODS = {"month": "M", "week": "W-SUN"}
_SHOWN = {"month": 25, "week": 53}

COLUMNS = ("day", "units", "came_units", "seen_share", "rate", "low", "high", "is_complete", "refund")
"""One row per cohort, oldest first. day: its first day. seen_share: of its returns, 0 to 1. rate: returned of
shipped units, for a cohort that is not complete the rate expected at the end; low, high: 9 in 10 range."""


def cohorts(exposed: Exposure, grain: str, *, is_told_by_cohort: bool = True) -> pd.DataFrame:
    """The rate of each month or week (COLUMNS), without events; what is young is expected, not measured.

    is_told_by_cohort: False where returns name no orders: returned in the period of shipped in the period.
    """
    rows = exposed.table[~exposed.table["is_event"]]
    period = rows["day"].dt.to_period(_PERIODS[grain]).dt.start_time
    sums = rows.groupby(period)[["units", "seen_units", "came_units", "came_lines", "refund"]].sum()
    sums = sums[sums["units"] > 0].tail(_SHOWN[grain])
    seen = sums["seen_units"] / sums["units"]
    is_complete = (seen >= ENOUGH_SEEN) | (not is_told_by_cohort)
    measured = sums["came_units"] / sums["units"]
    usual, weight = maturity.usual_rate(
        measured[is_complete].to_numpy(), sums.loc[is_complete, "units"].to_numpy()
    )
    per_line = max(float(sums["came_units"].sum() / max(sums["came_lines"].sum(), 1.0)), 1.0)
    final = maturity.final_share(
        *(sums[name].to_numpy() / per_line for name in ("came_units", "units", "seen_units")),
        usual_share=usual,
        usual_weight=max(weight / per_line, 1.0),
    )
    made = sums.assign(
        seen_share=seen,
        is_complete=is_complete,
        rate=np.where(is_complete, measured, final.expected),
        low=np.where(is_complete, np.nan, final.low),
        high=np.where(is_complete, np.nan, final.high),
    )
    return made.rename_axis("day").reset_index()[list(COLUMNS)]


def with_words(table: pd.DataFrame, grain: str) -> pd.DataFrame:
    """The cohorts for `charts.cohort_bars`: until, value, and `words`, what the tooltip says of each."""
    until = table["day"].dt.to_period(_PERIODS[grain]).dt.end_time.dt.normalize() + pd.Timedelta(days=1)
    return table.assign(
        until=until, value=table["rate"], words=[_words(row) for row in table.to_dict("records")]
    )


def _words(row: Mapping[Hashable, Any]) -> str:
    if row["is_complete"]:
        return _("complete")
    return _("not complete: {share} of its returns can be known by now; {low} to {high} expected").format(
        share=i18n.percent(row["seen_share"], 0),
        low=i18n.percent(row["low"]),
        high=i18n.percent(row["high"]),
    )


def name_of(day: pd.Timestamp, grain: str) -> str:
    """A cohort in words."""
    if grain == "month":
        return i18n.month(day.date())
    return _("week of {date}").format(date=i18n.date(day.date()))
