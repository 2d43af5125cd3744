"""The one sentence of the day: the last complete day against the same weekday a week before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from core import coverage, i18n, metrics, phrases
from core.facts import Snapshot
from core.i18n import _, ngettext
from core.metrics import Filters, Value

_SOLD = ("net_sales", "orders", "average_order_value", "buyers")
_STOCKED = ("stock_value", "stock_out_rate")
_UNTIL_STOCK = ("units", "refund_rate")

_WEEK = dt.timedelta(days=7)
COURSE_WEEKS = 4


def figures(snapshot: Snapshot) -> tuple[str, ...]:
    """The tiles: of the last seven days, and of stock as it is now where stock is known."""
    return _SOLD + (_STOCKED if snapshot.has_rows("current", "stock") else _UNTIL_STOCK)


def courses(snapshot: Snapshot, filters: Filters) -> Mapping[str, list[float]]:
    """What was sold, day by day over COURSE_WEEKS up to the period's end, by name of the figure."""
    weeks = replace(filters, start=filters.end - COURSE_WEEKS * _WEEK + dt.timedelta(days=1))
    series = metrics.series_many(snapshot, _SOLD, weeks, "day")
    return {name: [float(value) for value in table["value"]] for name, table in series.items()}


def answer(snapshot: Snapshot, filters: Filters) -> str:
    """Net sales and orders of the last day of the filters' period, and how they compare."""
    day = replace(filters, start=filters.end)
    before = replace(day, start=day.start - _WEEK, end=day.end - _WEEK)
    now = metrics.compute(snapshot, ["net_sales", "orders"], day)
    was = metrics.compute(snapshot, ["net_sales"], before) if _is_known(snapshot, before) else {}
    orders = int(now["orders"].value or 0)
    sold = _("{date}: {amount} net sales from {orders}").format(
        date=i18n.date(day.end),
        amount=i18n.money(now["net_sales"].value, snapshot.currency, 0),
        orders=ngettext("{count} order", "{count} orders", orders).format(count=i18n.number(orders)),
    )
    difference = _difference(now["net_sales"], was.get("net_sales"))
    if not difference:
        return _("{sentence}.").format(sentence=sold)
    return _("{sales}, {difference}.").format(sales=sold, difference=difference)


def _difference(now: Value, was: Value | None) -> str:
    earlier = None if was is None else was.value
    return phrases.difference(
        now.value, earlier, "money", against=_("the same weekday a week before"), currency=now.currency
    )


def _is_known(snapshot: Snapshot, before: Filters) -> bool:
    first = coverage.first_day(snapshot)
    return first is not None and first <= before.start
