"""What is expected week by week, for a chart."""

from __future__ import annotations

import pandas as pd

from core import i18n
from core.i18n import _
from core.purchasing.order_book import OrderBook

MOST_WEEKS = 12


def arrivals_by_week(book: OrderBook, measure: str) -> pd.DataFrame:
    """label, value, is_marked: open units ("units") or money at unit cost ("money") by the week they are due.

    Late ones stand first and are marked, by no week, because their day is over; then week by week, then what
    comes beyond MOST_WEEKS, then what nobody can date. Money without a known cost is left out.
    """
    lines = book.lines[book.lines["open_units"] > 0]
    value = lines["open_units"]
    if measure == "money":
        value = (value * lines["unit_cost"] * lines["rate"]).fillna(0.0)
    monday = pd.Timestamp(book.as_of).to_period("W").start_time
    week = (lines["expected_on"] - monday).dt.days // 7
    place = week.clip(lower=0, upper=MOST_WEEKS).fillna(MOST_WEEKS + 1.0).mask(lines["is_late"], -1.0)
    sums = value.groupby(place).sum().sort_index()
    return pd.DataFrame(
        {
            "label": [_label(int(number), monday) for number in sums.index],
            "value": sums.to_numpy(dtype="float64"),
            "is_marked": [bool(number < 0) for number in sums.index],
        }
    )


def _label(number: int, monday: pd.Timestamp) -> str:
    if number < 0:
        return "▲ " + _("Late, any day")
    if number > MOST_WEEKS:
        return _("Nobody said when")
    first = (monday + pd.Timedelta(weeks=number)).date()
    words = _("Week of {date}") if number < MOST_WEEKS else _("Later, from {date}")
    return words.format(date=i18n.date(first))
