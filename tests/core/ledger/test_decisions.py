"""Rejecting, snoozing, and decisions whose input was withdrawn."""

from __future__ import annotations

import datetime as dt

import pytest

from core.errors import NotFound
from core.ledger import (
    Ledger,
    RejectedLine,
    RejectResult,
    decided_suggestions,
    decision_inputs,
    decisions,
    mark_input_withdrawn,
    open_order_lines,
    orders,
    reject_suggestions,
    relying_on,
    reopen_suggestions,
    snooze,
    snoozes,
    standing_decisions,
    wake,
)
from tests.core.ledger.deciding import ANNA, AS_OF, SNAPSHOT, accept, line, new_id, order


def _reject(ledger: Ledger, sku: str, *, version: str = "v1") -> RejectResult:
    suggestion = line(sku).suggestion_id
    asked = RejectedLine(suggestion, version, "acme", sku, sku, "berlin", 240, "season is over")
    return reject_suggestions(
        ledger,
        ANNA,
        new_id(),
        [asked],
        as_of=AS_OF,
        snapshot_id=SNAPSHOT,
        current_versions=lambda: {suggestion: "v1"},
    )


def test_a_rejected_suggestion_is_decided_and_orders_nothing(ledger: Ledger) -> None:
    assert _reject(ledger, "tea").rejected == 1
    assert decided_suggestions(ledger) == {line("tea").suggestion_id: "rejected"}
    assert "already decided" in str(accept(ledger, line("tea")).refused[0].reason)
    assert open_order_lines(ledger).empty


def test_a_stale_suggestion_is_not_rejected_either(ledger: Ledger) -> None:
    assert len(_reject(ledger, "tea", version="v0").refused) == 1
    assert decisions(ledger).empty


def test_a_rejection_can_be_taken_back(ledger: Ledger) -> None:
    _reject(ledger, "tea")
    (decision_id,) = decisions(ledger)["decision_id"].tolist()
    assert reopen_suggestions(ledger, ANNA, new_id(), [decision_id]) == 1
    assert reopen_suggestions(ledger, ANNA, new_id(), [decision_id]) == 0
    assert accept(ledger, line("tea")).refused == ()


def test_an_accepted_suggestion_is_not_reopened_past_its_order(ledger: Ledger) -> None:
    order(ledger)
    assert reopen_suggestions(ledger, ANNA, new_id(), decisions(ledger)["decision_id"].tolist()) == 0


def test_a_snooze_holds_until_its_day_and_no_longer(ledger: Ledger) -> None:
    snooze(ledger, ANNA, new_id(), "tea", "berlin", until=AS_OF + dt.timedelta(days=2))
    held = [len(snoozes(ledger, AS_OF + dt.timedelta(days=days))) for days in range(4)]
    assert held == [1, 1, 0, 0]


def test_a_new_snooze_replaces_the_old_one(ledger: Ledger) -> None:
    for days in (2, 9):
        snooze(ledger, ANNA, new_id(), "tea", "berlin", until=AS_OF + dt.timedelta(days=days))
    assert snoozes(ledger)["until"].dt.date.tolist() == [AS_OF + dt.timedelta(days=9)]


def test_a_snooze_can_be_ended(ledger: Ledger) -> None:
    snooze(ledger, ANNA, new_id(), "tea", "berlin", until=AS_OF + dt.timedelta(days=2))
    wake(ledger, ANNA, new_id(), "tea", "berlin")
    assert snoozes(ledger).empty


def test_decisions_made_while_an_undone_import_was_there_are_marked(ledger: Ledger) -> None:
    accept(ledger, line("tea"), snapshot_id=6)
    accept(ledger, line("cup"), snapshot_id=7)
    accept(ledger, line("pot"), snapshot_id=9)
    assert mark_input_withdrawn(ledger, ANNA, new_id(), import_id=3, snapshots=(7, 8)) == 1
    marked = decisions(ledger).set_index("sku")["input_withdrawn"].to_dict()
    assert marked == {"tea": False, "cup": True, "pot": False}
    assert orders(ledger)["input_withdrawn"].tolist() == [False, True, False]
    assert mark_input_withdrawn(ledger, ANNA, new_id(), import_id=3, snapshots=(7, 8)) == 0


def test_a_decision_that_names_its_imports_is_marked_for_those_only(ledger: Ledger) -> None:
    accept(ledger, line("tea", inputs={"import_ids": [1, 2]}), line("cup", inputs={"import_ids": [2, 3]}))
    mark_input_withdrawn(ledger, ANNA, new_id(), import_id=3, snapshots=(0, SNAPSHOT))
    assert decisions(ledger, sku="cup")["input_withdrawn"].tolist() == [True]
    assert decisions(ledger, sku="tea")["input_withdrawn"].tolist() == [False]


def test_an_unknown_decision_has_no_inputs(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        decision_inputs(ledger, 99)


def test_runs_of_imports_name_each_import_in_them(ledger: Ledger) -> None:
    accept(ledger, line("tea", inputs={"import_ids": [[1, 4], [8, 8]]}))
    everywhere = (0, SNAPSHOT)
    found = {number: bool(relying_on(ledger, number, snapshots=everywhere)) for number in (1, 4, 5, 8, 9)}
    assert found == {1: True, 4: True, 5: False, 8: True, 9: False}


def test_marking_again_is_the_same_command_however_far_the_facts_have_moved(ledger: Ledger) -> None:
    accept(ledger, line("tea"))
    assert mark_input_withdrawn(ledger, ANNA, "once", import_id=3, snapshots=(0, 8)) == 1
    assert mark_input_withdrawn(ledger, ANNA, "once", import_id=3, snapshots=(0, 99)) == 1


def test_only_decisions_in_force_of_the_same_day_stand(ledger: Ledger) -> None:
    accept(ledger, line("tea"))
    accept(ledger, line("cup", suggestion_id="older"), as_of=AS_OF - dt.timedelta(days=7))
    _reject(ledger, "pot")
    reopen_suggestions(ledger, ANNA, new_id(), decisions(ledger, sku="pot")["decision_id"].tolist())
    assert standing_decisions(ledger, AS_OF)["sku"].tolist() == ["tea"]
