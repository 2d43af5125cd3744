"""The last lasting step of a product's price, and how demand answered it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core import i18n
from core.facts import Snapshot
from core.i18n import _
from models.anomalies.level_shift import LevelShift, last_level_shift
from models.elasticity import LEAST_WEEKS, Elasticity, step_elasticity

SMALLEST_STEP = 0.03
"""Change of the price, in its logarithm, below which no step is named."""
_MOST_P_VALUE = 0.01
_CLEAR = 3.0
"""A step is named when it is more than this many times what the price scatters by on either side."""
_STAYED = 0.02
_YEAR = dt.timedelta(weeks=52)

# What a shop asks, in its currency.
_WEEKS = """
WITH lines AS (
    SELECT channel, date_trunc('week', paid_on)::DATE AS week, sum(quantity)::DOUBLE AS units,
        (sum(gross_amount / nullif(rate, 0)) / nullif(sum(quantity), 0))::DOUBLE AS price
    FROM lake.mart.sales_lines WHERE sku = ? AND is_sale GROUP BY ALL HAVING sum(quantity) > 0
)
SELECT channel, week, units, price, sum(units) OVER (PARTITION BY channel) AS channel_units
FROM lines WHERE price > 0 ORDER BY channel_units DESC, channel, week
"""
_OTHERS = """
WITH weekly AS (
    SELECT s.sku, date_trunc('week', s.paid_on)::DATE AS week, sum(s.quantity) AS units,
        sum(s.gross_amount / nullif(s.rate, 0)) AS asked
    FROM lake.mart.sales_lines s
    WHERE s.is_sale AND list_contains($1::VARCHAR[], s.channel) AND s.sku <> $2
        AND s.paid_on BETWEEN $3::DATE AND $4::DATE
        AND s.category IS NOT DISTINCT FROM (
            SELECT any_value(category) FROM lake.mart.sales_lines WHERE sku = $2 AND is_sale)
    GROUP BY ALL HAVING sum(s.quantity) > 0 AND asked > 0
), stayed AS (
    SELECT sku FROM weekly GROUP BY sku HAVING abs(ln(
        nullif(sum(asked) FILTER (week >= $5::DATE) / nullif(sum(units) FILTER (week >= $5::DATE), 0)
            * sum(units) FILTER (week < $5::DATE) / sum(asked) FILTER (week < $5::DATE), 0))) < $6
)
SELECT sku, week, units::DOUBLE AS units FROM weekly SEMI JOIN stayed USING (sku)
"""
_OUT = "SELECT from_day AS first, to_day AS last FROM lake.result.stock_out_spells WHERE sku = $1"
# Events of the whole shop lift the others alike and fall out; those of some products do not.
_SCOPED = """
SELECT first_day AS first, last_day AS last FROM lake.result.forecast_calendar
WHERE sku_scope <> '' AND (channels = '' OR list_has_any(string_split(channels, ','), $1::VARCHAR[]))
"""


@dataclass(frozen=True)
class PriceStep:
    """week: first week at the new price. before, after: price asked, in the shop's currency. answer: how
    units changed, None where too few ordinary weeks stand on one side. said: all of it in a sentence.
    """

    week: dt.date
    before: float
    after: float
    answer: Elasticity | None
    said: str


def read_price_step(snapshot: Snapshot, sku: str) -> PriceStep | None:
    """The last lasting step over all days in the shop that sells most of it; None where there never was one.

    Units count in all shops that took the same step. Weeks at another price, with a stock-out or with an
    event of some products only are left out, and those of the step itself. Compared with goods of its
    category whose price stayed, over a year on each side.
    """
    sold = snapshot.frame(_WEEKS, [sku])
    if sold.empty:
        return None
    sold["week"] = pd.to_datetime(sold["week"]).dt.date
    shop = str(sold["channel"].iloc[0])
    main = sold[sold["channel"] == shop].reset_index(drop=True)
    found = _step(main["price"].to_numpy(np.float64))
    if found is None:
        return None
    begin, before, after = main["week"].iloc[found.start], math.exp(found.before), math.exp(found.after)
    others = [name for name, weeks in sold.groupby("channel") if _steps_along(weeks, begin, after / before)]
    own = sold[sold["channel"].isin([shop, *others])]
    level = np.where(main["week"] >= begin, after, before)
    strange = set(main.loc[np.abs(np.log(main["price"] / level)) > SMALLEST_STEP, "week"])
    answer = _answer(snapshot, sku, own, strange, begin, after / before)
    return PriceStep(begin, before, after, answer, _said(begin, shop, before, after, answer))


def _step(prices: NDArray[np.float64]) -> LevelShift | None:
    if len(prices) < 2 * LEAST_WEEKS:
        return None
    logs = np.log(prices)
    found = last_level_shift(logs, smallest=SMALLEST_STEP, most_p_value=_MOST_P_VALUE, least=LEAST_WEEKS)
    if found is None:
        return None
    around = np.where(np.arange(len(logs)) < found.start, found.before, found.after)
    scatter = 1.4826 * float(np.median(np.abs(logs - around)))
    return found if abs(found.after - found.before) > _CLEAR * scatter else None


def _steps_along(weeks: pd.DataFrame, begin: dt.date, ratio: float) -> bool:
    """Whether a shop's price stepped at the same time by as much."""
    is_after = weeks["week"] >= begin
    if not is_after.any() or is_after.all():
        return False
    own = float(weeks.loc[is_after, "price"].median() / weeks.loc[~is_after, "price"].median())
    return abs(math.log(own / ratio)) < _STAYED


