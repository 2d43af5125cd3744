"""`identify`: accounts of several shops with the same key are one person; an import that can be undone."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace

from core import i18n
from core.cli.command import Command, Context, Outcome, refresh_after
from core.i18n import N_, _, ngettext

_SINCE_EVER = dt.date(1900, 1, 1)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--channels", nargs="+", required=True, metavar="SHOP", help=_("shops to join"))
    parser.add_argument(
        "--key", choices=["hidden", "member"], default="hidden", help=_("hidden: phone or e-mail, as hash")
    )
    parser.add_argument("--valid-from", type=dt.date.fromisoformat, default=_SINCE_EVER, help=_("first day"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake

    facts.prepare(context.settings)
    asked = intake.Joining(typed.key, tuple(typed.channels), typed.valid_from)
    with facts.workspace(context.settings, waiting=context.progress.waiting) as ws:
        record = intake.join_accounts(ws, context.actor, asked)
    accounts = sum(change.rows for change in record.tables)
    words = ngettext(
        "{count} account is joined (import {number}); undo the import to part them again.",
        "{count} accounts are joined (import {number}); undo the import to part them again.",
        accounts,
    )
    refresh = refresh_after(context, is_needed=True)
    result = {"import_id": record.import_id, "accounts": accounts, "refresh": refresh}
    return Outcome(result, [words.format(count=i18n.number(accounts), number=record.import_id)])


COMMAND = Command("identify", N_("Join accounts of one person in several shops"), _arguments, _run)
