"""Text files that DuckDB reads as they are: whole UTF-8, quoted by the book, one kind of line end.

Most exports of any size are written by a program and are like that; they need no clean copy. Whatever else a
file holds (blank lines, stray quotes, damaged characters) is mended on the way to a copy by `reading`.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_CHUNK = 1 << 22
_QUOTE, _LF, _CR = ord('"'), ord("\n"), ord("\r")
Positions = NDArray[np.intp]


@dataclass(frozen=True)
class Dialect:
    """How a file on disk is written.

    skipped: lines above its first row. windows: every line ends in CR LF.
    """

    delimiter: str = ","
    quoted: bool = True
    skipped: int = 0
    windows: bool = False


@dataclass
class _Scan:
    """What has been seen so far; `last` is the byte before the next chunk."""

    delimiter: int
    quoted: bool
    is_open: bool = False
    last: int = _LF
    records: int = 0
    line_feeds: int = 0
    returns: int = 0

    def take(self, chunk: bytes) -> bool:
        """Whether the file is still as plain after this chunk, which ends at the end of a line or file."""
        data = np.frombuffer(chunk, np.uint8)
        if not len(data):
            return True
        ends = np.flatnonzero(data == _LF)
        self.line_feeds += len(ends)
        if b"\0" in chunk:
            return False
        if b"\r" in chunk:  # to look for one is quick, to count them is not
            returns = chunk.count(b"\r")
            self.returns += returns
            if chunk.count(b"\r\n") != returns:
                return False
        quotes = np.flatnonzero(data == _QUOTE) if self.quoted else np.empty(0, np.intp)
        if len(quotes):
            if not self._is_by_the_book(data, quotes):
                return False
            outside = (np.searchsorted(quotes, ends) + int(self.is_open)) % 2 == 0
            ends = ends[outside]
            self.is_open ^= bool(len(quotes) % 2)
        elif self.is_open:
            ends = ends[:0]
        is_blank = self._ends_blank_lines(data, ends)
        self.records += len(ends)
        self.last = int(data[-1])
        return not is_blank

    def _is_by_the_book(self, data: NDArray[np.uint8], quotes: Positions) -> bool:
        """Every quotation mark begins a cell, ends one, or stands doubled inside one."""
        around = np.concatenate((np.array([self.last], np.uint8), data, np.array([_LF], np.uint8)))
        before, after = around[quotes], around[quotes + 2]
        is_opening = (np.arange(len(quotes)) + int(self.is_open)) % 2 == 0
        starts = (before == self.delimiter) | (before == _LF) | (before == _QUOTE)
        stops = (after == self.delimiter) | (after == _LF) | (after == _CR) | (after == _QUOTE)
        return bool(np.all(np.where(is_opening, starts, stops)))

    def _ends_blank_lines(self, data: NDArray[np.uint8], ends: Positions) -> bool:
        if not len(ends):
            return False
        around = np.concatenate((np.array([self.last, self.last], np.uint8), data))
        before, earlier = around[ends + 1], around[ends]
        is_return = before == _CR
        return bool(np.any((before == _LF) | (is_return & (earlier == _LF))))


def check(decoder: codecs.IncrementalDecoder, chunk: bytes) -> None:
    """Decode a piece of a text to see that it is legal. ASCII, most of what programs write, needs no look.

    Raises UnicodeDecodeError where it is not.
    """
    if not chunk.isascii() or decoder.getstate()[0]:
        decoder.decode(chunk)


def plain_rows(path: Path, delimiter: str, *, quoted: bool) -> tuple[int, bool] | None:
    """How many records a plain file has, title and header included, and whether its lines end as in Windows;
    None for any other."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    scan = _Scan(ord(delimiter), quoted)
    try:
        for number, chunk in enumerate(_whole_lines(path)):
            check(decoder, chunk)
            if not scan.take(chunk.removeprefix(codecs.BOM_UTF8) if number == 0 else chunk):
                return None
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    if scan.is_open or scan.returns not in (0, scan.line_feeds):
        return None
    return scan.records + (scan.last != _LF), bool(scan.returns)


def _whole_lines(path: Path) -> Iterator[bytes]:
    """The file in large pieces that end where lines do."""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk + stream.readline()
