"""`inbox`: import what lies in the inbox folder, once; for schedulers and for the Data page."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from core.cli.command import Command, Context, Outcome, no_arguments, refresh_after
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.intake import Delivered


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, intake
    from core.security import Permission, require

    require(context.actor, Permission.UPLOAD)
    facts.prepare(context.settings)
    delivered = intake.deliver(context.settings, context.actor, progress=context.progress)
    results = [result for one in delivered for result in one.results]
    refresh = refresh_after(context, is_needed=any(result.loaded for result in results))
    lines = [line for result in results for line in intake.result_lines(result)]
    content = {"files": [_told(one) for one in delivered], "refresh": refresh}
    is_failed = not all(one.is_loaded for one in delivered)
    return Outcome(content, lines or [_("Nothing lies in the inbox.")], failed=is_failed)


def _told(one: Delivered) -> dict[str, object]:
    return {
        "file": one.name,
        "is_loaded": one.is_loaded,
        "moved_to": one.moved_to.name,
        "results": [result.as_json() for result in one.results],
    }


COMMAND = Command("inbox", N_("Import what lies in the inbox folder"), no_arguments, _run)
