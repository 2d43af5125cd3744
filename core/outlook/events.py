"""The calendar of events: what comes, what each did last time, what people added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np
import pandas as pd

from core import ledger as decisions
from core.demand.calendar import read_calendar
from core.demand.event_names import family_title
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import Ledger
from core.outlook.material import Material, read_material

COLUMNS = (
    "first_day",
    "last_day",
    "name",
    "family",
    "phase",
    "source",
    "depth",
    "scope",
    "uplift",
    "last_time",
)
"""One row per event. uplift: demand of its weeks over that of the four weeks before, 1.2 for a fifth more;
NaN for what is still to come. last_time: the uplift of the last event of the same name or family."""

_WEEKS_BEFORE = 4
_AHEAD_DAYS = 365


def read_events(snapshot: Snapshot, ledger: Ledger, category: str) -> pd.DataFrame:
    """The events of the known weeks and of the year to come; their effect on a category ('' for all)."""
    material = read_material(snapshot, ledger)
    weekly = _weekly(material, category)
    first = material.next_week - dt.timedelta(weeks=len(weekly))
    known = read_calendar(
        snapshot,
        first_day=first,
        last_day=material.next_week + dt.timedelta(days=_AHEAD_DAYS),
        planned=decisions.planned_events(ledger),
    )
    rows = pd.DataFrame(
        [
            {
                "first_day": event.first_day,
                "last_day": event.last_day,
                "name": event.name,
                "family": event.family,
                "phase": event.phase,
                "source": event.source,
                "depth": event.depth or np.nan,
                "scope": ", ".join(sorted((event.channels or frozenset()) | (event.skus or frozenset()))),
                "uplift": _uplift(weekly, first, event.first_day, event.last_day),
            }
            for event in known
        ],
        columns=[name for name in COLUMNS if name != "last_time"],
    )
    rows["last_time"] = [_last_time(rows, row) for row in rows.to_dict("records")]
    return rows


def _weekly(material: Material, category: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    sold = material.past.sold
    if category:
        inside = material.forecasts.table["sku"].map(material.categories) == category
        sold = sold[inside.to_numpy()]
    total: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = np.nansum(sold, axis=0)
    return total


def _uplift(
    weekly: np.ndarray[tuple[int, ...], np.dtype[np.float64]], first: dt.date, begins: dt.date, ends: dt.date
) -> float:
    start, stop = (begins - first).days // 7, (ends - first).days // 7 + 1
    if start < _WEEKS_BEFORE or stop > len(weekly):
        return float("nan")
    usual = float(weekly[start - _WEEKS_BEFORE : start].mean())
    return float(weekly[start:stop].mean()) / usual if usual > 0 else float("nan")


def _last_time(rows: pd.DataFrame, row: Mapping[object, object]) -> float:
    earlier = rows[
        (rows["first_day"] < row["first_day"]) & rows["uplift"].notna() & (rows["phase"] == row["phase"])
    ]
    for name in ("name", "family"):
        same = earlier[earlier[name] == row[name]]
        if len(same):
            return float(same["uplift"].iloc[-1])
    return float("nan")


_PHASES: Mapping[str, str] = {
    "before": N_("before it"),
    "on": N_("itself"),
    "after": N_("after it"),
    "run": N_("run-up"),
    "deposits": N_("deposits"),
    "opening": N_("opening"),
    "peak": N_("peak"),
    "close": N_("close"),
    "last_days": N_("last days"),
    "four_weeks_before": N_("four weeks before"),
    "three_weeks_before": N_("three weeks before"),
    "two_weeks_before": N_("two weeks before"),
    "week_before": N_("the week before"),
}

_SOURCES = {"listed": N_("your list"), "planned": N_("added here"), "calendar": N_("known festivals")}


def events_table(events: pd.DataFrame, next_week: dt.date, when: str) -> pd.DataFrame:
    """The events to come ("ahead", the next first) or those that were ("past", the latest first)."""
    is_past = events["last_day"] < next_week
    rows = events[is_past].iloc[::-1] if when == "past" else events[~is_past]
    return rows.assign(
        name_words=[_name(row["name"], row["family"], row["phase"]) for row in rows.to_dict("records")],
        family_words=[family_title(family) for family in rows["family"]],
        source_words=[_(_SOURCES[source]) if source in _SOURCES else source for source in rows["source"]],
    ).reset_index(drop=True)


def _name(name: str, family: str, phase: str) -> str:
    shown = family_title(family) if name in ("", family) else name
    part = _(_PHASES[phase]) if phase in _PHASES else phase
    return f"{shown} · {part}" if part else shown
