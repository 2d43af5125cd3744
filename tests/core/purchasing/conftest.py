"""One shop in a lake for all tests of this folder that only read it, and a fresh ledger for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import facts, ledger
from core.jobs import silent
from core.ledger import Ledger
from core.purchasing import Suggestions, refresh_forecasts, suggestions
from core.settings import Settings
from tests.purchases import confirm


@pytest.fixture(scope="module")
def shop(planned_shop: Settings) -> Settings:
    """The planned shop, its forecasts published."""
    book = ledger.open_ledger(planned_shop)
    refresh_forecasts(planned_shop, book, progress=silent)
    book.close()
    return planned_shop


@pytest.fixture
def book(shop: Settings, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger in which both suppliers are confirmed."""
    url = f"sqlite:///{(tmp_path / 'ledger.sqlite').as_posix()}"
    opened = ledger.open_ledger(shop.model_copy(update={"ledger_url": url}))
    confirm(opened, "S1", "S2")
    yield opened
    opened.close()


@pytest.fixture
def snapshot(shop: Settings) -> facts.Snapshot:
    return facts.lease(shop)


@pytest.fixture
def shown(snapshot: facts.Snapshot, book: Ledger) -> Suggestions:
    """The suggestions as a planner sees them: A and C are nearly out, B has enough."""
    return suggestions(snapshot, book)
