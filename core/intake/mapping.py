"""Mapping by hand: which header fills which column, tried on the first rows, remembered by the headers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from core import ledger as decisions
from core import schema
from core.ingest import SALES, Choices, ColumnMapping, suggest_mapping, table_names
from core.ingest.parts import Part
from core.ingest.recognise import fit
from core.ingest.templates import template
from core.ingest.unpack import Source
from core.ingest.words import plain
from core.intake.hand_in import choices_from_plain, plain_choices
from core.intake.uploads import notes_of
from core.ledger import Actor, Ledger, SavedMapping
from core.schema import Column

_CONSTANTS = "constants"
_WANTED = frozenset({
    "sku", "product_name", "name", "unit_price", "customer_id", "paid_at", "state", "currency", "location",
    "lead_time_days", "unit_cost",
})  # fmt: skip
"""Columns that many figures need, so that they are offered even where no header looks like them."""


@dataclass(frozen=True)
class Sheet:
    """The headers and first rows of a file that is mapped by hand."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int

    @property
    def shown_headers(self) -> tuple[str, ...]:
        """The headers that have a name, in their order."""
        return tuple(dict.fromkeys(header.strip() for header in self.headers if header.strip()))

    def examples(self, header: str, most: int = 3) -> str:
        """The first values under a header."""
        place = [h.strip() for h in self.headers].index(header)
        values = [row[place] for row in self.rows if place < len(row) and row[place].strip()]
        return ", ".join(dict.fromkeys(values[:most]))


@dataclass(frozen=True)
class MapField:
    """A column to fill. headers: those that may hold it, best first; sure: one is named exactly so."""

    column: Column
    required: bool
    headers: tuple[str, ...]
    sure: bool

    @property
    def is_shown_first(self) -> bool:
        return self.required or bool(self.headers) or self.column.name in _WANTED


def sheet_of(path: Path, sheet: str = "") -> Sheet | None:
    """The cells that a check kept beside an uploaded file; None once they are gone."""
    try:
        kept = json.loads(notes_of(path).read_text(encoding="utf-8"))[sheet]
    except (OSError, KeyError, ValueError):
        return None
    rows = tuple(tuple(row) for row in kept["rows"])
    return Sheet(path.name, tuple(kept["headers"]), rows, int(kept["count"]))


def best_table(sheet: Sheet) -> str:
    """The table whose columns the headers look most like; flat sales where hardly any is known."""
    found = {name: fit(_part(sheet), template(name)) for name in table_names()}
    best = max(found, key=lambda name: (len(found[name].columns) - len(found[name].missing), name == SALES))
    return best if len(found[best].columns) > 1 else SALES


def map_fields(sheet: Sheet, table: str) -> list[MapField]:
    """The columns of a table, those that a file must bring first, with suggestions."""
    columns = {c.name: c for c in (*schema.ORDERS.asked, *schema.ORDER_LINES.asked)} if table == SALES else {
        c.name: c for c in schema.TABLES[table].asked
    }  # fmt: skip
    found = suggest_mapping(_part(sheet), table, sample=sheet.rows)
    fields = [MapField(columns[s.column], s.required, s.headers, s.sure) for s in found]
    return sorted(fields, key=lambda field: (not field.required, not field.is_shown_first))


def mapped_rows(sheet: Sheet, mapping: ColumnMapping) -> pd.DataFrame:
    """The first rows under the columns they are mapped to, their values as the file writes them."""
    places = [header.strip() for header in sheet.headers]
    columns: dict[str, list[str]] = {}
    for name, header in mapping.headers.items():
        place = places.index(header.strip())
        columns[name] = [row[place] if place < len(row) else "" for row in sheet.rows]
    for name, value in mapping.constants.items():
        columns[name] = [value] * len(sheet.rows)
    return pd.DataFrame(columns)


def recalled(ledger: Ledger, headers: Sequence[str]) -> Choices:
    """What was answered when a file with exactly these headers was mapped before; else nothing."""
    saved = decisions.saved_mapping(ledger, headers_fingerprint(headers))
    if saved is None:
        return Choices()
    said = dict(saved.choices)
    constants = dict(said.pop(_CONSTANTS, {}))
    mapping = ColumnMapping(saved.table_name, saved.columns, constants) if saved.table_name else None
    return replace(choices_from_plain(said), mapping=mapping)


def remember(
    ledger: Ledger, actor: Actor, command_id: str, name: str, headers: Sequence[str], choices: Choices
) -> None:
    """Read files with these headers the same way from now on; also those with the mapped ones alone.

    Rejected rows are given back with the mapped columns only.
    """
    if choices.mapping is None:
        return
    lasting = replace(
        choices,
        mapping=None,
        snapshot_at=None,
        exported_at=None,
        sheets=None,
        delimiter=None,
        header_row=None,
    )
    kept: Mapping[str, object] = {**plain_choices(lasting), _CONSTANTS: dict(choices.mapping.constants)}
    columns = dict(choices.mapping.headers)
    whole, mapped = headers_fingerprint(headers), headers_fingerprint(tuple(columns.values()))
    for number, fingerprint in enumerate(dict.fromkeys((whole, mapped))):
        saved = SavedMapping(fingerprint, name, choices.mapping.table, columns, kept)
        decisions.save_mapping(ledger, actor, f"{command_id} {number}" if number else command_id, saved)


def remember_layout(
    ledger: Ledger, actor: Actor, command_id: str, name: str, headers: Sequence[str], choices: Choices
) -> None:
    """Look for the headers where a person found them, in files in which these stand where one looks first."""
    said = Choices(delimiter=choices.delimiter, header_row=choices.header_row)
    mapping = SavedMapping(headers_fingerprint(headers), name, "", {}, plain_choices(said))
    decisions.save_mapping(ledger, actor, command_id, mapping)


def headers_fingerprint(headers: Sequence[str]) -> str:
    """Names a set of headers, whatever their order and letter case."""
    words = sorted(plain(header) for header in headers if header.strip())
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def _part(sheet: Sheet) -> Part:
    """The headers as ingest knows a file; nothing is read from it."""
    return Part(
        Source(sheet.name, Path(sheet.name), "text", "", 0), Path(sheet.name), sheet.headers, 1, sheet.count
    )
