"""Read how jobs stand. A job whose process is gone without a word has been interrupted."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

from core.errors import Message, NotFound
from core.i18n import N_
from core.jobs import process
from core.jobs.state import (
    Job,
    State,
    folder_of,
    message_from_json,
    read_json,
    time_from_json,
    utc_now,
)
from core.settings import Settings

_INTERRUPTED = N_(
    "Interrupted before it ended. What it had finished stays, nothing is half written. Start it again."
)
_CANCELLED = N_("Cancelled. What it had finished before stays; nothing is half written.")
_NO_PROCESS_AFTER = dt.timedelta(seconds=30)


def find(settings: Settings, job_id: str) -> Job:
    """The job as it stands now. Raises NotFound."""
    folder = folder_of(settings, job_id)
    about = read_json(folder / "job.json")
    if not about:
        raise NotFound(N_("There is no job with this number. Open the list of jobs on the Data page."))
    said = read_json(folder / "state.json")
    created_at = time_from_json(about["created_at"]) or utc_now()
    state, message = _standing(folder, said, created_at)
    return Job(
        id=job_id,
        kind=str(about["kind"]),
        arguments=tuple(about["arguments"]),
        who=str(about["who"]),
        language=str(about["language"]),
        state=state,
        share=1.0 if state is State.DONE else float(said.get("share", 0.0)),
        message=message,
        created_at=created_at,
        ended_at=time_from_json(said.get("ended_at")),
        folder=folder,
    )


def _standing(folder: Path, said: dict[str, Any], created_at: dt.datetime) -> tuple[State, Message | None]:
    state = State(said.get("state", "starting"))
    message = message_from_json(said.get("message"))
    if state in (State.DONE, State.FAILED) or _is_running(folder, created_at):
        return state, message
    # The process may have said its last word between the two looks.
    said = read_json(folder / "state.json")
    state = State(said.get("state", "starting"))
    if state in (State.DONE, State.FAILED):
        return state, message_from_json(said.get("message"))
    if (folder / "cancelled.json").exists():
        return State.CANCELLED, Message(_CANCELLED)
    return State.FAILED, Message(_INTERRUPTED)


def _is_running(folder: Path, created_at: dt.datetime) -> bool:
    kept = read_json(folder / "process.json")
    return process.is_alive(kept) if kept else utc_now() - created_at < _NO_PROCESS_AFTER


def recent(settings: Settings, limit: int = 20) -> list[Job]:
    """The newest jobs first."""
    return [find(settings, job_id) for job_id in _ids(settings)[:limit]]


def latest_running(settings: Settings, kind: str) -> Job | None:
    """The newest job of this kind that is not over."""
    return next((job for job in recent(settings) if job.kind == kind and not job.is_over), None)


def result(settings: Settings, job_id: str) -> Any:
    """What the job gave back (the command's --json), or None when it has not ended well."""
    path = folder_of(settings, job_id) / "result.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def log_tail(settings: Settings, job_id: str, lines: int = 200) -> str:
    """The last lines of what the process wrote."""
    path = folder_of(settings, job_id) / "log.txt"
    if not path.exists():
        return ""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def sweep(settings: Settings, *, older_than_days: int = 30) -> int:
    """Delete the folders of jobs that ended long ago; how many."""
    limit = utc_now() - dt.timedelta(days=older_than_days)
    old = [
        job for job in (find(settings, i) for i in _ids(settings)) if job.is_over and job.created_at < limit
    ]
    for job in old:
        shutil.rmtree(job.folder, ignore_errors=True)
    return len(old)


def _ids(settings: Settings) -> list[str]:
    return sorted((path.parent.name for path in settings.jobs_folder.glob("*/job.json")), reverse=True)
