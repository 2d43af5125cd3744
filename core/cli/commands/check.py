"""`check`: whether everything that is kept can be read, and adds up."""

from __future__ import annotations

from argparse import Namespace

from core import i18n
from core.cli.command import Command, Context, Outcome, no_arguments
from core.i18n import N_


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import upkeep

    found = upkeep.check(context.settings)
    is_good = all(finding.is_good for finding in found)
    marks = {True: "ok ", False: "!! "}
    lines = [marks[finding.is_good] + i18n.render(finding.said) for finding in found]
    result = {"is_good": is_good, "findings": [{"is_good": f.is_good, "said": f.said} for f in found]}
    return Outcome(result, lines, failed=not is_good)


COMMAND = Command("check", N_("Read everything that is kept, and see whether it adds up"), no_arguments, _run)
