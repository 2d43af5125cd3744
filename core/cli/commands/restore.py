"""`restore DIR`: put a copy into an empty home, and check it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.errors import Message
from core.i18n import N_, _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("folder that `backup` wrote"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import upkeep
    from core.security import Permission, require

    require(context.actor, Permission.ADMINISTER)
    context.progress(0.1, Message(N_("Putting the copy in place")))
    copy = upkeep.restore(context.settings, typed.folder)
    context.progress(0.7, Message(N_("Checking what was restored")))
    faults = [finding for finding in upkeep.check(context.settings) if not finding.is_good]
    words = _("Restored from {folder}: ledger at revision {revision}, store, keys.")
    lines = [words.format(folder=copy.folder, revision=i18n.number(copy.ledger_revision))]
    lines += [i18n.render(finding.said) for finding in faults]
    return Outcome({"copy": copy, "faults": [f.said for f in faults]}, lines, failed=bool(faults))


COMMAND = Command("restore", N_("Put a copy into an empty home"), _arguments, _run)
