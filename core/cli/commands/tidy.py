"""`tidy`: forget old versions that no decision names, merge small files, sweep what is left over."""

from __future__ import annotations

import time
from argparse import Namespace
from contextlib import closing

from core.cli.command import Command, Context, Outcome, no_arguments
from core.errors import Message
from core.i18n import N_, _
from core.settings import Settings

_EVERY_SECONDS = 24 * 3600


def tidy_if_due(settings: Settings) -> bool:
    """Tidy once a day, as part of a refresh, so that rejected rows are forgotten when they should be."""
    mark = settings.home / "tidied"
    if mark.exists() and time.time() - mark.stat().st_mtime < _EVERY_SECONDS:
        return False
    tidy(settings)
    return True


def tidy(settings: Settings) -> dict[str, int]:
    """Tidy now; how many old jobs, uploads and delivered files went."""
    from core import facts, intake, jobs, ledger

    with closing(ledger.open_ledger(settings)) as book:
        kept = ledger.named_snapshots(book)
    facts.maintain(settings, kept_snapshots=frozenset(kept))
    swept = {
        "jobs": jobs.sweep(settings),
        "uploads": intake.sweep(settings),
        "inbox": intake.sweep_inbox(settings),
    }
    (settings.home / "tidied").touch()
    return swept


def _run(typed: Namespace, context: Context) -> Outcome:
    from core.security import Permission, require

    require(context.actor, Permission.ADMINISTER)
    context.progress(0.1, Message(N_("Tidying the store")))
    return Outcome(tidy(context.settings), [_("The store is tidy.")])


COMMAND = Command("tidy", N_("Forget old versions and leftovers"), no_arguments, _run)
