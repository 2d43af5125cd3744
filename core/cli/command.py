"""What a command is, what it is given and what it gives back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.errors import NotFound
from core.jobs import Attendance, Terminal
from core.security import COMMAND_LINE, Actor
from core.settings import Settings


@dataclass(frozen=True)
class Context:
    """Where and for whom a command runs.

    progress: call it with the share done and a Message; `progress.waiting(message)` while another run writes.
    who: the name given with --who, when no page started this.
    """

    settings: Settings
    progress: Attendance | Terminal
    who: str = ""

    @cached_property
    def actor(self) -> Actor:
        """Who answers for it, found once, before anything is written.

        Whoever sits at the machine's command line holds the files and may do everything; with the name of
        somebody whom the ledger knows, and as a job that a page started, they may do what that person may.
        """
        from core import ledger

        is_job = isinstance(self.progress, Attendance) and bool(self.progress.who)
        name = self.progress.who if isinstance(self.progress, Attendance) and is_job else self.who
        if not name:
            return COMMAND_LINE
        if not ledger.exists(self.settings):
            return Actor(name, COMMAND_LINE.roles)
        with closing(ledger.open_ledger(self.settings)) as decisions:
            try:
                return ledger.actor_of(decisions, name)
            except NotFound:
                if is_job:
                    raise
                return Actor(name, COMMAND_LINE.roles)


@dataclass(frozen=True)
class Outcome:
    """result: for --json; dates, Decimals and paths are allowed. lines: for people, in their language.

    failed: the command ran, and what it found is not good (exit code 1).
    """

    result: Any
    lines: Sequence[str] = ()
    failed: bool = False


@dataclass(frozen=True)
class Command:
    """summary: one sentence, marked with N_."""

    name: str
    summary: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Context], Outcome]


def refresh_after(context: Context, *, is_needed: bool) -> str:
    """Start bringing forecasts and suggestions up to date beside this job; the new job's id.

    "" on the command line, where a scheduler says when to refresh, and where nothing has to follow.
    """
    from core import jobs

    if not is_needed or not isinstance(context.progress, Attendance):
        return ""
    attended = context.progress
    return jobs.start(context.settings, "refresh", who=attended.who, language=attended.language).id


def no_arguments(parser: ArgumentParser) -> None:
    """For commands that need none."""
