"""Homes of an Abacus for the tests of pages: an empty store, a ledger, a person who has given a name."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from core import facts, ledger
from core.settings import Settings

PERSON = "Ann"


def new_home(folder: Path, *, person: str = PERSON) -> Settings:
    """An Abacus without data in which one person, who may do everything, has given a name ("" for nobody)."""
    made = Settings(home=folder / "var", _env_file=None)  # type: ignore[call-arg]
    facts.prepare(made)
    with closing(ledger.open_ledger(made)) as book:
        if person:
            ledger.register_person(book, person)
            (made.home / "last_person.txt").write_text(person, encoding="utf-8")
    return made
