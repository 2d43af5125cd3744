"""The lake's life: made, brought to the newest form, kept small, backed up, checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import time
from pathlib import Path

import duckdb

from core.errors import DashboardError, Message
from core.facts import marts, mending
from core.facts.connection import connected
from core.facts.lock import writer_lock
from core.facts.tables import all_tables
from core.facts.workspace import transaction, workspace
from core.i18n import N_
from core.schema import version
from core.settings import Settings

_VERSION_KEY = "schema_version"
_DECLARED = repr(sorted((name, list(columns.items())) for name, columns in all_tables().items()))
_WRITTEN = {"parquet_version": "2", "parquet_compression": "lz4_raw"}
"""How the store writes its files: a fifth smaller than by default, and read a fifth faster or more."""
_OWN = {
    _VERSION_KEY: str(version.VERSION),
    "form": hashlib.sha256(_DECLARED.encode()).hexdigest()[:16],
    "empty_tables": "described",
    "files": " ".join(_WRITTEN.values()),
}
"""What a store of this release says of itself: its version, a digest of every declared table, that the
catalog describes empty tables as well, and how its files are written."""


class NewerStore(DashboardError):
    """The store was written by a newer release."""


def prepare(settings: Settings) -> None:
    """Make the lake, or bring an older one to this release's form; does nothing when it already is.

    Raises NewerStore when a newer release has written it.
    """
    settings.lake_folder.mkdir(parents=True, exist_ok=True)
    if is_prepared(settings):
        return
    with (
        writer_lock(settings, doing=Message(N_("preparing the store"))),
        connected(settings, read_only=False) as connection,
        transaction(connection),
    ):
        _bring_to_current(connection)


def is_prepared(settings: Settings) -> bool:
    """Whether the lake exists in this release's form."""
    if not settings.lake_catalog and not (settings.lake_folder / "catalog.sqlite").exists():
        return False
    try:
        with connected(settings) as connection:
            found = connection.execute("SELECT name, value FROM lake.meta.parameters").fetchall()
    except duckdb.Error:
        return False
    return _OWN.items() <= dict(found).items()


def _bring_to_current(connection: duckdb.DuckDBPyConnection) -> None:
    stored = _stored_version(connection)
    if stored > version.VERSION:
        raise NewerStore(
            N_(
                "This store was written by a newer release of Abacus. "
                "Update Abacus, or point ABACUS_HOME at another folder."
            )
        )
    if stored:
        for _version, step in version.steps_from(stored):
            step(connection)
    outdated = _outdated(connection)
    for schema_name, table in outdated:
        connection.execute(f"DROP TABLE lake.{schema_name}.{table}")
    for option, value in _WRITTEN.items():
        connection.execute(f"CALL lake.set_option('{option}', '{value}')")
    create_tables(connection)
    _describe_empty_tables(connection)
    if any(schema_name == "mart" for schema_name, _table in outdated):
        marts.rebuild_all(connection, step=lambda _name: None)
    for name, value in _OWN.items():
        connection.execute("DELETE FROM lake.meta.parameters WHERE name = ?", [name])
        connection.execute("INSERT INTO lake.meta.parameters VALUES (?, ?)", [name, value])


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every schema and table of the lake that does not exist yet."""
    for schema_name in dict.fromkeys(schema_name for schema_name, _table in all_tables()):
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS lake.{schema_name}")
    for schema_name, table in _missing(connection):
        columns = ", ".join(f"{name} {kind}" for name, kind in all_tables()[schema_name, table].items())
        connection.execute(f"CREATE TABLE lake.{schema_name}.{table} ({columns})")


def _describe_empty_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the catalog know the least and the greatest value of every table, also of one without rows.

    It learns them with a table's first row and keeps them; of a table that never had one it asks again for
    every column of every query.
    """
    for (schema_name, table), columns in all_tables().items():
        name = f"lake.{schema_name}.{table}"
        if connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is None:
            connection.execute(f"INSERT INTO {name} ({next(iter(columns))}) VALUES (NULL)")
            connection.execute(f"DELETE FROM {name}")


def _existing(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    found = connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'lake'"
    ).fetchall()
    return {(schema_name, table) for schema_name, table in found}


