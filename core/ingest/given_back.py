"""The columns that Abacus adds to rejected rows when it gives them back: they are not read as data.

One of them says which rejected row it is, so that the mended one is known again even where nothing else in
the row tells, such as an order without a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from core.i18n import LANGUAGES, N_, _, language
from core.ingest.words import plain

ROW, WHY, REMEDY = N_("Row in the file"), N_("Why it was rejected"), N_("What to do")
NAMED = N_("Rejected as")
NAME = re.compile(r"import (\d+) file (\d+) row (\d+)")
"""Names a rejected row in every language; no spreadsheet takes it for a date or a number."""


def named(import_id: int, file_no: int, source_row: int) -> str:
    """The name of a rejected row. file_no: from 0, as it is stored; the name counts from 1.

    >>> named(4, 0, 17)
    'import 4 file 1 row 17'
    """
    return f"import {import_id} file {file_no + 1} row {source_row}"


def without_added(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers, '' in place of the added ones where all of them stand there in one language."""
    added = _added(headers)
    return tuple("" if plain(header) in added else header for header in headers)


def place_of_name(headers: Sequence[str]) -> int | None:
    """The position of the column that names the rejected rows, where Abacus added one."""
    added = _added(headers)
    names = {name for words, name in _in_all_languages() if words <= added}
    return next((place for place, header in enumerate(headers) if plain(header) in names & added), None)


def _added(headers: Sequence[str]) -> frozenset[str]:
    """The added ones among the headers, plain; none where they do not all stand there in one language."""
    known = {plain(header) for header in headers}
    found = next((words | {name} for words, name in _in_all_languages() if words <= known), frozenset())
    return frozenset(found & known)


@lru_cache(maxsize=1)
def _in_all_languages() -> tuple[tuple[frozenset[str], str], ...]:
    """Per language the words of the added columns, and that of the column which names the row."""
    found = []
    for code in LANGUAGES:
        with language(code):
            found.append((frozenset(plain(_(words)) for words in (ROW, WHY, REMEDY)), plain(_(NAMED))))
    return tuple(found)
