"""The rows behind a figure, with the file and row each came from; they add up to the figure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import ibis
import ibis.expr.types as ir
import pandas as pd

from core.facts import Snapshot
from core.metrics.compute import filled_tables, lacking, resolved
from core.metrics.filters import Filters
from core.metrics.measures import EXACT, MEASURES, Term
from core.metrics.query import SOURCES, run, scope_of
from core.metrics.sources import ROW, Scope, as_rows

Side = Literal["numerator", "denominator"]
_PROVENANCE = ("import_id", "file_no", "source_row")
COLUMNS = (*(name for name in ROW if name not in _PROVENANCE), "amount", "import_id", "file", "row")
"""Columns of the rows behind a figure.

what: sale, refund, order, stock, demand or forecast. row: as the spreadsheet counts it.
"""
_ORDER = ("day", "channel", "order_id", "line_id", "return_id", "sku", "location", "source_row", "amount")


@dataclass(frozen=True)
class Rows:
    """One page of the rows behind a figure (COLUMNS).

    total_rows, total: of all pages together; total is the figure's numerator or denominator.
    """

    frame: pd.DataFrame
    total_rows: int
    total: Decimal


def rows(
    snapshot: Snapshot,
    name: str,
    filters: Filters,
    *,
    page: int = 0,
    page_size: int = 50,
    side: Side = "numerator",
) -> Rows:
    """One page (from 0) of the rows behind a figure; rows that add nothing are left out.

    Rows come by day and order. The side "denominator" of a figure that is not a ratio has no rows.
    """
    measure = _measure(snapshot, name, side)
    if measure is None:
        return Rows(pd.DataFrame(columns=list(COLUMNS)), 0, Decimal(0))
    scope = scope_of(snapshot, filters, line_by_line=True)
    totals = run(snapshot, _totals, (measure,), scope).iloc[0]
    total = Decimal(0) if pd.isna(totals["total"]) else Decimal(str(totals["total"]))
    shown = run(
        snapshot,
        _ordered,
        (measure,),
        scope,
        tail=f"\nLIMIT {int(page_size)} OFFSET {int(page) * int(page_size)}",
    )
    return Rows(_with_files(snapshot, shown), int(totals["count"]), total)


def export_rows(snapshot: Snapshot, name: str, filters: Filters, *, side: Side = "numerator") -> pd.DataFrame:
    """All rows behind a figure (COLUMNS), for a download."""
    measure = _measure(snapshot, name, side)
    if measure is None:
        return pd.DataFrame(columns=list(COLUMNS))
    return _with_files(
        snapshot, run(snapshot, _ordered, (measure,), scope_of(snapshot, filters, line_by_line=True))
    )


def _measure(snapshot: Snapshot, name: str, side: Side) -> str | None:
    figure = resolved(snapshot, name)
    measure = figure.numerator if side == "numerator" else figure.denominator
    return None if lacking(figure, filled_tables(snapshot, [figure])) is not None else measure


def _behind(measures: tuple[str, ...], scope: Scope) -> ir.Table:
    parts = [_rows_of(term, scope) for measure in measures for term in MEASURES[measure]]
    return ibis.union(*parts, distinct=False) if len(parts) > 1 else parts[0]


def _totals(measures: tuple[str, ...], scope: Scope) -> ir.Table:
    return _behind(measures, scope).aggregate(count=ibis._.count(), total=ibis._.amount.sum().cast("string"))


def _ordered(measures: tuple[str, ...], scope: Scope) -> ir.Table:
    return _behind(measures, scope).order_by(list(_ORDER))


def _rows_of(term: Term, scope: Scope) -> ir.Table:
    rows = as_rows(SOURCES[term.source](scope)).mutate(amount=term.amount.cast(EXACT))
    rows = rows.filter(rows.amount != 0)
    return rows.select(**{name: rows[name].cast(kind) for name, kind in ROW.items()}, amount=rows.amount)


def _with_files(snapshot: Snapshot, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the name of their file instead of its number within the import."""
    names = _file_names(snapshot, frame["import_id"].dropna().unique().tolist())
    pairs = zip(frame["import_id"], frame["file_no"], strict=True)
    files = [names.get((int(i), int(f)), "") if pd.notna(i) and pd.notna(f) else "" for i, f in pairs]
    named = frame.assign(
        file=pd.Series(files, index=frame.index, dtype=object), row=frame["source_row"].astype("Int64")
    )
    return named[list(COLUMNS)]


def _file_names(snapshot: Snapshot, imports: list[int]) -> dict[tuple[int, int], str]:
    """(import, number of the file in it) -> name, with the sheet where there is one."""
    if not imports:
        return {}
    marks = ", ".join("?" for _ in imports)
    found = snapshot.frame(
        f"SELECT import_id, files FROM lake.meta.imports WHERE import_id IN ({marks})", imports
    )
    return {
        (int(import_id), number): f"{file['name']} [{file['sheet']}]" if file.get("sheet") else file["name"]
        for import_id, files in zip(found["import_id"].tolist(), found["files"].tolist(), strict=True)
        for number, file in enumerate(json.loads(files))
    }
