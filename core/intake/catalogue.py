"""What a file can be: reports of platforms and declared tables, by the names that people read."""

from __future__ import annotations

from dataclasses import dataclass

from core import i18n, schema
from core.i18n import N_, _
from core.ingest import SALES, presets, table_names
from core.ingest.words import has_chinese
from core.schema import Column

_ACRONYMS = ("sku", "moq")
SALES_TITLE = N_("Orders with their lines")
_SALES_PURPOSE = N_("One row per order line, with the order's own columns repeated: the most common file.")


@dataclass(frozen=True)
class Report:
    """A report that is recognised by itself. together_with: title of the report that completes it."""

    id: str
    platform: str
    title: str
    together_with: str
    tables: tuple[str, ...]


def reports() -> list[Report]:
    """Every report that comes with Abacus, by platform."""
    titles = {preset.id: preset.title for preset in presets.load()}
    found = [
        Report(p.id, p.platform, p.title, titles.get(p.together_with, ""), tuple(t.table for t in p.targets))
        for p in presets.load()
    ]
    return sorted(found, key=lambda report: (report.platform, report.title))


def tables() -> list[str]:
    """What a file can be declared to be, the flat sales file first."""
    return list(table_names())


def table_title(table: str) -> str:
    """The name of a table in the reader's language."""
    return _(SALES_TITLE) if table == SALES else _(schema.TABLES[table].title)


def column_title(column: Column) -> str:
    """A column as people call it: its usual header in Chinese, its own name in English."""
    if i18n.current_language() != "en":
        chinese = [word for word in column.headers if has_chinese(word)]
        if chinese:
            return chinese[0]
    words = [word.upper() if word in _ACRONYMS else word for word in column.name.split("_")]
    return words[0][0].upper() + " ".join(words)[1:]


def what_it_is(table: str) -> str:
    """One sentence about a table in the reader's language."""
    return _(_SALES_PURPOSE) if table == SALES else _(schema.TABLES[table].purpose)
