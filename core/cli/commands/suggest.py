"""`suggest [--as-of D] [--budget X] [--out F]`: what to order, with every input, per SKU and location."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.errors import InputError, Message
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.purchasing import Suggestions


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="DATE",
        help=_("as it was known on this day, as 2026-03-31"),
    )
    parser.add_argument(
        "--budget",
        type=float,
        metavar="AMOUNT",
        help=_("mark the most urgent lines that this amount pays for"),
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=_("CSV with a row for every SKU and location")
    )


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import exports, facts, ledger, purchasing

    if typed.budget is not None and not typed.budget > 0:
        raise InputError(N_("The budget is {found}; it must be above 0."), found=typed.budget)
    facts.prepare(context.settings)
    context.progress(0.2, Message(N_("Working out what to order")))
    with closing(ledger.open_ledger(context.settings)) as book:
        found = purchasing.suggestions(facts.lease(context.settings), book, as_of=typed.as_of)
    chosen = purchasing.within_budget(found.lines, typed.budget)
    if typed.out is not None:
        key = ["sku", "location"]
        marked = found.lines[key].assign(within_budget=chosen.to_numpy())
        typed.out.write_bytes(exports.csv_bytes(found.rows.merge(marked, how="left", on=key)))
    amount = float(found.lines.loc[chosen, "amount_display"].sum())
    result = {
        "as_of": found.as_of,
        "currency": found.currency,
        "lines": len(found.lines),
        "within_budget": int(chosen.sum()),
        "amount": round(amount, 2),
        "nothing": found.nothing["code"].value_counts().to_dict(),
        "out": typed.out,
    }
    return Outcome(result, _lines(found, int(chosen.sum()), amount))


def _lines(found: Suggestions, count: int, amount: float) -> list[str]:
    values = {
        "count": i18n.number(count),
        "amount": i18n.money(amount, found.currency),
        "nothing": i18n.number(len(found.nothing)),
        "as_of": i18n.date(found.as_of),
    }
    words = _("As of {as_of}: {count} suggestions for {amount}; nothing to order for {nothing} SKUs.")
    return [words.format(**values)]


COMMAND = Command("suggest", N_("Say what to order now, and why"), _arguments, _run)
