"""The one place where a DuckDB connection to the lake is opened.

Limits, spill folder, extensions and the lake's address are set here and nowhere else. Extensions come
from wheels and are loaded only with a valid signature; nothing is fetched at run time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Protocol, runtime_checkable

import duckdb
import duckdb_extension_ducklake
import duckdb_extension_postgres_scanner
import duckdb_extension_sqlite_scanner

from core.settings import Settings

LAKE = "lake"
"""Name under which every connection knows the lake."""

_BUSY_TIMEOUT_MS = 10_000


@runtime_checkable
class BringsLake(Protocol):
    """Settings that bring a database of their own in the place of the lake."""

    def open_lake(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """A connection with that database as `lake`; of its versions only the newest can be read."""


@contextmanager
def connected(
    settings: Settings, *, snapshot: int | None = None, read_only: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the lake attached as `lake`, at one snapshot or at the newest, for the block.

    snapshot: version to read; only together with read_only. Use one `.cursor()` per thread.
    Temp tables are the connection's own. Loading the extensions means checking the signatures of a hundred
    megabytes, so an engine that has them is kept for the next one who asks.
    """
    if snapshot is not None and not read_only:
        raise ValueError("snapshot: an old version can only be read")
    if isinstance(settings, BringsLake):
        with settings.open_lake() as connection:
            yield connection
        return
    engine = _furnished(settings)
    try:
        engine.execute(_attach(settings, snapshot=snapshot, read_only=read_only))
        connection = engine.cursor()
        try:
            yield connection
        finally:
            connection.close()
    finally:
        _put_back(engine, settings)


_idle: dict[bool, list[duckdb.DuckDBPyConnection]] = {False: [], True: []}
"""Engines that nobody uses, by whether they know a server's catalog."""
_MOST_IDLE = 6
"""Three megabytes each; a page, a job and their versions of the store together use about as many."""


def _furnished(settings: Settings) -> duckdb.DuckDBPyConnection:
    """An engine with its extensions, with this home's limits."""
    spill = settings.work_folder / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    while (engine := _taken(server=_is_server(settings))) is not None:
        with suppress(duckdb.Error):  # one that has spilled keeps to its folder
            return _limited(engine, settings, spill)
        engine.close()
    return _limited(_new_engine(server=_is_server(settings)), settings, spill)


def _taken(*, server: bool) -> duckdb.DuckDBPyConnection | None:
    """An idle engine for this caller alone. No lock: some come back while garbage is collected."""
    try:
        return _idle[server].pop()
    except IndexError:
        return None


def _limited(engine: duckdb.DuckDBPyConnection, settings: Settings, spill: Path) -> duckdb.DuckDBPyConnection:
    limits = {"memory_limit": settings.memory_limit, "threads": settings.threads, "temp_directory": spill}
    for name, value in limits.items():
        engine.execute(f"SET GLOBAL {name} = {quoted(str(value))}")
    return engine


def _put_back(engine: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    kept = _idle[_is_server(settings)]
    try:
        engine.execute(f"DETACH {LAKE}")
    except duckdb.Error:  # somebody still reads through it
        return
    if len(kept) < _MOST_IDLE:
        kept.append(engine)
    else:
        engine.close()


def _is_server(settings: Settings) -> bool:
    return settings.lake_catalog.startswith("postgres:")


def _new_engine(*, server: bool) -> duckdb.DuckDBPyConnection:
    engine = duckdb.connect(
        ":memory:",
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
    )
    engine.execute("SET GLOBAL TimeZone = 'UTC'")
    # Tables made in an open transaction count as empty, and a table taken for empty is joined row by row.
    engine.execute("SET GLOBAL asof_loop_join_threshold = 0")
    for extension in _extension_files(server=server):
        engine.load_extension(extension)
    return engine


@lru_cache(maxsize=2)
def _extension_files(*, server: bool) -> tuple[str, ...]:
    catalog = duckdb_extension_postgres_scanner if server else duckdb_extension_sqlite_scanner
    return tuple(
        str(file)
        for package in (duckdb_extension_ducklake, catalog)
        for file in Path(str(package.__file__)).parent.rglob("*.duckdb_extension")
    )


def _attach(settings: Settings, *, snapshot: int | None, read_only: bool) -> str:
    data = settings.lake_data or (settings.lake_folder / "data").absolute().as_posix()
    # The folder may have been moved or restored elsewhere since the catalog noted its address.
    options = [f"DATA_PATH {quoted(data)}", "OVERRIDE_DATA_PATH true"]
    if _is_server(settings):
        address = f"ducklake:{settings.lake_catalog}"
    else:
        address = f"ducklake:sqlite:{(settings.lake_folder / 'catalog.sqlite').absolute().as_posix()}"
        options += ["META_JOURNAL_MODE 'WAL'", f"META_BUSY_TIMEOUT {_BUSY_TIMEOUT_MS}"]
    if read_only:
        options.append("READ_ONLY")
    if snapshot is not None:
        options.append(f"SNAPSHOT_VERSION {int(snapshot)}")
    return f"ATTACH {quoted(address)} AS {LAKE} ({', '.join(options)})"


def quoted(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"
