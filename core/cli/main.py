"""Parse, run one command, and turn what happened into output and an exit code."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from core import i18n, jobs, settings
from core.cli import commands
from core.cli.command import Command, Context, Outcome
from core.cli.plain import plain
from core.errors import DashboardError
from core.i18n import N_, _
from core.settings import Settings

OK, FAILED, WRONG_USAGE = 0, 1, 2
_UNEXPECTED = N_("An error of Abacus itself stopped this command. The lines above say where.")


def main(arguments: Sequence[str] | None = None, configured: Settings | None = None) -> int:
    """Run what was typed; the exit code: 0 done, 1 failed, 2 wrong usage (argparse exits with it)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    own = settings.desk(settings.load() if configured is None else configured)
    with i18n.language(_language_of(words, own)):
        typed = _parser(_commands()).parse_args(words)
        return _run(typed, own)


def _commands() -> list[Command]:
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    found = (importlib.import_module(f"{commands.__name__}.{name}").COMMAND for name in names)
    return [command for command in found if isinstance(command, Command)]


def _language_of(words: list[str], own: Settings) -> str:
    """The language typed, known before parsing so that the help is already in it."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--language":
            return following
        if word.startswith("--language="):
            return word.partition("=")[2]
    return own.language


def _parser(known: Sequence[Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m core", description=_("Abacus without a screen."), allow_abbrev=False
    )
    chooser = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in known:
        summary = _(command.summary)
        own = chooser.add_parser(command.name, help=summary, description=summary, allow_abbrev=False)
        command.add_arguments(own)
        own.add_argument("--json", action="store_true", help=_("print the result as JSON"))
        own.add_argument("--language", choices=list(i18n.LANGUAGES), help=_("language of messages"))
        own.add_argument("--who", default="", help=_("the person in whose name this runs"))
        own.add_argument("--job", help=argparse.SUPPRESS)
        own.set_defaults(chosen=command)
    return parser


def _run(typed: argparse.Namespace, own: Settings) -> int:
    chosen: Command = typed.chosen
    try:
        with _attendance(typed, own) as progress:
            context = Context(own, progress, typed.who)
            outcome = chosen.run(typed, context)
            if isinstance(progress, jobs.Attendance):
                progress.done(plain(outcome.result))
    except DashboardError as error:
        return _refused(i18n.render(error), as_json=typed.json)
    except Exception:  # noqa: BLE001 - the last one to see it: the traceback goes to the log
        traceback.print_exc(file=sys.stderr)
        return _refused(_(_UNEXPECTED), as_json=typed.json)
    _show(outcome, as_json=typed.json)
    return FAILED if outcome.failed else OK


def _attendance(
    typed: argparse.Namespace, own: Settings
) -> AbstractContextManager[jobs.Attendance | jobs.Terminal]:
    return jobs.attend(own, typed.job) if typed.job else nullcontext(jobs.Terminal())


def _refused(words: str, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": words}, ensure_ascii=False))
    print(words, file=sys.stderr)
    return FAILED


def _show(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(plain(outcome.result), ensure_ascii=False, indent=1))
        return
    for line in outcome.lines:
        print(line)
