"""The first rows of a kept file as other switches would read them, while somebody tries the switches."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pandas as pd

from core.errors import InputError
from core.i18n import N_
from core.ingest import encodings, layout
from core.ingest.choices import Choices
from core.ingest.wanted import delimiter_named
from core.intake.mapping import Sheet
from core.intake.uploads import notes_of

_SAMPLE = 1 << 16
_ROWS = 5
_PACKED = (b"PK", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")


def glimpse(path: Path, sheet: str, choices: Choices) -> Sheet | None:
    """The headers and first rows under these choices; None for what cannot be seen without unpacking it.

    Raises InputError where the file is not written in the encoding, or has no such row.
    """
    top = _top(path, sheet)
    if top:
        start = choices.header_row - 1 if choices.header_row else layout.header_row(top)
        return _sheet(path, top, start)
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
    if head.startswith(_PACKED):
        return None
    header = None if choices.header_row is None else choices.header_row - 1
    text = _decoded(path, head, choices.encoding)
    found = layout.find(text, delimiter=delimiter_named(choices.delimiter), header=header)
    return _sheet(path, layout.parse(text, found.delimiter, quoted=found.quoted), found.header_row)


def as_frame(sheet: Sheet) -> pd.DataFrame:
    """The rows of a sheet as text, one column c0, c1, ... per header."""
    width = len(sheet.headers)
    rows = [(*row[:width], *[""] * (width - len(row))) for row in sheet.rows]
    return pd.DataFrame(rows, columns=[f"c{place}" for place in range(width)])


def _sheet(path: Path, rows: list[list[str]], start: int) -> Sheet:
    if start >= len(rows):
        raise InputError(N_("{file} has no row {row} to find the headers in."), file=path.name, row=start + 1)
    below = tuple(tuple(row) for row in rows[start + 1 : start + 1 + _ROWS])
    return Sheet(path.name, layout.trimmed(rows[start]), below, len(below))


def _top(path: Path, sheet: str) -> list[list[str]]:
    """The first rows of a sheet of a workbook, as the check kept them."""
    try:
        rows: list[list[str]] = json.loads(notes_of(path).read_text(encoding="utf-8"))[sheet]["top"]
    except (OSError, KeyError, ValueError):
        return []
    return rows


def _decoded(path: Path, head: bytes, encoding: str | None) -> str:
    name = encoding or encodings.detect(path, path.name)
    try:
        text = codecs.getincrementaldecoder(name)("replace" if encoding is None else "strict").decode(head)
    except (UnicodeError, LookupError):
        raise InputError(
            N_(
                "{file} is not written in the encoding {encoding}. Choose another one, "
                "or none and let Abacus find it."
            ),
            file=path.name, encoding=name,
        ) from None  # fmt: skip
    whole = text if len(head) < _SAMPLE else text[: max(text.rfind("\n"), 0) + 1]
    return whole.lstrip("\ufeff")
