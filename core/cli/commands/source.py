"""`source SHOP`: which source of orders counts for a shop that several bring them to."""

from __future__ import annotations

import uuid
from argparse import ArgumentParser, Namespace

from core.cli.command import Command, Context, Outcome, refresh_after
from core.i18n import N_, _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("shop", metavar="SHOP", help=_("name of the shop"))
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--counts", metavar="SOURCE", help=_("platform, or own for your own files"))
    chosen.add_argument("--usual", action="store_true", help=_("as the shop itself says"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake

    facts.prepare(context.settings)
    source = None if typed.usual else "" if typed.counts == intake.OWN_FILES else typed.counts
    intake.choose_source(
        context.settings, context.actor, typed.shop, source,
        command_id=uuid.uuid4().hex, waiting=context.progress.waiting,
    )  # fmt: skip
    refresh = refresh_after(context, is_needed=True)
    words = _("It is settled which source counts for {shop}.").format(shop=typed.shop)
    return Outcome({"shop": typed.shop, "source": source, "refresh": refresh}, [words])


COMMAND = Command("source", N_("Choose which source of orders counts for a shop"), _arguments, _run)
