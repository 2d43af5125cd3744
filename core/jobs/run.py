"""Start a job as a process of its own, and end it with everything that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import psutil

from core.errors import DashboardError, NotAllowed
from core.i18n import N_
from core.jobs import process, watch
from core.jobs.state import Job, State, folder_of, new_id, read_json, utc_now, write_json
from core.security import Actor, Permission, may
from core.settings import Settings

_ROOT = Path(__file__).parents[2]
_ABACUS = (sys.executable, "-m", "core")
_GRACE_SECONDS = 3.0


def start(
    settings: Settings,
    kind: str,
    arguments: Sequence[str] = (),
    *,
    who: str,
    language: str,
    command: Sequence[str] = _ABACUS,
) -> Job:
    """Start `python -m core <kind> <arguments> --job <id>` beside this process and return at once.

    kind: a command of the command line. arguments: as typed there; paths must be absolute.
    command: what to run instead of `python -m core`.
    """
    now = utc_now()
    job_id = new_id(now)
    folder = folder_of(settings, job_id)
    folder.mkdir(parents=True)
    about = {"kind": kind, "arguments": list(arguments), "who": who, "language": language, "created_at": now}
    write_json(folder / "job.json", about)
    with (folder / "log.txt").open("wb") as log:
        child = subprocess.Popen(
            [*command, kind, *arguments, "--job", job_id],
            cwd=_ROOT,
            env=_environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # its own group: it survives the server and is ended as a whole
        )
    write_json(folder / "process.json", process.describe(child.pid))
    # The exit code has to be collected by somebody, or the ended process stays as a zombie.
    threading.Thread(target=child.wait, name=f"job-{job_id}", daemon=True).start()
    return watch.find(settings, job_id)


def start_again(settings: Settings, job_id: str, actor: Actor) -> Job:
    """Start a job that failed or was cancelled once more, with the same arguments, in the actor's name.

    Raises NotAllowed for another person's job, except to an administrator.
    """
    before = watch.find(settings, job_id)
    _refuse_anothers(before, actor)
    if before.state not in (State.FAILED, State.CANCELLED):
        raise DashboardError(N_("This job is not over or has succeeded; there is nothing to start again."))
    return start(settings, before.kind, before.arguments, who=actor.name, language=before.language)


def cancel(settings: Settings, job_id: str, actor: Actor) -> Job:
    """End a job's process and all that it started; what it had not committed is as if never begun.

    Raises NotAllowed for another person's job, except to an administrator.
    """
    job = watch.find(settings, job_id)
    if job.is_over:
        return job
    _refuse_anothers(job, actor)
    write_json(job.folder / "cancelled.json", {"who": actor.name, "at": utc_now()})
    kept = read_json(job.folder / "process.json")
    if process.is_alive(kept):
        _end_group(int(kept["pid"]))
    return watch.find(settings, job_id)


def may_end(job: Job, actor: Actor) -> bool:
    """Whether the actor may cancel the job or start it again: their own, or as an administrator any."""
    return job.who == actor.name or may(actor, Permission.ADMINISTER)


def _refuse_anothers(job: Job, actor: Actor) -> None:
    if not may_end(job, actor):
        raise NotAllowed(
            N_("{who} started this job. Ask {who}, or an administrator, to cancel it or to start it again."),
            who=job.who,
        )


def _end_group(leader: int) -> None:
    members = [p for p in psutil.process_iter() if _group(p.pid) == leader]
    _signal(leader, signal.SIGTERM)
    _, alive = psutil.wait_procs(members, timeout=_GRACE_SECONDS)
    if alive:
        _signal(leader, signal.SIGKILL)
        psutil.wait_procs(alive, timeout=_GRACE_SECONDS)


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except (ProcessLookupError, PermissionError):
        return -1


def _signal(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


def _environment(settings: Settings) -> dict[str, str]:
    """The child reads the same settings, wherever this process had them from."""
    own = {f"ABACUS_{name.upper()}": str(value) for name, value in settings.model_dump().items()}
    return {**os.environ, **own, "ABACUS_HOME": str(settings.home.resolve())}
