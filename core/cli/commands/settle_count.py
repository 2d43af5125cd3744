"""`settle_count`: an entry of a stocktake was looked at again; this number is right."""

from __future__ import annotations

import datetime as dt
import uuid
from argparse import ArgumentParser, Namespace
from decimal import Decimal

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.i18n import N_, _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--location", required=True, metavar="LOCATION", help=_("where people counted"))
    parser.add_argument(
        "--day", type=dt.date.fromisoformat, required=True, metavar="DAY", help=_("day of the count")
    )
    parser.add_argument("--sku", required=True, metavar="SKU", help=_("the product"))
    parser.add_argument("--counted", type=Decimal, required=True, metavar="N", help=_("the right number"))
    parser.add_argument("--because", required=True, metavar="TEXT", help=_("why this number is right"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake

    facts.prepare(context.settings)
    found = intake.SettledCount(typed.location, typed.day, typed.sku, typed.counted, typed.because)
    with facts.workspace(context.settings, waiting=context.progress.waiting) as ws:
        record = intake.settle_count(ws, context.settings, context.actor, found, command_id=uuid.uuid4().hex)
    words = _("{sku} counts with {units} units (import {number}); undo the import to take it back.")
    shown = words.format(sku=typed.sku, units=i18n.number(typed.counted), number=record.import_id)
    result = {"import_id": record.import_id, "sku": typed.sku, "units": str(typed.counted)}
    return Outcome(result, [shown])


COMMAND = Command("settle_count", N_("Confirm or correct an entry of a stocktake"), _arguments, _run)
