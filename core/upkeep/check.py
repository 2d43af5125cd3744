"""Whether everything that is kept can be read, and adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from core import facts, ledger
from core.errors import DashboardError, Message
from core.facts import Snapshot
from core.facts.tables import all_tables
from core.i18n import N_
from core.ledger.connection import sqlite_faults, sqlite_file
from core.settings import Settings

_ADDS_UP = {
    "units": (
        "SELECT sum(quantity) FROM lake.mart.sales_lines WHERE is_sale",
        "SELECT sum(units) FROM lake.mart.sales_days WHERE basis = 'paid'",
    ),
    "net_sales": (
        "SELECT sum(net_sales) FROM lake.mart.sales_lines WHERE is_sale",
        "SELECT sum(net_sales) FROM lake.mart.sales_days WHERE basis = 'paid'",
    ),
    "orders": (
        "SELECT count(*) FROM lake.current.orders WHERE repeat_no = 0",
        "SELECT count(*) FROM lake.mart.order_facts",
    ),
}
"""Sums that two tables must agree on: the lines and the days made from them."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. said: what it is, or what is wrong with it and what to do."""

    is_good: bool
    said: Message


def check(settings: Settings) -> list[Finding]:
    """Look at everything; nothing is changed. Faults come as findings, not as errors."""
    looks: list[Callable[[Settings], Iterator[Finding]]] = [_ledger, _store]
    return [finding for look in looks for finding in _guarded(look, settings)]


def _guarded(look: Callable[[Settings], Iterator[Finding]], settings: Settings) -> Iterator[Finding]:
    try:
        yield from look(settings)
    except DashboardError as error:
        yield Finding(False, error.message)


def _ledger(settings: Settings) -> Iterator[Finding]:
    file = sqlite_file(settings.resolved_ledger_url)
    if file is not None and not file.exists():
        yield Finding(False, Message(N_("There is no ledger yet. Run `prepare` first.")))
        return
    faults = sqlite_faults(file) if file is not None else []
    if faults:
        said = N_("The ledger is damaged: {fault}. Restore a backup.")
        yield Finding(False, Message(said, {"fault": faults[0]}))
        return
    with closing(ledger.open_ledger(settings)) as book:
        yield Finding(
            True, Message(N_("The ledger is sound, revision {revision}."), {"revision": book.revision})
        )
        if facts.is_prepared(settings):
            yield _named_snapshots(settings, ledger.named_snapshots(book))


def _named_snapshots(settings: Settings, named: frozenset[int]) -> Finding:
    kept = facts.lease(settings).frame("SELECT snapshot_id FROM lake.snapshots()")["snapshot_id"]
    if gone := sorted(named - {int(number) for number in kept}):
        said = N_("Decisions name {count} snapshots that are gone; their figures cannot be shown again.")
        return Finding(False, Message(said, {"count": len(gone)}))
    return Finding(True, Message(N_("Every snapshot that a decision names can be read.")))


def _store(settings: Settings) -> Iterator[Finding]:
    if not facts.is_prepared(settings):
        yield Finding(False, Message(N_("There is no store of facts yet. Run `prepare` first.")))
        return
    snapshot = facts.lease(settings)
    unreadable = [
        f"{place}.{table}" for place, table in all_tables() if not _is_readable(snapshot, place, table)
    ]
    if unreadable:
        said = N_("These tables cannot be read: {tables}. Restore a backup.")
        yield Finding(False, Message(said, {"tables": ", ".join(unreadable)}))
        return
    yield Finding(True, Message(N_("All tables of the store can be read.")))
    yield from (_adds_up(snapshot, name) for name in _ADDS_UP)


def _is_readable(snapshot: Snapshot, place: str, table: str) -> bool:
    column = next(iter(all_tables()[place, table]))
    try:
        # Counting a column reads its files; counting rows would only read the catalog.
        snapshot.value(f'SELECT count("{column}") FROM lake.{place}.{table} WHERE "{column}" IS NOT NULL')
    except duckdb.Error:
        return False
    return True


def _adds_up(snapshot: Snapshot, name: str) -> Finding:
    one, other = (Decimal(str(snapshot.value(query) or 0)) for query in _ADDS_UP[name])
    if one != other:
        said = N_("{name} do not add up: {one} by line, {other} by day. Undo and load the last import again.")
        return Finding(False, Message(said, {"name": name, "one": one, "other": other}))
    return Finding(True, Message(N_("{name} add up."), {"name": name}))
