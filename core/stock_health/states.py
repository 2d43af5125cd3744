"""How stock stands: one state per SKU and location, in words and with a sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.i18n import N_, _

MOST_DAYS_OF_SUPPLY = 180
"""Days of supply above which there is too much, however long the lead time is (KPIS 6)."""
FEW_DAYS_OF_SUPPLY = 14
"""Days below which stock is low where no lead time is known."""


@dataclass(frozen=True)
class State:
    """sign: stands beside the word, so that colour is never alone.

    title, meaning, way (what to do): message ids.
    """

    code: str
    sign: str
    title: str
    meaning: str
    way: str

    @property
    def words(self) -> str:
        return f"{self.sign} {_(self.title)}"


STATES: Mapping[str, State] = {
    state.code: state
    for state in (
        State(
            "out",
            "✕",
            N_("Out of stock"),
            N_("nothing is available although it is wanted"),
            N_("order or press the supplier; do not promote it"),
        ),
        State(
            "soon",
            "▲",
            N_("Runs out before delivery"),
            N_("it is gone before the next delivery; even an order of today would come too late"),
            N_("order today, ask for a part delivery, hold promotions back"),
        ),
        State(
            "low",
            "△",
            N_("Low"),
            N_("runs out within the lead time and the review period"),
            N_("order with the next order"),
        ),
        State("fine", "✓", N_("Fine"), N_("lasts until the next order would arrive"), N_("nothing")),
        State(
            "too_much",
            "■",
            N_("Too much"),
            N_(
                "more than half a year of expected demand, or more than twice what lead time, review period "
                "and safety stock ask for"
            ),
            N_("do not order, sell off what is beyond need"),
        ),
        State(
            "no_demand",
            "○",
            N_("No demand"),
            N_("nobody has asked for it lately"),
            N_("sell off or bundle; do not order again"),
        ),
        State(
            "unknown",
            "?",
            N_("No forecast yet"),
            N_("its demand has not been forecast"),
            N_("refresh the forecasts"),
        ),
    )
}
"""Every state, the most urgent first."""


def most_days(protection_days: pd.Series[Any], safety_days: pd.Series[Any]) -> pd.Series[Any]:
    """Days of supply above which there is too much of a SKU (KPIS 6).

    protection_days: lead time and review period; safety_days: days that the safety stock lasts. Twice both
    together, at most half a year; half a year where they are not known.
    """
    return (2 * (protection_days + safety_days)).clip(upper=MOST_DAYS_OF_SUPPLY).fillna(MOST_DAYS_OF_SUPPLY)


def state_codes(table: pd.DataFrame) -> np.ndarray[Any, np.dtype[Any]]:
    """The state of each row.

    table: available, units_per_day, is_wanted, is_forecast, days_of_supply, most_days, protection_days,
    stock_out_on, arrives_on (of an order of today), next_arrival_on.
    """
    comes_on = table["arrives_on"].fillna(table["next_arrival_on"])
    limit = table["protection_days"].fillna(FEW_DAYS_OF_SUPPLY)
    conditions = {
        "out": (table["available"] < 0) | ((table["available"] <= 0) & table["is_wanted"]),
        "unknown": ~table["is_forecast"],
        "no_demand": ~table["is_wanted"],
        "soon": table["stock_out_on"] < comes_on,
        "low": table["days_of_supply"] < limit,
        "too_much": table["days_of_supply"] > table["most_days"],
    }
    return np.select([held.to_numpy() for held in conditions.values()], list(conditions), default="fine")
