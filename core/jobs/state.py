"""What is known of a job, and how it is kept on disk.

Each file has one writer: `job.json` and `process.json` the starter, `state.json` and `result.json` the
job itself, `cancelled.json` whoever cancels it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from core.errors import Message, NotFound
from core.i18n import N_
from core.settings import Settings

_ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{6}")


class State(Enum):
    """Where a job stands; the last three are ends."""

    STARTING = "starting"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ENDS = {State.DONE, State.FAILED, State.CANCELLED}


@dataclass(frozen=True)
class Job:
    """One piece of long work.

    share: 0 to 1. message: what it is doing, waits for, or why it failed. All times are UTC.
    """

    id: str
    kind: str
    arguments: tuple[str, ...]
    who: str
    language: str
    state: State
    share: float
    message: Message | None
    created_at: dt.datetime
    ended_at: dt.datetime | None
    folder: Path

    @property
    def is_over(self) -> bool:
        return self.state in _ENDS


def new_id(now: dt.datetime) -> str:
    """An id that sorts by time and that nobody guesses."""
    return f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def folder_of(settings: Settings, job_id: str) -> Path:
    """The folder of a job. An id comes from an address, so it is checked before it becomes a path."""
    if not _ID.fullmatch(job_id):
        raise NotFound(N_("There is no job with this number. Open the list of jobs on the Data page."))
    return settings.jobs_folder / job_id


def write_json(path: Path, content: object) -> None:
    """Replace a small file in one step: a reader sees the old content or the new, never half."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")
    part.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """The content of a small file; empty when it does not exist (yet)."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return content if isinstance(content, dict) else {}


def message_to_json(message: Message | None) -> object:
    if message is None:
        return None
    values = {k: message_to_json(v) if isinstance(v, Message) else v for k, v in message.values.items()}
    return {"template": message.template, "values": values}


def message_from_json(content: object) -> Message | None:
    if not isinstance(content, Mapping) or set(content) != {"template", "values"}:
        return None
    values = {name: message_from_json(value) or value for name, value in content["values"].items()}
    return Message(str(content["template"]), values)


def time_from_json(text: object) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if isinstance(text, str) and text else None


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
