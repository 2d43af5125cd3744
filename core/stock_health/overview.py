"""Stock in one sentence, a few figures, and its value by state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core import i18n, phrases
from core.i18n import _
from core.metrics import Value
from core.stock_health.states import STATES
from core.stock_health.table import StockTable

FIGURES = ("stock_value", "days_of_supply", "stock_out_rate")
"""Figures of the registry that stand above the table."""


@dataclass(frozen=True)
class StockOverview:
    """skus: by state. excess_value: display currency, NaN where no cost is known.

    share_without_cost: of SKUs with stock, 0 to 1. oversold: SKUs below zero.
    """

    answer: str
    skus: Mapping[str, int]
    excess_value: float
    share_without_cost: float
    oversold: int
    counted: str


def overview(stock: StockTable, figures: Mapping[str, Value], currency: str) -> StockOverview:
    """Everything above the table. figures: FIGURES."""
    table = stock.table
    skus = {code: int(table.loc[table["state"] == code, "sku"].nunique()) for code in STATES}
    there = table[table["physical"] > 0]
    return StockOverview(
        answer=_answer(figures, skus, currency),
        skus=skus,
        excess_value=float(table["excess_value"].sum(min_count=1)),
        share_without_cost=float(there["unit_cost"].isna().mean()) if len(there) else 0.0,
        oversold=int((table["physical"] < 0).sum()),
        counted=_counted(stock),
    )


def _answer(figures: Mapping[str, Value], skus: Mapping[str, int], currency: str) -> str:
    value, days = figures["stock_value"].value, figures["days_of_supply"].value
    parts = []
    if value is not None:
        parts.append(_("{amount} lies in stock at cost.").format(amount=i18n.money(value, currency, 0)))
    if days is not None:
        parts.append(_("It lasts {days} at the expected demand.").format(days=phrases.amount(days, "days")))
    parts.append(
        _("{out} SKUs are out of stock, {soon} more run out before an order of today could arrive.").format(
            out=i18n.number(skus["out"]), soon=i18n.number(skus["soon"])
        )
    )
    return i18n.sentences(*parts)


def _counted(stock: StockTable) -> str:
    """When the oldest count was, and how old that is."""
    if stock.table.empty:
        return ""
    oldest = min(stock.table["counted_on"])
    days = max((stock.as_of - oldest).days, 0)
    if not days:
        return _("Counted on {date}.").format(date=i18n.date(oldest))
    return _(
        "The oldest count is of {date}, {days} before the newest order; what was sold since is taken off."
    ).format(date=i18n.date(oldest), days=phrases.amount(days, "days"))


def value_by_state(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """label, value, is_marked: stock value ("value") or number of SKUs ("skus") by state, for a chart."""
    grouped = table.groupby("state")
    amounts = grouped["value"].sum() if measure == "value" else grouped["sku"].nunique()
    codes = [code for code in STATES if code in amounts.index]
    return pd.DataFrame(
        {
            "label": [_(STATES[code].title) for code in codes],
            "value": [float(amounts[code]) for code in codes],
            "is_marked": [code in ("out", "soon", "too_much") for code in codes],
        }
    )


def titles(skus: Mapping[str, int]) -> dict[str, str]:
    """What to call each state that occurs, with its number of SKUs; '' is all of them."""
    named = {
        code: f"{state.words} ({i18n.number(skus[code])})" for code, state in STATES.items() if skus[code]
    }
    return {"": _("All"), **named}
