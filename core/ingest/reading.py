"""Bytes to one table of cells: UTF-8 on disk, every record as wide as the header, in bounded memory.

Whatever came in (GB18030, tabs, gzip, an Excel sheet), what leaves here is a file that DuckDB reads, so
everything after it is SQL. A plain text stays where it is; anything else becomes a clean copy, for which
Python's csv module reads quotes as spreadsheets do, so rows count as there.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from core.errors import InputError, Message
from core.i18n import N_
from core.ingest import encodings, layout
from core.ingest.given_back import place_of_name, without_added
from core.ingest.html_tables import html_rows
from core.ingest.parts import Part, write_rows
from core.ingest.plain_text import Dialect, plain_rows
from core.ingest.sheets import sheets, table_part
from core.ingest.unpack import EXCEL_REMEDY, Source, unpack
from core.ingest.wanted import AS_FOUND, Wanted, refuse_unknown_sheets

LEFT_OUT = N_("Files in the packed file that could not be read and are left out: {count}.")
LARGEST_CELL = 1_000_000
_SAMPLE = 1 << 18
_CHARSET = re.compile(rb"""<meta[^>]*charset\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)


def read(path: Path, folder: Path, wanted: Wanted = AS_FOUND) -> list[Part]:
    """Every table of cells in a file, also inside .gz, .zip and workbooks; clean copies go to `folder`.

    Raises InputError, with what to do, for what is no table.
    """
    parts: list[Part] = []
    refused: list[InputError] = []
    for number, source in enumerate(unpack(path, folder)):
        try:
            parts += _parts(source, folder, f"clean-{path.stem[:40]}-{number}", wanted)
        except InputError as refusal:
            refused.append(refusal)
    if refused and not parts:
        raise refused[0]
    if refused:
        told = (Message(LEFT_OUT, {"count": len(refused)}), *(refusal.message for refusal in refused))
        parts[0] = replace(parts[0], notes=(*parts[0].notes, *told))
    refuse_unknown_sheets(path.name, wanted, [part.sheet for part in parts])
    return [
        replace(part, headers=without_added(part.headers), name_column=place_of_name(part.headers))
        for part in parts
    ]


def _parts(source: Source, folder: Path, stem: str, wanted: Wanted) -> list[Part]:
    """The tables of one file. Raises InputError for what is no table."""
    if source.refusal is not None:
        raise source.refusal
    if source.kind == "workbook":
        return sheets(source, folder, stem, wanted)
    if source.kind == "page":
        return _tables(source, folder, stem, wanted)
    return [_text(source, folder / f"{stem}.csv", wanted)]


def first_rows(part: Part, count: int) -> list[list[str]]:
    """The first rows of a part, below its header."""
    with part.path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        records = _records(stream, part.dialect)
        return list(islice(records, part.dialect.skipped, part.dialect.skipped + count))


def clean(part: Part, folder: Path) -> Part:
    """A text part as a clean copy, for a file that turned out not to be as plain as it looked."""
    target = folder / f"clean-{part.path.stem[:40]}-{part.header_row}.csv"
    return _copied(part, part.path, target)


def _text(source: Source, target: Path, wanted: Wanted) -> Part:
    path, encoding = _as_utf8(source, wanted.encoding, target.with_suffix(".utf8"))
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        sample = _whole_lines(stream.read(_SAMPLE))
    said = layout.find(sample)
    found = said if _is_as_found(wanted) else layout.find(sample, **_layout_of(wanted))
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
        as_found=said.headers if found != said else (),
    )
    counted = plain_rows(path, found.delimiter, quoted=found.quoted) if found.is_one_line else None
    if counted is None or counted[0] < skipped:
        return _copied(part, path, target)
    rows, windows = counted
    return replace(part, rows=rows - skipped, dialect=replace(part.dialect, windows=windows))


def _is_as_found(wanted: Wanted) -> bool:
    return wanted.delimiter is None and wanted.header_row("") is None


def _layout_of(wanted: Wanted) -> dict[str, Any]:
    row = wanted.header_row("")
    return {"delimiter": wanted.delimiter, "header": None if row is None else max(0, row - 1)}


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
            rows, too_wide = write_rows(
                records, target, width=len(part.headers), first_row=part.header_row + 1
            )
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


def _tables(source: Source, folder: Path, stem: str, wanted: Wanted) -> list[Part]:
    """The filled tables of a web page under a table's name."""
    path, encoding = _as_utf8(source, wanted.encoding or _named(source), folder / f"{stem}.utf8")
    parts: list[Part] = []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        for number, rows in groupby(html_rows(stream), key=lambda found: found[0]):
            cells = (row for _number, row in rows)
            name = str(number) if number > 1 else ""
            target = folder / f"{stem}-{number}.csv"
            part = table_part(source, cells, target, sheet="", row=wanted.header_row(name))
            if part is not None and len(part.headers) > 1:
                parts.append(replace(part, encoding=encoding.removesuffix("-sig"), sheet=name))
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
