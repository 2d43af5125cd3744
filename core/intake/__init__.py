"""From a person's files to an import: kept while they are looked at, checked, answered for, loaded, let go.

A hand-in is what one person drops together: files, and what they answered about each report in them.
`check` says what loading would do, `load` does it; both run as jobs, and what they found is read back here.
"""

from core.ingest import SALES
from core.ingest.wanted import NAMED as DELIMITERS
from core.intake.answers import (
    OF_NEW_SHOPS,
    asked_about,
    calls_for_check,
    currencies,
    currency_title,
    time_zones,
    with_answers,
)
from core.intake.catalogue import Report, column_title, reports, table_title, tables, what_it_is
from core.intake.check import check
from core.intake.completeness import (
    DAYS_TRIED,
    days_covered,
    dimmed_figures,
    filled_columns,
    gaps,
    shops_by_size,
)
from core.intake.filled import FILLED, Overview, Step, filled, known_channels, next_steps, overview
from core.intake.found import Found, Preview, RowCounts, previews_from_json, previews_to_json
from core.intake.glimpse import as_frame, glimpse
from core.intake.hand_in import HandIn, answers_from_json, file_key, hand_in_of
from core.intake.imports import IMPORTS, imports
from core.intake.inbox import Delivered, deliver, result_lines, sweep_inbox, waiting
from core.intake.load import Loaded, feeds_forecasts, load, loaded_from_json, remember_match
from core.intake.mapping import (
    MapField,
    Sheet,
    best_table,
    map_fields,
    mapped_rows,
    recalled,
    remember,
    sheet_of,
)
from core.intake.people import KEYS, Joining, channels_of, join_accounts, people_joined, shared_accounts
from core.intake.rejects import (
    REJECTED_IMPORTS,
    REJECTS,
    RejectFile,
    dismiss_rejects,
    given_back_name,
    open_rows,
    reject_files,
    reject_table,
    reject_workbook,
    rejected_imports,
    still_open,
    take_up_rejects,
)
from core.intake.second_sources import (
    OWN_FILES,
    HeldImport,
    ShopSources,
    choose_source,
    decide_held,
    held_imports,
    held_of,
    shop_sources,
    source_title,
)
from core.intake.settled_counts import SettledCount, settle_count
from core.intake.trace import versions_of
from core.intake.undo import take_back, tell_of_undone
from core.intake.uploads import Upload, forget, keep, sweep
from core.intake.words import (
    changes_table,
    sentence,
    size_in_words,
    skipped_in_words,
    total_name,
    totals_in_words,
)

__all__ = [
    "DAYS_TRIED",
    "DELIMITERS",
    "FILLED",
    "IMPORTS",
    "KEYS",
    "OF_NEW_SHOPS",
    "OWN_FILES",
    "REJECTED_IMPORTS",
    "REJECTS",
    "SALES",
    "Delivered",
    "Found",
    "HandIn",
    "HeldImport",
    "Joining",
    "Loaded",
    "MapField",
    "Overview",
    "Preview",
    "RejectFile",
    "Report",
    "RowCounts",
    "SettledCount",
    "Sheet",
    "ShopSources",
    "Step",
    "Upload",
    "answers_from_json",
    "as_frame",
    "asked_about",
    "best_table",
    "calls_for_check",
    "changes_table",
    "channels_of",
    "check",
    "choose_source",
    "column_title",
    "currencies",
    "currency_title",
    "days_covered",
    "decide_held",
    "deliver",
    "dimmed_figures",
    "dismiss_rejects",
    "feeds_forecasts",
    "file_key",
    "filled",
    "filled_columns",
    "forget",
    "gaps",
    "given_back_name",
    "glimpse",
    "hand_in_of",
    "held_imports",
    "held_of",
    "imports",
    "join_accounts",
    "keep",
    "known_channels",
    "load",
    "loaded_from_json",
    "map_fields",
    "mapped_rows",
    "next_steps",
    "open_rows",
    "overview",
    "people_joined",
    "previews_from_json",
    "previews_to_json",
    "recalled",
    "reject_files",
    "reject_table",
    "reject_workbook",
    "rejected_imports",
    "remember",
    "remember_match",
    "reports",
    "result_lines",
    "sentence",
    "settle_count",
    "shared_accounts",
    "sheet_of",
    "shop_sources",
    "shops_by_size",
    "size_in_words",
    "skipped_in_words",
    "source_title",
    "still_open",
    "sweep",
    "sweep_inbox",
    "table_title",
    "tables",
    "take_back",
    "take_up_rejects",
    "tell_of_undone",
    "time_zones",
    "total_name",
    "totals_in_words",
    "versions_of",
    "waiting",
    "what_it_is",
    "with_answers",
]
