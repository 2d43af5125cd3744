"""Figures of one period: value, what it was divided by, the count behind it, what must be said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.errors import Message
from core.facts import Snapshot
from core.metrics import figures
from core.metrics.figure import Figure, Unit
from core.metrics.filters import Filters
from core.metrics.notes import GAPS, NEEDS, NOTES, Situation
from core.metrics.query import sums


@dataclass(frozen=True)
class Value:
    """A figure's value over a period; None with `missing` where it cannot be known, never 0 instead.

    n: the count behind it. currency: of money, else empty. is_thin: the count is below the figure's minimum.
    """

    figure: Figure
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    n: int
    unit: Unit
    currency: str = ""
    missing: Message | None = None
    notes: tuple[Message, ...] = ()

    @property
    def is_thin(self) -> bool:
        return self.n < self.figure.minimum


def compute(snapshot: Snapshot, names: Sequence[str], filters: Filters) -> dict[str, Value]:
    """The named figures over the filters' period."""
    asked = [resolved(snapshot, name) for name in names]
    tables = filled_tables(snapshot, asked)
    known = [figure for figure in asked if tables.issuperset(figure.tables)]
    now = Situation(
        sums(snapshot, measures_of(known), filters),
        filters,
        tables,
        snapshot.as_of,
        snapshot.has_rows("result", "forecasts"),
    )
    return {figure.name: _value(figure, now, snapshot.currency) for figure in asked}


def resolved(snapshot: Snapshot, name: str) -> Figure:
    """The figure with the sums that apply: without forecasts the stock-out rate is one of days."""
    figure = figures.figure(name)
    if name == "stock_out_rate" and not snapshot.has_rows("result", "forecasts"):
        return replace(figure, numerator="sku_days_out", denominator="sku_days")
    return figure


def filled_tables(snapshot: Snapshot, asked: Iterable[Figure]) -> frozenset[str]:
    """The current tables with rows, of those that the figures need or speak of."""
    needed = {table for figure in asked for table in figure.tables} | {"returns"}
    return frozenset(table for table in needed if snapshot.has_rows("current", table))


def lacking(figure: Figure, tables: frozenset[str]) -> Message | None:
    """What must be uploaded before there is such a figure."""
    return next((Message(NEEDS[table]) for table in figure.tables if table not in tables), None)


def measures_of(asked: Iterable[Figure]) -> list[str]:
    """All sums that the figures and their notes read."""
    names: list[str] = []
    for figure in asked:
        names += [figure.numerator, figure.count, *([figure.denominator] if figure.denominator else [])]
        for rule in (*(NOTES[name] for name in figure.notes), *(GAPS[name] for name in figure.gaps)):
            names += rule.measures
    return list(dict.fromkeys(names))


def _value(figure: Figure, now: Situation, currency: str) -> Value:
    shown = currency if figure.unit == "money" else ""
    missing = lacking(figure, now.tables)
    if missing is not None:
        return Value(figure, None, None, None, 0, figure.unit, shown, missing)
    numerator, n = now.sums[figure.numerator], int(now.sums[figure.count])
    denominator = now.sums[figure.denominator] if figure.denominator else None
    missing = next((said for name in figure.gaps if (said := GAPS[name].say(now))), None)
    value = None if missing else divided(numerator, denominator)
    notes = tuple(said for name in figure.notes if (said := NOTES[name].say(now)))
    return Value(figure, value, numerator, denominator, n, figure.unit, shown, missing, notes)


def divided(numerator: Decimal, denominator: Decimal | None) -> Decimal | None:
    """The numerator alone, or by the denominator; None where that is 0."""
    if denominator is None:
        return numerator
    return numerator / denominator if denominator else None
