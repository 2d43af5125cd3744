"""Whatever breaks while the store is written: everything of it is there afterwards, or nothing."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pandas as pd
import pytest

from core import facts
from core.errors import Message, StoreBusy
from core.facts.lock import writer_lock
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare

DAY = dt.datetime(2026, 3, 1, 8)


class Crash(Exception):
    """Stands for whatever may go wrong at a step."""


class CrashAt:
    """Counts the steps it is told and crashes at the one given; crash_at 0 only counts."""

    def __init__(self, crash_at: int = 0) -> None:
        self.crash_at = crash_at
        self.steps: list[str] = []

    def __call__(self, step: str) -> None:
        self.steps.append(step)
        if len(self.steps) == self.crash_at:
            raise Crash(step)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "var")
    prepare(settings)
    return settings


def everything(home: Settings) -> dict[str, pd.DataFrame]:
    """All that an import may change."""
    snapshot = facts.lease(home)
    names = [
        "current.orders",
        "current.order_lines",
        "history.order_lines",
        "mart.sales_lines",
        "mart.sales_days",
        "mart.order_facts",
        "meta.imports",
    ]
    return {name: snapshot.frame(f"SELECT * FROM lake.{name} ORDER BY ALL") for name in names}


def assert_same(before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]) -> None:
    for name, rows in before.items():
        pd.testing.assert_frame_equal(rows, after[name])


FIRST = orders_file(an_order("A1", lines={"MUG": (2, 10)}), an_order("A2", lines={"TEE": (1, 5)}))
SECOND = orders_file(an_order("A1", lines={"MUG": (1, 10)}, refund=10), an_order("A3", lines={"CUP": (4, 3)}))


def test_an_import_that_breaks_at_any_step_leaves_nothing_behind(home: Settings) -> None:
    hand_in(home, DAY, FIRST)
    before = everything(home)
    for crash_at in range(1, 100):
        crash = CrashAt(crash_at)
        try:
            hand_in(home, DAY + dt.timedelta(days=1), SECOND, step=crash)
        except Crash as broken:
            if str(broken) == "committed":
                break
            assert_same(before, everything(home))
    assert len(crash.steps) > 10
    assert (
        facts.lease(home).value("SELECT sum(quantity) FROM lake.current.order_lines WHERE order_id = 'A1'")
        == 1
    )


def test_an_undo_that_breaks_at_any_step_leaves_everything_in_place(home: Settings) -> None:
    hand_in(home, DAY, FIRST)
    import_id = hand_in(home, DAY + dt.timedelta(days=1), SECOND).import_id
    before = everything(home)
    for crash_at in range(1, 100):
        crash = CrashAt(crash_at)
        try:
            with facts.workspace(home, step=crash) as ws:
                facts.undo(ws, import_id, who="Lin")
            break
        except Crash as broken:
            if str(broken) == "committed":
                break
            assert_same(before, everything(home))
    assert crash_at > 8
    assert (
        facts.lease(home).value("SELECT sum(quantity) FROM lake.current.order_lines WHERE order_id = 'A1'")
        == 2
    )


def test_results_that_break_while_published_leave_the_old_ones(home: Settings) -> None:
    names = {"person_id": "a", "channel": "c", "customer_id": "1", "segment": "lost"}
    numbers = (
        "days_since_last_order",
        "orders",
        "monetary",
        "recency_score",
        "frequency_score",
        "monetary_score",
    )
    rows = pd.DataFrame([names | dict.fromkeys(numbers, 1)])
    run = facts.ResultRun("segments", 1, 0, "1")
    with facts.workspace(home) as ws:
        facts.publish_results(ws, run, {"segments": rows})
    for crash_at in (1, 2, 3):
        with pytest.raises(Crash), facts.workspace(home, step=CrashAt(crash_at)) as ws:
            facts.publish_results(ws, run, {"segments": pd.concat([rows, rows])})
        assert len(facts.lease(home).results("segments")) == 1


def test_who_waits_is_told_what_for(home: Settings) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with writer_lock(home, doing=Message("import {table}", {"table": "orders"})):
            entered.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(10)
    told = []
    with (
        pytest.raises(StoreBusy, match="import orders"),
        writer_lock(home, doing=Message("a refresh"), timeout_seconds=0.3, waiting=told.append),
    ):
        pass
    leave.set()
    holder.join()
    assert [str(message) for message in told] == ["Waiting for another run: import orders"]
