"""The columns that Abacus adds to rejected rows when it gives them back: they are not read again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from core.i18n import LANGUAGES, N_, _, language
from core.ingest.words import plain

ROW, WHY, REMEDY = N_("Row in the file"), N_("Why it was rejected"), N_("What to do")


def without_added(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers, '' in place of the added ones where all of them stand there in one language."""
    known = {plain(header) for header in headers}
    added = next((words for words in _in_all_languages() if words <= known), frozenset())
    return tuple("" if plain(header) in added else header for header in headers)


@lru_cache(maxsize=1)
def _in_all_languages() -> tuple[frozenset[str], ...]:
    found = []
    for code in LANGUAGES:
        with language(code):
            found.append(frozenset(plain(_(words)) for words in (ROW, WHY, REMEDY)))
    return tuple(found)
