"""The ledger's store: opened and migrated by `open_ledger`, read and written in transactions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from core.errors import StoreBusy
from core.i18n import N_
from core.ledger import connection, migrations
from core.ledger.tables import RevisionRow
from core.settings import Settings

Step = Callable[[str], None]
"""Told of every statement of a command before it runs, and of "COMMIT"; what it raises undoes the command."""


def utc_now() -> dt.datetime:
    """The time in UTC, without a zone, to the second."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


@dataclass(frozen=True)
class Ledger:
    """What people decided. Safe to share between threads; any number of processes may open one ledger."""

    engine: Engine = field(repr=False)
    clock: Callable[[], dt.datetime] = utc_now
    on_step: Step | None = None

    @property
    def revision(self) -> int:
        """How many commands changed the ledger so far."""
        with self.reading() as session:
            return session.scalars(select(RevisionRow.value)).one()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the ledger and writes nothing."""
        with _busy_is_told(), Session(connection.reader(self.engine)) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The only session that writes now; all of it is kept at the end of the block, or nothing."""
        with _busy_is_told(), Session(connection.writer(self.engine)) as session, session.begin():
            # A session begins with its first statement; what follows must not happen before it.
            begun = session.connection()
            if self.on_step is not None:
                _report_steps(begun, self.on_step)
            yield session
            session.flush()
            if self.on_step is not None:
                self.on_step("COMMIT")

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def open_ledger(
    settings: Settings, *, clock: Callable[[], dt.datetime] = utc_now, on_step: Step | None = None
) -> Ledger:
    """The ledger of these settings, made or brought to the newest form when needed."""
    url = settings.resolved_ledger_url
    if (file := connection.sqlite_file(url)) is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = connection.make_engine(url)
    migrations.upgrade(engine)
    return Ledger(engine, clock, on_step)


def exists(settings: Settings) -> bool:
    """Whether there is a ledger already; one on a server always is."""
    file = connection.sqlite_file(settings.resolved_ledger_url)
    return file is None or file.exists()


@contextmanager
def _busy_is_told() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if not connection.is_busy(error):
            raise
        raise StoreBusy(
            N_("Somebody else is writing to the ledger. Nothing was written. Try again in a moment.")
        ) from error


def _report_steps(writing: Connection, on_step: Step) -> None:
    def before_statement(statement: str, **_: object) -> None:
        on_step(statement)

    event.listen(writing, "before_cursor_execute", before_statement, named=True)
