"""Bytes to one table of cells: UTF-8 on disk, every record as wide as the header, in bounded memory.

Whatever came in (GB18030, tabs, gzip, an Excel sheet), what leaves here is a file that DuckDB reads, so
everything after it is SQL. A plain text stays where it is; anything else becomes a clean copy, for which
Python's csv module reads quotes as spreadsheets do, so rows count as there.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from pathlib import Path

import python_calamine

from core.errors import InputError, Message
from core.i18n import N_
from core.ingest import encodings, layout
from core.ingest.html_tables import html_rows
from core.ingest.plain_text import Dialect, plain_rows
from core.ingest.unpack import EXCEL_REMEDY, Source, unpack

LARGEST_CELL = 1_000_000
_SAMPLE = 1 << 18
_CHARSET = re.compile(rb"""<meta[^>]*charset\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)
_EXACT_DIGITS = 1e15
"""Excel keeps 15 digits of a number; a longer one has already lost its end."""


@dataclass(frozen=True)
class Part:
    """One table of cells: a text file or one sheet of a workbook, as UTF-8 at `path`, written in `dialect`.

    headers: as written in the file. header_row: as the spreadsheet counts it, from 1. rows: records below it.
    too_wide: rows with filled cells beyond the last header, as the spreadsheet counts them, and those cells.
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

    @property
    def name(self) -> str:
        """The file's name, with the sheet where there are several."""
        return f"{self.source.name} [{self.sheet}]" if self.sheet else self.source.name


def read(path: Path, folder: Path, *, encoding: str | None = None) -> list[Part]:
    """Every table of cells in a file, also inside .gz, .zip and workbooks; clean copies go to `folder`.

    Raises InputError, with what to do, for what is no table.
    """
    parts: list[Part] = []
    for number, source in enumerate(unpack(path, folder)):
        stem = f"clean-{path.stem[:40]}-{number}"
        if source.kind == "workbook":
            parts += _sheets(source, folder, stem)
        elif source.kind == "page":
            parts += _tables(source, folder, stem, encoding)
        else:
            parts.append(_text(source, folder / f"{stem}.csv", encoding))
    return parts


def first_rows(part: Part, count: int) -> list[list[str]]:
    """The first rows of a part, below its header."""
    with part.path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        records = _records(stream, part.dialect)
        return list(islice(records, part.dialect.skipped, part.dialect.skipped + count))


def clean(part: Part, folder: Path) -> Part:
    """A text part as a clean copy, for a file that turned out not to be as plain as it looked."""
    target = folder / f"clean-{part.path.stem[:40]}-{part.header_row}.csv"
    return _copied(part, part.path, target)


def _text(source: Source, target: Path, wanted: str | None) -> Part:
    path, encoding = _as_utf8(source, wanted, target.with_suffix(".utf8"))
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        found = layout.find(_whole_lines(stream.read(_SAMPLE)))
    skipped = found.header_row + 1
    part = Part(
        source,
        path,
        found.headers,
        skipped,
        0,
        "",
        encoding.removesuffix("-sig"),
        found.delimiter,
        dialect=Dialect(found.delimiter, found.quoted, skipped),
    )
    counted = plain_rows(path, found.delimiter, quoted=found.quoted) if found.is_one_line else None
    if counted is None or counted[0] < skipped:
        return _copied(part, path, target)
    rows, line_end = counted
    return replace(part, rows=rows - skipped, dialect=replace(part.dialect, line_end=line_end))


def _as_utf8(source: Source, wanted: str | None, target: Path) -> tuple[Path, str]:
    """The file itself where it is UTF-8, else a copy that is; and the encoding it was written in.

    Raises InputError where it is not written in the encoding that is wanted.
    """
    encoding = wanted or encodings.detect(source.path, source.name)
    try:
        if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig"):
            return source.path, encoding
        with source.path.open(encoding=encoding, newline="") as stream, target.open("wb") as out:
            while text := stream.read(_SAMPLE):
                out.write(text.encode("utf-8", errors="replace"))
    except (UnicodeError, LookupError):
        raise InputError(
            N_(
                "{file} is not written in the encoding {encoding}. Choose another one, "
                "or none and let Abacus find it."
            ),
            file=source.name, encoding=encoding,
        ) from None  # fmt: skip
    return target, encoding


