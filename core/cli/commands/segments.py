"""`segments [--as-of D] [--out F]`: every member with scores and segment."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from core import i18n
from core.cli.command import Command, Context, Outcome
from core.errors import Message, NotReady
from core.i18n import N_, _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="DATE",
        help=_("as it was known on this day, as 2026-03-31"),
    )
    parser.add_argument("--window", type=int, metavar="DAYS", help=_("only orders of so many days before"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=_("CSV with a row for every member"))


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import exports, facts, marketing

    facts.prepare(context.settings)
    snapshot = facts.lease(context.settings)
    day = typed.as_of or snapshot.as_of
    if day is None:
        raise NotReady(N_("There are no orders yet. Upload the order files of your shops first."))
    context.progress(0.2, Message(N_("Scoring members")))
    scored = marketing.score(snapshot, as_of=day, window_days=typed.window)
    if typed.out is not None:
        typed.out.write_bytes(exports.csv_bytes(scored.members))
    counts = {str(name): int(count) for name, count in scored.members["segment"].value_counts().items()}
    result = {
        "as_of": day,
        "window_days": typed.window,
        "members": len(scored.members),
        "frequency_in_bands": scored.in_bands,
        "segments": counts,
        "out": typed.out,
    }
    lines = [f"{_(marketing.TITLES[name])}: {i18n.number(count)}" for name, count in counts.items()]
    return Outcome(result, lines)


COMMAND = Command("segments", N_("Score members and say which segment they are in"), _arguments, _run)
