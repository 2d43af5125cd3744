"""`refresh`: forecasts, segments and suggestions anew, where the facts or decisions have changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from typing import TYPE_CHECKING, Any

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.cli.commands.tidy import tidy_if_due
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.demand import Refreshed

_DONE = {
    "forecasts": N_("Forecasts: {count} series."),
    "segments": N_("Segments: {count} members."),
    "suggestions": N_("Suggestions: {count} lines."),
}
_CURRENT = N_("{what} Nothing had changed.")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help=_("compute also what is up to date"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake, ledger, upkeep
    from core.security import Permission, require

    require(context.actor, Permission.UPLOAD)
    own = context.settings
    facts.prepare(own)
    if facts.lease(own).as_of is None:
        words = _("There are no orders yet. Upload the order files of your shops first.")
        return Outcome({"as_of": None, "refreshed": []}, [words])
    with closing(ledger.open_ledger(own)) as book:
        intake.tell_of_undone(facts.lease(own), book)
        done = upkeep.refresh(own, book, force=typed.force, progress=context.progress)
    tidy_if_due(own)
    snapshot = facts.lease(own)
    result: dict[str, Any] = {"as_of": snapshot.as_of, "snapshot": snapshot.id, "refreshed": done}
    return Outcome(result, [_line(one) for one in done])


def _line(one: Refreshed) -> str:
    words = _(_DONE[one.kind]).format(count=i18n.number(one.rows))
    return _(_CURRENT).format(what=words) if one.was_current else words


COMMAND = Command("refresh", N_("Compute forecasts, segments and suggestions anew"), _arguments, _run)
