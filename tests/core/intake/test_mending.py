"""A rejected row waits until a later import brought what it stands for, or somebody says it need not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core import facts, intake, ledger
from core.errors import InputError
from core.ingest import Choices, run
from core.security import Actor, Role
from core.settings import Settings
from tests.handing_files import shop_orders
from tests.homes import prepare

ANN = Actor("Ann", frozenset({Role.PLANNER}))


@pytest.fixture
def store(settings: Settings) -> Settings:
    prepare(settings)
    return settings


def _load(settings: Settings, folder: Path, name: str, text: str, **said: Any) -> int | None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (result,) = run(settings, [path], Choices(channel="web", **said), who="Ann")
    return result.import_id


def _open(settings: Settings) -> int:
    return intake.overview(facts.lease(settings)).rejected_rows


BAD = shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five"))
MENDED = shop_orders(("#2", "B", 1, "5"))


def test_a_row_is_mended_by_a_later_import_of_its_order_whatever_the_file_is_called(
    store: Settings, tmp_path: Path
) -> None:
    _load(store, tmp_path, "orders.csv", BAD)
    assert _open(store) == 1
    second = _load(store, tmp_path, "corrected by hand.csv", MENDED)
    assert _open(store) == 0
    (told,) = intake.reject_table(facts.lease(store), 1)["standing"]
    assert told == f"mended by import {second}"
    assert intake.reject_files(facts.lease(store), 1) == []


def test_undoing_the_mending_import_opens_the_row_again(store: Settings, tmp_path: Path) -> None:
    _load(store, tmp_path, "orders.csv", BAD)
    second = _load(store, tmp_path, "mended.csv", MENDED)
    assert second is not None
    with facts.workspace(store) as ws:
        facts.undo(ws, second, who="Ann")
    assert _open(store) == 1


def test_a_row_that_is_rejected_again_waits_once(store: Settings, tmp_path: Path) -> None:
    _load(store, tmp_path, "orders.csv", BAD)
    _load(store, tmp_path, "again.csv", shop_orders(("#2", "B", 1, "5,5,5"), ("#3", "C", 1, "1")))
    assert _open(store) == 1
    assert intake.reject_table(facts.lease(store), 1)["standing"].tolist() == ["rejected again in import 2"]


def test_a_stock_row_is_mended_by_a_later_count_of_its_sku_at_its_location(
    store: Settings, tmp_path: Path
) -> None:
    head = "location,sku,on_hand,snapshot_at\n"
    _load(store, tmp_path, "stock.csv", head + "WH,A,5,2026-03-01\nWH,B,many,2026-03-01\n", table="stock")
    _load(store, tmp_path, "other.csv", head + "WH,A,4,2026-03-02\n", table="stock")
    assert _open(store) == 1
    _load(store, tmp_path, "mended.csv", head + "WH,B,3,2026-03-03\n", table="stock")
    assert _open(store) == 0


def test_a_row_can_be_dismissed_with_a_reason_and_taken_up_again(store: Settings, tmp_path: Path) -> None:
    _load(store, tmp_path, "orders.csv", BAD)
    with pytest.raises(InputError):
        intake.dismiss_rejects(store, ANN, 1, [], because=" ", command_id="a")
    assert intake.dismiss_rejects(store, ANN, 1, ["0:3"], because="a test order", command_id="b") == 1
    assert _open(store) == 0
    assert intake.reject_table(facts.lease(store), 1)["standing"].tolist() == [
        "dismissed by Ann: a test order"
    ]
    with closing(ledger.open_ledger(store)) as book:
        (row,) = ledger.audit(book).to_dict("records")
    assert (row["action"], row["who"], row["after"]) == (
        "dismiss_rejects",
        "Ann",
        {"rows": 1, "reason": "a test order"},
    )
    assert intake.take_up_rejects(store, ANN, 1, command_id="c") == 1
    assert _open(store) == 1


def test_a_row_that_is_rejected_again_did_not_come_in(store: Settings, tmp_path: Path) -> None:
    _load(store, tmp_path, "orders.csv", BAD)
    _load(store, tmp_path, "again.csv", shop_orders(("#2", "B", 1, "5,5,5"), ("#3", "C", 1, "1")))
    counts = intake.rejected_imports(facts.lease(store))[["import_id", "open", "settled"]]
    assert counts.to_numpy().tolist() == [[2, 1, 0], [1, 0, 0]]


def test_of_selected_rows_only_those_count_that_still_wait(store: Settings, tmp_path: Path) -> None:
    bad = shop_orders(("#1", "A", 1, "x"), ("#2", "B", 1, "five"), ("#3", "C", 1, "5"))
    _load(store, tmp_path, "orders.csv", bad)
    _load(store, tmp_path, "mended.csv", MENDED)
    rows = intake.reject_table(facts.lease(store), 1)
    assert intake.still_open(rows, ["0:3", "0:2", "0:2"]) == ["0:2"]


HEAD = "location,sku,on_hand,snapshot_at\n"


def _stock(settings: Settings) -> dict[str, float]:
    rows = facts.lease(settings).frame("SELECT sku, on_hand FROM lake.current.stock ORDER BY sku")
    return dict(zip(rows["sku"], rows["on_hand"].astype(float), strict=True))


@pytest.mark.parametrize("full", [True, False])
def test_a_mended_row_joins_the_count_that_it_was_rejected_from(
    store: Settings, tmp_path: Path, *, full: bool
) -> None:
    text = HEAD + "WH,A,5,2026-03-01\nWH,B,many,2026-03-01\nWH,C,7,2026-03-01\n"
    first = _load(store, tmp_path, "stock.csv", text, table="stock", full_list=full)
    assert first is not None
    rejected = str(intake.reject_workbook(facts.lease(store), first, 0).to_csv(index=False))
    mended = rejected.replace("many", "3")
    second = _load(store, tmp_path, "mended.csv", mended, table="stock", full_list=full)
    assert second is not None
    assert _stock(store) == {"A": 5, "B": 3, "C": 7}
    assert _open(store) == 0
    _undo(store, second)
    assert _stock(store) == {"A": 5, "C": 7}


def test_partial_counts_of_one_moment_add_up_in_any_order_of_undoing(store: Settings, tmp_path: Path) -> None:
    shelves = [
        HEAD + f"WH,{sku},{n},2026-03-01\nWH,Z,{n},2026-03-01\n" for n, sku in enumerate("AB", start=1)
    ]
    first, second = (
        _load(store, tmp_path, f"shelf {n}.csv", text, table="stock", full_list=False)
        for n, text in enumerate(shelves)
    )
    assert _stock(store) == {"A": 1, "B": 2, "Z": 2}
    again = _load(
        store, tmp_path, "again.csv", shelves[1].replace("Z,2", "Z,2.0"), table="stock", full_list=False
    )
    assert _stock(store) == {"A": 1, "B": 2, "Z": 2}
    for number in (first, second, again):
        assert number is not None
    _undo(store, int(first or 0))
    assert _stock(store) == {"B": 2, "Z": 2}


def test_a_full_list_leaves_nothing_of_partial_ones_before_it(store: Settings, tmp_path: Path) -> None:
    _load(store, tmp_path, "part.csv", HEAD + "WH,A,5,2026-03-01\n", table="stock", full_list=False)
    whole = _load(store, tmp_path, "whole.csv", HEAD + "WH,B,2,2026-03-01\n", table="stock", full_list=True)
    assert _stock(store) == {"B": 2}
    assert whole is not None
    _undo(store, whole)
    assert _stock(store) == {"A": 5}


def _undo(settings: Settings, import_id: int) -> None:
    with facts.workspace(settings) as ws:
        facts.undo(ws, import_id, who="Ann")
