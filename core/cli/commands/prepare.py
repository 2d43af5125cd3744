"""`prepare`: make the folder of everything that is kept, or bring an older one to this release's form."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from core.cli.command import Command, Context, Outcome, no_arguments
from core.errors import Message
from core.i18n import N_, _


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake, jobs, ledger

    own = context.settings
    fresh = not facts.is_prepared(own)
    if fresh:
        context.progress(0.1, Message(N_("Preparing the store of facts")))
    facts.prepare(own)
    with closing(ledger.open_ledger(own)) as decisions:
        intake.tell_of_undone(facts.lease(own), decisions)
        revision = decisions.revision
    jobs.sweep(own)
    home = str(own.home.resolve())
    lines = [_("Abacus keeps its data in {folder}.").format(folder=home)] if fresh else []
    return Outcome({"home": home, "made": fresh, "ledger_revision": revision}, lines)


COMMAND = Command("prepare", N_("Make or update the store in the home folder"), no_arguments, _run)
