"""Mapping by hand: for each column of a table, the headers of a file that may hold it, best first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.ingest.choices import ColumnMapping
from core.ingest.own_money import GROSS, PAID, amount_column
from core.ingest.parts import Part
from core.ingest.presets import Field
from core.ingest.recognise import fit
from core.ingest.templates import template
from core.ingest.words import plain

_ALIKE = 0.72
_TELLING_KINDS = ("timestamp", "date", "quantity")
"""Kinds whose values look like nothing else."""
_SAMPLE = 200
_DATE = re.compile(r"^\D{0,3}\d{1,4}[-/.年 ]+(\d{1,2}|[A-Za-z]{3,9})[-/.月 ,]+\d{1,4}")
_NUMBER = re.compile(r"^[^\w]{0,3}\d[\d.,\s]*[^\w]{0,2}[A-Za-z元%]{0,3}$")


@dataclass(frozen=True)
class Suggestion:
    """A column of the table and the headers that may hold it, best first; sure: named exactly so."""

    column: str
    required: bool
    headers: tuple[str, ...]
    sure: bool


def suggest_mapping(
    part: Part, table: str, *, sample: Sequence[Sequence[str]] = ()
) -> tuple[Suggestion, ...]:
    """A suggestion per column of a table ("sales" for flat sales). sample: some rows, to rule out headers by
    their values."""
    report = template(table)
    exact = {**fit(part, report).columns}
    amount = amount_column(part.headers, sample, set(exact.values()))
    if amount is not None and PAID in {f.name for f in report.fields} and not {PAID, GROSS} & set(exact):
        exact[PAID] = amount
    taken = set(exact.values())
    free = [i for i, header in enumerate(part.headers) if header.strip() and i not in taken]
    return tuple(
        Suggestion(f.name, f.required, (part.headers[exact[f.name]].strip(),), sure=True)
        if f.name in exact
        else Suggestion(
            f.name,
            f.required,
            tuple(part.headers[i].strip() for i in _alike(part, f, free, sample)),
            sure=False,
        )
        for f in report.fields
    )


def proposed(part: Part, table: str) -> ColumnMapping:
    """The mapping of the sure suggestions, to begin with."""
    found = {s.column: s.headers[0] for s in suggest_mapping(part, table) if s.sure}
    return ColumnMapping(table, found)


def _alike(part: Part, field: Field, free: Sequence[int], sample: Sequence[Sequence[str]]) -> list[int]:
    scored = [
        (max(_likeness(plain(part.headers[i]), plain(spelling)) for spelling in field.headers), i)
        for i in free
    ]
    alike = [
        i
        for score, i in sorted(scored, reverse=True)
        if score >= _ALIKE and _may_hold(field, [row[i] for row in sample if i < len(row)])
    ]
    return (alike or _by_values(field, free, sample))[:3]


def _by_values(field: Field, free: Sequence[int], sample: Sequence[Sequence[str]]) -> list[int]:
    """Where no name helps: the columns whose values are of the kind that a needed field must have."""
    if not field.required or field.kind not in _TELLING_KINDS:
        return []
    columns = {i: [row[i] for row in sample if i < len(row) and row[i].strip()] for i in free}
    held = [i for i, values in columns.items() if values and _may_hold(field, values)]
    if field.kind != "quantity":
        return held
    # Quantities are the shortest numbers of a row; codes and prices are longer.
    return sorted(held, key=lambda i: sum(map(len, columns[i])) / len(columns[i]))


def _likeness(header: str, spelling: str) -> float:
    """1 for the same; words of one inside the other count, so do characters in common."""
    if min(len(header), len(spelling)) >= 2 and (header in spelling or spelling in header):
        return 0.75 + 0.25 * min(len(header), len(spelling)) / max(len(header), len(spelling))
    return difflib.SequenceMatcher(None, header, spelling).ratio()


def _may_hold(field: Field, values: Sequence[str]) -> bool:
    """Whether the values of a column can be this field's: dates for dates, numbers for numbers."""
    filled = [value.strip() for value in values[:_SAMPLE] if value.strip()]
    if not filled:
        return True
    if field.kind in ("timestamp", "date"):
        return sum(bool(_DATE.match(v)) for v in filled) > len(filled) / 2
    if field.kind in ("quantity", "money", "number", "share", "whole"):
        return sum(bool(_NUMBER.match(v)) and not _DATE.match(v) for v in filled) > len(filled) / 2
    return True
