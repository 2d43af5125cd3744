"""The tables of a web page, row by row: old back offices name such a page .xls and Excel opens it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import IO

_CHUNK = 1 << 18
_WIDEST_SPAN = 1000


def html_rows(stream: IO[str]) -> Iterator[tuple[int, list[str]]]:
    """Number of the table and cells of each row, in the order of the page.

    A merged cell fills all places that it covers, in its row and in those below. A table inside a cell is
    part of the cell's text.
    """
    page = _Page()
    while text := stream.read(_CHUNK):
        page.feed(text)
        yield from page.take()
    page.close()
    page.end_row()
    yield from page.take()


class _Page(HTMLParser):
    """Reads a page as far as it was fed; `take` gives the rows that are complete."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[tuple[int, list[str]]] = []
        self._table, self._depth = 0, 0
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._below: dict[int, tuple[int, str]] = {}

    def take(self) -> list[tuple[int, list[str]]]:
        rows, self._done = self._done, []
        return rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.end_row()
                self._table += 1
                self._below = {}
        elif self._depth != 1:
            return
        elif tag == "tr":
            self.end_row()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self._row = [] if self._row is None else self._row
            self._cell = []
            given = dict(attrs)
            self._spans = _span(given.get("colspan")), _span(given.get("rowspan"))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            if self._depth == 1:
                self.end_row()
            self._depth -= 1
        elif self._depth == 1 and tag == "tr":
            self.end_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def end_row(self) -> None:
        """Close a row, also one that the page leaves open."""
        self._end_cell()
        if self._row is not None:
            self._fill_from_above()
            self._done.append((self._table, self._row))
        self._row = None

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        text, (across, down) = "".join(self._cell).strip(), self._spans
        self._cell = None
        self._fill_from_above()
        for _place in range(across):
            if down > 1:
                self._below[len(self._row)] = (down - 1, text)
            self._row.append(text)

    def _fill_from_above(self) -> None:
        """Cells that a merged cell of a row above covers at the present place."""
        row = [] if self._row is None else self._row
        while (place := len(row)) in self._below:
            left, text = self._below.pop(place)
            if left > 1:
                self._below[place] = (left - 1, text)
            row.append(text)


def _span(value: str | None) -> int:
    return min(int(value), _WIDEST_SPAN) if value and value.isdecimal() and int(value) else 1
