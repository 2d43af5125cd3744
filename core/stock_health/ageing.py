"""Stock by age, what is dead, what is too much, what expires before it can be sold, and a way out of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core import i18n
from core.facts import Snapshot
from core.i18n import N_, _, ngettext
from core.ledger import Ledger
from core.stock_health.layers import read_last_sales, read_layers, read_lots
from core.stock_health.table import StockTable, containing, read_stock
from models.inventory import unsold_at_expiry

BANDS = (30, 90, 180, 365)
"""Last day of each band of ages; the last band has no end."""
BAND_COLUMNS = ("to_30", "to_90", "to_180", "to_365", "over_365")

AGED = (
    "place", "sku", "product_name", "location", "category", "physical", "value", "oldest_days", "mean_days",
    *BAND_COLUMNS, "evidence_words", "last_sold_on", "idle_days", "is_dead", "excess_units", "excess_value",
    "expiring_units", "expiring_value", "expires_on", "way_out", "way_out_words",
)  # fmt: skip
"""One row per SKU and location with stock, the most money in trouble first. Bands: money at cost by age of
the receipt it came from. idle_days: since the last sale, or since it lies there if it never sold."""

LOTS = ("sku", "product_name", "location", "lot", "expires_on", "days_left", "units", "unsold", "value")
"""One row per lot that can expire, the most money lost first. unsold: units still there on its last day at
the expected demand; value: of these, at cost."""

DEAD_AFTER: Mapping[str, str] = {"60": N_("60 days"), "90": N_("90 days"), "180": N_("180 days")}
SHOW: Mapping[str, str] = {
    "": N_("All"),
    "dead": N_("Dead"),
    "excess": N_("Too much"),
    "expiring": N_("Expiring"),
    "old": N_("Over 180 days"),
}
WAYS: Mapping[str, str] = {
    "promote": N_("Promote: {units} units unsold by {date}"),
    "expired": N_("Take {units} expired units out of sale"),
    "look": N_("Look on the shelf: no sale for {days} days"),
    "sell_off": N_("Sell off, do not reorder: no sale for {days} days"),
    "cancel": N_("Stop the {units} units on order: it lasts long enough"),
    "reduce": N_("Sell off {units} units: it lasts {days} days"),
    "stop": N_("Stop ordering for {wait} days: {units} units too many"),
    "bundle": N_("Bundle it with a product that sells"),
}
_EVIDENCE = {
    "receipt": N_("receipts"),
    "rise": N_("rises in stock lists (weak)"),
    "first": N_("at least, it was there from the beginning (weak)"),
}
_LONG_DAYS = 365
_KEY = ["sku", "location"]


@dataclass(frozen=True)
class Ageing:
    """table: AGED. lots: LOTS. Money at cost, display currency, NaN where no cost is known.

    share_weak: of the value, 0 to 1. old: older than 180 days. n_without_cost: rows whose money is
    not known and in no sum.
    """

    table: pd.DataFrame
    lots: pd.DataFrame
    as_of: dt.date
    value: float
    old: float
    dead: float
    n_dead: int
    excess: float
    expiring: float
    expiring_units: float
    share_weak: float
    n_without_cost: int

    def answer(self, currency: str) -> str:
        """How old stock is and what of it is in trouble, in one sentence or two."""
        if len(self.table) and self.n_without_cost == len(self.table):
            return _(
                "{count} products are dead. What lies in stock has no cost yet: upload standard costs or "
                "receipts, and its money shows here."
            ).format(count=i18n.number(self.n_dead))
        words = _("{old} of {value} at cost has lain there for more than half a year.").format(
            old=i18n.money(self.old, currency, 0), value=i18n.money(self.value, currency, 0)
        )
        words = i18n.sentences(
            words,
            ngettext(
                "{count} product is dead ({dead}); in all, {excess} is more than is needed.",
                "{count} products are dead ({dead}); in all, {excess} is more than is needed.",
                self.n_dead,
            ).format(
                count=i18n.number(self.n_dead),
                dead=i18n.money(self.dead, currency, 0),
                excess=i18n.money(self.excess, currency, 0),
            ),
        )
        if self.expiring_units >= 0.5:
            words = i18n.sentences(
                words,
                _("{units} units ({money}) expire before they can be sold.").format(
                    units=i18n.number(self.expiring_units), money=i18n.money(self.expiring, currency, 0)
                ),
            )
        return words


def read_ageing(snapshot: Snapshot, ledger: Ledger, dead_days: str = "90") -> Ageing:
    """Ages of all stock. dead_days: a key of DEAD_AFTER."""
    stock = read_stock(snapshot, ledger)
    layers = read_layers(snapshot, stock.table, stock.as_of)
    lots = lots_in_money(read_lots(snapshot, layers, stock.as_of), stock)
    return aged(stock, layers, read_last_sales(snapshot, stock.as_of), lots, dead_days=int(dead_days))


def aged(
    stock: StockTable, layers: pd.DataFrame, last_sales: pd.DataFrame, lots: pd.DataFrame, *, dead_days: int
) -> Ageing:
    """Ageing from what lies there (LAYERS), the last sales and LOTS."""
    table = stock.table[stock.table["physical"] > 0].reset_index(drop=True)
    table = table.merge(_ages(layers, stock.as_of), how="left", on=_KEY)
    cost = table["unit_cost"].fillna(0.0)
    for name in BAND_COLUMNS:
        table[name] = table[name].fillna(0.0) * cost
    table = table.merge(last_sales, how="left", on=_KEY)
    table["last_sold_on"] = pd.to_datetime(table["last_sold_on"])
    idle = (pd.Timestamp(stock.as_of) - table["last_sold_on"]).dt.days
    table["idle_days"] = idle.fillna(table["oldest_days"])
    # What arrived yesterday has not had its chance yet, however long nobody bought the last piece.
    table["is_dead"] = (table["idle_days"] >= dead_days) & (table["oldest_days"] >= dead_days)
    table = table.merge(_expiring(lots), how="left", on=_KEY)
    for name in ("expiring_units", "expiring_value"):
        table[name] = table[name].fillna(0.0)
    table["expires_on"] = pd.to_datetime(table["expires_on"])
    table = _with_ways_out(table, stock.as_of)
    trouble = table[["excess_value", "expiring_value"]].fillna(0.0).max(axis=1)
    trouble = trouble.where(~table["is_dead"], table["value"].fillna(0.0))
    order = table.assign(trouble=trouble).sort_values(
        ["trouble", "oldest_days", *_KEY], ascending=[False, False, True, True]
    )
    return _summed_up(order.reset_index(drop=True), lots, stock.as_of)


def _summed_up(table: pd.DataFrame, lots: pd.DataFrame, as_of: dt.date) -> Ageing:
    is_unknown = bool(len(table)) and bool(table["value"].isna().all())

    def money(amounts: pd.Series[Any]) -> float:
        return float("nan") if is_unknown else float(amounts.sum())

    value = money(table["value"])
    weak = table["evidence"].ne("receipt")
    return Ageing(
        table=table[list(AGED)],
        lots=lots,
        as_of=as_of,
        value=value,
        old=money(table["to_365"] + table["over_365"]),
        dead=money(table.loc[table["is_dead"], "value"]),
        n_dead=int(table["is_dead"].sum()),
        excess=money(table["excess_value"]),
        expiring=money(lots["value"]),
        expiring_units=float(lots["unsold"].sum()),
        share_weak=float(table.loc[weak, "value"].sum()) / value if value > 0 else 0.0,
        n_without_cost=int(table["value"].isna().sum()),
    )


def _ages(layers: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """sku, location, oldest_days, mean_days, units by band, the weakest evidence."""
    age = (pd.Timestamp(as_of) - layers["day"]).dt.days.clip(lower=0)
    band = pd.Series(np.array(BAND_COLUMNS)[np.searchsorted(BANDS, age)], index=layers.index)
    rank = layers["evidence"].map({"receipt": 0, "rise": 1, "first": 2})
    own = layers.assign(age=age, weighed=age * layers["left"], band=band, rank=rank)
    found = own.groupby(_KEY).agg(
        oldest_days=("age", "max"), weighed=("weighed", "sum"), left=("left", "sum"), rank=("rank", "max")
    )
    found["mean_days"] = found["weighed"] / found["left"]
    found["evidence"] = found["rank"].map(dict(enumerate(_EVIDENCE)))
    found["evidence_words"] = found["evidence"].map({code: _(words) for code, words in _EVIDENCE.items()})
    bands = own.pivot_table(index=_KEY, columns="band", values="left", aggfunc="sum", fill_value=0.0)
    bands = bands.reindex(columns=list(BAND_COLUMNS), fill_value=0.0)
    return found.drop(columns=["weighed", "left", "rank"]).join(bands).reset_index()


def lots_in_money(lots: pd.DataFrame, stock: StockTable) -> pd.DataFrame:
    """LOTS: what of each lot is still there on its last day. lots: of read_lots, by product and last day."""
    known = stock.table[[*_KEY, "product_name", "unit_cost", "units_per_day", "physical"]]
    table = lots.merge(known, on=_KEY)
    table = table[table["physical"] > 0].reset_index(drop=True)
    table["days_left"] = (table["expires_on"] - pd.Timestamp(stock.as_of)).dt.days
    unsold = pd.Series(0.0, index=table.index)
    for _key, rows in table.groupby(_KEY, sort=False):
        pace = float(rows["units_per_day"].fillna(0.0).iloc[0])
        unsold.loc[rows.index] = unsold_at_expiry(rows["units"], rows["days_left"], units_per_day=pace)
    table["unsold"] = unsold
    table["value"] = unsold * table["unit_cost"]
    order = table.sort_values(["value", "expires_on", *_KEY], ascending=[False, True, True, True])
    return order[list(LOTS)].reset_index(drop=True)


def _expiring(lots: pd.DataFrame) -> pd.DataFrame:
    """sku, location, expiring_units, expiring_value, expires_on: the first last day with something unsold."""
    lost = lots[lots["unsold"] >= 0.5]
    return (
        lost.groupby(_KEY)
        .agg(
            expiring_units=("unsold", "sum"),
            expiring_value=("value", "sum"),
            expires_on=("expires_on", "min"),
        )
        .reset_index()
    )


def _with_ways_out(table: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    excess = table["excess_units"] >= 1
    conditions = {
        "expired": table["expires_on"] <= pd.Timestamp(as_of),
        "promote": table["expiring_units"] >= 0.5,
        "look": table["is_dead"] & ~excess & table["days_of_supply"].notna(),
        "sell_off": table["is_dead"],
        "cancel": excess & (table["on_order"] > 0),
        "bundle": excess & (table["state"] == "no_demand"),
        "reduce": excess & (table["days_of_supply"] > _LONG_DAYS),
        "stop": excess,
    }
    codes = np.select([held.to_numpy() for held in conditions.values()], list(conditions), default="")
    rows = zip(codes.tolist(), table.to_dict("records"), strict=True)
    words = [_way_words(code, row) for code, row in rows]
    return table.assign(way_out=codes, way_out_words=words)


def _way_words(code: str, row: Mapping[Any, Any]) -> str:
    if not code:
        return ""
    units = {"promote": "expiring_units", "expired": "expiring_units", "cancel": "on_order"}
    days = "idle_days" if code in ("look", "sell_off") else "days_of_supply"
    return _(WAYS[code]).format(
        units=_number(row[units.get(code, "excess_units")]),
        days=_number(row[days]),
        wait=_number(row["wait_days"]),
        date=i18n.date(row["expires_on"]) if code == "promote" else "",
    )


def _number(amount: float) -> str:
    return i18n.number(amount) if amount == amount else "–"


def matching_aged(table: pd.DataFrame, show: str, search: str) -> pd.DataFrame:
    """The rows of a kind (a key of SHOW) whose SKU, name or location contains the text."""
    chosen = {
        "dead": table["is_dead"],
        "excess": table["excess_units"] >= 1,
        "expiring": table["expiring_units"] >= 0.5,
        "old": (table["to_365"] + table["over_365"]) > 0,
    }
    rows = table[chosen[show]] if show else table
    return containing(rows, search).reset_index(drop=True)


def band_titles() -> dict[str, str]:
    """What to call each band of ages."""
    first = [0, *(last + 1 for last in BANDS[:-1])]
    named = [
        _("{first} to {last} days").format(first=begin, last=last)
        for begin, last in zip(first, BANDS, strict=True)
    ]
    return dict(zip(BAND_COLUMNS, [*named, _("over {days} days").format(days=BANDS[-1])], strict=True))


def value_by_band(table: pd.DataFrame) -> pd.DataFrame:
    """label, value, is_marked: money at cost by age, for bars; over half a year is marked."""
    titles = band_titles()
    return pd.DataFrame(
        {
            "label": list(titles.values()),
            "value": [float(table[name].sum()) for name in titles],
            "is_marked": [name in ("to_365", "over_365") for name in titles],
        }
    )
