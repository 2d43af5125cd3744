"""From a person's files to an import: kept while they are looked at, checked, answered for, loaded, let go.

A hand-in is what one person drops together: files, and what they answered about each report in them.
`check` says what loading would do, `load` does it; both run as jobs, and what they found is read back here.
"""

from core.ingest import SALES
from core.intake.catalogue import Report, reports, table_title, tables, what_it_is
from core.intake.check import check
from core.intake.found import Found, Preview, RowCounts, previews_from_json, previews_to_json
from core.intake.hand_in import HandIn, hand_in_of
from core.intake.imports import IMPORTS, imports, reject_files, reject_table, reject_workbook
from core.intake.load import Loaded, load, loaded_from_json
from core.intake.mapping import MapField, Sheet, best_table, map_fields, mapped_rows, remember, sheet_of
from core.intake.uploads import Upload, forget, keep, sweep

__all__ = [
    "IMPORTS",
    "SALES",
    "Found",
    "HandIn",
    "Loaded",
    "MapField",
    "Preview",
    "Report",
    "RowCounts",
    "Sheet",
    "Upload",
    "best_table",
    "check",
    "forget",
    "hand_in_of",
    "imports",
    "keep",
    "load",
    "loaded_from_json",
    "map_fields",
    "mapped_rows",
    "previews_from_json",
    "previews_to_json",
    "reject_files",
    "reject_table",
    "reject_workbook",
    "remember",
    "reports",
    "sheet_of",
    "sweep",
    "table_title",
    "tables",
    "what_it_is",
]
