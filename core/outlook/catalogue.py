"""The catalogue's forecasts as a list: what comes, how sure, what changed and why; the most money first."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import i18n
from core.demand import track_record as record
from core.demand.products import seems_no_goods
from core.demand.value_added import ASSUMED_COST_SHARE
from core.demand.words import DEMAND_CLASS_TITLES
from core.facts import Snapshot
from core.i18n import N_, _, ngettext
from core.ledger import Ledger
from core.outlook.material import NEXT_DAYS, Material, read_material
from core.outlook.whole import together
from models.arrays import BoolArray, FloatArray

_SHOWN_HISTORY, _SHOWN_AHEAD = 26, 8
_WORTH_TELLING = 0.05
"""Change of the next days, as a share, below which nothing is said about it."""

COLUMNS = (
    "sku", "product_name", "location", "category", "state", "course", "demand_class", "next_units",
    "final_units", "window_days", "window_units", "error", "bias", "tracking_signal", "is_biased",
    "is_changed", "is_odd", "change", "change_why", "money",
)  # fmt: skip
"""One row per SKU and location. next_units: the model's, of the NEXT_DAYS from first_day on; final_units:
with overrides. window_units: final, lead time and review. error, bias: shares, of the judged windows.
change: against the run before, share. is_odd: seems to be no goods. money: margin that an error of the
usual size costs in these days, display currency."""

WHY = {
    "new": N_("new in the list"),
    "data": N_("new weeks of data"),
    "event": N_("an event ahead"),
    "override": N_("changed by hand"),
    "pool": N_("what all products share was learned anew"),
    "engine": N_("new forecasting method"),
}


_LAST_RUNS = """SELECT run_id, engine_version, parameters FROM lake.result.runs WHERE kind = 'forecasts'
ORDER BY run_id DESC LIMIT 2"""
_NEWS = """SELECT count(*) AS events FROM lake.result.forecast_calendar
WHERE known_from > ?::DATE AND last_day >= ?::DATE AND first_day <= ?::DATE"""


@dataclass(frozen=True)
class Catalogue:
    """table: COLUMNS. answer: the page's one sentence. has_runs: there is an earlier run to compare with."""

    table: pd.DataFrame
    answer: str
    has_runs: bool
    has_categories: bool
    n_biased: int
    n_changed: int
    n_odd: int
    next_units: float
    low_units: float
    high_units: float
    money: float
    next_week: dt.date
    first_day: dt.date
    last_day: dt.date


def read_catalogue(snapshot: Snapshot, ledger: Ledger) -> Catalogue:
    """The list of everything that is forecast. Raises NotReady before the first refresh."""
    material = read_material(snapshot, ledger)
    table = _table(material, snapshot)
    total = float(table["final_units"].sum())
    low, high = _range_of_all(material)
    return Catalogue(
        table=table,
        answer=_answer(material, table, total, low, high),
        has_runs=bool((material.archive["run_id"] < material.run_id).any()),
        has_categories=bool(material.categories),
        n_biased=int(table["is_biased"].sum()),
        n_changed=int(table["is_changed"].sum()),
        n_odd=int(table["is_odd"].sum()),
        next_units=total,
        low_units=low,
        high_units=high,
        money=float(table["money"].sum()),
        next_week=material.next_week,
        first_day=material.first_day,
        last_day=material.last_day,
    )


def _table(material: Material, snapshot: Snapshot) -> pd.DataFrame:
    coming, known = material.coming, material.forecasts.table
    model, final = coming.model.expected_units(NEXT_DAYS), coming.expected_units(NEXT_DAYS)
    signal = record.signals(material.judged, len(known))
    done = record.by_series(material.judged, len(known))
    planned = np.isin(np.arange(len(known)), coming.plan.rows)
    change, why = _changes(material, snapshot, final)
    table = pd.DataFrame(
        {
            "sku": known["sku"],
            "product_name": known["sku"].map(material.names).fillna(""),
            "location": known["location"],
            "category": known["sku"].map(material.categories).fillna(""),
            "course": _courses(material),
            "demand_class": known["demand_class"].map({c: _(t) for c, t in DEMAND_CLASS_TITLES.items()}),
            "next_units": model,
            "final_units": final,
            "window_days": material.window_days,
            "window_units": coming.expected_units(material.window_days),
            "error": done["wape"],
            "bias": done["bias"],
            "tracking_signal": signal["tracking_signal"],
            "is_biased": signal["is_biased"],
            "is_changed": planned,
            "change": change,
            "change_why": why,
            "money": _money(material, final, done["wape"].to_numpy(dtype=np.float64)),
        }
    )
    pairs = zip(table["sku"], table["product_name"], strict=True)
    table["is_odd"] = [seems_no_goods(sku, name) for sku, name in pairs]
    table["state"] = _states(table)
    return table.sort_values(["money", "sku"], ascending=[False, True])[list(COLUMNS)].reset_index(drop=True)


def _money(material: Material, final: FloatArray, error: FloatArray) -> FloatArray:
    """What a miss of the usual size would cost: half of the misses are too low, half too high."""
    cost = np.where(np.isnan(material.unit_cost), ASSUMED_COST_SHARE * material.price, material.unit_cost)
    missed = np.nan_to_num(error) * final
    money: FloatArray = missed * 0.5 * np.maximum(material.price - cost, 0.0)
    return money


