"""`sample`: show the sample shop on an empty desk, or take it away."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from core.cli.command import Command, Context, Outcome
from core.i18n import N_, _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--remove", action="store_true", help=_("take the sample shop away"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import sample

    if typed.remove:
        removed = sample.remove(context.settings, context.actor)
        said = _("The sample shop is gone.") if removed else _("There is no sample shop.")
        return Outcome({"shown": False}, [said])
    sample.load(context.settings, context.actor, progress=context.progress)
    return Outcome({"shown": True}, [_("The sample shop stands on the desk.")])


COMMAND = Command("sample", N_("Show the sample shop on an empty desk, or remove it"), _arguments, _run)
