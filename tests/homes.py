"""Homes of an Abacus for tests: an empty store, a ledger, a person who has given a name."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from core import facts, ledger
from core.settings import Settings
from tests.plain_lake import PlainLake, settings_of

PERSON = "Ann"
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def prepare(home: Settings) -> None:
    """An empty store, as `facts.prepare` makes it; copied from one that is made once a test process."""
    if home.lake_folder.exists() or isinstance(home, PlainLake):
        facts.prepare(home)
        return
    shutil.copytree(_empty_store(), home.lake_folder)


@lru_cache(maxsize=1)
def _empty_store() -> Path:
    _KEPT.append(folder := tempfile.TemporaryDirectory(prefix="abacus-empty-"))
    made = Settings(home=Path(folder.name), _env_file=None)  # type: ignore[call-arg]
    facts.prepare(made)
    return made.lake_folder


def new_home(folder: Path, *, person: str = PERSON) -> Settings:
    """An Abacus without data in which one person, who may do everything, has given a name ("" for nobody)."""
    return _with_person(Settings(home=folder / "var", _env_file=None), person)  # type: ignore[call-arg]


def plain_home(folder: Path, *, person: str = PERSON) -> Settings:
    """The same on a plain lake, which only this process can read."""
    return _with_person(settings_of(folder / "var"), person)


def _with_person(made: Settings, person: str) -> Settings:
    prepare(made)
    with closing(ledger.open_ledger(made)) as book:
        if person:
            ledger.register_person(book, person)
            (made.home / "last_person.txt").write_text(person, encoding="utf-8")
    return made