def _states(table: pd.DataFrame) -> pd.Series[str]:
    words = pd.Series("", index=table.index)
    words = words.mask(table["is_biased"] & (table["tracking_signal"] > 0), _("▲ too high for weeks"))
    words = words.mask(table["is_biased"] & (table["tracking_signal"] < 0), _("▼ too low for weeks"))
    signs = ((table["is_changed"], _("✎ changed by hand")), (table["is_odd"], _("? no goods")))
    for holds, sign in signs:
        words = words.mask(holds, (words + " " + sign).str.strip())
    return words


def _courses(material: Material) -> list[list[float]]:
    past = np.nan_to_num(material.past.sold[:, -_SHOWN_HISTORY:])
    daily = material.forecasts.daily_means(_SHOWN_AHEAD * 7)
    ahead = daily.reshape(len(daily), _SHOWN_AHEAD, 7).sum(axis=2)
    found: list[list[float]] = np.concatenate([past, ahead], axis=1).round(1).tolist()
    return found


def _changes(material: Material, snapshot: Snapshot, final: FloatArray) -> tuple[FloatArray, list[str]]:
    """How the next days changed since the run before, and the likeliest reason in words."""
    forecasts, shares = material.forecasts, material.covered_weeks
    earlier = material.archive[material.archive["run_id"] < material.run_id]
    before = np.full(len(final), np.nan)
    if len(earlier):
        last = earlier[earlier["run_id"] == earlier["run_id"].max()]
        rows = forecasts.rows_of(last)
        passed = (forecasts.next_week - pd.Timestamp(last["next_week"].iloc[0]).date()).days // 7
        means = np.array(last["mean"].to_list(), dtype=np.float64)[:, max(passed, 0) :][:, : shares.size]
        if means.shape[1] == shares.size:
            before[rows[rows >= 0]] = (means @ shares)[rows >= 0]
    change = np.where(before > 0, final / np.where(before > 0, before, 1.0) - 1.0, np.nan)
    planned = np.isin(np.arange(len(final)), forecasts.plan.rows)
    common = _common_reason(snapshot) if len(earlier) else ""
    small = ~(np.abs(np.nan_to_num(change)) >= _WORTH_TELLING)
    new = np.isnan(before) & bool(len(earlier))
    told = _newly_known_event(material, snapshot) if len(earlier) else np.zeros(len(final), dtype=np.bool_)
    codes = np.select([planned, new, small, told], ["override", "new", "", "event"], default=common)
    return change, [_(WHY[code]) if code else "" for code in codes.tolist()]


def _common_reason(snapshot: Snapshot) -> str:
    """What is different about the whole run: engine, pool, or only the data."""
    runs = snapshot.frame(_LAST_RUNS)
    if len(runs) < 2:
        return "data"
    if len(set(runs["engine_version"])) > 1:
        return "engine"
    pools = [json.loads(text).get("pool", {}).get("fitted_after") for text in runs["parameters"]]
    return "pool" if pools[0] != pools[1] else "data"


def _newly_known_event(material: Material, snapshot: Snapshot) -> BoolArray:
    """Series that an event moves in the next days, where one became known since the run before: (n,)."""
    runs = snapshot.frame(_LAST_RUNS)
    if len(runs) < 2:
        return np.zeros(len(material.forecasts.table), dtype=np.bool_)
    before = json.loads(runs["parameters"].iloc[1])["as_of"]
    news = snapshot.frame(_NEWS, [before, material.first_day, material.last_day])
    shares = material.covered_weeks
    factors = np.array(material.forecasts.table["event_factor"].to_list(), dtype=np.float64)
    moved = np.abs(factors[:, : shares.size] - 1.0) @ shares / shares.sum()
    touched: BoolArray = (moved >= _WORTH_TELLING) & bool(news["events"].iloc[0])
    return touched


def _range_of_all(material: Material) -> tuple[float, float]:
    whole = together(material.coming, np.arange(len(material.forecasts.table)))
    low, high = whole.demand_quantiles(NEXT_DAYS, [0.1, 0.9])[0]
    return float(low), float(high)


def expected_in_words(material: Material, units: float, low: float, high: float) -> str:
    """The sentence that answers: how much is wanted in which days, and how sure that is."""
    return _(
        "{units} units are expected in the days {days}, {low} to {high} with a chance of four in five."
    ).format(
        units=i18n.number(units),
        days=i18n.days(material.first_day, material.last_day),
        low=i18n.number(low),
        high=i18n.number(high),
    )


def _answer(material: Material, table: pd.DataFrame, total: float, low: float, high: float) -> str:
    words = expected_in_words(material, total, low, high)
    biased = int(table["is_biased"].sum())
    if not biased:
        return words
    off = ngettext(
        "{count} forecast has been off on one side for weeks.",
        "{count} forecasts have been off on one side for weeks.",
        biased,
    )
    return i18n.sentences(words, off.format(count=i18n.number(biased)))


def matching(table: pd.DataFrame, *, search: str = "", category: str = "", only: str = "") -> pd.DataFrame:
    """The rows whose SKU, name or location contains the text, of a category, in a state.

    only: "biased", "changed" (by hand), "moved" (since the run before), "odd" (seems to be no goods), '' for
    all.
    """
    rows = table if not category else table[table["category"] == category]
    if only == "biased":
        rows = rows[rows["is_biased"]]
    if only == "changed":
        rows = rows[rows["is_changed"]]
    if only == "odd":
        rows = rows[rows["is_odd"]]
    if only == "moved":
        rows = rows[rows["change_why"] != ""]
    wanted = search.strip().casefold()
    if wanted:
        names = zip(rows["sku"], rows["product_name"], rows["location"], strict=True)
        rows = rows[[wanted in "\n".join(parts).casefold() for parts in names]]
    return rows.reset_index(drop=True)
