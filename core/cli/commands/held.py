"""`held`: orders that a second source brought again; let them count instead, or forget them."""

from __future__ import annotations

import uuid
from argparse import ArgumentParser, Namespace

from core import i18n
from core.cli.command import Command, Context, Outcome, refresh_after
from core.i18n import N_, _, ngettext


def _arguments(parser: ArgumentParser) -> None:
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--release", type=int, metavar="IMPORT_ID", help=_("let its held orders count instead")
    )
    chosen.add_argument("--discard", type=int, metavar="IMPORT_ID", help=_("forget its held orders"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--orders", nargs="+", default=[], metavar="ORDER_ID", help=_("only these of its held orders")
    )
    which.add_argument(
        "--find", default="", metavar="TEXT", help=_("only those whose number or shop holds this text")
    )


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake

    facts.prepare(context.settings)
    import_id = typed.release or typed.discard
    if import_id is None:
        listed = facts.held_orders(facts.lease(context.settings)).to_dict("records")
        lines = [f"{row['import_id']} {row['channel']} {row['order_id']}: {row['amount']}" for row in listed]
        return Outcome(listed, lines or [_("No order is held.")])
    orders = typed.orders
    if typed.find:
        found = intake.held_of(facts.lease(context.settings), import_id, typed.find)["name"].tolist()
        if not found:
            return Outcome({"orders": 0, "refresh": ""}, [_("No order is held.")])
        orders = found
    with facts.workspace(context.settings, waiting=context.progress.waiting) as ws:
        count = intake.decide_held(
            ws, context.settings, context.actor, import_id,
            verdict="release" if typed.release else "discard",
            orders=orders, command_id=uuid.uuid4().hex,
        )  # fmt: skip
    words = (
        ngettext("{count} order counts now.", "{count} orders count now.", count)
        if typed.release
        else ngettext("{count} order is forgotten.", "{count} orders are forgotten.", count)
    )
    refresh = refresh_after(context, is_needed=bool(count and typed.release))
    return Outcome({"orders": count, "refresh": refresh}, [words.format(count=i18n.number(count))])


COMMAND = Command("held", N_("List or decide on orders that a second source brought"), _arguments, _run)
