"""A stand-in for the lake: the same tables in one plain DuckDB file, without old versions to read.

The store runs the same statements on it in a quarter of the time, most of which DuckLake spends asking its
catalog. What makes the lake a lake (versions, several processes, upkeep, backup) is tested on a real one, and
with ABACUS_TESTS_ON_LAKE=1 everything is.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from core.facts import lake
from core.settings import Settings

IS_WANTED = os.environ.get("ABACUS_TESTS_ON_LAKE", "") in ("", "0")
_FILE = "plain.duckdb"
_WRITES = re.compile(r"\s*(INSERT INTO|DELETE FROM|UPDATE|CREATE TABLE|DROP TABLE|ALTER TABLE) lake\.", re.I)
_COUNT_VERSION = "UPDATE lake.main.versions SET id = id + 1"
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


class PlainLake(Settings):
    """Settings of an Abacus whose lake is the plain file in their home; for one process."""

    lake_catalog: str = "plain"

    @contextmanager
    def open_lake(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the file, which is a copy of an empty store when nobody has opened it before."""
        engine = _engine(self.lake_folder)
        cursor = _Counting(engine.connection.cursor(), engine)
        try:
            yield cursor  # type: ignore[misc]
        finally:
            cursor.close()


def settings_of(home: Path) -> Settings:
    """Settings of a new Abacus at this folder, on the plain lake or, if asked for, on a real one."""
    kind = PlainLake if IS_WANTED else Settings
    return kind(home=home, _env_file=None)  # type: ignore[call-arg]


def close_all() -> None:
    """Let go of the files that nobody reads any more."""
    _open.clear()


class _Engine:
    """DuckDB with one home's file attached, as long as anybody holds on to it."""

    def __init__(self, file: Path) -> None:
        self.connection = duckdb.connect(":memory:", config={"threads": 1})
        for setting in ("TimeZone = 'UTC'", "asof_loop_join_threshold = 0"):
            self.connection.execute(f"SET GLOBAL {setting}")
        self.connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        self.connection.execute(f"ATTACH '{file.as_posix()}' AS lake")
        weakref.finalize(self, self.connection.close)


_open: dict[Path, _Engine] = {}
_alive: weakref.WeakValueDictionary[Path, _Engine] = weakref.WeakValueDictionary()
_lock = threading.Lock()


def _engine(folder: Path) -> _Engine:
    with _lock:
        if (engine := _alive.get(folder)) is None:
            if not (folder / _FILE).exists():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy2(_empty_store(), folder / _FILE)
            engine = _alive[folder] = _Engine(folder / _FILE)
        _open[folder] = engine
        return engine


class _Counting:
    """A connection that counts versions as the lake does: one for every commit that has written."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, engine: _Engine) -> None:
        self._connection, self._engine = connection, engine
        self._is_within, self._has_written = False, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> _Counting:
        return _Counting(self._connection.cursor(), self._engine)

    def execute(self, query: str, *parameters: Any) -> _Counting:
        word = query.strip().upper()
        if word.startswith("CALL DUCKLAKE_"):  # upkeep that a plain file does not need
            return self
        if word == "COMMIT" and self._has_written:
            self._connection.execute(_COUNT_VERSION)
        self._connection.execute(query, *parameters)
        if word in ("BEGIN", "COMMIT", "ROLLBACK"):
            self._is_within, self._has_written = word == "BEGIN", False
        elif _WRITES.match(query) and not self._is_within:
            self._connection.cursor().execute(_COUNT_VERSION)
        else:
            self._has_written |= _WRITES.match(query) is not None
        return self


@lru_cache(maxsize=1)
def _empty_store() -> Path:
    """The file of a prepared store, made once a test process."""
    _KEPT.append(folder := tempfile.TemporaryDirectory(prefix="abacus-plain-"))
    file = Path(folder.name) / _FILE
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{file.as_posix()}' AS lake (BLOCK_SIZE 16384)")
        connection.execute("CREATE TABLE lake.main.versions AS SELECT 1::BIGINT AS id")
        for call, columns in (
            ("current_snapshot()", "id"),
            ("snapshots()", "id AS snapshot_id, now() AS snapshot_time"),
            ("set_option(name, value)", "name, value"),
        ):
            connection.execute(f"CREATE MACRO lake.{call} AS TABLE SELECT {columns} FROM lake.main.versions")
        lake._bring_to_current(connection)
        connection.execute("DETACH lake")
    return file
