"""The commands that load and keep data, as a script calls them."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core import facts, ledger
from core.cli import main
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import new_home

ORDERS = """order_id,line_id,sku,quantity,unit_price,placed_at,state,currency
A-1,1,CUP,2,12.50,2026-03-01 10:00,paid,EUR
A-2,1,CUP,x,12.50,2026-03-02 11:00,paid,EUR
"""


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return new_home(tmp_path)


def _json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_file_that_does_not_exist_is_named(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "/nowhere/orders.csv", "--json"], home) == 1
    assert "orders.csv" in _json(capsys)["error"]


def test_import_tells_of_every_row_and_undo_takes_it_back(
    home: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS, encoding="utf-8")
    words = [
        "import",
        str(file),
        "--table",
        "sales",
        "--channel",
        "shop",
        "--timezone",
        "Europe/Berlin",
        "--json",
    ]
    assert main(words, home) == 0, capsys.readouterr()
    (told,) = _json(capsys)
    assert told["rows_read"] == told["loaded"] + told["unchanged"] + told["rejected"] + told["skipped"] == 2
    assert (told["loaded"], told["rejected"]) == (1, 1)
    assert told["rejects"][0]["row"] == 3
    assert main(["undo", str(told["import_id"]), "--json"], home) == 0
    assert _json(capsys)["state"] == "undone"


def test_a_dry_run_writes_nothing(home: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS, encoding="utf-8")
    words = ["import", str(file), "--table", "sales", "--channel", "shop", "--dry-run", "--json"]
    assert main([*words, "--timezone", "UTC"], home) == 0
    assert _json(capsys)[0]["import_id"] is None


def test_backup_restore_and_check_follow_each_other(
    home: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "copy"), "--json"], home) == 0
    assert _json(capsys)["ledger_revision"] == 1
    fresh = Settings(home=tmp_path / "new", _env_file=None)  # type: ignore[call-arg]
    assert main(["restore", str(tmp_path / "copy"), "--json"], fresh) == 0
    assert _json(capsys)["faults"] == []
    assert main(["check", "--json"], fresh) == 0
    assert _json(capsys)["is_good"] is True


def test_a_check_that_finds_a_fault_ends_with_one(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json"], settings) == 1
    assert _json(capsys)["is_good"] is False


@pytest.mark.parametrize(
    "words",
    [["undo", "1"], ["currency", "EUR"], ["refresh"], ["tidy"], ["backup", "copy"], ["restore", "copy"]],
)
def test_a_viewer_named_on_the_command_line_changes_nothing(home: Settings, words: list[str]) -> None:
    with closing(ledger.open_ledger(home)) as book:
        ledger.register_person(book, "Mei")
    hand_in(home, dt.datetime(2026, 3, 1), orders_file(an_order("1", lines={"A": (1, 100)})))
    before = facts.lease(home).id
    assert main([*words, "--who", "mei"], home) == 1
    assert facts.lease(home).id == before


def test_a_name_that_nobody_gave_is_whoever_holds_the_files(home: Settings) -> None:
    hand_in(home, dt.datetime(2026, 3, 1), orders_file(an_order("1", lines={"A": (1, 100)})))
    assert main(["undo", "1", "--who", "nightly"], home) == 0
    assert facts.import_list(facts.lease(home))["undone_by"].tolist() == ["nightly"]
