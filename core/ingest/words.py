"""Header words: which are known at all, so that a header row and an encoding can be told from noise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from core import schema
from core.ingest import presets
from core.schema.validation import normalise_header

_UNIT = re.compile(r"\s*\((?:元|件|个|天|必填|选填|required|optional|units|pcs|days)\)$")


@lru_cache(maxsize=20_000)
def plain(header: str) -> str:
    """A header as it is compared: without what people and platforms vary at will.

    >>> plain(" Order_ID "), plain("数量（件）"), plain('="SKU"')
    ('order id', '数量', 'sku')
    """
    return _UNIT.sub("", normalise_header(header))


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character (which Japanese also uses)."""
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def has_kana(text: str) -> bool:
    """Whether a text holds full-width Japanese letters."""
    return any("\u3040" <= char <= "\u30ff" for char in text)


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every header word of the presets and of the declared tables, plain."""
    words = {plain(word) for preset in presets.load() for word in preset.header_words}
    for table in schema.TABLES.values():
        for column in table.asked:
            words.update(plain(word) for word in (column.name, *column.headers))
    return frozenset(words)


def known_share(cells: Iterable[str]) -> tuple[int, int]:
    """How many of a row's non-empty cells are known header words, and how many are not empty."""
    filled = [plain(cell) for cell in cells if cell.strip()]
    known = known_words()
    return sum(cell in known for cell in filled), len(filled)
