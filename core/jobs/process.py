"""Which process belongs to a job: its number alone is not enough, numbers are given out again."""

from __future__ import annotations

import os
from typing import Any

import psutil

# The start time is computed from the machine's boot time, which clock adjustments move by fractions.
_SAME_START_SECONDS = 2.0


def describe(pid: int) -> dict[str, Any]:
    """Number and start time of a process, to be kept."""
    try:
        return {"pid": pid, "started": psutil.Process(pid).create_time()}
    except psutil.NoSuchProcess:
        return {"pid": pid, "started": 0.0}


def describe_own() -> dict[str, Any]:
    return describe(os.getpid())


def is_alive(kept: dict[str, Any]) -> bool:
    """Whether the very process that was kept still runs. A zombie does not run."""
    try:
        process = psutil.Process(int(kept["pid"]))
        same = abs(process.create_time() - float(kept["started"])) < _SAME_START_SECONDS
        return same and process.status() != psutil.STATUS_ZOMBIE
    except (KeyError, psutil.NoSuchProcess):
        return False
