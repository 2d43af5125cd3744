"""What all tests share: a home of their own and settings that point at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

from core import facts, i18n
from core.settings import Settings
from tests import plain_lake

# Small data: a second DuckDB thread only waits, at the cost of the other test process.
os.environ.setdefault("ABACUS_THREADS", "1")


_FIRST = ("sample_shop", "browser")
"""Folders whose tests take longest: begun with, beside all others."""


class _WholeFiles(LoadFileScheduling):
    """Each file to one test process; the sample shop all to one, so that no other waits until it is made."""

    def _split_scope(self, nodeid: str) -> str:
        folder, _, _name = nodeid.partition("/test_")
        return folder if folder.endswith("/sample_shop") else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling:
    """What gives tests to processes."""
    return _WholeFiles(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first."""
    items.sort(key=lambda item: item.path.parent.name not in _FIRST)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an Abacus that nobody has used yet, reading no environment file."""
    return Settings(home=tmp_path / "var", _env_file=None)  # type: ignore[call-arg]


@pytest.fixture(autouse=True)
def _english() -> None:
    """Every test starts in English; one that wants another language says so."""
    i18n.set_language("en")


@pytest.fixture(autouse=True)
def _few_open_stores() -> Iterator[None]:
    """A test's lake is not asked again: its connections would only pile up."""
    yield
    facts.forget_leases()
    plain_lake.close_all()
