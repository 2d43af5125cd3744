"""`load FILE... [--answers JSON]`: import what was previewed; the Data page's second half."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from core import i18n
from core.cli.command import Command, Context, Outcome, refresh_after
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.intake import Loaded


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=_("file to import"))
    parser.add_argument("--answers", default="{}", metavar="JSON", help=_("answers by the file's hash"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake
    from core.security import Permission, require

    require(context.actor, Permission.UPLOAD)
    facts.prepare(context.settings)
    handed = intake.HandIn(tuple(typed.files), intake.answers_from_json(typed.answers))
    results = intake.load(context.settings, handed, context.actor, progress=context.progress)
    is_needed = any(intake.feeds_forecasts(result.tables) for result in results)
    refresh = refresh_after(context, is_needed=is_needed)
    content = {"imports": [result.as_json() for result in results], "refresh": refresh}
    return Outcome(content, [_line(result) for result in results])


def _line(result: Loaded) -> str:
    names = ", ".join(result.files)
    if result.refusal is not None:
        return f"{names}: {i18n.render(result.refusal)}"
    if result.import_id is None:
        return _("{files}: nothing new").format(files=names)
    return _("{files}: import {number}, {loaded} rows loaded, {rejected} rejected").format(
        files=names,
        number=i18n.number(result.import_id),
        loaded=i18n.number(result.loaded),
        rejected=i18n.number(result.rejected),
    )


COMMAND = Command("load", N_("Import files with the answers of the Data page"), _arguments, _run)
