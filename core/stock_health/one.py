"""One product's stock: its course with stock-outs and sales, what is expected and what comes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core import i18n, purchasing
from core.errors import NotFound
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import Ledger
from core.stock_health.stock_outs import described
from core.stock_health.table import COLUMNS, read_stock

SHOWN_DAYS, SHOWN_AHEAD = 400, 13

_LEVELS = """
WITH lists AS (
    SELECT location, snapshot_at, max(coalesce(snapshot_on, snapshot_at::DATE)) AS day,
        bool_or(coalesce(full_list, false)) AS is_full,
        sum(on_hand) FILTER (sku = $1 AND coalesce(condition, '') IN ('', 'sellable')) AS on_hand
    FROM lake.current.stock WHERE ($2 = '' OR location = $2) GROUP BY ALL
),
known AS (SELECT location, min(day) AS since FROM lists WHERE on_hand IS NOT NULL GROUP BY ALL),
days AS (
    SELECT location, day, coalesce(arg_max(on_hand, snapshot_at), 0)::DOUBLE AS stock
    FROM lists JOIN known USING (location)
    WHERE day >= since AND (on_hand IS NOT NULL OR is_full) GROUP BY ALL
)
SELECT day, sum(stock) AS stock FROM days WHERE day >= $3::DATE
GROUP BY day HAVING count(*) = (SELECT count(*) FROM known WHERE since <= days.day) ORDER BY day
"""
_SERIES = """
SELECT first_week, history, mean FROM lake.result.forecasts WHERE sku = ? AND (? = '' OR location = ?)
"""
_SPELLS = """
SELECT * EXCLUDE (run_id), '' AS product_name, '' AS category FROM lake.result.stock_out_spells
WHERE sku = ? AND (? = '' OR location = ?)
"""


@dataclass(frozen=True)
class OneStock:
    """places: table.COLUMNS, one row per location. course, outs, arrivals: what charts.course draws.

    value: at cost, NaN without a cost. units_per_day: expected; NaN where nothing is forecast.
    spells: stock_outs.STOCK_OUTS.
    """

    sku: str
    title: str
    places: pd.DataFrame
    course: pd.DataFrame
    outs: pd.DataFrame
    arrivals: pd.DataFrame
    spells: pd.DataFrame
    units: float
    value: float
    on_order: float
    next_arrival_on: dt.date | None
    days_of_supply: float
    out_days: int
    lost_units: float
    as_of: dt.date

    def answer(self) -> str:
        """How much lies there and how long it lasts, in one sentence."""
        words = _("{units} units lie in stock.").format(units=i18n.number(self.units))
        if self.units <= 0:
            words = _("Nothing lies in stock.")
        elif self.days_of_supply == self.days_of_supply:
            words = _("{units} units lie in stock and last {days} days at the expected demand.").format(
                units=i18n.number(self.units), days=i18n.number(self.days_of_supply)
            )
        coming = _("{units} units are on order.").format(units=i18n.number(self.on_order))
        return i18n.sentences(words, coming if self.on_order > 0 else "")


def places_of(snapshot: Snapshot, ledger: Ledger, sku: str) -> tuple[str, ...]:
    """The locations that stock is known of for a SKU, empty for an unknown one."""
    table = read_stock(snapshot, ledger).table
    return tuple(table.loc[table["sku"] == sku, "location"].sort_values())


def read_one(snapshot: Snapshot, ledger: Ledger, sku: str, location: str = "") -> OneStock:
    """A SKU at a location, or everywhere (''). Raises NotFound for one that no stock file names."""
    stock = read_stock(snapshot, ledger)
    own = stock.table[stock.table["sku"] == sku]
    own = own[own["location"] == location] if location else own
    if own.empty:
        raise NotFound(N_("No stock file names {name}."), name=sku)
    spells = snapshot.frame(_SPELLS, [sku, location, location])
    series = snapshot.frame(_SERIES, [sku, location, location])
    until = _known_until(series, stock.as_of)
    spells = described(spells, stock, known_until=until).sort_values("from_day")
    begin = stock.as_of - dt.timedelta(days=SHOWN_DAYS)
    levels = snapshot.frame(_LEVELS, [sku, location, begin])
    arrivals = _arrivals(purchasing.read_position(snapshot, ledger).arrivals, sku, location)
    per_day = float(own["units_per_day"].sum())
    available = float(own["available"].clip(lower=0).sum())
    known = spells[spells["evidence"] == "counted"]
    return OneStock(
        sku=sku,
        title=str(own["product_name"].iloc[0] or "") or sku,
        places=own[list(COLUMNS)].reset_index(drop=True),
        course=_course(levels, series, begin),
        outs=_outs(spells, begin),
        arrivals=arrivals,
        spells=spells.reset_index(drop=True),
        units=float(own["physical"].sum()),
        value=float(own["value"].sum(min_count=1)),
        on_order=float(own["on_order"].sum()),
        next_arrival_on=_first(own["next_arrival_on"]),
        days_of_supply=_lasts(own, available, per_day),
        out_days=int(known["days"].sum()),
        lost_units=float(known["lost_units"].sum()),
        as_of=stock.as_of,
    )


def _lasts(own: pd.DataFrame, available: float, per_day: float) -> float:
    if len(own) == 1:
        return float(own["days_of_supply"].iloc[0])
    return available / per_day if per_day > 0 else float("nan")


def _known_until(series: pd.DataFrame, as_of: dt.date) -> dt.date:
    """The last day of the last complete week that was forecast from."""
    if series.empty:
        return as_of
    first = pd.Timestamp(series["first_week"].iloc[0]).date()
    return first + dt.timedelta(weeks=len(series["history"].iloc[0]), days=-1)


def _course(levels: pd.DataFrame, series: pd.DataFrame, begin: dt.date) -> pd.DataFrame:
    stock = levels.assign(day=pd.to_datetime(levels["day"]))
    weeks = [stock.assign(sold=np.nan, expected=np.nan)]
    if len(series):
        weeks += [_weeks(series, "history", "sold"), _weeks(series, "mean", "expected")]
    table = pd.concat([part.dropna(axis=1, how="all") for part in weeks if len(part)] or weeks[:1])
    table = table.reindex(columns=["day", "stock", "sold", "expected"])
    table = table[table["day"] >= pd.Timestamp(begin)]
    return table.sort_values("day", kind="stable").reset_index(drop=True)


def _weeks(series: pd.DataFrame, column: str, name: str) -> pd.DataFrame:
    """day, name: units of each week added up over the locations, past or ahead."""
    parts = []
    for row in series.to_dict("records"):
        first, values = pd.Timestamp(row["first_week"]), np.asarray(row[column], dtype=np.float64)
        if column == "mean":
            first, values = first + pd.Timedelta(weeks=len(row["history"])), values[:SHOWN_AHEAD]
        days = pd.date_range(first, periods=len(values), freq="7D")
        parts.append(pd.DataFrame({"day": days, name: values}))
    return pd.concat(parts).groupby("day")[name].sum(min_count=1).reset_index()


def _outs(spells: pd.DataFrame, begin: dt.date) -> pd.DataFrame:
    shown = spells[spells["to_day"] >= pd.Timestamp(begin)]
    words = [
        _("{evidence}: about {units} units lost ({low} to {high})").format(
            evidence=row["evidence_words"],
            units=i18n.number(row["lost_units"]),
            low=i18n.number(row["lost_units_low"]),
            high=i18n.number(row["lost_units_high"]),
        )
        for row in shown.to_dict("records")
    ]
    first = shown["from_day"].where(shown["from_day"] >= pd.Timestamp(begin), pd.Timestamp(begin))
    # A rectangle ends where its last day ends.
    last = shown["to_day"] + pd.Timedelta(days=1)
    return pd.DataFrame({"first_day": first, "last_day": last, "title": words})


def _arrivals(arrivals: pd.DataFrame, sku: str, location: str) -> pd.DataFrame:
    own = arrivals[arrivals["sku"] == sku]
    own = own[own["location"] == location] if location else own
    own = own[own["units"] > 0]
    from_us, from_supplier = (
        _("{units} units on their way from another location"),
        _("{units} units on order"),
    )
    words = [
        (from_us if source == purchasing.TRANSFERS else from_supplier).format(units=i18n.number(units))
        for units, source in zip(own["units"], own["source"], strict=True)
    ]
    table = pd.DataFrame({"day": pd.to_datetime(own["due_on"]), "units": own["units"], "title": words})
    return table[table["day"].notna()].sort_values("day").reset_index(drop=True)


def _first(days: pd.Series[Any]) -> dt.date | None:
    known = days.dropna()
    return None if known.empty else pd.Timestamp(known.min()).date()
