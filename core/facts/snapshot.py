"""Reading: one leased version of the lake, so that every figure of a page comes from the same moment."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
import weakref
from collections import OrderedDict
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from core import schema
from core.facts import basis
from core.facts.connection import connected
from core.facts.records import ImportRecord, TableChanges
from core.facts.results import ResultRun
from core.facts.write import record_from_frame_row
from core.settings import Settings

if TYPE_CHECKING:
    import ibis.expr.types as ir

_KEPT_OPEN = 2
"""Versions kept attached per process: the newest and the one before, which pages may still be reading; a page
run that reads an older one keeps its connection alive."""


class Snapshot:
    """One version of the lake. Cheap to hand around; safe to use from several threads."""

    def __init__(self, version: int, connection: duckdb.DuckDBPyConnection) -> None:
        self.id = version
        self._connection = connection
        self._lock = threading.Lock()
        self._filled: dict[tuple[str, str], bool] = {}

    def __repr__(self) -> str:
        return f"Snapshot({self.id})"

    def frame(self, query: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The rows of a query; tables are named lake.current.*, lake.mart.*, lake.result.*, lake.meta.*."""
        with self._lock:
            cursor = self._connection.cursor()
        try:
            return cursor.execute(query, list(parameters)).df()
        finally:
            cursor.close()

    def value(self, query: str, parameters: Sequence[object] = ()) -> Any:
        """The first cell of a query, or None."""
        with self._lock:
            cursor = self._connection.cursor()
        try:
            row = cursor.execute(query, list(parameters)).fetchone()
            return None if row is None else row[0]
        finally:
            cursor.close()

    def run(self, expression: ir.Expr) -> pd.DataFrame:
        """The rows of an expression built on `facts.tables.table`."""
        import ibis

        return self.frame(str(ibis.to_sql(expression, dialect="duckdb")))

    def has_rows(self, schema_name: str, table: str) -> bool:
        """Whether a table has any; a version never changes, so each is asked once."""
        key = (schema_name, table)
        if key not in self._filled:
            self._filled[key] = self.value(f"SELECT 1 FROM lake.{schema_name}.{table} LIMIT 1") is not None
        return self._filled[key]

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What the lake keeps beside the facts: currency, as_of, schema_version."""
        return {
            str(row.name_): str(row.value)
            for row in self.frame("SELECT name AS name_, value FROM lake.meta.parameters").itertuples()
        }

    @property
    def currency(self) -> str:
        """The display currency, empty while no channel is known."""
        return self.parameters.get("currency", "")

    @property
    def as_of(self) -> dt.date | None:
        """Last complete business day that the order lines cover."""
        text = self.parameters.get("as_of", "")
        return dt.date.fromisoformat(text) if text else None

    @cached_property
    def fingerprint(self) -> str:
        """What demand and suggestions are made of: the same for versions that give the same suggestions."""
        return self.fingerprint_of(basis.PLANNING)

    def fingerprint_of(self, tables: Collection[str]) -> str:
        """What these tables are made of: the same for versions with the same imports and parameters."""
        said = [self._content_of(name) for name in basis.BY_CONTENT if name in tables]
        content = json.dumps([self.imports_of(tables), said, sorted(self.parameters.items())])
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def imports_of(self, tables: Collection[str]) -> list[int]:
        """The active imports that these tables are made of, oldest first."""
        return [number for number, told in self._active_imports.items() if set(tables) & set(told)]

    @cached_property
    def _active_imports(self) -> dict[int, list[str]]:
        rows = self.frame(
            "SELECT import_id, tables FROM lake.meta.imports WHERE state = 'active' ORDER BY import_id"
        )
        told = zip(rows["import_id"].tolist(), rows["tables"].tolist(), strict=True)
        return {
            number: basis.brought(TableChanges(**change) for change in json.loads(text))
            for number, text in told
        }

    def _content_of(self, table: str) -> str:
        columns = ", ".join(schema.TABLES[table].names)
        rows = self.frame(f"SELECT {columns} FROM lake.current.{table} ORDER BY ALL")
        return rows.to_json(orient="values", date_format="iso") or ""

    def latest_run(self, kind: str) -> ResultRun | None:
        """The stamp of the newest results of a kind."""
        rows = self.frame(
            "SELECT * FROM lake.result.runs WHERE kind = ? ORDER BY run_id DESC LIMIT 1", [kind]
        )
        if rows.empty:
            return None
        values: dict[str, Any] = {str(name): value for name, value in rows.iloc[0].items()}
        values["computed_at"] = pd.Timestamp(values["computed_at"]).to_pydatetime()
        return ResultRun.from_row(values)

    def results(self, name: str) -> pd.DataFrame:
        """The newest published rows of a results table."""
        return self.frame(f"SELECT * EXCLUDE (run_id) FROM lake.result.{name}")


def lease(settings: Settings) -> Snapshot:
    """The newest version of the lake, for one page run or one computation."""
    return _leases(settings).newest()


def lease_version(settings: Settings, version: int) -> Snapshot:
    """An older version, such as the one a decision names."""
    return _leases(settings).at(version)


class _Leases:
    """Connections of one process: one that asks for the newest version, and the last few versions opened."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        held = ExitStack()
        self._asking = held.enter_context(connected(settings))
        weakref.finalize(self, held.close)
        self._open: OrderedDict[int, Snapshot] = OrderedDict()

    def newest(self) -> Snapshot:
        with self._lock:
            row = self._asking.execute("SELECT id FROM lake.current_snapshot()").fetchone()
        if row is None:
            raise AssertionError("a lake has at least one snapshot")
        return self.at(int(row[0]))

    def at(self, version: int) -> Snapshot:
        with self._lock:
            if version not in self._open:
                self._open[version] = self._opened(version)
                while len(self._open) > _KEPT_OPEN:
                    self._open.popitem(last=False)
            self._open.move_to_end(version)
            return self._open[version]

    def _opened(self, version: int) -> Snapshot:
        held = ExitStack()
        snapshot = Snapshot(version, held.enter_context(connected(self._settings, snapshot=version)))
        weakref.finalize(snapshot, held.close)  # when the last page run lets go of it
        return snapshot


