"""Reading headers: which column of which table a file's header names. Needs no store."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from core.schema import TABLES
from core.schema.spelling import SIMPLIFIED_OF
from core.schema.types import Table

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
_BRACKETS = str.maketrans("[]{}【】〔〕〖〗「」", "()" * 6)
_SEPARATORS = re.compile(r"[\s_\-]+")
_SPACE_BESIDE = re.compile(r"(?<=[\u4e00-\u9fff()]) | (?=[\u4e00-\u9fff()])")
_HARMLESS = re.compile(r"\((?:元|件|个|天|必填|选填|required|optional|units|pcs|days)\)$")


class TableMatch(NamedTuple):
    """How well a file's headers fit a table."""

    table: Table
    share: float
    """Share of the table's expected columns that are there, 0 to 1; 1 for a table that expects none."""
    matched: dict[str, int]
    """Column name -> position of its header."""


def normalise_header(text: str) -> str:
    """The header as it is compared: without what people and platforms vary at will.

    Full-width letters become half-width, upper case lower, traditional characters simplified, all
    brackets round; underscores, hyphens and runs of white space become one space, dropped
    beside a Chinese character or bracket; a required mark (*), quotes, and a final colon or stop go.

    >>> normalise_header("  Ｏrder_ID ："), normalise_header("*運費【元】"), normalise_header("SKU 编码")
    ('order id', '运费(元)', 'sku编码')
    """
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_BRACKETS)
    plain = _SEPARATORS.sub(" ", plain.casefold().translate(SIMPLIFIED_OF))
    return _SPACE_BESIDE.sub("", plain.strip(" *=\"'`:.")).strip()


def match_headers(table: Table, headers: Sequence[str]) -> dict[str, int]:
    """Column name -> position of the header that names it, for columns that a file may bring.

    Where several headers name one column, the spelling declared first wins (the column's own name
    before all), then the leftmost. A bracket that only says a unit or "required" may follow.
    """
    spellings = _spellings(table.name) if TABLES.get(table.name) is table else spellings_of(table)
    best: dict[str, tuple[int, int]] = {}
    for position, header in enumerate(headers):
        plain = normalise_header(header)
        found = spellings.get(plain) or spellings.get(_HARMLESS.sub("", plain))
        if found:
            column, rank = found
            best[column] = min(best.get(column, (rank, position)), (rank, position))
    return {name: best[name][1] for name in table.names if name in best}


def tables_for(headers: Sequence[str]) -> list[TableMatch]:
    """The tables that the headers may be for, best first; tables without any match are left out.

    Best: the most columns matched, weighed by the share of expected columns that are there.
    """
    matches = [_match(table, headers) for table in TABLES.values()]
    found = [match for match in matches if match.matched]
    return sorted(found, key=lambda match: (-match.share * len(match.matched), -match.share))


def _match(table: Table, headers: Sequence[str]) -> TableMatch:
    matched = match_headers(table, headers)
    expected = [column.name for column in table.expected]
    present = sum(name in matched for name in expected)
    return TableMatch(table, present / len(expected) if expected else 1.0, matched)


def spellings_of(table: Table) -> Mapping[str, tuple[str, int]]:
    """Normalised spelling -> (column name, rank of the spelling; 0 is the column's own name).

    Raises ValueError where one spelling names two columns.
    """
    spellings: dict[str, tuple[str, int]] = {}
    for column in table.asked:
        for rank, header in enumerate((column.name, *column.headers)):
            plain = normalise_header(header)
            if spellings.setdefault(plain, (column.name, rank))[0] != column.name:
                raise ValueError(f"{table.name}: {header!r} names {column.name} and {spellings[plain][0]}")
    return spellings


@cache
def _spellings(table_name: str) -> Mapping[str, tuple[str, int]]:
    return spellings_of(TABLES[table_name])
