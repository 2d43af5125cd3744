"""`undo IMPORT_ID`: take an import back; what it replaced counts again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing

from core import i18n
from core.cli.command import Command, Context, Outcome, refresh_after
from core.errors import Message
from core.i18n import N_, _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "import_id", type=int, metavar="IMPORT_ID", help=_("number of the import, as listed on the Data page")
    )


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake, ledger
    from core.security import Permission, require

    require(context.actor, Permission.UNDO_IMPORT)
    context.progress(0.1, Message(N_("Taking the import back")))
    with (
        facts.workspace(context.settings, waiting=context.progress.waiting) as ws,
        closing(ledger.open_ledger(context.settings)) as book,
    ):
        record = intake.take_back(ws, book, context.actor, typed.import_id)
    touched = facts.basis.brought(record.tables)
    refresh = refresh_after(context, is_needed=intake.feeds_forecasts(touched))
    number = i18n.number(record.import_id)
    result = {
        "import_id": record.import_id,
        "snapshot": record.snapshot,
        "state": record.state,
        "refresh": refresh,
    }
    return Outcome(result, [_("Import {number} is undone.").format(number=number)])


COMMAND = Command("undo", N_("Take an import back"), _arguments, _run)
