"""Ingest: bytes of any export in; recognised, typed, checked rows and every reject with its reason out.

`prepare` shows what an import would be, `run` does it. Presets say how reports look; everything else is
mapped by hand (`suggest_mapping`, `ColumnMapping`) or written into a template.
"""

from core.ingest.choices import USED_TWICE, Choices, ColumnMapping, Question
from core.ingest.forms import csv_template, template
from core.ingest.found_tables import matches, no_memory, together
from core.ingest.mapping import Suggestion, suggest_mapping
from core.ingest.prepare import Prepared, Reject, prepare
from core.ingest.results import ImportResult
from core.ingest.run import run
from core.ingest.templates import SALES, table_names

__all__ = [
    "SALES",
    "USED_TWICE",
    "Choices",
    "ColumnMapping",
    "ImportResult",
    "Prepared",
    "Question",
    "Reject",
    "Suggestion",
    "csv_template",
    "matches",
    "no_memory",
    "prepare",
    "run",
    "suggest_mapping",
    "table_names",
    "template",
    "together",
]  # fmt: skip
