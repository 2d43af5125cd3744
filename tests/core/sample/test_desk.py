"""The sample's desk stands before one's own, apart from it, and leaves nothing behind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core import facts, sample, settings
from core.errors import InputError, NotAllowed, NotReady
from core.ingest import Choices, run
from core.security import Actor, Role
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "var")


@pytest.fixture
def shown(own: Settings) -> Settings:
    """A desk with an empty sample on it."""
    apart = settings.sample_desk(own, "abc")
    facts.prepare(apart)
    (own.sample_folder / settings.SHOWN).write_text("abc", encoding="utf-8")
    return settings.desk(own)


def test_without_a_sample_the_desk_is_ones_own(own: Settings) -> None:
    assert settings.desk(own) is own
    assert not sample.remove(own)


def test_a_shown_sample_has_a_store_and_a_ledger_of_its_own(own: Settings, shown: Settings) -> None:
    assert shown.is_sample
    assert shown.home != own.home
    assert shown.resolved_ledger_url != own.resolved_ledger_url
    assert settings.desk(shown) is shown
    assert shown.root == own.home


def test_removing_the_sample_leaves_ones_own_desk_as_it_was(own: Settings, shown: Settings) -> None:
    assert sample.remove(shown)
    assert settings.desk(own) is own
    assert not own.sample_folder.exists()


def test_the_sample_takes_no_files_of_ones_own(shown: Settings, tmp_path: Path) -> None:
    path = tmp_path / "suppliers.csv"
    path.write_text("supplier_id,name\nS1,Potter\n", encoding="utf-8")
    with pytest.raises(InputError, match="Remove the sample first"):
        run(shown, [path], Choices(table="suppliers"), who="anyone")
    assert facts.import_list(facts.lease(shown)).empty


def test_the_sample_is_offered_on_an_empty_desk_only(own: Settings) -> None:
    facts.prepare(own)
    assert sample.is_offered(own, facts.lease(own))
    hand_in(own, dt.datetime(2026, 3, 1, 8), orders_file(an_order("A1", lines={"MUG": (1, 7)})))
    assert not sample.is_offered(own, facts.lease(own))
    with pytest.raises(NotReady):
        sample.load(own)


def test_a_sample_that_is_shown_is_not_shown_twice(shown: Settings) -> None:
    with pytest.raises(NotReady):
        sample.load(shown)


def test_a_viewer_neither_shows_nor_removes_the_sample(own: Settings, shown: Settings) -> None:
    viewer = Actor("Vi", frozenset({Role.VIEWER}))
    with pytest.raises(NotAllowed):
        sample.load(own, viewer)
    with pytest.raises(NotAllowed):
        sample.remove(shown, viewer)
    assert settings.desk(own).is_sample
