"""Where the table is in a file: its delimiter, its header row, and which rows only decorate it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.ingest.words import known_share

ROWS_SEARCHED = 50
"""Title blocks and notes above a header are shorter than this in every export found."""
DELIMITERS = (",", "\t", ";", "|")
_NUMBER = re.compile(r"^[\s\-+(]*[¥$€£]?\d[\d.,\s]*[%)]?$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")


@dataclass(frozen=True)
class Layout:
    """delimiter and quoting of a text file; header_row counts records from 0, title rows included."""

    delimiter: str
    quoted: bool
    header_row: int
    headers: tuple[str, ...]
    is_one_line: bool = True
    """Whether every row down to the header is one line of the file."""


def find(sample: str, *, delimiter: str | None = None, header: int | None = None) -> Layout:
    """The layout of a text, from its first rows: the reading in which the header row makes most sense.

    delimiter, header (counted from 0): given where they are known.

    >>> find("Report of May\\n\\nsku;quantity\\nA-1;2\\n").header_row
    2
    """
    found = [_read_with(sample, sign, header) for sign in ([delimiter] if delimiter else DELIMITERS)]
    return max(found, key=lambda scored: scored[0])[1]


def _read_with(
    sample: str, delimiter: str, header: int | None = None
) -> tuple[tuple[int, float, int], Layout]:
    """The layout under one delimiter, and how much sense it makes: known words, even rows, columns."""
    quoted = not (delimiter == "\t" and _has_bare_quotes(sample))
    rows = parse(sample, delimiter, quoted=quoted)
    row = header_row(rows) if header is None else header
    headers = tuple(rows[row]) if row < len(rows) else ()
    evenness = _regularity(rows, row) if len(headers) > 1 else 0.0
    is_one_line = not any("\n" in cell or "\r" in cell for above in rows[: row + 1] for cell in above)
    found = Layout(delimiter, quoted, row, headers, is_one_line)
    return (known_share(headers)[0], evenness, len(headers)), found


def parse(sample: str, delimiter: str, *, quoted: bool) -> list[list[str]]:
    """The first rows of a text; a last row that the sample cuts off is left out."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(
            sample.splitlines(keepends=True),
            delimiter=delimiter,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        ):
            rows.append(row)
            if len(rows) > ROWS_SEARCHED * 2:
                break
    except csv.Error:
        pass
    return rows


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """The row with most known header words; without any, the first row that can be a header at all."""
    candidates = rows[:ROWS_SEARCHED]
    scores = [known_share(row)[0] for row in candidates]
    best = max(scores, default=0)
    if best >= 2 or (best == 1 and max((len(trimmed(row)) for row in candidates), default=0) <= 2):
        return scores.index(best)
    widest = max((len(trimmed(row)) for row in candidates), default=0)
    for number, row in enumerate(candidates):
        filled = [cell for cell in row if cell.strip()]
        if (
            len(filled) * 2 > widest
            and len(set(filled)) == len(filled)
            and not any(_NUMBER.match(c.strip()) for c in filled)
        ):
            return number
    return next((number for number, row in enumerate(candidates) if any(cell.strip() for cell in row)), 0)


def trimmed(row: Sequence[str]) -> tuple[str, ...]:
    """A row's cells without the empty ones at its end."""
    cells = list(row)
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _regularity(rows: Sequence[Sequence[str]], start: int) -> float:
    """Share of the rows below the header that are as wide as it."""
    below = [row for row in rows[start:] if any(cell.strip() for cell in row)]
    return sum(len(row) == len(rows[start]) for row in below) / max(1, len(below))


def _has_bare_quotes(sample: str) -> bool:
    """Tab-separated platform files do not quote: a cell may begin with a quotation mark and not end with
    one. Excel's own text files quote cells with line breaks: their rows are even only with quotes read."""
    lines = sample.splitlines()[:500]
    cells = (cell for line in lines for cell in line.split("\t"))
    if not any(cell.startswith('"') and (len(cell) == 1 or not cell.endswith('"')) for cell in cells):
        return False
    plain, quoted = (parse(sample, "\t", quoted=quoted) for quoted in (False, True))
    return _evenness(quoted) <= _evenness(plain)


def _evenness(rows: Sequence[Sequence[str]]) -> float:
    return _regularity(rows, header_row(rows)) if rows else 0.0
