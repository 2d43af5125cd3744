"""One writer at a time: a lock that ends with its process, and retries of a commit that was refused.

DuckLake keeps its id counters per connection, so two writers on one SQLite catalog can damage it;
readers are never held up. With the catalog in PostgreSQL the same lock file orders the writers of one
machine and the server refuses what other machines collide on, which is then retried.
"""

from __future__ import annotations

import fcntl
import json
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import duckdb

from core.errors import Message, StoreBusy
from core.i18n import N_
from core.settings import Settings

Waiting = Callable[[Message], None]
_POLL_SECONDS = 0.2
_UNKNOWN = N_("its work")
_RETRIES = 6
_RETRYABLE = ("database is locked", "conflict", "could not serialize", "concurrent")
T = TypeVar("T")


@contextmanager
def writer_lock(
    settings: Settings, *, doing: Message, timeout_seconds: float = 900, waiting: Waiting | None = None
) -> Iterator[None]:
    """Hold the writers' lock of this lake for the length of the block.

    doing: what this writer does, to follow a colon; others see it while they wait, in their own language.
    Raises StoreBusy when the lock is not free within the timeout. The lock dies with the process.
    """
    settings.lake_folder.mkdir(parents=True, exist_ok=True)
    path = settings.lake_folder / "writer.lock"
    with path.open("a+") as file:
        _acquire(
            file.fileno(),
            path_read=lambda: _owner(path.read_text()),
            timeout_seconds=timeout_seconds,
            waiting=waiting,
        )
        try:
            file.seek(0)
            file.truncate()
            file.write(
                json.dumps({"pid": os.getpid(), "doing": doing.template, "values": dict(doing.values)})
            )
            file.flush()
            yield
        finally:
            file.seek(0)
            file.truncate()
            file.flush()
            fcntl.flock(file.fileno(), fcntl.LOCK_UN)


def _acquire(
    descriptor: int, *, path_read: Callable[[], Message], timeout_seconds: float, waiting: Waiting | None
) -> None:
    deadline = time.monotonic() + timeout_seconds
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreBusy(
                    N_("Another run is still writing: {doing}. Wait until it has ended and try again."),
                    doing=path_read(),
                ) from None
            if waiting is not None and not told:
                waiting(Message(N_("Waiting for another run: {doing}"), {"doing": path_read()}))
                told = True
            time.sleep(_POLL_SECONDS)


def _owner(text: str) -> Message:
    try:
        said = json.loads(text)
        return Message(str(said["doing"]), said["values"])
    except (ValueError, KeyError, TypeError):
        return Message(_UNKNOWN)


def retried(write: Callable[[], T]) -> T:
    """The result of `write`, tried again with growing pauses while the catalog refuses the commit.

    `write` must roll back what it began before it raises.
    """
    for attempt in range(_RETRIES):
        try:
            return write()
        except duckdb.Error as error:
            if attempt == _RETRIES - 1 or not any(word in str(error).lower() for word in _RETRYABLE):
                raise
            time.sleep(0.1 * 2**attempt * (0.5 + random.random()))  # noqa: S311 - spreads retries, guards nothing
    raise AssertionError("unreachable")
