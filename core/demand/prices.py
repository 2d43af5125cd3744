"""What a SKU cost in each period against its own usual price, where it moved outside of events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.demand.calendar import Occurrence
from core.demand.scopes import Scopes, events_of
from core.demand.series import Series
from core.demand.steps import Step
from core.facts import Snapshot
from models.arrays import BoolArray, FloatArray

LEAST_PERIODS = 12
"""A price is usual once it was seen in so many periods."""
MOVED = 0.03
"""Smaller differences are rounding, coupons and the mix of channels."""
_CARRIED = 8
_LEAST_MOVED = 4
_HELD = 7
_DISCOUNT_FAMILIES = frozenset({"own_promotion", "618", "11.11", "12.12", "black_friday", "livestream"})

_NUMBERS: dict[Step, str] = {
    "D": "(placed_on - DATE '1970-01-01')",
    "W": "((placed_on - DATE '1970-01-01' + 3 - $4) // 7)",
    "M": "((year(placed_on) - 1970) * 12 + month(placed_on) - 1)",
}
_PRICES = """
WITH paid AS (
    SELECT sku, channel, {number} AS period, median(paid_amount / rate / quantity)::DOUBLE AS price,
        count(*)::DOUBLE AS lines
    FROM lake.mart.sales_lines
    WHERE is_sale AND quantity > 0 AND sku IS NOT NULL AND paid_amount > 0 AND rate > 0
        AND placed_on BETWEEN $1 AND $2 AND $4 >= 0 GROUP BY ALL
),
usual AS (
    SELECT sku, channel, median(price) AS usual FROM paid GROUP BY ALL HAVING count(*) >= $3
)
SELECT sku, {channel} AS channel, period, sum(lines * price / usual) / sum(lines) AS relative
FROM paid JOIN usual USING (sku, channel) GROUP BY ALL ORDER BY ALL
"""


def relative_prices(
    snapshot: Snapshot, series: Series, *, events: Sequence[Occurrence], scopes: Scopes
) -> FloatArray | None:
    """(n_series, n_periods) price over the usual one, NaN = usual; None for categories, which have none.

    What most order lines paid per unit in the shop's own money, against its median by channel, so that
    neither exchange rates nor the mix of channels look like a price; and only where it held for several
    periods: a large buyer's rebate comes with demand, it does not make it. Periods of discount events are
    left to the events.
    """
    if "sku" not in series.keys:
        return None
    by_channel = "channel" in series.keys
    query = _PRICES.format(number=_NUMBERS[series.calendar.step], channel="channel" if by_channel else "''")
    sales = series.sales
    found = snapshot.frame(
        query, [sales.first_day, sales.last_day, LEAST_PERIODS, series.calendar.week_start]
    )
    relative = _table(found, series, by_channel=by_channel)
    relative[_discounted(events, scopes, series)] = np.nan
    relative = _carried(_lasting(relative))
    moved = np.abs(relative - 1.0) > MOVED
    often = moved.sum(axis=1) >= _LEAST_MOVED
    return np.where(moved & often[:, None], relative, np.nan)


def _table(found: pd.DataFrame, series: Series, *, by_channel: bool) -> FloatArray:
    names = ["sku", "channel"] if by_channel else ["sku"]
    known = pd.MultiIndex.from_frame(found[names])
    codes = known.unique()
    rows = codes.get_indexer(known)
    n_series, n_periods = series.shape
    table = np.full((len(codes) + 1, n_periods), np.nan)
    column = found["period"].to_numpy(dtype=np.int64) - series.first
    inside = (column >= 0) & (column < n_periods)
    table[rows[inside], column[inside]] = found["relative"].to_numpy(dtype=np.float64)[inside]
    own = codes.get_indexer(pd.MultiIndex.from_frame(series.keys[names]))
    prices: FloatArray = table[own].reshape(n_series, n_periods)
    return prices


def _discounted(events: Sequence[Occurrence], scopes: Scopes, series: Series) -> BoolArray:
    n_series, n_periods = series.shape
    touched = np.zeros((n_series, n_periods), dtype=np.bool_)
    discounts = [one for one in events if one.family in _DISCOUNT_FAMILIES and one.phase != "after"]
    found = events_of(discounts, scopes, calendar=series.calendar, first=series.first, n_periods=n_periods)
    if found is None:
        return touched
    everywhere = found.series < 0
    touched[:, found.period[everywhere]] = True
    touched[found.series[~everywhere], found.period[~everywhere]] = True
    return touched


def _lasting(relative: FloatArray) -> FloatArray:
    """The middle one of the last prices: one that did not hold is gone, one that holds is there soon."""
    frame = pd.DataFrame(relative.T)
    middle = frame.rolling(_HELD, min_periods=1).median().where(frame.notna())
    lasting: FloatArray = middle.to_numpy().T.copy()
    return lasting


def _carried(relative: FloatArray) -> FloatArray:
    """A price holds for some periods in which nothing sold."""
    frame = pd.DataFrame(relative.T)
    carried: FloatArray = frame.ffill(limit=_CARRIED).to_numpy().T.copy()
    return carried
