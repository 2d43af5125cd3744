"""One table of cells as it leaves the reading of a file, and clean copies on disk."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import Message
from core.ingest.plain_text import Dialect
from core.ingest.unpack import Source


@dataclass(frozen=True)
class Part:
    """One table of cells: a text file or one sheet of a workbook, as UTF-8 at `path`, written in `dialect`.

    headers: as written in the file. header_row: as the spreadsheet counts it, from 1. rows: records below it.
    too_wide: rows with filled cells beyond the last header, as the spreadsheet counts them, and those cells.
    as_found: the headers that would be found, where a person said which row they are in, or the delimiter.
    sheets: every filled, visible sheet of the file. top: the first rows of a sheet, as they are.
    merged: position of the column and row, as the spreadsheet counts it, of cells that the cell above covers.
    name_column: position of the column that names rejected rows which are handed in again; see `given_back`.
    """

    source: Source
    path: Path
    headers: tuple[str, ...]
    header_row: int
    rows: int
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    too_wide: tuple[tuple[int, str], ...] = ()
    notes: tuple[Message, ...] = field(default=())
    dialect: Dialect = field(default=Dialect())
    as_found: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    top: tuple[tuple[str, ...], ...] = ()
    merged: tuple[tuple[int, int], ...] = ()
    name_column: int | None = None

    @property
    def name(self) -> str:
        """The file's name, with the sheet where there are several."""
        return f"{self.source.name} [{self.sheet}]" if self.sheet else self.source.name


def write_rows(
    records: Iterable[Sequence[object]], target: Path, *, width: int, first_row: int
) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Write records as wide as the header; returns how many, and those with filled cells beyond it."""
    too_wide: list[tuple[int, str]] = []
    written = 0

    def fitted() -> Iterator[Sequence[object]]:
        nonlocal written
        for written, record in enumerate(records, 1):
            if len(record) == width:
                yield record
            elif len(record) < width:
                yield [*record, *[""] * (width - len(record))]
            else:
                extra = ", ".join(str(cell) for cell in record[width:] if str(cell).strip())
                if extra:
                    too_wide.append((first_row + written - 1, extra[:200]))
                yield record[:width]

    with target.open("w", encoding="utf-8", errors="replace", newline="") as out:
        # Quoting everything keeps line breaks of all kinds inside their cells.
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(fitted())
    return written, tuple(too_wide)
