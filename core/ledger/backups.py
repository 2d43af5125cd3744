"""Copies of the ledger: taken while people work, sealed with a checksum, checked before they are trusted."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from core.errors import InputError, Message, NotFound, NotReady
from core.i18n import N_
from core.ledger import connection, migrations
from core.ledger.decision_log import named_snapshots
from core.ledger.plain import plain
from core.ledger.store import Ledger, open_ledger
from core.ledger.tables import RevisionRow
from core.settings import Settings

COPY = "ledger.sqlite"
MANIFEST = "ledger.json"


@dataclass(frozen=True)
class Backup:
    """What one copy holds. snapshots: those of the facts that its decisions name; they belong to it."""

    taken_at: dt.datetime
    revision: int
    step: str
    size_bytes: int
    sha256: str
    snapshots: tuple[int, ...]


def backup(ledger: Ledger, folder: Path) -> Backup:
    """Copy the ledger into a folder, with a manifest beside it; an earlier copy there is replaced whole."""
    source = _file_of(ledger)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{COPY}.new"
    fresh.unlink(missing_ok=True)
    connection.copy_sqlite(source, fresh)
    connection.seal_sqlite(fresh)
    taken = _described(fresh, ledger.clock())
    # The manifest comes last: a copy that was cut short does not match it and fails the check.
    fresh.replace(folder / COPY)
    manifest = folder / f"{MANIFEST}.new"
    manifest.write_text(json.dumps(plain(taken), indent=2), encoding="utf-8")
    manifest.replace(folder / MANIFEST)
    return taken


def restore_check(folder: Path) -> Backup:
    """The backup in a folder, when it is whole, sound and of a form that this Abacus can read."""
    file, manifest = folder / COPY, folder / MANIFEST
    if not file.is_file() or not manifest.is_file():
        raise NotFound(
            N_("There is no whole backup of the ledger in {folder}: {file} or {manifest} is missing."),
            folder=folder.name,
            file=COPY,
            manifest=MANIFEST,
        )
    told = _read_manifest(manifest)
    if told.sha256 != _sha256(file):
        raise _damaged(Message(N_("its content does not match its checksum")))
    if faults := connection.sqlite_faults(file):
        raise _damaged("; ".join(faults[:3]))
    found = _described(file, told.taken_at)
    if found != told:
        raise _damaged(Message(N_("its manifest tells another revision")))
    return told


def restore(settings: Settings, folder: Path) -> Backup:
    """Put a checked backup in the ledger's place. What was decided after the backup is gone."""
    taken = restore_check(folder)
    ledger = open_ledger(settings)
    try:
        connection.copy_sqlite(folder / COPY, _file_of(ledger))
    finally:
        ledger.close()
    open_ledger(settings).close()
    return taken


def _file_of(ledger: Ledger) -> Path:
    file = connection.sqlite_file(ledger.engine.url.render_as_string(hide_password=False))
    if file is None:
        raise NotReady(
            N_("This ledger is kept by {server}, which makes its own copies: use pg_dump and pg_restore."),
            server=ledger.engine.dialect.name,
        )
    return file


def _described(file: Path, taken_at: dt.datetime) -> Backup:
    engine = connection.make_engine(f"sqlite:///{file.as_posix()}")
    try:
        copy = Ledger(engine)
        with copy.reading() as session:
            revision = session.scalars(select(RevisionRow.value)).one()
            step = session.execute(text("select version_num from alembic_version")).scalar_one()
        snapshots = tuple(sorted(named_snapshots(copy)))
    finally:
        engine.dispose()
    return Backup(taken_at, revision, step, file.stat().st_size, _sha256(file), snapshots)


def _read_manifest(path: Path) -> Backup:
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        taken_at = dt.datetime.fromisoformat(told["taken_at"])
        read = Backup(**{**told, "taken_at": taken_at, "snapshots": tuple(told["snapshots"])})
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(Message(N_("its manifest cannot be read"))) from error
    if read.step > migrations.HEAD:
        raise NotReady(
            N_("The ledger was written by a newer Abacus (step {found}). Start that version instead."),
            found=read.step,
        )
    return read


def _damaged(why: Message | str) -> InputError:
    return InputError(N_("The backup is damaged: {why}. Use an older one."), why=why)


def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
