"""A connection to prepare an import on: the lake writable beside it, temp tables free, no lock held."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from core.facts.connection import connected
from core.facts.lock import Waiting
from core.facts.records import ImportBatch, TableChanges
from core.settings import Settings

Step = Callable[[str], None]


def _unwatched(step: str) -> None:
    """Steps that nobody watches."""


@dataclass(frozen=True)
class Workspace:
    """connection: DuckDB with `lake` attached read-write. folder: scratch, gone at the end.

    step: told the name of each step before it is taken; tests raise in it to see that nothing
    half-done stays.
    waiting: told once when another writer holds the lock.
    makes_marts_later: imports leave the marts as they are until `make_marts`; only for a store that nobody
    reads yet.
    """

    settings: Settings
    connection: duckdb.DuckDBPyConnection
    folder: Path
    step: Step = _unwatched
    waiting: Waiting | None = None
    makes_marts_later: bool = False
    compared: list[tuple[ImportBatch, int, tuple[TableChanges, ...]]] = field(default_factory=list)
    """The batch last previewed, at which snapshot, and what it would change."""


@contextmanager
def workspace(
    settings: Settings,
    *,
    step: Step = _unwatched,
    waiting: Waiting | None = None,
    makes_marts_later: bool = False,
) -> Iterator[Workspace]:
    """A workspace for the length of the block."""
    settings.work_folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="import-", dir=settings.work_folder))
    try:
        with connected(settings, read_only=False) as connection:
            yield Workspace(settings, connection, folder, step, waiting, makes_marts_later)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def apart(ws: Workspace) -> Iterator[Workspace]:
    """The same workspace with temp tables of its own, gone at the end: one import sees nothing of another."""
    connection = ws.connection.cursor()
    try:
        yield replace(ws, connection=connection, compared=[])
    finally:
        connection.close()


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of the block's writes in one commit, or none."""
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.TransactionException):  # a failed COMMIT has already ended the transaction
        connection.execute("ROLLBACK")
