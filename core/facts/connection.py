"""The one place where a DuckDB connection to the lake is opened.

Limits, spill folder, extensions and the lake's address are set here and nowhere else. Extensions come
from wheels and are loaded only with a valid signature; nothing is fetched at run time.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import duckdb
import duckdb_extension_ducklake
import duckdb_extension_postgres_scanner
import duckdb_extension_sqlite_scanner

from core.settings import Settings

LAKE = "lake"
"""Name under which every connection knows the lake."""

_BUSY_TIMEOUT_MS = 10_000


def connect(
    settings: Settings, *, snapshot: int | None = None, read_only: bool = True
) -> duckdb.DuckDBPyConnection:
    """A connection with the lake attached as `lake`, at one snapshot or at the newest.

    snapshot: version to read; only together with read_only.
    The caller closes it. Use one `.cursor()` per thread.
    """
    if snapshot is not None and not read_only:
        raise ValueError("snapshot: an old version can only be read")
    connection = _open(settings)
    connection.execute(_attach(settings, snapshot=snapshot, read_only=read_only))
    return connection


def catalog_file(settings: Settings) -> Path | None:
    """The catalog's SQLite file, or None where the catalog is a server."""
    return None if _is_server(settings) else settings.lake_folder / "catalog.sqlite"


def _is_server(settings: Settings) -> bool:
    return settings.lake_catalog.startswith("postgres:")


def _open(settings: Settings) -> duckdb.DuckDBPyConnection:
    spill = settings.work_folder / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": settings.memory_limit,
            "threads": str(settings.threads),
            "temp_directory": str(spill),
        },
    )
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    for extension in _extension_files(server=_is_server(settings)):
        connection.load_extension(extension)
    return connection


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
    options = [f"DATA_PATH {_quoted(data)}", "OVERRIDE_DATA_PATH true"]
    if _is_server(settings):
        address = f"ducklake:{settings.lake_catalog}"
    else:
        address = f"ducklake:sqlite:{(settings.lake_folder / 'catalog.sqlite').absolute().as_posix()}"
        options += ["META_JOURNAL_MODE 'WAL'", f"META_BUSY_TIMEOUT {_BUSY_TIMEOUT_MS}"]
    if read_only:
        options.append("READ_ONLY")
    if snapshot is not None:
        options.append(f"SNAPSHOT_VERSION {int(snapshot)}")
    return f"ATTACH {_quoted(address)} AS {LAKE} ({', '.join(options)})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
