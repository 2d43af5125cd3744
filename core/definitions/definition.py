"""What a computed number is: one sentence, its formula in words, the tables that it is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core import schema
from core.i18n import N_, _, listed

MADE: Mapping[str, str] = {
    "forecasts": N_("the forecasts of the last refresh"),
    "segments": N_("the segments of the last refresh"),
    "stock_outs": N_("the stock-outs of the last refresh"),
    "decisions": N_("what people decided here"),
    "tables": N_("every table of the store"),
    "imports": N_("the list of imports"),
    "calendar": N_("the calendar of festivals"),
}
"""What Abacus made or keeps itself, beside the tables that people hand in."""


@dataclass(frozen=True)
class Definition:
    """A computed number. what, formula: message ids. tables: names of the schema, or of MADE."""

    what: str
    formula: str
    tables: tuple[str, ...]

    def sources(self) -> str:
        """The titles of its tables in the reader's language, joined as the language does."""
        return listed([_(MADE[name] if name in MADE else schema.TABLES[name].title) for name in self.tables])
