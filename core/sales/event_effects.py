"""What festivals and sale events did to sales: their days against normal days around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from core.facts import Snapshot
from core.i18n import N_, _
from core.metrics import Filters
from core.metrics.measures import Source
from core.metrics.query import SOURCES, run, scope_of
from core.metrics.sources import Scope

FAMILIES: Mapping[str, str] = {
    "spring_festival": N_("Spring Festival"),
    "mid_autumn": N_("Mid-Autumn Festival"),
    "dragon_boat": N_("Dragon Boat Festival"),
    "national_day": N_("National Day"),
    "618": N_("618"),
    "11.11": N_("Singles' Day"),
    "12.12": N_("12.12"),
    "black_friday": N_("Black Friday"),
    "christmas": N_("Christmas"),
    "easter": N_("Easter"),
    "livestream": N_("a livestream"),
    "own_promotion": N_("own promotions"),
    "campaign": N_("campaigns"),
}
"""Families of events by code; several events of a family count together."""
MOVING = ("spring_festival", "mid_autumn", "dragon_boat", "easter")
"""Festivals whose day changes from year to year."""
AROUND_DAYS = 56
"""Days before and after an event's day among which normal days are looked for."""
_LEAST_NORMAL_DAYS = 3
_CLEAR = 2.0
"""A shift is named when it is more than this many standard deviations of normal days."""

_EVENTS = """
SELECT family, first_day, last_day, coalesce(channels, '') AS channels FROM lake.result.forecast_calendar
WHERE first_day <= $2::DATE AND last_day >= $1::DATE AND family <> 'closure'
"""
_LISTED = """
SELECT family, starts_on AS first_day, coalesce(ends_on, starts_on) AS last_day,
    coalesce(channels, '') AS channels
FROM lake.current.events WHERE starts_on <= $2::DATE AND coalesce(ends_on, starts_on) >= $1::DATE
    AND family <> 'closure'
"""


@dataclass(frozen=True)
class EventShift:
    """What the events of a family did in one period less in the other, display currency.

    has_moved: a festival that both years had, on other days. units: the same in units, by channel.
    """

    family: str
    amount: float
    has_moved: bool
    units: Mapping[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The family in the reader's language."""
        return _(FAMILIES[self.family]) if self.family in FAMILIES else self.family


def event_shifts(snapshot: Snapshot, now: Filters, before: Filters) -> tuple[EventShift, ...]:
    """What each family of events did now less before, where chance does not explain it."""
    first = min(now.start, before.start) - dt.timedelta(days=AROUND_DAYS)
    last = max(now.end, before.end) + dt.timedelta(days=AROUND_DAYS)
    query = _EVENTS if snapshot.has_rows("result", "forecast_calendar") else _LISTED
    events = snapshot.frame(query, [first, last])
    if events.empty:
        return ()
    last = min(last, snapshot.as_of or last)
    days = run(snapshot, _by_day, (), scope_of(snapshot, replace(now, start=first, end=max(last, first))))
    is_year_apart = abs((now.start - before.start).days - 365) <= 7
    return shifts_of(days, events, now=now, before=before, is_year_apart=is_year_apart)


def shifts_of(
    days: pd.DataFrame, events: pd.DataFrame, *, now: Filters, before: Filters, is_year_apart: bool
) -> tuple[EventShift, ...]:
    """The same from tables. days: day, channel, net_sales, units.

    events: family, first_day, last_day, channels.
    """
    if days.empty:
        return ()
    table, units = (_calendar(days, name) for name in ("net_sales", "units"))
    marks = _marked(table.index, list(table.columns), events)
    effects, noise = _effects(table, marks)
    in_units, _noise = _effects(units, marks)
    is_now, is_before = (_within(table.index, one) for one in (now, before))
    found = []
    for family in sorted({str(name) for name in marks.to_numpy().ravel()} - {""}):
        own, variance = effects.where(marks == family, 0.0), (noise**2).where(marks == family, 0.0)
        amount = float(own[is_now].to_numpy().sum() - own[is_before].to_numpy().sum())
        chance = float(np.sqrt(variance[is_now].to_numpy().sum() + variance[is_before].to_numpy().sum()))
        if abs(amount) > _CLEAR * chance and amount:
            pieces = in_units.where(marks == family, 0.0)
            shifted = pieces[is_now].sum() - pieces[is_before].sum()
            has_moved = is_year_apart and family in MOVING
            found.append(
                EventShift(family, amount, has_moved, {str(k): float(v) for k, v in shifted.items()})
            )
    return tuple(found)


def _by_day(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    """Units by day and channel, and what they bring at each product's mean price of the whole time.

    A constant price, because a changed one is a cause of its own.
    """
    rows = SOURCES[Source.PAID_WITH_RATE](scope)
    rows = rows.mutate(item=rows["sku"].fill_null(""))
    sold = ibis._.units.sum().cast("float64")
    prices = rows.group_by("channel", "item").aggregate(
        price=ibis._.net_sales.sum().cast("float64") / sold.nullif(0)
    )
    daily = rows.group_by("day", "channel", "item").aggregate(sold=sold)
    priced = daily.join(prices, ["channel", "item"])
    return priced.group_by("day", "channel").aggregate(
        net_sales=(priced.sold * priced.price).sum(), units=priced.sold.sum()
    )


def _calendar(days: pd.DataFrame, name: str) -> pd.DataFrame:
    """A column by day (every one) and channel; 0 where nothing was sold."""
    table = days.assign(day=pd.to_datetime(days["day"])).pivot_table(
        index="day", columns="channel", values=name, aggfunc="sum"
    )
    return table.reindex(pd.date_range(table.index.min(), table.index.max())).fillna(0.0)


def _within(days: pd.Index, filters: Filters) -> np.ndarray:
    return np.asarray((days >= pd.Timestamp(filters.start)) & (days <= pd.Timestamp(filters.end)))


def _marked(days: pd.Index, channels: list[str], events: pd.DataFrame) -> pd.DataFrame:
    """The family of each day and channel, '' for normal days; the shorter event of two wins."""
    marks = pd.DataFrame("", index=days, columns=channels)
    spans = zip(
        pd.to_datetime(events["first_day"]),
        pd.to_datetime(events["last_day"]),
        events["family"].astype(str),
        events["channels"].astype(str),
        strict=True,
    )
    for first, last, family, names in sorted(spans, key=lambda span: span[0] - span[1]):
        named = [name.strip() for name in names.split(",") if name.strip()]
        marks.loc[first:last, [name for name in channels if not named or name in named]] = family
    return marks


def _effects(table: pd.DataFrame, marks: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sales above or below normal days of the same weekday around, and how far normal days stray from them.

    0 where too few normal days are near.
    """
    normal = table.where(marks == "")
    effects, noise = table * 0.0, table * 0.0
    for weekday in range(7):
        own = normal[pd.DatetimeIndex(normal.index).weekday == weekday]
        around = own.rolling(f"{2 * AROUND_DAYS + 1}D", center=True, min_periods=_LEAST_NORMAL_DAYS)
        mean, spread = around.mean(), around.std()
        effects.loc[own.index] = (table.loc[own.index] - mean).fillna(0.0)
        noise.loc[own.index] = (spread * np.sqrt(1 + 1 / around.count())).fillna(0.0)
    return effects, noise
