"""The job's own side: it says how far it is and what came of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core import i18n
from core.errors import DashboardError, Message
from core.i18n import N_
from core.jobs.state import State, folder_of, message_to_json, read_json, utc_now, write_json
from core.settings import Settings

_LEAST_SECONDS_BETWEEN_WRITES = 0.2


class Attendance:
    """A running job's pen: a `Progress`, and the place of its result."""

    def __init__(self, folder: Path) -> None:
        about = read_json(folder / "job.json")
        self.folder = folder
        self.who = str(about.get("who", ""))
        self.language = str(about.get("language", "en"))
        self._share = 0.0
        self._words = ""
        self._written = 0.0

    def __call__(self, share: float, message: Message) -> None:
        """Progress; written at most five times a second, and at once when the sentence changes."""
        self._share = min(max(share, 0.0), 1.0)
        now = time.monotonic()
        if message.template != self._words or now - self._written > _LEAST_SECONDS_BETWEEN_WRITES:
            self._words, self._written = message.template, now
            self._write(State.RUNNING, message)

    def waiting(self, message: Message) -> None:
        """Another run holds what this one needs."""
        self._words = message.template
        self._write(State.WAITING, message)

    def done(self, result: Any) -> None:
        """The work is committed; keep what it gave back."""
        write_json(self.folder / "result.json", result)
        self._share = 1.0
        self._write(State.DONE, None)

    def failed(self, message: Message) -> None:
        self._write(State.FAILED, message)

    def _write(self, state: State, message: Message | None) -> None:
        content: dict[str, Any] = {
            "state": state.value,
            "share": self._share,
            "message": message_to_json(message),
        }
        if state in (State.DONE, State.FAILED):
            content["ended_at"] = utc_now()
        write_json(self.folder / "state.json", content)


@contextmanager
def attend(settings: Settings, job_id: str) -> Iterator[Attendance]:
    """Work inside the block under this job: its language, and its failure kept if the block raises."""
    attendance = Attendance(folder_of(settings, job_id))
    attendance(0.0, Message(N_("Starting")))
    with i18n.language(attendance.language):
        try:
            yield attendance
        except DashboardError as error:
            attendance.failed(error.message)
            raise
        except Exception:
            attendance.failed(Message(N_("An error of Abacus itself stopped this job. The log says where.")))
            raise
