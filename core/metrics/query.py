"""Measures summed in one query: all terms of all sources side by side, by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import pandas as pd

from core.facts import Snapshot
from core.metrics.filters import By, Filters
from core.metrics.measures import EXACT, MEASURES, Source
from core.metrics.sources import SALES, Relation, Scope
from core.metrics.stock import STOCK

SOURCES: dict[Source, Relation] = SALES | STOCK
_START, _END, _AS_OF = (dt.date(1001, 1, day) for day in (1, 2, 3))
"""Days that stand for those of the question while an expression is translated."""

Build = Callable[[tuple[str, ...], Scope], ir.Table]


@dataclass(frozen=True)
class _Column:
    """One term of one measure, as the query names it."""

    name: str
    measure: str
    source: Source
    amount: ir.Value


def scope_of(
    snapshot: Snapshot, filters: Filters, *, by: By | None = None, line_by_line: bool = False
) -> Scope:
    """The scope of a question to this snapshot."""
    return Scope(filters, by, line_by_line, snapshot.as_of, snapshot.has_rows("result", "forecasts"))


def run(
    snapshot: Snapshot, build: Build, names: tuple[str, ...], scope: Scope, *, tail: str = ""
) -> pd.DataFrame:
    """The rows of an expression. tail: SQL after it, such as a page's limit.

    Translating an expression takes longer than answering it, so it is kept per shape of question: the same
    figures for another period differ only in their days, which are written into the kept text.
    """
    filters = replace(scope.filters, start=_START, end=_END)
    shape = replace(scope, filters=filters, as_of=_AS_OF if scope.as_of else None)
    query = _translated(build, names, shape)
    for stand_in, day in ((_START, scope.filters.start), (_END, scope.filters.end), (_AS_OF, scope.as_of)):
        if day is not None:
            query = query.replace(_written(stand_in), _written(day))
    return snapshot.frame(query + tail)


@lru_cache(maxsize=512)
def _translated(build: Build, names: tuple[str, ...], shape: Scope) -> str:
    return str(ibis.to_sql(build(names, shape), dialect="duckdb"))


def _written(day: dt.date) -> str:
    return f"MAKE_DATE({day.year}, {day.month}, {day.day})"


def sums(snapshot: Snapshot, measures: Iterable[str], filters: Filters) -> dict[str, Decimal]:
    """Each measure over all rows, exact; 0 where there are none."""
    columns = _columns(tuple(measures))
    if not columns:
        return {}
    frame = run(snapshot, _exact_sums, tuple(measures), scope_of(snapshot, filters))
    totals = dict.fromkeys((column.measure for column in columns), Decimal(0))
    for column in columns:
        totals[column.measure] += sum((Decimal(text) for text in frame[column.name].dropna()), Decimal(0))
    return {measure: shortened(total) for measure, total in totals.items()}


def sums_by(snapshot: Snapshot, measures: Iterable[str], filters: Filters, by: By) -> pd.DataFrame:
    """Each measure per key: one row per key that occurs, indexed by key, one column per measure."""
    columns = _columns(tuple(measures))
    frame = run(snapshot, _sums_by_key, tuple(measures), scope_of(snapshot, filters, by=by))
    per_key = frame.groupby("key", sort=True)[[column.name for column in columns]].sum()
    names = list(dict.fromkeys(column.measure for column in columns))
    return pd.DataFrame(
        {name: per_key[[c.name for c in columns if c.measure == name]].sum(axis=1) for name in names}
    )


def shortened(total: Decimal) -> Decimal:
    """The same number without the zeros at its end."""
    return total.quantize(Decimal(1)) if total == total.to_integral_value() else total.normalize()


def _columns(measures: Sequence[str]) -> list[_Column]:
    terms = [(measure, term) for measure in dict.fromkeys(measures) for term in MEASURES[measure]]
    return [
        _Column(f"a{number}", measure, term.source, term.amount)
        for number, (measure, term) in enumerate(terms)
    ]


def _exact_sums(measures: tuple[str, ...], scope: Scope) -> ir.Table:
    return _side_by_side(measures, scope, kind="string")


def _sums_by_key(measures: tuple[str, ...], scope: Scope) -> ir.Table:
    return _side_by_side(measures, scope, kind="float64")


def _side_by_side(measures: tuple[str, ...], scope: Scope, *, kind: str) -> ir.Table:
    """One part per source; a part leaves the other sources' columns empty."""
    parts, columns = [], _columns(measures)
    for source in dict.fromkeys(column.source for column in columns):
        rows = SOURCES[source](scope)
        added = {
            c.name: c.amount.sum().cast(EXACT).cast(kind) if c.source is source else ibis.null(kind)
            for c in columns
        }
        parts.append(rows.group_by("key").aggregate(**added) if scope.by else rows.aggregate(**added))
    return ibis.union(*parts, distinct=False) if len(parts) > 1 else parts[0]
