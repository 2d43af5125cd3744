"""Facts: what people handed in, how it became what it is, and what was computed from it.

History keeps every accepted version of a row, current the one that counts, marts what pages read,
results what a refresh computed. `lease` reads one version of it all; `write` and `write_results` change it.
"""

from core.facts.held import HELD_ORDERS, choose_source, discard, held_count, held_orders, release
from core.facts.lake import NewerStore, backup, is_prepared, maintain, prepare, restore
from core.facts.mending import dismiss, is_open, standing, take_up_again
from core.facts.records import ImportBatch, ImportFile, ImportRecord, StagedTable, TableChanges
from core.facts.results import ResultRun
from core.facts.snapshot import (
    Snapshot,
    find_import,
    forget_leases,
    import_list,
    import_record,
    lease,
    lease_version,
    rejects,
)
from core.facts.workspace import Workspace, apart, workspace
from core.facts.write import make_marts, preview, publish, record_of, set_parameter, undo
from core.facts.write_results import publish_results

__all__ = [
    "HELD_ORDERS",
    "ImportBatch",
    "ImportFile",
    "ImportRecord",
    "NewerStore",
    "ResultRun",
    "Snapshot",
    "StagedTable",
    "TableChanges",
    "Workspace",
    "apart",
    "backup",
    "choose_source",
    "discard",
    "dismiss",
    "find_import",
    "forget_leases",
    "held_count",
    "held_orders",
    "import_list",
    "import_record",
    "is_open",
    "is_prepared",
    "lease",
    "lease_version",
    "maintain",
    "make_marts",
    "prepare",
    "preview",
    "publish",
    "publish_results",
    "record_of",
    "rejects",
    "release",
    "restore",
    "set_parameter",
    "standing",
    "take_up_again",
    "undo",
    "workspace",
]
