"""What an import is: the batch that is handed to the store and the record that stays of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from core import schema
from core.errors import Message


@dataclass(frozen=True)
class ImportFile:
    """One file of an import: what is kept of it is its name and its hash."""

    name: str
    sha256: str
    size_bytes: int
    sheet: str = ""
    encoding: str = ""
    rows: int = 0


@dataclass(frozen=True)
class StagedTable:
    """Checked rows of one declared table, in a temp table of the workspace's connection.

    relation: has every declared column (typed, derived ones filled) and file_no, source_row, repeat_no,
        absent.
    """

    table: schema.Table
    relation: str


@dataclass(frozen=True)
class ImportBatch:
    """Everything that one import brings, ready to be published in one transaction.

    exported_at: UTC without zone; decides which of two files is newer.
    rejects: temp table with file_no, source_row, column_name, value, code, reason, reason_values, remedy,
        raw; "" for none.
    reject_units: temp table with file_no, source_row, table_name, unit: what rejected rows stand for; "" for
        none.
    returned: temp table with rejected_in, file_no, source_row, is_rejected: rows that an earlier import
        rejected and that come back; "" for none.
    rows_read: rows of all files; rejected and skipped are part of it.
    totals: sums as the files state them, by name, for the tie-out.
    """

    report: str
    platform: str
    channel: str
    exported_at: dt.datetime
    who: str
    files: tuple[ImportFile, ...]
    staged: tuple[StagedTable, ...]
    rejects: str = ""
    reject_units: str = ""
    returned: str = ""
    rows_read: int = 0
    rejected: int = 0
    skipped: int = 0
    totals: Mapping[str, Decimal] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True)
class TableChanges:
    """What an import does to one table, counted in units of replacement.

    older: units of which the store holds a newer version,
        so nothing changes. gone: units the file says are empty now. held: units of orders that another
        source of the shop counts for.
    """

    table: str
    rows: int
    new: int
    changed: int
    unchanged: int
    older: int
    gone: int
    held: int = 0


@dataclass(frozen=True)
class ImportRecord:
    """What is kept of an import. rows_read = loaded + unchanged + rejected + skipped."""

    import_id: int
    snapshot: int
    state: str
    report: str
    platform: str
    channel: str
    exported_at: dt.datetime
    imported_at: dt.datetime
    who: str
    undone_at: dt.datetime | None
    undone_by: str | None
    rows_read: int
    loaded: int
    unchanged: int
    rejected: int
    skipped: int
    totals: Mapping[str, Decimal]
    warnings: tuple[Message, ...]
    files: tuple[ImportFile, ...]
    tables: tuple[TableChanges, ...]

    def as_row(self) -> dict[str, Any]:
        """The record as a row of meta.imports: nested parts as JSON text."""
        row = {name: getattr(self, name) for name in self.__dataclass_fields__}
        row["totals"] = json.dumps(
            {name: str(value) for name, value in self.totals.items()}, ensure_ascii=False
        )
        row["warnings"] = json.dumps(
            [{"template": w.template, "values": dict(w.values)} for w in self.warnings],
            ensure_ascii=False,
            default=str,
        )
        row["files"] = json.dumps([asdict(file) for file in self.files], ensure_ascii=False)
        row["tables"] = json.dumps([asdict(changes) for changes in self.tables])
        return row

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> ImportRecord:
        values = dict(row)
        values["totals"] = {name: Decimal(value) for name, value in json.loads(values["totals"]).items()}
        values["warnings"] = tuple(
            Message(w["template"], w["values"]) for w in json.loads(values["warnings"])
        )
        values["files"] = tuple(ImportFile(**file) for file in json.loads(values["files"]))
        values["tables"] = tuple(TableChanges(**changes) for changes in json.loads(values["tables"]))
        return cls(**values)
