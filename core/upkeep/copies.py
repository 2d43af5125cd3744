"""One copy of everything: ledger, store of facts, keys.

The ledger is copied first, so that every snapshot its decisions name is in the copy of the store made later.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core import facts, ledger
from core.errors import DashboardError, NotReady
from core.i18n import N_
from core.settings import Settings

_KEYS = "keys"


@dataclass(frozen=True)
class Copy:
    """What a copy holds. snapshots: those that the ledger's decisions name."""

    folder: Path
    ledger_revision: int
    snapshots: tuple[int, ...]


def backup(settings: Settings, folder: Path) -> Copy:
    """Copy everything into a folder, while people work; an earlier copy there is replaced."""
    if not facts.is_prepared(settings):
        raise NotReady(N_("There is nothing to back up yet in {home}."), home=settings.home)
    folder.mkdir(parents=True, exist_ok=True)
    with closing(ledger.open_ledger(settings)) as book:
        taken = ledger.backup(book, folder)
    facts.backup(settings, folder / "lake")
    if (settings.home / _KEYS).exists():
        shutil.copytree(settings.home / _KEYS, folder / _KEYS, dirs_exist_ok=True)
    return Copy(folder, taken.revision, taken.snapshots)


def restore(settings: Settings, folder: Path) -> Copy:
    """Put a copy into an empty home.

    Raises DashboardError for a damaged copy or a home in use, before anything is changed.
    """
    taken = ledger.restore_check(folder)
    _refuse_a_home_in_use(settings)
    facts.restore(settings, folder / "lake")
    if (folder / _KEYS).exists():
        shutil.copytree(folder / _KEYS, settings.home / _KEYS, dirs_exist_ok=True)
    ledger.restore(settings, folder)
    return Copy(folder, taken.revision, taken.snapshots)


def _refuse_a_home_in_use(settings: Settings) -> None:
    if not (settings.home / "ledger.sqlite").exists():
        return
    with closing(ledger.open_ledger(settings)) as book:
        if book.revision:
            raise DashboardError(
                N_("There are decisions in {home} already. Set ABACUS_HOME to a new folder."),
                home=settings.home,
            )
