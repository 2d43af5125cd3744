"""The tables of a workbook, sheet by sheet, and of anything else that comes as rows of cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import python_calamine

from core.errors import InputError
from core.i18n import N_
from core.ingest import layout
from core.ingest.parts import Part, write_rows
from core.ingest.unpack import Source
from core.ingest.wanted import Wanted, refuse_unknown_sheets

_TOP_ROWS = 20
"""Rows that are kept of a sheet, to choose the one with the headers from."""
_EXACT_DIGITS = 1e15
"""Excel keeps 15 digits of a number; a longer one has already lost its end."""


def sheets(source: Source, folder: Path, stem: str, wanted: Wanted) -> list[Part]:
    """The filled, visible sheets of a workbook that are wanted."""
    parts: list[Part] = []
    shown: list[str] = []
    try:
        with python_calamine.CalamineWorkbook.from_path(source.path) as workbook:
            shown = [
                s.name
                for s in workbook.sheets_metadata
                if s.visible == python_calamine.SheetVisibleEnum.Visible
            ]
            for number, name in enumerate(shown):
                if not wanted.reads(name):
                    continue
                target = folder / f"{stem}-{number}.csv"
                part = _sheet(source, workbook.get_sheet_by_name(name), target, wanted.header_row(name))
                if part is not None:
                    parts.append(part)
    except python_calamine.PasswordError:
        raise InputError(
            N_("{file} is protected by a password. Save it without one and import it again."),
            file=source.name,
        ) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise InputError(
            N_("{file} is damaged: Excel's own format cannot be read. Save it again as .xlsx."),
            file=source.name,
        ) from None
    if not parts:
        refuse_unknown_sheets(source.name, wanted, shown)
        raise InputError(N_("{file} has no sheet with rows in it."), file=source.name)
    return [replace(part, sheets=tuple(shown)) for part in parts]


def _sheet(
    source: Source, sheet: python_calamine.CalamineSheet, target: Path, row: int | None
) -> Part | None:
    rows = ([_cell(cell) for cell in row] for row in sheet.iter_rows())
    part = table_part(source, rows, target, sheet=sheet.name, row=row)
    return None if part is None else replace(part, merged=_merged(sheet, part.header_row))


def _merged(sheet: python_calamine.CalamineSheet, header_row: int) -> tuple[tuple[int, int], ...]:
    """Column and row of each cell below the header that the cell above it covers."""
    # Rows of cells begin at the first filled column, merged ranges at the first of the sheet.
    first = (sheet.start or (0, 0))[1]
    down = (
        (top, bottom) for top, bottom in sheet.merged_cell_ranges or () if bottom[0] > top[0] >= header_row
    )
    return tuple(
        (column - first, row + 1)
        for top, bottom in down
        for column in range(top[1], bottom[1] + 1)
        for row in range(top[0] + 1, bottom[0] + 1)
    )


def table_part(
    source: Source, rows: Iterator[list[str]], target: Path, *, sheet: str, row: int | None
) -> Part | None:
    """The part that rows of cells make; None where none of them has a filled cell near the top.

    row: the one with the headers, from 1, where it is known.
    """
    top = list(islice(rows, layout.ROWS_SEARCHED))
    if not any(cell for row in top for cell in row):
        return None
    said = layout.header_row(top)
    start = said if row is None else min(max(0, row - 1), len(top) - 1)
    headers = layout.trimmed(top[start])
    below = (layout.trimmed(row) for part in (top[start + 1 :], rows) for row in part)
    count, too_wide = write_rows(below, target, width=len(headers), first_row=start + 2)
    part = Part(source, target, headers, start + 1, count, sheet, "xlsx", "", too_wide)
    as_found = layout.trimmed(top[said]) if start != said else ()
    return replace(part, as_found=as_found, top=tuple(map(tuple, top[:_TOP_ROWS])))


def _cell(value: object) -> str:
    """A cell as text: dates in ISO order, whole numbers without a point, numbers that lost digits
    recognisably."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if abs(value) >= _EXACT_DIGITS:
            return f"{value:.14E}"
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)
