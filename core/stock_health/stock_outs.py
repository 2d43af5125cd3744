"""Stock-outs: when a product could not be bought, what that cost, and what is still out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import i18n
from core.facts import Snapshot
from core.i18n import N_, _, ngettext
from core.ledger import Ledger
from core.stock_health.layers import joined
from core.stock_health.table import StockTable, containing, read_stock

STOCK_OUTS = (
    "place", "sku", "product_name", "location", "category", "from_day", "to_day", "days", "evidence",
    "evidence_words", "is_open", "state_words", "next_arrival_on", "times", "is_recurring", "lost_units",
    "lost_units_low", "lost_units_high", "lost_net_sales", "lost_low", "lost_high",
)  # fmt: skip
"""One row per spell without stock, the most lost money first. days: without stock; lost_*: an 80 percent
range; money: net sales, display currency. is_open: still out on as_of. times: spells of this SKU and location
within RECURS_WITHIN_DAYS before the end of this one, itself included.
is_recurring: that happened more than once to this SKU and location."""

EVIDENCE: Mapping[str, str] = {
    "counted": N_("stock counts"),
    "inferred": N_("inferred, weak: nothing sold for improbably long"),
}
PERIODS: Mapping[str, str] = {"365": N_("12 months"), "91": N_("3 months"), "": N_("Since the beginning")}
ONLY: Mapping[str, str] = {
    "": N_("All"),
    "open": N_("Still out"),
    "recurring": N_("Again and again"),
    "inferred": N_("Only inferred"),
}
RECURS_WITHIN_DAYS = 400
"""Two spells of one product within so many days are a habit: a little more than one season apart."""
SHOWN_PRODUCTS = 20

_SPELLS = """
SELECT s.*, coalesce(p.name, '') AS product_name, coalesce(p.category, '') AS category
FROM (SELECT * EXCLUDE (run_id) FROM lake.result.stock_out_spells) s
LEFT JOIN lake.current.products p USING (sku)
"""
_DAYS = """
SELECT max(first_week + 7 * len(history)::INTEGER) - 1 FROM lake.result.forecasts WHERE len(history) > 0
"""
_PRICES = """
SELECT sku, location, value / nullif(yearly_units, 0) AS price FROM lake.result.forecasts
"""
_KEY = ["sku", "location"]
_REACH = 1.2816  # 80 percent of a normal distribution lie within so many standard deviations


@dataclass(frozen=True)
class StockOuts:
    """spells: STOCK_OUTS. Sums are of known spells (by counts); inferred_*: of those only inferred.

    lost, low, high: net sales, display currency, 80 percent range of the sum.
    """

    spells: pd.DataFrame
    as_of: dt.date
    first_day: dt.date
    sku_days: int
    lost: float
    low: float
    high: float
    lost_units: float
    n_open: int
    n_recurring: int
    n_inferred: int
    inferred_lost: float

    def answer(self, currency: str) -> str:
        """What stock-outs cost, in one sentence or two."""
        if self.spells.empty:
            return _("No product is known to have been out of stock in this time.")
        still = ngettext("{count} product is still out.", "{count} products are still out.", self.n_open)
        still = still.format(count=i18n.number(self.n_open)) if self.n_open else ""
        if not self.sku_days:
            none = _("No day without stock has been counted since {date}.")
            return i18n.sentences(none.format(date=i18n.date(self.first_day)), still)
        words = ngettext(
            "{count} SKU-day without stock since {date} cost about {lost} net sales ({low} to {high}).",
            "{count} SKU-days without stock since {date} cost about {lost} net sales ({low} to {high}).",
            self.sku_days,
        ).format(
            count=i18n.number(self.sku_days),
            date=i18n.date(self.first_day),
            lost=i18n.money(self.lost, currency, 0),
            low=i18n.money(self.low, currency, 0),
            high=i18n.money(self.high, currency, 0),
        )
        return i18n.sentences(words, still)


def read_stock_outs(snapshot: Snapshot, ledger: Ledger, days: str = "365") -> StockOuts:
    """The spells that reach into the last so many days ('': all). Raises NotReady without forecasts."""
    stock = read_stock(snapshot, ledger)
    spells = snapshot.frame(_SPELLS)
    known_until = snapshot.value(_DAYS)
    until = pd.Timestamp(known_until).date() if known_until else stock.as_of
    now = newly_out(stock, spells, snapshot.frame(_PRICES), known_until=until)
    table = described(joined([spells, now]), stock, known_until=until)
    begin = pd.Timestamp(table["from_day"].min()).date() if len(table) else stock.as_of
    first = stock.as_of - dt.timedelta(days=int(days) - 1) if days else begin
    return summed_up(within(table, first), stock.as_of, first)


def newly_out(
    stock: StockTable, spells: pd.DataFrame, prices: pd.DataFrame, *, known_until: dt.date
) -> pd.DataFrame:
    """What is out now and was not yet when the refresh looked, in the columns of its spells.

    Since the count that says so, at the earliest since known_until; at the expected demand, which is Poisson
    at best. prices: sku, location, price (net sales of one unit).
    """
    reached = spells[pd.to_datetime(spells["to_day"]) >= pd.Timestamp(known_until)]
    told = pd.MultiIndex.from_frame(reached[_KEY])
    out = stock.table[stock.table["state"] == "out"]
    out = out[~pd.MultiIndex.from_frame(out[_KEY]).isin(told)].merge(prices, how="left", on=_KEY)
    since = pd.to_datetime(out["counted_on"])
    since = since.where(since >= pd.Timestamp(known_until), pd.Timestamp(known_until))
    days = (pd.Timestamp(stock.as_of) - since).dt.days.clip(lower=0)
    lost = days * out["units_per_day"].fillna(0.0)
    begin = (since + pd.Timedelta(days=1)).where(days > 0, pd.Timestamp(stock.as_of))
    return out[[*_KEY, "product_name", "category"]].assign(
        from_day=begin,
        to_day=pd.Timestamp(stock.as_of),
        days=days,
        evidence="counted",
        lost_units=lost,
        lost_units_low=(lost - _REACH * np.sqrt(lost)).clip(lower=0.0),
        lost_units_high=lost + _REACH * np.sqrt(lost),
        lost_net_sales=lost * out["price"].fillna(0.0),
    )


def described(spells: pd.DataFrame, stock: StockTable, *, known_until: dt.date) -> pd.DataFrame:
    """STOCK_OUTS of the spells that the last refresh found.

    known_until: the last day of the last complete week, where the refresh stopped looking. A spell that
    reached it, of a product that still has nothing, goes on to as_of at the same loss a day.
    """
    now = stock.table[[*_KEY, "available", "next_arrival_on"]]
    table = spells.merge(now, how="left", on=_KEY)
    for name in ("from_day", "to_day"):
        table[name] = pd.to_datetime(table[name])
    as_of = pd.Timestamp(stock.as_of)
    reached = table["to_day"] >= pd.Timestamp(known_until)
    table["is_open"] = reached & (table["available"].fillna(1.0) <= 0)
    longer = np.where(table["is_open"], (as_of - table["to_day"]).dt.days.clip(lower=0), 0)
    factor = ((table["days"] + longer) / table["days"]).where(table["days"] > 0, 1.0)
    for name in ("lost_units", "lost_units_low", "lost_units_high", "lost_net_sales"):
        table[name] = table[name] * factor
    table["days"] = table["days"] + longer
    table["to_day"] = table["to_day"].where(~table["is_open"], as_of)
    per_unit = table["lost_net_sales"] / table["lost_units"].where(table["lost_units"] > 0)
    table["lost_low"] = (table["lost_units_low"] * per_unit).fillna(0.0)
    table["lost_high"] = (table["lost_units_high"] * per_unit).fillna(0.0)
    table["times"] = _times(table)
    table["is_recurring"] = table.groupby(_KEY)["times"].transform("max") > 1
    table["evidence_words"] = table["evidence"].map({code: _(words) for code, words in EVIDENCE.items()})
    table["state_words"] = [
        _state(is_open, times)
        for is_open, times in zip(table["is_open"], table["times"].tolist(), strict=True)
    ]
    table["place"] = table["sku"] + "|" + table["location"]
    order = table.sort_values(["lost_net_sales", *_KEY, "from_day"], ascending=[False, True, True, True])
    return order[list(STOCK_OUTS)].reset_index(drop=True)


def _state(is_open: bool, times: int) -> str:
    words = _("✕ still out") if is_open else _("✓ over")
    if times < 2:
        return words
    again = ngettext("{count} time in 400 days", "{count} times in 400 days", times)
    return _("{state}, {times}").format(state=words, times=again.format(count=i18n.number(times)))


def _times(table: pd.DataFrame) -> pd.Series[int]:
    """How often each was out in the 400 days up to the end of each spell."""
    pairs = table[[*_KEY, "to_day"]].reset_index().merge(table[[*_KEY, "to_day"]], on=_KEY)
    since = (pairs["to_day_x"] - pairs["to_day_y"]).dt.days
    near = pairs[(since >= 0) & (since < RECURS_WITHIN_DAYS)]
    return near.groupby("index").size().reindex(table.index).fillna(0).astype("int64")


def within(table: pd.DataFrame, first: dt.date) -> pd.DataFrame:
    """The spells that reach into the days from `first` on; of longer ones only that part counts."""
    if table.empty:
        return table
    start = pd.Timestamp(first)
    rows = table[table["to_day"] >= start].copy()
    cut = (start - rows["from_day"]).dt.days.clip(lower=0)
    share = ((rows["days"] - cut) / rows["days"]).where(rows["days"] > 0, 1.0)
    rows["from_day"] = rows["from_day"].where(rows["from_day"] >= start, start)
    rows["days"] = rows["days"] - cut
    lost = [name for name in STOCK_OUTS if name.startswith("lost")]
    rows[lost] = rows[lost].mul(share, axis=0)
    return rows.reset_index(drop=True)


def summed_up(spells: pd.DataFrame, as_of: dt.date, first_day: dt.date) -> StockOuts:
    """The sums over some spells."""
    known, weak = spells[spells["evidence"] == "counted"], spells[spells["evidence"] != "counted"]
    lost = float(known["lost_net_sales"].sum())
    # Spells miss independently of each other: the squares of their half ranges add up.
    below = float(np.sqrt(((known["lost_net_sales"] - known["lost_low"]) ** 2).sum()))
    above = float(np.sqrt(((known["lost_high"] - known["lost_net_sales"]) ** 2).sum()))
    return StockOuts(
        spells=spells,
        as_of=as_of,
        first_day=first_day,
        sku_days=int(known["days"].sum()),
        lost=lost,
        low=max(lost - below, 0.0),
        high=lost + above,
        lost_units=float(known["lost_units"].sum()),
        n_open=len(spells.loc[spells["is_open"], _KEY].drop_duplicates()),
        n_recurring=len(spells.loc[spells["is_recurring"], _KEY].drop_duplicates()),
        n_inferred=len(weak),
        inferred_lost=float(weak["lost_net_sales"].sum()),
    )


def matching_spells(table: pd.DataFrame, only: str, search: str) -> pd.DataFrame:
    """The spells of a kind (a key of ONLY) whose SKU, name or location contains the text."""
    chosen = {
        "open": table["is_open"],
        "recurring": table["is_recurring"],
        "inferred": table["evidence"] == "inferred",
    }
    rows = table[chosen[only]] if only else table
    return containing(rows, search).reset_index(drop=True)


def calendar_of(found: StockOuts) -> pd.DataFrame:
    """label, first_day, last_day, kind, title: spells of the products that lost most, for charts.spans."""
    spells = found.spells
    lost = spells.groupby(_KEY)["lost_net_sales"].sum().sort_values(ascending=False, kind="stable")
    shown = spells.merge(lost.head(SHOWN_PRODUCTS).rename("of_product").reset_index(), on=_KEY)
    shown = shown.sort_values(["of_product", *_KEY, "from_day"], ascending=[False, True, True, True])
    kinds = np.where(shown["is_open"], "open", np.where(shown["evidence"] == "counted", "known", "weak"))
    return pd.DataFrame(
        {
            "label": (shown["sku"] + " · " + shown["location"]).to_numpy(),
            "first_day": shown["from_day"].to_numpy(),
            "last_day": shown["to_day"].to_numpy(),
            "kind": kinds,
            "title": [
                _("{days} days, about {units} units lost").format(
                    days=i18n.number(days), units=i18n.number(units)
                )
                for days, units in zip(shown["days"], shown["lost_units"], strict=True)
            ],
        }
    )
