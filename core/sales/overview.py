"""The figures of a period beside those of another, drawn over time, and said in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import coverage, i18n, metrics, phrases
from core.facts import Snapshot
from core.i18n import _
from core.metrics import By, Filters, Value
from core.sales.breakdown import breakdown
from core.sales.causes import read_change, signed_money
from core.sales.comparison import is_comparable
from core.sales.grains import has_part_at_edge, usual_grain
from core.sales.why import main_causes

_FIGURES = (
    "net_sales",
    "gross_margin_share",
    "orders",
    "units",
    "buyers",
    "average_order_value",
    "refund_rate",
)
_MOST_TILES = 6


@dataclass(frozen=True)
class Overview:
    """What the page says of a period, in the reader's language.

    figures: at most six, in order. before: empty where the days compared with are not known.
    """

    answer: str
    figures: tuple[Value, ...]
    before: Mapping[str, Value]


@dataclass(frozen=True)
class Course:
    """A period over time. table: day, value, series, for the chart. trends: values by name of the figure.

    grain: how finely it is drawn. notes: what must be known to read it.
    """

    table: pd.DataFrame
    trends: Mapping[str, list[float]]
    grain: By
    notes: tuple[str, ...]


def overview(snapshot: Snapshot, now: Filters, before: Filters, against: str) -> Overview:
    """The period `now` against `before`. against: its name in words."""
    values = metrics.compute(snapshot, _FIGURES, now)
    earlier = metrics.compute(snapshot, _FIGURES, before) if is_comparable(snapshot, before) else {}
    return Overview(
        answer=_answer(snapshot, values, earlier, now, before, against),
        figures=_shown(values),
        before=earlier,
    )


def figure_notes(snapshot: Snapshot, figure: str, filters: Filters) -> tuple[str, ...]:
    """What must be said beside a figure of the period, or why there is none."""
    value = metrics.compute(snapshot, (figure,), filters)[figure]
    said = value.notes if value.missing is None else (value.missing, *value.notes)
    return tuple(i18n.render(note) for note in said)


def course(
    snapshot: Snapshot,
    now: Filters,
    before: Filters,
    against: str,
    grain: str = "",
    figure: str = "net_sales",
) -> Course:
    """A figure over time, and what it is compared with laid over it. grain: '' chooses by the length."""
    first_day = coverage.first_day(snapshot) or now.start
    covered = is_comparable(snapshot, before)
    chosen = _grain(grain, now, first_day)
    names = list(dict.fromkeys((*_FIGURES, figure)))
    series = metrics.series_many(snapshot, names, now, chosen)
    return Course(
        table=lines(snapshot, series[figure], before if covered else None, chosen, figure),
        trends={name: [float(v) for v in frame["value"]] for name, frame in series.items()},
        grain=chosen,
        notes=_notes(now, against, covered=covered, first_day=first_day, grain=chosen),
    )


def _grain(asked: str, now: Filters, first_day: dt.date) -> By:
    known: Mapping[str, By] = {"day": "day", "week": "week", "month": "month"}
    days = (now.end - max(now.start, first_day)).days + 1
    if asked == "day" and days > _MOST_DAYS_DRAWN:
        return "week"
    return known.get(asked) or usual_grain(now, days)


_MOST_DAYS_DRAWN = 1200


def _shown(values: Mapping[str, Value]) -> tuple[Value, ...]:
    """Six tiles: the margin instead of the units where a cost is known."""
    left_out = "units" if values["gross_margin_share"].value is not None else "gross_margin_share"
    return tuple(value for name, value in values.items() if name != left_out)[:_MOST_TILES]


def lines(
    snapshot: Snapshot, frame: pd.DataFrame, before: Filters | None, grain: By, figure: str = "net_sales"
) -> pd.DataFrame:
    """day, value, series: the period, and what it is compared with, so that both end on the same day."""
    now = pd.DataFrame({"day": frame["key"], "value": frame["value"], "series": _("Now")})
    if before is None:
        return now
    earlier = metrics.series(snapshot, figure, before, grain)["value"].to_numpy()
    length = min(len(now), len(earlier))
    shifted = now.tail(length).assign(value=earlier[len(earlier) - length :], series=_("Before"))
    return pd.concat([now, shifted], ignore_index=True)


def _answer(
    snapshot: Snapshot,
    values: Mapping[str, Value],
    earlier: Mapping[str, Value],
    now: Filters,
    before: Filters,
    against: str,
) -> str:
    value, currency = values["net_sales"].value, snapshot.currency
    said = _("{amount} net sales in this period").format(amount=i18n.money(value, currency, 0))
    was = earlier["net_sales"].value if earlier else None
    difference = phrases.difference(value, was, "money", against=against, currency=currency)
    if value is None or was is None or not difference:
        return _("{sentence}.").format(sentence=said)
    change = signed_money(float(value - was), currency)
    sentence = _("{sales}, {difference} ({change}).").format(sales=said, difference=difference, change=change)
    return i18n.sentences(sentence, _why(snapshot, now, before))


def _why(snapshot: Snapshot, now: Filters, before: Filters) -> str:
    """The two main causes and the product that moved most, in money."""
    currency = snapshot.currency
    said = [main_causes(read_change(snapshot, now, before).causes, currency)]
    moved = _moved_most(snapshot, now, before)
    if moved is not None:
        amount = signed_money(float(moved["change"]), currency)
        said.append(
            _("The product that moved most: {product} ({amount}).").format(
                product=moved["label"], amount=amount
            )
        )
    return i18n.sentences(*said)


def _moved_most(snapshot: Snapshot, now: Filters, before: Filters) -> Mapping[str, Any] | None:
    table = breakdown(snapshot, "sku", now, before).table
    if table.empty or not table["change"].abs().max() > 0:
        return None
    return {str(name): value for name, value in table.loc[table["change"].abs().idxmax()].items()}


def _notes(now: Filters, against: str, *, covered: bool, first_day: dt.date, grain: By) -> tuple[str, ...]:
    said = [_("Dashed: {period}.").format(period=against)] if covered else []
    if not covered and now.start > first_day:
        words = _("No comparison: the order files begin on {date}.")
        said.append(words.format(date=i18n.date(first_day)))
    if has_part_at_edge(now, grain):
        said.append(
            _("The first and the last week of the chart may be cut by the chosen days.")
            if grain == "week"
            else _("The first and the last month of the chart may be cut by the chosen days.")
        )
    return tuple(said)
