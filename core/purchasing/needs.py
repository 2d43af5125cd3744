"""How much each SKU needs at each location: the figures of every suggestion, for all rows at once."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pandas as pd

from core.demand import ComingEvents, Forecasts, PlannedForecasts
from core.demand.launches import SIMILAR
from core.purchasing.closures import Closures
from core.purchasing.missed_events import set_missed_events
from core.purchasing.policy import Policy
from core.purchasing.position import Position
from core.purchasing.timing import dated_arrivals, set_order_by, set_windows
from models.arrays import BoolArray, FloatArray, IntArray
from models.inventory import order_quantities, order_up_to_units, reorder_point_units

LOOK_AHEAD_DAYS = 26 * 7
"""How far a stock-out is looked for."""

_DAY = np.timedelta64(1, "D")
_SHORTAGE_LEVELS = np.arange(0.05, 1.0, 0.1)
"""Ten equally likely demands, to see what would be missing."""


def needs(
    terms: pd.DataFrame,
    position: Position,
    forecasts: Forecasts,
    closures: Closures,
    coming: ComingEvents,
    *,
    policy: Policy,
    as_of: dt.date,
) -> pd.DataFrame:
    """terms (terms.TERMS, one row per SKU and location) with stock, demand and order quantity beside them.

    Units are whole where they are ordered. NaN: not known (stock, lead time), or nothing is forecast. An
    order on its way counts when it is due within the protection period; later ones stand apart.
    """
    table = terms.merge(
        position.table.drop(columns=["unit_cost"]), how="left", on=["sku", "location"], validate="one_to_one"
    )
    table["is_unlisted"] = table["is_unlisted"].eq(True)
    table["own_unit_cost"] = _own_cost(terms, position)
    set_windows(table, closures, policy=policy, as_of=as_of)
    rows = forecasts.rows_of(table)
    ahead = forecasts.from_day(as_of + dt.timedelta(days=1)).of(rows[rows >= 0])
    _describe_demand(table, forecasts, rows)
    _wake_planned(table, ahead, rows)
    arrivals = dated_arrivals(position.arrivals, table, closures, as_of)
    _count_on_order(table, arrivals)
    _set_levels(table, ahead, rows, policy)
    _name_plans(table, ahead, rows)
    _set_quantities(table)
    _set_dates(table, ahead, rows, arrivals=arrivals, as_of=as_of)
    set_order_by(table, closures, as_of=as_of)
    set_missed_events(table, forecasts, coming)
    return table


def _own_cost(terms: pd.DataFrame, position: Position) -> FloatArray:
    costs = position.table[["sku", "location", "unit_cost"]]
    merged = terms[["sku", "location"]].merge(costs, how="left", on=["sku", "location"])
    return merged["unit_cost"].to_numpy(dtype=np.float64)


def _describe_demand(table: pd.DataFrame, forecasts: Forecasts, rows: IntArray) -> None:
    known = forecasts.table.iloc[rows[rows >= 0]]
    there = rows >= 0
    table["has_forecast"] = there
    for name in ("method", "demand_class", "fallback"):
        table[name] = ""
        table.loc[there, name] = known[name].to_numpy()
    for name in ("recent_units", "recent_known_weeks", "yearly_units", "value"):
        table[name] = np.nan
        table.loc[there, name] = known[name].to_numpy(dtype=np.float64)
    per_unit = table["value"] / table["yearly_units"].where(table["yearly_units"] > 0)
    table["net_sales_per_unit"] = per_unit
    silent = there & (table["recent_units"] <= 0)
    silent &= table["fallback"] != SIMILAR  # what similar launches sold is reason enough to order
    table["is_unknown_demand"] = silent & (table["recent_known_weeks"] <= 0)
    table["is_without_demand"] = silent & ~table["is_unknown_demand"] & (table["method"] != "seasonal_naive")


def _count_on_order(table: pd.DataFrame, arrivals: pd.DataFrame) -> None:
    for name, counted in (
        ("on_order_in_time", arrivals["in_time"]),
        ("on_order_later", ~arrivals["in_time"]),
    ):
        units = np.zeros(len(table))
        np.add.at(units, arrivals.loc[counted, "row"].to_numpy(), arrivals.loc[counted, "units"].to_numpy())
        table[name] = units
    first = arrivals.sort_values("expected_on").drop_duplicates("row").set_index("row")["expected_on"]
    table["next_arrival_on"] = first.reindex(np.arange(len(table))).to_numpy()
    table["moved_promise"] = _moved_promises(arrivals).reindex(np.arange(len(table))).fillna("").to_numpy()
    table["available"] = table["physical"] - table["reserved"].fillna(0.0)
    table["position"] = table["available"] + table["on_order_in_time"]


def _moved_promises(arrivals: pd.DataFrame) -> pd.Series[str]:
    """By row: units, promised day and first open day of what is promised for a closed day, as JSON."""
    moved = arrivals[arrivals["is_moved"]].sort_values("due_on", kind="stable")
    told = zip(moved["units"], moved["due_on"], moved["expected_on"], strict=True)
    spans = pd.Series(
        [(units, f"{due:%Y-%m-%d}", f"{opens:%Y-%m-%d}") for units, due, opens in told],
        index=moved["row"],
        dtype="object",
    )
    return spans.groupby(level=0).agg(lambda own: json.dumps(list(own)))


def _set_levels(table: pd.DataFrame, ahead: Forecasts, rows: IntArray, policy: Policy) -> None:
    """Expected demand, reorder point, order-up-to level; 0 where nothing is wanted, NaN without lead time."""
    service = policy.cycle_service_level
    names = ("expected_demand", "review_demand", "reorder_point", "order_up_to", "units_at_risk")
    for name in names:
        table[name] = np.nan
    dated = table["protection_days"].notna().to_numpy()
    table.loc[dated & ~table["has_forecast"].to_numpy(), list(names)] = 0.0
    asked = dated[rows >= 0]
    if not asked.any():
        return
    where = np.flatnonzero(rows >= 0)[asked]
    own = ahead.of(np.flatnonzero(asked))
    protection = table["protection_days"].to_numpy()[where]
    cycle_days = table["cycle_days"].to_numpy()[where]
    levels = np.unique(np.round(np.append(_SHORTAGE_LEVELS, service), 6))
    demand = own.demand_quantiles(protection, levels)
    expected = own.expected_units(protection)
    point = reorder_point_units(
        np.maximum.accumulate(demand, axis=1), quantile_levels=levels, cycle_service_level=round(service, 6)
    )
    cycle = np.maximum(own.expected_units(protection + cycle_days) - expected, 0.0)
    wanted = ~table["is_without_demand"].to_numpy()[where]
    shown = demand[:, np.isin(levels, np.round(_SHORTAGE_LEVELS, 6))]
    missing = np.maximum(shown - np.nan_to_num(table["position"].to_numpy()[where])[:, None], 0.0).mean(
        axis=1
    )
    found = np.column_stack([expected, cycle, point, order_up_to_units(point, cycle), missing])
    table.loc[table.index[where], list(names)] = np.where(wanted[:, None], found, 0.0)


def _wake_planned(table: pd.DataFrame, ahead: Forecasts, rows: IntArray) -> None:
    """What people expect to be wanted counts as wanted, whatever was sold lately."""
    if isinstance(ahead, PlannedForecasts) and len(ahead.plan.rows):
        days = np.full(len(ahead.plan.rows), float(LOOK_AHEAD_DAYS))
        wanted = ahead.plan.rows[ahead.plan.units(ahead.next_week, days) > 0]
        there = table.index[np.flatnonzero(rows >= 0)[wanted]]
        table.loc[there, ["is_without_demand", "is_unknown_demand"]] = False


def _name_plans(table: pd.DataFrame, ahead: Forecasts, rows: IntArray) -> None:
    """Beside the expected demand, what the model alone expects and which overrides made the difference."""
    table["model_demand"] = table["expected_demand"]
    table["plans"] = ""
    if not isinstance(ahead, PlannedForecasts):
        return
    where = np.flatnonzero(rows >= 0)[ahead.plan.rows]
    model = ahead.model.of(ahead.plan.rows)
    for row, place, number in zip(ahead.plan.rows.tolist(), where.tolist(), range(len(where)), strict=True):
        days = float(table["protection_days"].iloc[place])
        if days > 0 and (ids := ahead.decided_by(row, days)):
            label = table.index[place]
            table.loc[label, "model_demand"] = model.of([number]).expected_units(days)[0]
            table.loc[label, "plans"] = _plans_as_text(ahead.overrides, ids)


def _plans_as_text(overrides: pd.DataFrame, ids: list[int]) -> str:
    chosen = overrides[overrides["override_id"].isin(ids)]
    said = chosen[["override_id", "planned_by", "reason", "note"]].assign(
        starts_on=chosen["starts_on"].dt.strftime("%Y-%m-%d"),
        ends_on=chosen["ends_on"].dt.strftime("%Y-%m-%d"),
    )
    return json.dumps(said.to_dict("records"), ensure_ascii=False)


def _set_quantities(table: pd.DataFrame) -> None:
    """Whole units to order and what pack and minimum add; 0 where stock or lead time is not known."""
    table["moq_counted"] = np.where(table["moq_scope"] == "sku", table["moq"], 0.0)
    ready = (table["position"].notna() & table["order_up_to"].notna()).to_numpy()
    found = order_quantities(
        table["position"].fillna(0.0),
        table["reorder_point"].fillna(0.0),
        table["order_up_to"].fillna(0.0),
        moq=table["moq_counted"],
        pack_multiple=table["pack_multiple"],
    )
    for name in ("raw_units", "pack_added_units", "moq_added_units", "units"):
        table[name] = np.where(ready, getattr(found, name), 0).astype(np.int64)
    table["safety_stock"] = table["reorder_point"] - table["expected_demand"]
    table["is_ready"] = ready


def _set_dates(
    table: pd.DataFrame, ahead: Forecasts, rows: IntArray, *, arrivals: pd.DataFrame, as_of: dt.date
) -> None:
    there = rows >= 0
    for name in ("cover_days_before", "cover_days_after", "cover_days_without_moq", "units_per_day"):
        table[name] = np.nan
    table["stock_out_on"] = pd.NaT
    today = np.datetime64(as_of, "s")
    if not there.any():
        return
    daily = ahead.daily_means(LOOK_AHEAD_DAYS)
    daily[table["is_without_demand"].to_numpy()[there]] = 0.0
    before = table["position"].to_numpy()[there]
    units = table[["units", "moq_added_units"]].to_numpy(dtype=np.float64)[there]
    wanted = np.cumsum(daily, axis=1)
    table.loc[there, "cover_days_before"] = _cover_days(before, wanted)
    table.loc[there, "cover_days_after"] = _cover_days(before + units[:, 0], wanted)
    table.loc[there, "cover_days_without_moq"] = _cover_days(before + units[:, 0] - units[:, 1], wanted)
    table.loc[there, "units_per_day"] = daily[:, : 4 * 7].mean(axis=1)
    left = table["available"].to_numpy()[there]
    out = _stock_out_days(left, wanted, _arriving(arrivals, there, daily.shape))
    table["stock_out_on"] = pd.Series(_days_from(today, out, there), index=table.index)


def _cover_days(units: FloatArray, wanted: FloatArray) -> FloatArray:
    """Days that so many units last, carried on at the last day's rate; infinite where nothing is wanted.

    0 where units are owed, whatever is wanted: they are short today.
    """
    n_days = wanted.shape[1]
    whole = (wanted <= units[:, None] + 1e-9).sum(axis=1)
    last = wanted[:, -1] - wanted[:, -2]
    before = np.where(
        whole > 0, np.take_along_axis(wanted, np.maximum(whole - 1, 0)[:, None], axis=1)[:, 0], 0.0
    )
    inside = np.minimum(whole, n_days - 1)
    today = np.take_along_axis(np.diff(wanted, axis=1, prepend=0.0), inside[:, None], axis=1)[:, 0]
    rate = np.where(whole < n_days, today, last)
    with np.errstate(divide="ignore", invalid="ignore"):
        days = whole + np.where(rate > 0, (units - before) / rate, np.inf)
    return np.where(np.isnan(units), np.nan, np.where(units < 0, 0.0, np.maximum(days, 0.0)))


def _stock_out_days(available: FloatArray, wanted: FloatArray, arriving: FloatArray) -> FloatArray:
    """Days until the first one whose demand is not met; 0 where nothing is there now; NaN: not in sight."""
    left = available[:, None] + np.cumsum(arriving, axis=1) - wanted
    short: BoolArray = left < -1e-6
    day = np.where(short.any(axis=1), short.argmax(axis=1) + 1.0, np.nan)
    is_wanted = wanted[:, -1] > 0
    return np.where(is_wanted & (available <= 0), 0.0, np.where(is_wanted, day, np.nan))


def _arriving(arrivals: pd.DataFrame, there: BoolArray, shape: tuple[int, ...]) -> FloatArray:
    units = np.zeros(shape)
    place = np.cumsum(there) - 1
    seen = there[arrivals["row"].to_numpy()] & (arrivals["day"].to_numpy() <= shape[1])
    inside = arrivals[seen]
    days = inside["day"].to_numpy(dtype=np.int64) - 1
    np.add.at(units, (place[inside["row"].to_numpy()], days), inside["units"].to_numpy())
    return units


def _days_from(today: np.datetime64, days: FloatArray, there: BoolArray) -> np.ndarray:
    found = np.full(there.shape, np.datetime64("NaT"), dtype="datetime64[s]")
    known = ~np.isnan(days)
    dates = np.full(days.shape, np.datetime64("NaT"), dtype="datetime64[s]")
    dates[known] = today + days[known].astype(np.int64) * _DAY
    found[there] = dates
    return found
