"""What an import did, file by file, as scripts read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.errors import Message
from core.i18n import render
from core.ingest.prepare import Reject


@dataclass(frozen=True)
class ImportResult:
    """One file's part of an import. rows_read = loaded + unchanged + rejected + skipped.

    import_id, snapshot: None where nothing was written (a dry run, a refused file, nothing new).
    held: orders, among the unchanged ones, for which another source of the shop counts.
    error: why the file as a whole was not imported. rejects: the first 20.
    """

    file: str
    table: str = ""
    platform: str = ""
    import_id: int | None = None
    snapshot: int | None = None
    rows_read: int = 0
    loaded: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0
    held: int = 0
    totals: Mapping[str, Decimal] = field(default_factory=dict)
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Message, ...] = ()
    error: Message | None = None

    def as_json(self) -> dict[str, Any]:
        """The stable keys of the command line's `import --json`."""
        rejects = [
            {
                "row": r.row,
                "column": r.column,
                "value": r.value,
                "reason": f"{render(r.reason)} {render(r.remedy)}",
            }
            for r in self.rejects
        ]
        if self.error is not None and not rejects:
            rejects = [{"row": None, "column": "", "value": "", "reason": render(self.error)}]
        return {
            "file": self.file, "table": self.table, "platform": self.platform, "import_id": self.import_id,
            "snapshot": self.snapshot,
            "rows_read": self.rows_read, "loaded": self.loaded, "unchanged": self.unchanged,
            "rejected": self.rejected,
            "skipped": self.skipped, "totals": {name: str(value) for name, value in self.totals.items()},
            "rejects": rejects,
        }  # fmt: skip
