"""What the values of a file say about the report it is: words of states, and how numbers of orders look."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.ingest.presets import Preset

_GUARDS = " \t=\"'`"
_SHOWN = 3


@dataclass(frozen=True)
class KnownValues:
    """share: of the values that a report knows, 0 to 1; 0.5 where it knows none. examples: known words."""

    share: float
    examples: tuple[str, ...]


def known_values(preset: Preset, columns: Mapping[str, int], rows: Sequence[Sequence[str]]) -> KnownValues:
    """How many of the first values a report knows: by its words, and by how it says that they look."""
    found: list[bool] = []
    examples: dict[str, None] = {}
    for words in preset.words:
        for text in _cells(rows, columns.get(words.of)):
            word = _plain(text, words.cut)
            found.append(word in {known.lower() for known in words.map})
            if found[-1]:
                examples[text] = None
    for field in preset.fields:
        if field.looks_like:
            found += [
                re.fullmatch(field.looks_like, text) is not None
                for text in _cells(rows, columns.get(field.name))
            ]
    share = sum(found) / len(found) if found else 0.5
    return KnownValues(share, tuple(examples)[:_SHOWN])


def _cells(rows: Sequence[Sequence[str]], place: int | None) -> list[str]:
    if place is None:
        return []
    texts = [row[place].strip(_GUARDS) for row in rows if place < len(row)]
    return [text for text in texts if text]


def _plain(text: str, cut: str) -> str:
    plain = re.sub(r"\s+", " ", text.replace("，", ",")).lower()
    return re.sub(cut, "", plain, count=1).strip() if cut else plain
