"""Homes of an Abacus for tests: an empty store, a ledger, a person who has given a name."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
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
    shutil.copy2(_ledger_of(person), made.home)
    if person:
        (made.home / "last_person.txt").write_text(person, encoding="utf-8")
    return made


@lru_cache(maxsize=8)
def _ledger_of(person: str) -> Path:
    """A ledger that knows one person ("" for nobody), made once a test process."""
    _KEPT.append(folder := tempfile.TemporaryDirectory(prefix="abacus-ledger-"))
    made = Settings(home=Path(folder.name), _env_file=None)  # type: ignore[call-arg]
    with closing(ledger.open_ledger(made)) as book:
        if person:
            ledger.register_person(book, person)
    return made.home / "ledger.sqlite"


def kept(home: Settings, name: str, do: Callable[[], None]) -> None:
    """Do something to a home, or copy what it made before of a home with the same bytes."""
    if isinstance(home, PlainLake):
        do()
        return
    facts.forget_leases()
    known = (name, _digest(home.home))
    if known in _MADE:
        shutil.rmtree(home.lake_folder)
        shutil.copytree(_MADE[known], home.home, dirs_exist_ok=True)
        return
    do()
    facts.forget_leases()
    _KEPT.append(folder := tempfile.TemporaryDirectory(prefix="abacus-kept-"))
    shutil.copytree(home.home, _MADE.setdefault(known, Path(folder.name) / "var"))


_MADE: dict[tuple[str, str], Path] = {}


def _digest(folder: Path) -> str:
    """One digest of all files but locks and scratch."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".lock" and "work" not in file.parts:
            total.update(f"{file.relative_to(folder)}".encode() + file.read_bytes())
    return total.hexdigest()