def _missing(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    existing = _existing(connection)
    return [name for name in all_tables() if name not in existing]


def _outdated(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Marts and results with the columns of an earlier release: they are derived, so they are made anew."""
    found = connection.execute(
        """SELECT schema_name, table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
        WHERE database_name = 'lake' AND schema_name IN ('mart', 'result') GROUP BY ALL"""
    ).fetchall()
    declared = all_tables()
    return [
        (schema_name, table)
        for schema_name, table, columns in found
        if (schema_name, table) in declared and list(declared[schema_name, table]) != columns
    ]


def _stored_version(connection: duckdb.DuckDBPyConnection) -> int:
    if ("meta", "parameters") not in _existing(connection):
        return 0
    row = connection.execute(
        "SELECT value FROM lake.meta.parameters WHERE name = ?", [_VERSION_KEY]
    ).fetchone()
    return 0 if row is None else int(row[0])


def maintain(settings: Settings, *, kept_snapshots: frozenset[int] = frozenset()) -> None:
    """Forget old snapshots that no decision names, merge small files, sweep what nothing refers to.

    kept_snapshots: versions that must stay readable however old they are.
    """
    oldest = dt.datetime.now(dt.UTC) - dt.timedelta(days=settings.snapshot_days)
    with (
        writer_lock(settings, doing=Message(N_("tidying the store"))),
        connected(settings, read_only=False) as connection,
    ):
        _expire(connection, oldest, kept_snapshots)
        connection.execute("CALL ducklake_merge_adjacent_files('lake')")
        connection.execute("CALL ducklake_cleanup_old_files('lake', older_than => now() - INTERVAL 1 DAY)")
        connection.execute(
            "CALL ducklake_delete_orphaned_files('lake', older_than => now() - INTERVAL 1 DAY)"
        )
    with workspace(settings) as ws:
        forgotten = dt.datetime.now(dt.UTC).replace(tzinfo=None) - dt.timedelta(days=settings.quarantine_days)
        mending.forget_rejects(ws, before=forgotten)
    sweep_work_folder(settings)


def _expire(connection: duckdb.DuckDBPyConnection, oldest: dt.datetime, kept: frozenset[int]) -> None:
    found = connection.execute(
        "SELECT snapshot_id FROM lake.snapshots() WHERE snapshot_time < ? ORDER BY 1", [oldest]
    ).fetchall()
    newest = connection.execute("SELECT id FROM lake.current_snapshot()").fetchone()
    expired = [row[0] for row in found if row[0] not in kept and newest is not None and row[0] != newest[0]]
    if expired:
        connection.execute(
            f"CALL ducklake_expire_snapshots('lake', versions => {[int(version) for version in expired]})"
        )


def sweep_work_folder(settings: Settings, *, older_than_hours: float = 24) -> None:
    """Remove scratch folders that a killed import left behind."""
    if not settings.work_folder.exists():
        return
    deadline = time.time() - older_than_hours * 3600
    for folder in settings.work_folder.glob("import-*"):
        if folder.stat().st_mtime < deadline:
            shutil.rmtree(folder, ignore_errors=True)


def backup(settings: Settings, folder: Path) -> None:
    """Copy the lake as it is between two writes: the catalog and every file it may name.

    Only for a lake on this machine; a catalog in PostgreSQL and object storage have backups of their own.
    """
    if settings.lake_catalog:
        raise DashboardError(
            N_(
                "The lake's catalog is on a server. Back it up with pg_dump, "
                "and the data with the storage's own tools."
            )
        )
    data = _data_folder(settings)
    if folder.exists() and any(folder.iterdir()) and not (folder / "catalog.sqlite").exists():
        raise DashboardError(
            N_("The folder {folder} holds other things. Give a new one, or that of an earlier backup."),
            folder=folder.name,
        )
    with writer_lock(settings, doing=Message(N_("a backup"))):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder / "data", ignore_errors=True)
        _copy_catalog(settings.lake_folder / "catalog.sqlite", folder / "catalog.sqlite")
        if data.exists():
            shutil.copytree(data, folder / "data")
        else:
            (folder / "data").mkdir()


def _data_folder(settings: Settings) -> Path:
    """Where the Parquet files lie. Raises DashboardError where that is no folder of this machine."""
    if "://" in settings.lake_data:
        raise DashboardError(
            N_("The lake's data is in object storage. Back it up with the storage's own tools.")
        )
    return Path(settings.lake_data) if settings.lake_data else settings.lake_folder / "data"


def _copy_catalog(source: Path, target: Path) -> None:
    import sqlite3

    with sqlite3.connect(source) as original, sqlite3.connect(target) as copy:
        original.backup(copy)
    original.close()
    copy.close()


def restore(settings: Settings, folder: Path) -> None:
    """Put a backup where the lake is expected. Raises DashboardError where a lake already is."""
    if (settings.lake_folder / "catalog.sqlite").exists():
        raise DashboardError(
            N_(
                "There is already a store in this folder. "
                "Restore into an empty one: set ABACUS_HOME to a new folder."
            )
        )
    if not (folder / "catalog.sqlite").exists():
        raise DashboardError(
            N_("This folder holds no backup of the store: {missing} is missing."), missing="catalog.sqlite"
        )
    settings.lake_folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(folder / "data", _data_folder(settings), dirs_exist_ok=True)
    shutil.copy2(folder / "catalog.sqlite", settings.lake_folder / "catalog.sqlite")
