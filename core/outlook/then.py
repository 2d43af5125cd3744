"""As it looked then: what was said, or would have been said, of the weeks after an earlier day."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from core import i18n
from core.demand import track_record as record
from core.demand.archive import judged_runs
from core.facts import Snapshot
from core.i18n import _
from core.ledger import Ledger
from core.outlook.material import Material, origin_weeks, read_material
from core.outlook.one import rows_of
from models.arrays import FloatArray, IntArray

_MOST_TRIES = 26


def earlier_days(
    snapshot: Snapshot, ledger: Ledger, sku: str, location: str, category: str
) -> dict[str, str]:
    """The first weeks of earlier forecasts as ISO days, the newest first, with words for each."""
    material = read_material(snapshot, ledger)
    rows = rows_of(material, sku, location, category)
    found: dict[str, str] = {}
    for day, source in _origins(material, rows)[:_MOST_TRIES]:
        words = _("said before {date}") if source == record.SAID else _("today's method, tried on {date}")
        found[day.isoformat()] = words.format(date=i18n.date(day))
    return found


def as_it_looked(
    snapshot: Snapshot, ledger: Ledger, sku: str, location: str, category: str, day: str
) -> pd.DataFrame:
    """day, earlier: the forecast that began in this week; empty for a week without one."""
    material = read_material(snapshot, ledger)
    rows = rows_of(material, sku, location, category)
    first = dt.date.fromisoformat(day)
    sources = dict(_origins(material, rows))
    if first not in sources:
        return pd.DataFrame({"day": [], "earlier": []})
    said = _of_run(material, rows, first) if sources[first] == record.SAID else _of_try(material, rows, first)
    weeks = [first + dt.timedelta(weeks=step) for step in range(len(said))]
    return pd.DataFrame({"day": weeks, "earlier": said})


def _origins(material: Material, rows: IntArray) -> list[tuple[dt.date, str]]:
    own = material.judged[material.judged["row"].isin(rows)]
    runs = judged_runs(material.archive)
    runs = runs[runs["sku"].isin(material.forecasts.table["sku"].iloc[rows])]
    days = {
        pd.Timestamp(day).date(): str(source)
        for day, source in own[["next_week", "source"]].itertuples(index=False)
    }
    days |= {pd.Timestamp(day).date(): record.SAID for day in runs["next_week"].unique()}
    return sorted(((day, source) for day, source in days.items() if day < material.next_week), reverse=True)


def _of_run(material: Material, rows: IntArray, first: dt.date) -> FloatArray:
    runs = judged_runs(material.archive)
    runs = runs[runs["next_week"] == pd.Timestamp(first)]
    inside = np.isin(material.forecasts.rows_of(runs), rows)
    means = np.array(runs.loc[inside, "mean"].to_list(), dtype=np.float64)
    found: FloatArray = means.sum(axis=0)
    return found


def _of_try(material: Material, rows: IntArray, first: dt.date) -> FloatArray:
    """The sum over series of actual - residual at this origin, as far as all weeks are known."""
    demand = material.past.demand[rows]
    paths = material.forecasts.model.residual_paths[rows]
    column = material.past.weeks - (material.next_week - first).days // 7
    origins = material.past.weeks - origin_weeks(material.forecasts)[rows]
    steps = min(paths.shape[2], material.past.weeks - column)
    said = np.zeros((len(rows), steps))
    for number in range(len(rows)):
        (places,) = np.nonzero(origins[number] == column)
        if len(places):
            said[number] = demand[number, column : column + steps] - paths[number, places[0], :steps]
    whole: FloatArray = np.where(np.isnan(said).all(axis=0), np.nan, np.nansum(said, axis=0))
    return np.maximum(whole, 0.0)
