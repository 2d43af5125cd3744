"""`tidy`: forget old versions that no decision names, merge small files, sweep what is left over."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from core.cli.command import Command, Context, Outcome, no_arguments
from core.errors import Message
from core.i18n import N_, _


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake, jobs, ledger
    from core.security import Permission, require

    require(context.actor, Permission.ADMINISTER)
    own = context.settings
    context.progress(0.1, Message(N_("Tidying the store")))
    with closing(ledger.open_ledger(own)) as book:
        kept = ledger.named_snapshots(book)
    facts.maintain(own, kept_snapshots=frozenset(kept))
    swept = {"jobs": jobs.sweep(own), "uploads": intake.sweep(own)}
    return Outcome(swept, [_("The store is tidy.")])


COMMAND = Command("tidy", N_("Forget old versions and leftovers"), no_arguments, _run)
