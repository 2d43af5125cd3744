"""An entry of a stocktake that looked like a slip: settled by a person, it counts, and can be taken back."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from core import facts, intake, ledger, stock_health
from core.errors import InputError, NotAllowed
from core.ingest import Choices, run
from core.security import Actor, Role
from core.settings import Settings
from tests.homes import prepare

ANN = Actor("Ann", frozenset({Role.PLANNER}))
DAY = dt.date(2026, 3, 1)
COUNT = (
    "location,counted_on,sku,counted,booked\n"
    "WH,2026-03-01,A,1200,120\nWH,2026-03-01,B,50,50\nWH,2026-03-01,C,40,60\n"
)


@pytest.fixture
def counted(settings: Settings, tmp_path: Path) -> Settings:
    """A count of three products; that of A has a digit too many."""
    prepare(settings)
    path = tmp_path / "count.csv"
    path.write_text(COUNT, encoding="utf-8")
    run(settings, [path], Choices(table="stocktakes"), who="Ann")
    return settings


def _settle(settings: Settings, counted: str, because: str = "counted again", **about: object) -> int:
    found = intake.SettledCount("WH", DAY, str(about.get("sku", "A")), Decimal(counted), because)
    with facts.workspace(settings) as ws:
        actor = about.get("actor", ANN)
        assert isinstance(actor, Actor)
        return intake.settle_count(ws, settings, actor, found, command_id="settle").import_id


def _verdicts(settings: Settings) -> dict[str, str]:
    lines = stock_health.read_counts(facts.lease(settings)).lines
    return dict(zip(lines["sku"], lines["verdict"], strict=True))


def test_a_confirmed_entry_counts_as_it_is(counted: Settings) -> None:
    assert _verdicts(counted) == {"A": "check", "B": "right", "C": "short"}
    _settle(counted, "1200")
    assert _verdicts(counted) == {"A": "over", "B": "right", "C": "short"}


def test_a_corrected_entry_takes_its_place_and_an_undo_gives_the_old_one_back(counted: Settings) -> None:
    number = _settle(counted, "120")
    assert _verdicts(counted) == {"A": "right", "B": "right", "C": "short"}
    with facts.workspace(counted) as ws:
        facts.undo(ws, number, who="Ann")
    assert _verdicts(counted)["A"] == "check"


def test_it_is_kept_who_settled_it_and_what_it_was(counted: Settings) -> None:
    number = _settle(counted, "120", "a digit too many")
    imported = facts.import_list(facts.lease(counted)).set_index("import_id").loc[number]
    with closing(ledger.open_ledger(counted)) as book:
        (row,) = ledger.audit(book).to_dict("records")
    assert (row["action"], row["who"], Decimal(row["before"]["counted"])) == ("settle_count", "Ann", 1200)
    assert row["after"] == {"counted": "120", "reason": "a digit too many"}
    assert row["subject"] in str(imported["files"])


def test_the_same_said_twice_is_one_import_and_one_entry_of_the_trail(counted: Settings) -> None:
    number = _settle(counted, "120", "a digit too many")
    assert _settle(counted, "120.000", "a digit too many ") == number
    with closing(ledger.open_ledger(counted)) as book:
        assert len(ledger.audit(book)) == 1
    assert len(facts.import_list(facts.lease(counted))) == 2


@pytest.mark.parametrize(
    ("units", "because", "sku"), [("1", " ", "A"), ("-1", "x", "A"), ("NaN", "x", "A"), ("1", "x", "Z")]
)
def test_no_reason_no_number_below_zero_and_no_entry_that_nobody_counted(
    counted: Settings, units: str, because: str, sku: str
) -> None:
    with pytest.raises(InputError):
        _settle(counted, units, because, sku=sku)
    assert _verdicts(counted)["A"] == "check"


def test_who_may_load_nothing_settles_nothing(counted: Settings) -> None:
    with pytest.raises(NotAllowed):
        _settle(counted, "1", actor=Actor("Eve", frozenset({Role.VIEWER})))
