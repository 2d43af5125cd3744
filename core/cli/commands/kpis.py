"""`kpis --from D --to D [--channel C]`: every figure of the registry over a period."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.errors import InputError
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.metrics import Value


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="start",
        type=date.fromisoformat,
        required=True,
        metavar="DATE",
        help=_("first day, as 2026-03-31"),
    )
    parser.add_argument(
        "--to",
        dest="end",
        type=date.fromisoformat,
        required=True,
        metavar="DATE",
        help=_("last day, counted too"),
    )
    parser.add_argument(
        "--channel", action="append", default=[], help=_("only this shop; may be given several times")
    )
    parser.add_argument(
        "--refunds",
        choices=("cash", "cohort"),
        default="cash",
        help=_("refunds by refund day, or by payment day of the order"),
    )
    parser.add_argument(
        "--repeats",
        choices=("keep", "drop"),
        default="keep",
        help=_("identical rows of one file: count all or one"),
    )


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, metrics

    if typed.end < typed.start:
        raise InputError(
            N_("The last day {end} is before the first {start}."), end=typed.end, start=typed.start
        )
    facts.prepare(context.settings)
    snapshot = facts.lease(context.settings)
    filters = metrics.Filters(
        typed.start,
        typed.end,
        channels=tuple(typed.channel),
        repeats=typed.repeats,
        refund_basis=typed.refunds,
    )
    values = metrics.compute(snapshot, list(metrics.FIGURES), filters)
    return Outcome(metrics.as_json(snapshot, filters, values), [_line(value) for value in values.values()])


def _line(value: Value) -> str:
    label = _(value.figure.label)
    if value.missing is not None:
        return f"{label}: – ({i18n.render(value.missing)})"
    notes = " ".join(i18n.render(note) for note in value.notes)
    return f"{label}: {_shown(value)}" + (f" ({notes})" if notes else "")


def _shown(value: Value) -> str:
    match value.unit:
        case "money":
            return i18n.money(value.value, value.currency)
        case "share":
            return i18n.percent(value.value)
        case "days":
            return _("{count} days").format(count=i18n.number(value.value, 1))
        case "units":
            is_whole = value.value is None or value.value == value.value.to_integral_value()
            return i18n.number(value.value, 0 if is_whole else 2)
        case "count":
            return i18n.number(value.value)


COMMAND = Command("kpis", N_("Print every figure of a period"), _arguments, _run)