def _answer(
    snapshot: Snapshot, sku: str, sold: pd.DataFrame, strange: set[dt.date], begin: dt.date, ratio: float
) -> Elasticity | None:
    shops = sorted(set(sold["channel"]))
    # The first and the last week may be parts of weeks.
    first = max(sold["week"].min() + dt.timedelta(7), begin - _YEAR)
    last = min(sold["week"].max() - dt.timedelta(7), begin + _YEAR)
    spans = _odd_spans(snapshot, sku, shops)
    days = pd.date_range(first, last, freq="7D").date
    weeks = [day for day in days if day not in strange and not _is_odd(day, begin, spans)]
    others = snapshot.frame(_OTHERS, [shops, sku, first, last + dt.timedelta(6), begin, _STAYED])
    others["week"] = pd.to_datetime(others["week"]).dt.date
    own = sold.groupby("week")["units"].sum().reindex(weeks, fill_value=0.0).to_numpy()
    weekly = others.pivot_table(index="sku", columns="week", values="units", aggfunc="sum")
    like = weekly.reindex(columns=weeks).fillna(0.0)
    is_after = np.array([day >= begin for day in weeks], dtype=np.bool_)
    return step_elasticity(
        own[~is_after],
        own[is_after],
        ratio,
        others_before=like.to_numpy()[:, ~is_after],
        others_after=like.to_numpy()[:, is_after],
    )


def _odd_spans(snapshot: Snapshot, sku: str, shops: list[str]) -> list[tuple[dt.date, dt.date]]:
    spans = []
    for table, query, given in (("stock_out_spells", _OUT, sku), ("forecast_calendar", _SCOPED, shops)):
        if snapshot.has_rows("result", table):
            spans.append(snapshot.frame(query, [given]))
    found = pd.concat(spans) if spans else pd.DataFrame(columns=["first", "last"])
    return list(
        zip(pd.to_datetime(found["first"]).dt.date, pd.to_datetime(found["last"]).dt.date, strict=True)
    )


def _is_odd(week: dt.date, begin: dt.date, spans: list[tuple[dt.date, dt.date]]) -> bool:
    ends = week + dt.timedelta(6)
    is_of_the_step = abs((week - begin).days) < 7
    return is_of_the_step or any(first <= ends and last >= week for first, last in spans)


def _said(begin: dt.date, channel: str, before: float, after: float, answer: Elasticity | None) -> str:
    change = ("+" if after > before else "") + i18n.percent(after / before - 1, 0)
    words = _("Since the week of {week} {channel} asks {after} on average instead of {before} ({change}).")
    step = words.format(
        week=i18n.date(begin), channel=channel, change=change,
        before=i18n.number(before, 2), after=i18n.number(after, 2),
    )  # fmt: skip
    if answer is None:
        few = _("Too few ordinary weeks lie on one side to tell what that did to its units.")
        return i18n.sentences(step, few)
    effect = answer.after / answer.before / answer.others - 1
    values = {
        "effect": i18n.percent(effect, 0), "value": i18n.number(answer.value, 1),
        "low": i18n.number(answer.low, 1), "high": i18n.number(answer.high, 1),
    }  # fmt: skip
    if answer.low <= 0 <= answer.high:
        text = _(
            "Against similar goods whose price stayed its units changed by {effect}, which may be chance: "
            "price elasticity {value}, 95 percent between {low} and {high}."
        )
    else:
        text = _(
            "Against similar goods whose price stayed its units changed by {effect}: price elasticity "
            "{value}, 95 percent between {low} and {high}."
        )
    return i18n.sentences(step, text.format(**values))
