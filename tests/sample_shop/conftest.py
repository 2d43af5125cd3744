"""The sample shop, loaded once per run as its button does it; whoever reads it changes nothing."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from core import facts, sample, settings
from core.settings import Settings


@pytest.fixture(scope="session")
def sample_shop(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The sample's desk, shared by all test processes of this run: read only."""
    own = Settings(home=_shared(tmp_path_factory) / "sample_shop", _env_file=None)  # type: ignore[call-arg]
    own.home.mkdir(exist_ok=True)
    with (own.home / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not settings.desk(own).is_sample:
            sample.load(own)
            facts.forget_leases()
    return settings.desk(own)


def _shared(folders: pytest.TempPathFactory) -> Path:
    """One folder for all processes of a run: each worker's own lies in it."""
    mine = folders.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
