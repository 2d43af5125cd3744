"""`backup DIR`: one copy of the ledger, the store and the keys."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.errors import Message
from core.i18n import N_, _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("folder for the copy; made when missing"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import upkeep
    from core.security import Permission, require

    require(context.actor, Permission.ADMINISTER)
    context.progress(0.1, Message(N_("Copying the ledger and the store")))
    copy = upkeep.backup(context.settings, typed.folder)
    words = _("Copied to {folder}: ledger at revision {revision}, store, keys.")
    return Outcome(copy, [words.format(folder=copy.folder, revision=i18n.number(copy.ledger_revision))])


COMMAND = Command("backup", N_("Copy ledger, store and keys to a folder"), _arguments, _run)
