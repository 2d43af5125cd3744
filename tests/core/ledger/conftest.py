"""A fresh ledger for every test: one file, emptied each time, so that its compiled statements are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from core.ledger import Ledger, open_ledger
from core.ledger.connection import copy_sqlite
from core.settings import Settings
from tests.core.ledger.deciding import confirm, noon


@pytest.fixture(scope="session")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Ledger]]:
    """Gives the ledger of this test process, with nothing decided in it."""
    new, used = tmp_path_factory.mktemp("new"), tmp_path_factory.mktemp("used")
    open_ledger(Settings(home=new, _env_file=None)).close()  # type: ignore[call-arg]
    ledger = open_ledger(Settings(home=used, _env_file=None), clock=noon)  # type: ignore[call-arg]

    def empty() -> Ledger:
        copy_sqlite(new / "ledger.sqlite", used / "ledger.sqlite")
        return ledger

    yield empty
    ledger.close()


@pytest.fixture
def empty(emptied: Callable[[], Ledger]) -> Ledger:
    """A ledger in which nothing was decided yet."""
    return emptied()


@pytest.fixture
def ledger(empty: Ledger) -> Ledger:
    """A ledger in which the terms of the supplier "acme" are confirmed for every location."""
    confirm(empty, "acme")
    return empty
