"""One row per SKU and location: what lies there, what comes, how long it lasts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import purchasing
from core.errors import NotReady
from core.facts import Snapshot
from core.i18n import _
from core.ledger import Ledger
from core.stock_health.states import STATES, most_days, state_codes

COLUMNS = (
    "place",
    "sku",
    "product_name",
    "location",
    "category",
    "state",
    "state_words",
    "state_way",
    "physical",
    "reserved",
    "available",
    "on_order",
    "next_arrival_on",
    "units_per_day",
    "days_of_supply",
    "stock_out_on",
    "most_days",
    "wait_days",
    "unit_cost",
    "value",
    "excess_units",
    "excess_value",
    "yearly_net_sales",
    "counted_on",
    "demand",
)
"""The most urgent first. place: "SKU|location", a name for the row. Units in base units; value,
excess_value: at cost, NaN where no cost is known.
days_of_supply: until available stock and what is on order run out under the forecast; NaN without demand.
stock_out_on: that day, NaT where it is beyond half a year. most_days: days of supply above which there is
too much; wait_days: days until supply is down to that. state_way: what to do, in words. demand: units of each
of the last 26 weeks. What others send or is made to order stands here only while some of it lies there."""

_DEMAND = """
SELECT sku, location, history[-26:] AS demand, value AS yearly_net_sales FROM lake.result.forecasts
"""
_CATEGORIES = "SELECT sku, coalesce(category, '') AS category FROM lake.current.products"
_NAMES = ("sku", "location")
_SENT_BY_OTHERS = ("dropship", "made_to_order")
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
    safety = found.rows[[*_NAMES, "safety_stock"]]
    table = table.merge(safety, how="left", on=list(_NAMES))
    others = known.products.loc[known.products["fulfilment"].isin(_SENT_BY_OTHERS), "sku"]
    table = table[~(table["sku"].isin(others) & (table["physical"] == 0))]
    table = table.merge(snapshot.frame(_CATEGORIES), how="left", on="sku")
    return StockTable(_finished(table, known.as_of), known.as_of, has_forecasts=True)


def _without_forecasts(snapshot: Snapshot, ledger: Ledger) -> StockTable:
    position = purchasing.read_position(snapshot, ledger)
    table = position.table.copy()
    table["product_name"] = ""
    table["available"] = table["physical"] - table["reserved"].fillna(0.0)
    for name in ("units_per_day", "protection_days", "yearly_net_sales", "safety_stock"):
        table[name] = np.nan
    table = table.merge(snapshot.frame(_CATEGORIES), how="left", on="sku")
    for name in ("stock_out_on", "next_arrival_on", "arrives_on"):
        table[name] = pd.NaT
    table["demand"] = None
    return StockTable(_finished(table, position.as_of), position.as_of, has_forecasts=False)


def _finished(table: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    for name in ("stock_out_on", "next_arrival_on", "arrives_on"):
        table[name] = pd.to_datetime(table[name])
    table["is_forecast"] = table["units_per_day"].notna() | table["yearly_net_sales"].notna()
    table["is_wanted"] = table["units_per_day"].fillna(0.0) > 0
    table["category"] = table["category"].fillna("")
    table["days_of_supply"] = _days_of_supply(table, as_of)
    safety_days = table["safety_stock"].astype("float64") / table["units_per_day"].where(table["is_wanted"])
    table["most_days"] = most_days(table["protection_days"], safety_days)
    table["state"] = state_codes(table)
    table["state_words"] = table["state"].map({code: state.words for code, state in STATES.items()})
    table["state_way"] = table["state"].map({code: _(state.way) for code, state in STATES.items()})
    table["value"] = table["physical"] * table["unit_cost"]
    table["excess_units"] = _excess_units(table)
    table["wait_days"] = (table["days_of_supply"] - table["most_days"]).clip(lower=0.0)
    table["excess_value"] = table["excess_units"] * table["unit_cost"]
    table["place"] = table["sku"] + "|" + table["location"]
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
    """Units beyond what `most_days` ask for; all of what nobody wants."""
    wanted = table["units_per_day"].fillna(0.0) * table["most_days"]
    excess = (table["available"] - wanted).clip(lower=0.0)
    return excess.where(table["state"].isin(["too_much", "no_demand"]), 0.0)


@dataclass(frozen=True)
class Choice:
    """Which rows a reader wants to see; '' stands for all. abc: a class of the ABC analysis."""

    state: str = ""
    location: str = ""
    category: str = ""
    abc: str = ""
    search: str = ""


def matching(table: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The rows of a choice; its text is looked for in SKU, name and location."""
    rows = table
    for name in ("state", "location", "category", "abc"):
        if wanted := getattr(choice, name):
            rows = rows[rows[name] == wanted]
    return containing(rows, choice.search).reset_index(drop=True)


def values_of(table: pd.DataFrame, column: str) -> tuple[str, ...]:
    """The values that occur in a column, in their order, without the empty one."""
    return tuple(sorted({str(value) for value in table[column]} - {""}))


def containing(rows: pd.DataFrame, search: str) -> pd.DataFrame:
    """The rows whose SKU, product name or location contains the text."""
    wanted = search.strip().casefold()
    if not wanted or rows.empty:
        return rows
    names = rows["sku"] + "\n" + rows["product_name"].fillna("") + "\n" + rows["location"]
    return rows[names.str.casefold().str.contains(wanted, regex=False)]
