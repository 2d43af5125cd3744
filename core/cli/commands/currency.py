"""`currency CODE`: show every amount in one currency."""

from __future__ import annotations

import uuid
from argparse import ArgumentParser, Namespace
from contextlib import closing

from core.cli.command import Command, Context, Outcome
from core.errors import Message
from core.i18n import N_, _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help=_("three letters, such as CNY"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, ledger, upkeep
    from core.security import Permission, require

    require(context.actor, Permission.ADMINISTER)
    facts.prepare(context.settings)
    context.progress(0.1, Message(N_("Computing every amount anew")))
    with (
        facts.workspace(context.settings, waiting=context.progress.waiting) as ws,
        closing(ledger.open_ledger(context.settings)) as book,
    ):
        upkeep.set_display_currency(ws, book, context.actor, uuid.uuid4().hex, typed.code)
    words = _("All amounts are shown in {code} now.").format(code=typed.code)
    return Outcome({"currency": typed.code}, [words])


COMMAND = Command("currency", N_("Show every amount in one currency"), _arguments, _run)
