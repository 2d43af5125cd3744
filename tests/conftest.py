"""What all tests share: a home of their own and settings that point at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import facts, i18n
from core.settings import Settings
from tests import plain_lake

# Small data: a second DuckDB thread only waits, at the cost of the other test process.
os.environ.setdefault("ABACUS_THREADS", "1")


_FIRST = ("sample_shop", "browser")
"""Folders whose tests take longest: begun with, beside all others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each file to one test process; one has all of the sample shop, so that no other waits for it."""
    items.sort(key=lambda item: item.path.parent.name not in _FIRST)
    for item in items:
        is_sample = "sample_shop" in getattr(item, "fixturenames", ())
        file = item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group("sample shop" if is_sample else file))


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
