"""Laws that hold for every command: all or nothing, once, by whoever may, and never without a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from core.errors import NotAllowed, StoreBusy
from core.ledger import ACTION_TITLES, Ledger, audit, audit_count
from core.ledger.connection import make_engine
from core.ledger.tables import AuditRow, Base, CommandRow
from core.security import ROLE_PERMISSIONS, Actor, Role
from tests.core.ledger.commands_of_all_kinds import COMMANDS, prepare
from tests.core.ledger.deciding import ANNA, line, order


class Fault(Exception):
    """The machine fails at this very moment."""


def _content(ledger: Ledger) -> dict[str, list[str]]:
    with ledger.reading() as session:
        return {
            table.name: sorted(str(row) for row in session.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }


def _fails_at(step: int) -> Callable[[str], None]:
    left = iter(range(step, -1, -1))

    def on_step(_: str) -> None:
        if next(left) == 0:
            raise Fault

    return on_step


@pytest.fixture
def prepared(ledger: Ledger) -> Ledger:
    prepare(ledger)
    return ledger


def test_the_laws_are_tested_on_every_command() -> None:
    assert set(COMMANDS) == set(ACTION_TITLES)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_fails_at_any_step_leaves_nothing_behind(prepared: Ledger, name: str) -> None:
    _, command = COMMANDS[name]
    before, step, done = _content(prepared), 0, False
    while not done:
        try:
            command(replace(prepared, on_step=_fails_at(step)), ANNA)
            done = True
        except Fault:
            assert _content(prepared) == before, f"step {step}"
            step += 1
        assert step < 100
    assert step >= 5, "the steps of a command are reported"
    assert _content(prepared) != before


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_sent_twice_is_done_once_with_the_same_answer(prepared: Ledger, name: str) -> None:
    _, command = COMMANDS[name]
    revision = prepared.revision
    first = command(prepared, ANNA)
    after = _content(prepared)
    assert command(prepared, ANNA) == first
    assert _content(prepared) == after
    assert prepared.revision == revision + 1


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_leaves_a_trace_of_who_did_what(prepared: Ledger, name: str) -> None:
    COMMANDS[name][1](prepared, ANNA)
    last = audit(prepared, limit=1).iloc[0]
    assert last["action"] == name
    assert last["who"] == ("Emil" if name == "register_person" else "Anna")
    assert last["revision"] == prepared.revision
    assert last["before"] is not None or last["after"] is not None


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_its_permissions_say_and_nothing_else(empty: Ledger, role: Role) -> None:
    who = Actor("Somebody", frozenset({role}))
    for permission, command in COMMANDS.values():
        if permission is None or permission in ROLE_PERMISSIONS[role]:
            continue
        with pytest.raises(NotAllowed):
            command(empty, who)
    assert empty.revision == 0


@pytest.mark.parametrize("name", [name for name in COMMANDS if COMMANDS[name][0]])
def test_each_role_with_the_permission_may(prepared: Ledger, name: str) -> None:
    permission, command = COMMANDS[name]
    roles = [role for role in Role if permission in ROLE_PERMISSIONS[role]]
    revision = prepared.revision
    command(prepared, Actor("Somebody", frozenset({roles[0]})))
    assert prepared.revision == revision + 1


def test_the_audit_trail_can_only_grow(ledger: Ledger) -> None:
    order(ledger)
    for statement in (
        update(AuditRow).values(who="nobody"),
        delete(AuditRow),
        update(CommandRow).values(name="other"),
        delete(CommandRow),
    ):
        with pytest.raises(DatabaseError, match="append-only"), ledger.writing() as session:
            session.execute(statement)
    assert "Anna" in audit(ledger)["who"].tolist()


def test_the_audit_trail_is_found_by_any_of_its_words(ledger: Ledger) -> None:
    order(ledger, line("tea", reason="Qingming 清明 50%"))
    assert audit_count(ledger) == 2
    for word in ("anna", "ACCEPT", "PO-2026", "清明", "50%"):
        assert "accept_orders" in audit(ledger, search=word)["action"].tolist()
    assert audit(ledger, search="%%").empty
    assert audit_count(ledger, search="清明") == 1
    assert audit(ledger, limit=1, offset=1)["action"].tolist() == ["confirm_supplier"]


def test_a_writer_that_waits_too_long_is_told_that_nothing_was_written(ledger: Ledger) -> None:
    impatient = Ledger(make_engine(ledger.engine.url.render_as_string(), busy_seconds=0))
    with ledger.writing(), pytest.raises(StoreBusy):
        order(impatient)
    impatient.close()
