"""What the team decided together: settings by name, and how columns of known files are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import select

from core.errors import InputError
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import TEXT, TIME, frame
from core.ledger.plain import plain
from core.ledger.store import Ledger
from core.ledger.tables import MappingRow, SettingRow
from core.security import Actor, Permission

MAPPINGS = {
    "fingerprint": TEXT,
    "name": TEXT,
    "table_name": TEXT,
    "saved_by": TEXT,
    "saved_at": TIME,
}
"""One row per saved mapping."""


@dataclass(frozen=True)
class SavedMapping:
    """How files with one set of headers are read.

    fingerprint: names the set of headers. columns: our column -> the file's header. choices: what else was
    answered at the first import of such a file (channel, time zone, decimal sign, ...).
    """

    fingerprint: str
    name: str
    table_name: str
    columns: Mapping[str, str]
    choices: Mapping[str, Any] = field(default_factory=dict)


def get_setting(ledger: Ledger, key: str, default: Any = None) -> Any:
    """The setting as it was set, in JSON's types; the default while nobody set it."""
    with ledger.reading() as session:
        row = session.get(SettingRow, key)
        return default if row is None else row.value


def all_settings(ledger: Ledger) -> dict[str, Any]:
    """Every setting by name."""
    with ledger.reading() as session:
        return {row.key: row.value for row in session.scalars(select(SettingRow).order_by(SettingRow.key))}


def set_setting(ledger: Ledger, actor: Actor, command_id: str, key: str, value: object) -> None:
    """Set one setting for everybody."""
    kept = plain(value)

    def work(tx: Transaction) -> object:
        row = tx.session.get(SettingRow, key)
        if row is None or row.value != kept:
            before = None if row is None else row.value
            tx.session.merge(SettingRow(key=key, value=kept, set_by=tx.actor.name, set_at=tx.now))
            tx.record(key, before=before, after=kept)
        return {}

    execute(ledger, actor, Request("set_setting", command_id, Permission.ADMINISTER, [key, kept]), work)


def save_mapping(ledger: Ledger, actor: Actor, command_id: str, mapping: SavedMapping) -> None:
    """Remember how files with these headers are read, in place of what was remembered before."""
    if not mapping.fingerprint:
        raise InputError(N_("A mapping needs the headers of a file. Upload one first."))
    kept = plain(mapping)

    def work(tx: Transaction) -> object:
        before = tx.session.get(MappingRow, mapping.fingerprint)
        told = None if before is None else {"columns": before.columns, "choices": before.choices}
        tx.session.merge(MappingRow(**kept, saved_by=tx.actor.name, saved_at=tx.now))
        tx.record(mapping.name, before=told, after=kept)
        return {}

    execute(ledger, actor, Request("save_mapping", command_id, Permission.UPLOAD, kept), work)


def forget_mapping(ledger: Ledger, actor: Actor, command_id: str, fingerprint: str) -> None:
    """Forget a mapping; nothing happens when there is none."""

    def work(tx: Transaction) -> object:
        if (row := tx.session.get(MappingRow, fingerprint)) is not None:
            tx.record(row.name, before={"columns": row.columns, "choices": row.choices})
            tx.session.delete(row)
        return {}

    execute(ledger, actor, Request("forget_mapping", command_id, Permission.UPLOAD, fingerprint), work)


def saved_mapping(ledger: Ledger, fingerprint: str) -> SavedMapping | None:
    """The mapping remembered for a set of headers."""
    with ledger.reading() as session:
        if (row := session.get(MappingRow, fingerprint)) is None:
            return None
        return SavedMapping(row.fingerprint, row.name, row.table_name, row.columns, row.choices)


def saved_mappings(ledger: Ledger) -> pd.DataFrame:
    """MAPPINGS, by name."""
    query = select(*(getattr(MappingRow, name) for name in MAPPINGS)).order_by(MappingRow.name)
    with ledger.reading() as session:
        return frame(MAPPINGS, session.execute(query))
