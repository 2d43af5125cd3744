"""One row per SKU and location: what lies there, what comes, how long it lasts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import purchasing
from core.errors import NotReady
from core.facts import Snapshot
from core.ledger import Ledger
from core.stock_health.states import STATES, most_days, state_codes

COLUMNS = (
    "sku",
    "product_name",
    "location",
    "state",
    "state_words",
    "physical",
    "reserved",
    "available",
    "on_order",
    "next_arrival_on",
    "units_per_day",
    "days_of_supply",
    "stock_out_on",
    "unit_cost",
    "value",
    "excess_value",
    "yearly_net_sales",
    "counted_on",
    "demand",
)
"""The most urgent first. Units in base units; value, excess_value: at cost, NaN where no cost is known.
days_of_supply: until available stock and what is on order run out under the forecast; NaN without demand.
stock_out_on: that day, NaT where it is beyond half a year. demand: units of each of the last 26 weeks."""

_DEMAND = """
SELECT sku, location, history[-26:] AS demand, value AS yearly_net_sales FROM lake.result.forecasts
"""
_NAMES = ("sku", "location")
_FROM_SUGGESTIONS = (
    "sku",
    "location",
    "product_name",
    "available",
    "stock_out_on",
    "next_arrival_on",
    "arrives_on",
    "units_per_day",
    "protection_days",
)


@dataclass(frozen=True)
class StockTable:
    """table: COLUMNS. has_forecasts: without them only what is out of stock is known."""

    table: pd.DataFrame
    as_of: dt.date
    has_forecasts: bool


def read_stock(snapshot: Snapshot, ledger: Ledger) -> StockTable:
    """The stock of every SKU and location that a stock file names. Raises NotReady without orders."""
    try:
        known = purchasing.read_known(snapshot, ledger)
    except NotReady:
        return _without_forecasts(snapshot, ledger)
    found = purchasing.suggest(known)
    rows = [part[list(_FROM_SUGGESTIONS)] for part in (found.lines, found.nothing)]
    demand = snapshot.frame(_DEMAND)
    table = known.position.table.merge(pd.concat(rows), how="left", on=list(_NAMES))
    table = table.merge(demand, how="left", on=list(_NAMES))
    return StockTable(_finished(table, known.as_of), known.as_of, has_forecasts=True)


def _without_forecasts(snapshot: Snapshot, ledger: Ledger) -> StockTable:
    position = purchasing.read_position(snapshot, ledger)
    table = position.table.copy()
    table["product_name"] = ""
    table["available"] = table["physical"] - table["reserved"].fillna(0.0)
    for name in ("units_per_day", "protection_days", "yearly_net_sales"):
        table[name] = np.nan
    for name in ("stock_out_on", "next_arrival_on", "arrives_on"):
        table[name] = pd.NaT
    table["demand"] = None
    return StockTable(_finished(table, position.as_of), position.as_of, has_forecasts=False)


def _finished(table: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    for name in ("stock_out_on", "next_arrival_on", "arrives_on"):
        table[name] = pd.to_datetime(table[name])
    table["is_forecast"] = table["units_per_day"].notna() | table["yearly_net_sales"].notna()
    table["is_wanted"] = table["units_per_day"].fillna(0.0) > 0
    table["days_of_supply"] = _days_of_supply(table, as_of)
    table["state"] = state_codes(table)
    table["state_words"] = table["state"].map({code: state.words for code, state in STATES.items()})
    table["value"] = table["physical"] * table["unit_cost"]
    table["excess_value"] = _excess_units(table) * table["unit_cost"]
    rank = table["state"].map({code: number for number, code in enumerate(STATES)})
    table = table.assign(rank=rank, weight=table["yearly_net_sales"].fillna(0.0)).sort_values(
        ["rank", "weight", *_NAMES], ascending=[True, False, True, True]
    )
    return table[list(COLUMNS)].reset_index(drop=True)


def _days_of_supply(table: pd.DataFrame, as_of: dt.date) -> pd.Series[float]:
    until = (table["stock_out_on"] - pd.Timestamp(as_of)).dt.days.astype("float64")
    simple = (table["available"] + table["on_order"]) / table["units_per_day"].where(table["is_wanted"])
    days = until.fillna(simple.clip(lower=0.0))
    return days.where(table["is_wanted"])


def _excess_units(table: pd.DataFrame) -> pd.Series[float]:
    """Units beyond what half a year (or twice the protection period) asks for; all of what nobody wants."""
    wanted = table["units_per_day"].fillna(0.0) * most_days(table["protection_days"])
    excess = (table["available"] - wanted).clip(lower=0.0)
    return excess.where(table["state"].isin(["too_much", "no_demand"]), 0.0)


def matching(table: pd.DataFrame, state: str, search: str) -> pd.DataFrame:
    """The rows in a state ('' for all) whose SKU, name or location contains the text."""
    rows = table if not state else table[table["state"] == state]
    wanted = search.strip().casefold()
    if wanted:
        names = zip(rows["sku"], rows["product_name"].fillna(""), rows["location"], strict=True)
        rows = rows[[wanted in "\n".join(parts).casefold() for parts in names]]
    return rows.reset_index(drop=True)
