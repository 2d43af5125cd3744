"""Everything that SQLite and PostgreSQL do differently; no other module of the ledger knows either.

SQLite: WAL, foreign keys on, commands in BEGIN IMMEDIATE, reads in deferred transactions. PostgreSQL:
commands queue on one advisory lock for the length of their transaction, which gives the same order.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

WRITES = "ledger_writes"
"""Execution option of connections that will write: they take the writers' lock when they begin."""

_BUSY_SECONDS = 30
_LOCK_KEY = 0x41424143
"""Name of PostgreSQL's advisory lock ("ABAC")."""


def make_engine(url: str, *, busy_seconds: float = _BUSY_SECONDS) -> Engine:
    """An engine on the ledger's database, whose commands wait this long for another's to end."""
    if sqlite_file(url) is None:
        engine = create_engine(url, json_serializer=_to_json)
        event.listen(engine, "begin", _begin_postgres)
        return engine
    engine = create_engine(url, json_serializer=_to_json, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def writer(engine: Engine) -> Engine:
    """The same engine; its transactions queue for the writers' lock at once."""
    return engine.execution_options(**{WRITES: True})


def reader(engine: Engine) -> Engine:
    """The same engine; one transaction sees one state of the ledger."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite URL, else None."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    return Path(parsed.database or "ledger.sqlite")


def is_busy(error: OperationalError) -> bool:
    """Another process held the writers' lock for longer than we wait."""
    text = str(error.orig).lower()
    return "locked" in text or "busy" in text


def append_only(table: str, dialect: str) -> list[str]:
    """Statements that make a table refuse UPDATE and DELETE, whoever asks."""
    reason = f"{table} is append-only"
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    refuse = f"{table}_append_only"
    body = f"BEGIN RAISE EXCEPTION '{reason}'; END"
    on = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"
    return [
        f"CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {refuse} {on} EXECUTE FUNCTION {refuse}()",
    ]


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction that no other process migrates beside; all or nothing."""
    if engine.dialect.name != "sqlite":
        with writer(engine).begin() as connection:
            yield connection
        return
    with _file_lock(Path(f"{engine.url.database}.lock")), writer(engine).connect() as connection:
        # Rebuilding a table would trip over its own references; they are checked before the commit instead.
        _pragma(connection, "journal_mode=WAL")
        _pragma(connection, "foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise RuntimeError(f"migration left broken references: {broken[:5]}")
        finally:
            # The connection goes back to the pool, also after a step that failed.
            _pragma(connection, "foreign_keys=ON")


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy one SQLite database over another, whole, while others may read and write the source."""
    with _plain_sqlite(source) as origin, _plain_sqlite(target) as copy:
        origin.backup(copy)


def seal_sqlite(file: Path) -> None:
    """Make a copy one single file: no log beside it, ready to be checksummed and carried away."""
    with _plain_sqlite(file) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def sqlite_faults(file: Path) -> list[str]:
    """What SQLite's own checks find wrong with a file; empty when it is sound."""
    with _plain_sqlite(file) as connection:
        try:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            return found + [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            return [str(error)]


@contextmanager
def _plain_sqlite(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, timeout=_BUSY_SECONDS)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    """Held until the block ends or the process dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _pragma(connection: Connection, text: str) -> None:
    # Straight to the driver: SQLAlchemy would open a transaction, in which these pragmas do nothing.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {text}")
    cursor.close()


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions of its own; _begin_sqlite does, with the right kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK_KEY})")


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
