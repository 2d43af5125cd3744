"""Shipments and what came of them in one table, with the share of their returns that can be known by now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.returns.reading import Returns
from models.anomalies import maturity

LONGEST_LAG_DAYS = 180
"""A return later than this after shipping counts as never coming."""
ENOUGH_SEEN = 0.95
"""A cohort is complete when at least this share of its returns can have been seen."""
_EVENT_LINES, _EVENT_TIMES = 100, 10
"""A day on which a SKU of a shop sells so many lines, and so many times its usual day, is an event."""

_PLACE = ["sku", "channel", "location", "day", "po_id", "supplier_id", "came_on"]
_SUMS = ["lines", "units", "seen_lines", "seen_units", "came_lines", "came_units", "refund"]


@dataclass(frozen=True)
class Exposure:
    """table: one row per SKU, shop, location, day of shipping and receipt, with what came of it.

    Its columns: sku, channel, location, day, po_id, supplier_id, came_on; lines, units (shipped); seen_lines,
    seen_units (times the share of returns that can be known at this age); came_lines, came_units, refund;
    is_event; product_name, category, style, size, size_rank, colour.
    lag_days: median from shipping to the request, NaN where orders are not named.
    matures_days: age at which ENOUGH_SEEN of the returns are known.
    """

    table: pd.DataFrame
    lag_days: float
    matures_days: int


def exposure(returns: Returns) -> Exposure:
    """The shipments of `returns` beside what came of them."""
    as_of = pd.Timestamp(returns.as_of)
    goods = returns.back[returns.back["is_goods"]]
    linked = goods[goods["day"].notna()]
    lags = (linked["known_on"] - linked["day"]).dt.days.clip(lower=0)
    windows = (as_of - linked["day"]).dt.days
    longest = int(min(lags.max(), LONGEST_LAG_DAYS)) if len(lags) else 0
    seen = maturity.seen_share_by_age(lags.to_numpy(), windows.to_numpy(), longest_days=longest)
    shipped = returns.shipped.copy()
    share = maturity.share_seen((as_of - shipped["day"]).dt.days.to_numpy(), seen)
    shipped["seen_lines"], shipped["seen_units"] = shipped["lines"] * share, shipped["units"] * share
    rows = pd.concat([shipped, _came(returns)], ignore_index=True).fillna(dict.fromkeys(_SUMS, 0.0))
    table = rows.groupby(_PLACE, dropna=False, sort=True)[_SUMS].sum().reset_index()
    table["is_event"] = _is_event(table)
    return Exposure(
        table=table.merge(returns.products, how="left", on="sku"),
        lag_days=float((linked["requested_on"].fillna(linked["known_on"]) - linked["day"]).dt.days.median()),
        matures_days=int(np.argmax(seen >= ENOUGH_SEEN)),
    )


def _came(returns: Returns) -> pd.DataFrame:
    """What came back, on the day of its shipping; where orders are not named, on the day it was known."""
    back = returns.back[returns.back["sku"].notna()]
    if returns.has_orders:
        back = back[back["day"].notna()]
    else:
        back = back.assign(day=back["known_on"], location=None)
    return pd.DataFrame(
        {
            **{name: back[name] for name in _PLACE},
            "came_lines": back["is_goods"].astype(float),
            "came_units": back["units"].where(back["is_goods"], 0.0),
            "refund": back["refund"],
        }
    )


def _is_event(table: pd.DataFrame) -> pd.Series[bool]:
    """Rows of days on which a SKU sold far more in a shop than it usually does."""
    keys = [table["sku"], table["channel"]]
    days = table.groupby(["sku", "channel", "day"])["lines"].sum()
    usual = days[days > 0].groupby(["sku", "channel"]).median()
    index = pd.MultiIndex.from_arrays([*keys, table["day"]])
    of_day = pd.Series(days.reindex(index).to_numpy(), index=table.index)
    of_sku = usual.reindex(pd.MultiIndex.from_arrays(keys)).to_numpy()
    return (of_day >= _EVENT_LINES) & (of_day >= _EVENT_TIMES * of_sku)
