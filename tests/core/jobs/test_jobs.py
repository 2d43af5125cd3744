"""Long work outlives the page, says how it stands, and ends as a whole."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from core import jobs
from core.errors import DashboardError, Message, NotAllowed, NotFound
from core.jobs import Job, State
from core.security import Actor, Role
from core.settings import Settings
from tests.meetings import PATIENCE_SECONDS, Meeting

ANN, BO = Actor("Ann", frozenset([Role.PLANNER])), Actor("Bo", frozenset([Role.ADMINISTRATOR]))
CHILD = (sys.executable, "-m", "tests.core.jobs.child")


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Meeting]:
    place = Meeting(tmp_path)
    yield place
    place.let_go()


def _start(settings: Settings, kind: str, *arguments: str) -> Job:
    return jobs.start(settings, kind, arguments, who="Ann", language="zh-Hans", command=CHILD)


def _process(job: Job) -> psutil.Process | None:
    pid = json.loads((job.folder / "process.json").read_text())["pid"]
    return psutil.Process(pid) if psutil.pid_exists(pid) else None


def _ended(settings: Settings, job: Job) -> Job:
    if process := _process(job):
        process.wait(PATIENCE_SECONDS)
    return jobs.find(settings, job.id)


def test_a_job_gives_back_what_it_made(settings: Settings) -> None:
    job = _ended(settings, _start(settings, "greets"))
    assert (job.state, job.share) == (State.DONE, 1.0)
    assert jobs.result(settings, job.id) == {"greeting": "你好"}


def test_a_running_job_says_how_far_it_is(settings: Settings, meeting: Meeting) -> None:
    job = _start(settings, "meets", meeting.path)
    meeting.wait_for_job()
    now = jobs.find(settings, job.id)
    assert (now.state, now.share, str(now.message)) == (State.RUNNING, 0.5, "Reading orders.csv")
    assert jobs.latest_running(settings, "meets") == now
    meeting.let_go()
    assert _ended(settings, job).state is State.DONE


def test_a_job_that_waits_for_another_says_for_which(settings: Settings, meeting: Meeting) -> None:
    job = _start(settings, "waits", meeting.path)
    meeting.wait_for_job()
    now = jobs.find(settings, job.id)
    assert (now.state, str(now.message)) == (State.WAITING, "Waiting for another run: import")


def test_a_refusal_keeps_its_sentence_for_the_readers_language(settings: Settings) -> None:
    job = _ended(settings, _start(settings, "refuses"))
    assert job.state is State.FAILED
    assert job.message == Message("{file} is empty", {"file": "orders.csv"})


def test_a_bug_keeps_its_traceback_in_the_log_and_out_of_the_message(settings: Settings) -> None:
    job = _ended(settings, _start(settings, "breaks"))
    assert job.state is State.FAILED
    assert "a bug" not in str(job.message)
    assert "RuntimeError: a bug" in jobs.log_tail(settings, job.id)


def test_a_killed_job_shows_as_interrupted_and_can_start_again(settings: Settings, meeting: Meeting) -> None:
    job = _start(settings, "meets", meeting.path)
    meeting.wait_for_job()
    process = _process(job)
    assert process is not None
    process.send_signal(signal.SIGKILL)
    after = _ended(settings, job)
    assert after.state is State.FAILED
    assert "Interrupted" in str(after.message)
    assert after.arguments == (meeting.path,)


def test_starting_again_repeats_the_same_arguments(settings: Settings) -> None:
    failed = _ended(settings, _start(settings, "refuses", "orders.csv"))
    again = jobs.start_again(settings, failed.id, BO)
    jobs.cancel(settings, again.id, BO)
    assert (again.kind, again.arguments, again.who) == ("refuses", ("orders.csv",), "Bo")


def test_a_job_that_succeeded_is_not_started_again(settings: Settings) -> None:
    job = _ended(settings, _start(settings, "greets"))
    with pytest.raises(DashboardError, match="nothing to start again"):
        jobs.start_again(settings, job.id, ANN)


def test_after_a_reboot_another_process_with_the_same_number_is_not_the_job(settings: Settings) -> None:
    job = _ended(settings, _start(settings, "waits", "/nowhere"))
    (job.folder / "state.json").write_text('{"state": "running", "share": 0.4, "message": null}')
    (job.folder / "process.json").write_text(json.dumps({"pid": os.getpid(), "started": 1.0}))
    assert jobs.find(settings, job.id).state is State.FAILED


def test_cancel_ends_the_job_and_everything_it_started(settings: Settings, meeting: Meeting) -> None:
    job = _start(settings, "has-children", meeting.path)
    grandchild = psutil.Process(int(meeting.wait_for_job()))
    cancelled = jobs.cancel(settings, job.id, ANN)
    assert cancelled.state is State.CANCELLED
    assert _process(job) is None or not _process(job).is_running()  # type: ignore[union-attr]
    assert not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE


def test_only_who_started_a_job_or_an_administrator_ends_it(settings: Settings, meeting: Meeting) -> None:
    colleague = Actor("Mei", frozenset([Role.PLANNER]))
    job = _start(settings, "meets", meeting.path)
    meeting.wait_for_job()
    with pytest.raises(NotAllowed, match="Ann started this job"):
        jobs.cancel(settings, job.id, colleague)
    assert not jobs.find(settings, job.id).is_over
    assert jobs.cancel(settings, job.id, BO).state is State.CANCELLED
    with pytest.raises(NotAllowed):
        jobs.start_again(settings, job.id, colleague)


def test_cancelling_a_job_that_is_over_changes_nothing(settings: Settings) -> None:
    job = _ended(settings, _start(settings, "greets"))
    assert jobs.cancel(settings, job.id, ANN).state is State.DONE


def test_an_ended_job_leaves_no_zombie(settings: Settings) -> None:
    job = _start(settings, "greets")
    _ended(settings, job)
    children = psutil.Process().children()
    _, alive = psutil.wait_procs(children, timeout=PATIENCE_SECONDS)
    assert not [child for child in alive if child.status() == psutil.STATUS_ZOMBIE]


def test_the_newest_job_comes_first(settings: Settings) -> None:
    made = {_ended(settings, _start(settings, "greets")).id for _ in range(2)}
    listed = [job.id for job in jobs.recent(settings)]
    assert set(listed) == made
    assert listed == sorted(listed, reverse=True)


@pytest.mark.parametrize("typed", ["../../etc", "", "20261121T000000-zzzzzz", "20261121T000000-abcdef"])
def test_a_job_number_from_an_address_is_never_a_path(settings: Settings, typed: str) -> None:
    with pytest.raises(NotFound):
        jobs.find(settings, typed)


def test_jobs_that_ended_long_ago_are_swept(settings: Settings) -> None:
    old, new = (_ended(settings, _start(settings, "greets")) for _ in range(2))
    about = json.loads((old.folder / "job.json").read_text())
    (old.folder / "job.json").write_text(json.dumps({**about, "created_at": "2020-01-01T00:00:00+00:00"}))
    assert jobs.sweep(settings) == 1
    assert [job.id for job in jobs.recent(settings)] == [new.id]
