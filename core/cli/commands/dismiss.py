"""`dismiss IMPORT_ID`: rejected rows that nobody has to mend, with the reason; or take them up again."""

from __future__ import annotations

import uuid
from argparse import ArgumentParser, Namespace

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.i18n import N_, _, ngettext


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("import_id", type=int, metavar="IMPORT_ID", help=_("number of the import"))
    parser.add_argument(
        "--rows",
        nargs="+",
        default=[],
        metavar="FILE:ROW",
        help=_("rows such as 0:17; all that wait without it"),
    )
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--because", metavar="TEXT", help=_("why they need not be mended"))
    chosen.add_argument("--take-up-again", action="store_true", help=_("let the dismissed rows wait again"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake

    facts.prepare(context.settings)
    own, command_id = context.settings, uuid.uuid4().hex
    if typed.take_up_again:
        count = intake.take_up_rejects(own, context.actor, typed.import_id, command_id=command_id)
        words = ngettext(
            "{count} row waits to be mended again.", "{count} rows wait to be mended again.", count
        )
    else:
        count = intake.dismiss_rejects(
            own, context.actor, typed.import_id, typed.rows, because=typed.because, command_id=command_id
        )
        words = ngettext("{count} row need not be mended.", "{count} rows need not be mended.", count)
    result = {"import_id": typed.import_id, "rows": count, "refresh": "", "again": typed.take_up_again}
    return Outcome(result, [words.format(count=i18n.number(count))])


COMMAND = Command("dismiss", N_("Say which rejected rows need not be mended"), _arguments, _run)