def _records(stream: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST_CELL)
    return csv.reader(
        stream,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
    )


def _copied(part: Part, path: Path, target: Path) -> Part:
    """A part whose rows are copied cleanly from `path`."""
    name = part.source.name
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            records = _records(stream, part.dialect)
            for _title in range(part.header_row):
                next(records)
            rows, too_wide = _write(records, target, width=len(part.headers), first_row=part.header_row + 1)
    except csv.Error:
        raise InputError(
            N_(
                "{file} has a quotation mark that is never closed, so its rows "
                "cannot be told apart. Export the file again."
            ),
            file=name,
        ) from None
    except StopIteration:
        raise InputError(N_("{file} holds no rows."), file=name) from None
    return replace(part, path=target, rows=rows, too_wide=too_wide, dialect=Dialect())


def _whole_lines(text: str) -> str:
    """A sample without its last, cut line."""
    if len(text) < _SAMPLE:
        return text
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text if end < 0 else text[: end + 1]


def _write(
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


def _sheets(source: Source, folder: Path, stem: str) -> list[Part]:
    """The filled, visible sheets of a workbook."""
    parts: list[Part] = []
    try:
        with python_calamine.CalamineWorkbook.from_path(source.path) as workbook:
            shown = [
                s.name
                for s in workbook.sheets_metadata
                if s.visible == python_calamine.SheetVisibleEnum.Visible
            ]
            for number, name in enumerate(shown):
                part = _sheet(source, workbook.get_sheet_by_name(name), folder / f"{stem}-{number}.csv")
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
        raise InputError(N_("{file} has no sheet with rows in it."), file=source.name)
    return parts


def _tables(source: Source, folder: Path, stem: str, wanted: str | None) -> list[Part]:
    """The filled tables of a web page under a table's name."""
    path, encoding = _as_utf8(source, wanted or _named(source), folder / f"{stem}.utf8")
    parts: list[Part] = []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        for number, rows in groupby(html_rows(stream), key=lambda found: found[0]):
            cells = (row for _number, row in rows)
            part = _table(source, cells, folder / f"{stem}-{number}.csv", sheet="")
            if part is not None and len(part.headers) > 1:
                name = encoding.removesuffix("-sig")
                parts.append(replace(part, encoding=name, sheet=str(number) if number > 1 else ""))
    if not parts:
        raise InputError(
            N_("{file} is a web page under a table's name. {remedy}"), file=source.name, remedy=EXCEL_REMEDY
        )
    return parts


def _named(source: Source) -> str | None:
    """The encoding that a web page says it is written in, where that is so."""
    with source.path.open("rb") as stream:
        found = _CHARSET.search(stream.read(_SAMPLE))
    if found is None:
        return None
    name = found[1].decode().lower()
    encoding = "gb18030" if name in ("gb2312", "gbk") else name
    try:
        return encoding if encodings.is_valid(source.path, encoding) else None
    except LookupError:
        return None


def _sheet(source: Source, sheet: python_calamine.CalamineSheet, target: Path) -> Part | None:
    rows = ([_cell(cell) for cell in row] for row in sheet.iter_rows())
    return _table(source, rows, target, sheet=sheet.name)


def _table(source: Source, rows: Iterator[list[str]], target: Path, *, sheet: str) -> Part | None:
    """The part that rows of cells make; None where none of them has a filled cell near the top."""
    top = list(islice(rows, layout.ROWS_SEARCHED))
    if not any(cell for row in top for cell in row):
        return None
    start = layout.header_row(top)
    headers = layout.trimmed(top[start])
    below = (layout.trimmed(row) for part in (top[start + 1 :], rows) for row in part)
    count, too_wide = _write(below, target, width=len(headers), first_row=start + 2)
    return Part(source, target, headers, start + 1, count, sheet, "xlsx", "", too_wide)


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
