"""The grid of suggestions as an Excel file, out to a planner and back in with quantities.

A row that comes back is matched by the suggestion's id and version and by nothing else: rows may be sorted,
hidden or deleted, and a row of an older file can never become an order of something else.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from core import exports
from core.errors import InputError, Message
from core.i18n import N_, _
from core.purchasing.accepting import EditedLine
from core.purchasing.suggest import Suggestions

COLUMNS = {
    "supplier_name": N_("Supplier"),
    "sku": N_("SKU"),
    "product_name": N_("Product"),
    "location": N_("Location"),
    "physical": N_("In stock"),
    "reserved": N_("Promised"),
    "on_order_in_time": N_("On order, in time"),
    "expected_demand": N_("Expected demand"),
    "stock_out_on": N_("Runs out on"),
    "arrives_on": N_("Arrives on"),
    "pack_multiple": N_("Pack"),
    "moq": N_("Minimum"),
    "unit_cost": N_("Unit cost"),
    "currency": N_("Currency"),
    "units": N_("Suggested"),
    "accepted_units": N_("Order"),
    "reason": N_("Reason"),
    "suggestion_id": N_("Suggestion"),
    "version": N_("Version"),
}
"""Columns of the grid and their titles; the name of a column stands behind its title in brackets."""

READ = ("suggestion_id", "version", "accepted_units", "reason")
"""Columns that are read back. An empty quantity is no answer; 0 means: order nothing of it."""


@dataclass(frozen=True)
class RefusedRow:
    """A row of the file that is not taken, as the spreadsheet counts it, and why."""

    row: int
    reason: Message


@dataclass(frozen=True)
class GridAnswer:
    """The answers of a file, ready for `accept`; the rows that are none; how many were left empty."""

    edits: tuple[EditedLine, ...]
    refused: tuple[RefusedRow, ...]
    empty: int


def grid_out(shown: Suggestions, *, supplier_id: str | None = None) -> bytes:
    """The suggestions, of one supplier or of all, as a workbook in the reader's language.

    The column Order repeats what is suggested: change it, clear it or write 0.
    """
    lines = shown.lines if supplier_id is None else shown.lines[shown.lines["supplier_id"] == supplier_id]
    table = lines.assign(accepted_units=lines["units"], reason="")
    titles = {name: f"{_(title)} ({name})" if name in READ else _(title) for name, title in COLUMNS.items()}
    for name in ("stock_out_on", "arrives_on"):
        table[name] = pd.to_datetime(table[name]).dt.date
    return exports.xlsx_bytes(table[list(COLUMNS)], titles, sheet=_("Suggestions"))


def grid_in(content: bytes, shown: Suggestions) -> GridAnswer:
    """The planner's answers in a workbook that `grid_out` wrote.

    shown: the suggestions as they are now; a row of other ones is refused. Raises InputError for a file that
    is no such workbook.
    """
    rows = _sheet(content)
    columns = _columns(rows[0] if rows else [])
    versions = shown.versions()
    edits: list[EditedLine] = []
    refused: list[RefusedRow] = []
    empty = 0
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        if _text(cells["accepted_units"]) == "":
            empty += any(_text(cell) for cell in row)
            continue
        reason = _refusal(cells, versions, {edit.suggestion_id for edit in edits})
        if reason is not None:
            refused.append(RefusedRow(number, reason))
            continue
        edits.append(
            EditedLine(
                _text(cells["suggestion_id"]),
                _text(cells["version"]),
                int(float(cells["accepted_units"])),
                _text(cells["reason"]),
            )
        )
    return GridAnswer(tuple(edits), tuple(refused), empty)


def _sheet(content: bytes) -> list[list[Any]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows: list[list[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError:
        raise InputError(
            N_("This is no Excel workbook. Download the grid here, fill it in and hand it in.")
        ) from None
    return rows


def _columns(header: list[Any]) -> dict[str, int]:
    found = dict(_named(header))
    missing = [name for name in READ if name not in found and name != "reason"]
    if missing:
        raise InputError(
            N_("The columns {missing} are not in this file. Download the grid here and keep its first row."),
            missing=", ".join(missing),
        )
    return {"reason": len(header)} | found


def _named(header: list[Any]) -> Iterator[tuple[str, int]]:
    for place, title in enumerate(header):
        text = _text(title)
        for name in READ:
            if text == name or text.endswith(f"({name})"):
                yield name, place


def _refusal(cells: dict[str, Any], versions: dict[str, str], taken: set[str]) -> Message | None:
    wanted, version = _text(cells["suggestion_id"]), _text(cells["version"])
    if wanted not in versions:
        return Message(N_("There is no such suggestion any more: it was decided, or the data changed."))
    if version != versions[wanted]:
        return Message(N_("The suggestion has changed since this file was written. Download the grid again."))
    if wanted in taken:
        return Message(N_("The same suggestion stands in an earlier row of this file."))
    if not _is_whole(cells["accepted_units"]):
        found = {"found": _text(cells["accepted_units"])}
        return Message(N_('"{found}" is no quantity. Write a whole number, 0 or more.'), found)
    return None


def _is_whole(cell: Any) -> bool:
    try:
        number = float(cell)
    except (TypeError, ValueError):
        return False
    return math.isfinite(number) and number >= 0 and number == int(number)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
