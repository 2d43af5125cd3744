"""`preview FILE... [--answers JSON]`: what importing these files would do; the Data page's first half."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.intake import Preview


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=_("file to look at"))
    parser.add_argument("--answers", default="{}", metavar="JSON", help=_("answers by the file's hash"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake
    from core.security import Permission, require

    require(context.actor, Permission.UPLOAD)
    facts.prepare(context.settings)
    intake.sweep(context.settings)
    handed = intake.HandIn(tuple(typed.files), intake.answers_from_json(typed.answers))
    found = intake.check(context.settings, handed, who=context.actor.name, progress=context.progress)
    return Outcome(intake.previews_to_json(found), [_line(preview) for preview in found])


def _line(preview: Preview) -> str:
    names = ", ".join(file.name for file in preview.files)
    if preview.refusal is not None:
        return f"{names}: {i18n.render(preview.refusal)}"
    return _(
        "{files}: {report}, {rows} rows, of which {loads} are new or changed and {rejected} rejected"
    ).format(
        files=names,
        report=preview.report,
        rows=i18n.number(preview.rows.read),
        loads=i18n.number(preview.rows.loads),
        rejected=i18n.number(preview.rows.rejected),
    )


COMMAND = Command("preview", N_("Say what importing files would do"), _arguments, _run)
