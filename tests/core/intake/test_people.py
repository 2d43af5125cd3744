"""One person over several shops: only by a key that somebody names, from a day, and it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import facts, intake
from core.cli import main
from core.settings import Settings
from tests.core.ingest.exports import table, write
from tests.homes import plain_home

ORDER = {"order_id": "1", "placed_at": "2026-03-01", "paid_at": "2026-03-01", "state": "paid", "sku": "A",
         "quantity": "1", "unit_price": "5", "currency": "CNY"}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """Two shops; the same phone number in both, written in two ways, and a buyer that one of them masks."""
    home = plain_home(tmp_path)
    for shop, customer in (("north", "13900001234"), ("south", "+86 139-0000-1234")):
        rows = [ORDER | {"customer_id": customer}, ORDER | {"order_id": "2", "customer_id": "王**"}]
        path = write(tmp_path / f"{shop}.csv", table(rows))
        assert main(["import", str(path), "--channel", shop, "--currency", "CNY"], home) == 0
    return home


def _people(home: Settings) -> int:
    query = "SELECT count(DISTINCT person_id) FROM lake.mart.order_facts WHERE customer_id IS NOT NULL"
    return int(facts.lease(home).value(query))


def test_accounts_are_two_people_until_somebody_names_the_key(home: Settings) -> None:
    assert _people(home) == 2
    shared = intake.shared_accounts(facts.lease(home))
    assert shared.values.tolist() == [["hidden", "north", "south", 1]]
    assert main(["identify", "--channels", "north", "south"], home) == 0
    assert (_people(home), intake.people_joined(facts.lease(home))) == (1, 1)


def test_joining_holds_from_its_day_and_is_undone_like_a_file(home: Settings) -> None:
    assert main(["identify", "--channels", "north", "south", "--valid-from", "2026-06-01"], home) == 0
    assert _people(home) == 2
    assert main(["identify", "--channels", "north", "south", "--valid-from", "2026-01-01"], home) == 0
    assert _people(home) == 1
    assert main(["undo", "4"], home) == 0
    assert _people(home) == 2


def test_a_masked_name_joins_nobody(home: Settings) -> None:
    assert main(["identify", "--channels", "north", "south", "--key", "member"], home) == 1