_registry: dict[Settings, _Leases] = {}
_registry_lock = threading.Lock()


def _leases(settings: Settings) -> _Leases:
    with _registry_lock:
        if settings not in _registry:
            _registry[settings] = _Leases(settings)
        return _registry[settings]


def forget_leases() -> None:
    """Let go of connections kept open for the next lease; a snapshot in use keeps its own."""
    with _registry_lock:
        _registry.clear()


def import_list(snapshot: Snapshot) -> pd.DataFrame:
    """All imports, newest first: the columns of meta.imports, nested parts as JSON text."""
    return snapshot.frame("SELECT * FROM lake.meta.imports ORDER BY import_id DESC")


def import_record(snapshot: Snapshot, import_id: int) -> ImportRecord | None:
    """The record of one import, or None."""
    rows = snapshot.frame("SELECT * FROM lake.meta.imports WHERE import_id = ?", [import_id])
    return None if rows.empty else record_from_frame_row(rows)


def find_import(snapshot: Snapshot, *, sha256: str, channel: str) -> ImportRecord | None:
    """The active import of exactly this file into this channel, or None."""
    rows = snapshot.frame(
        """SELECT * FROM lake.meta.imports WHERE state = 'active' AND channel = ? AND contains(files, ?)
        ORDER BY import_id DESC LIMIT 1""",
        [channel, sha256],
    )
    return None if rows.empty else record_from_frame_row(rows)


def rejects(snapshot: Snapshot, import_id: int) -> pd.DataFrame:
    """The rejected rows of an import, in the order of the file."""
    return snapshot.frame(
        """SELECT * EXCLUDE (import_id) FROM lake.meta.rejects WHERE import_id = ?
        ORDER BY file_no, source_row, column_name""",
        [import_id],
    )
