"""Who may do what, and what the team set for everybody."""

from __future__ import annotations

import pytest

from core import i18n
from core.errors import InputError, NotAllowed, NotFound
from core.ledger import (
    Ledger,
    SavedMapping,
    actor_of,
    all_settings,
    forget_mapping,
    get_setting,
    people,
    register_person,
    save_mapping,
    saved_mapping,
    saved_mappings,
    set_roles,
    set_setting,
)
from core.security import ROLE_PERMISSIONS, Actor, Permission, Role, may, require
from tests.core.ledger.deciding import ANNA, accept, line, new_id


def test_the_first_person_may_do_everything_and_later_ones_only_look(empty: Ledger) -> None:
    first, second = register_person(empty, "Anna"), register_person(empty, "Bo")
    assert first.roles == frozenset(Role)
    assert second.roles == {Role.VIEWER}
    assert all(may(first, permission) for permission in Permission)


def test_a_name_in_other_letters_is_the_same_person(empty: Ledger) -> None:
    assert register_person(empty, "Anna Li") == register_person(empty, "  anna  LI ")
    assert people(empty)["name"].tolist() == ["Anna Li"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b"])
def test_an_unusable_name_is_refused(empty: Ledger, name: str) -> None:
    with pytest.raises(InputError):
        register_person(empty, name)


def test_an_administrator_gives_and_takes_roles(empty: Ledger) -> None:
    anna = register_person(empty, "Anna")
    register_person(empty, "Bo")
    set_roles(empty, anna, new_id(), "Bo", {Role.PLANNER})
    assert actor_of(empty, "bo").roles == {Role.PLANNER}
    row = people(empty).set_index("name").loc["Bo"]
    assert (row["planner"], row["viewer"], row["administrator"]) == (True, False, False)


def test_one_administrator_always_stays(empty: Ledger) -> None:
    anna = register_person(empty, "Anna")
    with pytest.raises(InputError, match="only administrator"):
        set_roles(empty, anna, new_id(), "Anna", {Role.VIEWER})


def test_roles_taken_away_count_at_once_also_for_who_is_signed_in(empty: Ledger) -> None:
    anna, bo = register_person(empty, "Anna"), register_person(empty, "Bo")
    bo = set_roles(empty, anna, new_id(), "Bo", {Role.PLANNER})
    set_roles(empty, anna, new_id(), "Bo", {Role.VIEWER})
    with pytest.raises(NotAllowed):
        accept(empty, line(), actor=bo)


def test_an_unknown_name_is_nobody(empty: Ledger) -> None:
    with pytest.raises(NotFound):
        actor_of(empty, "Anna")


def test_who_may_not_is_told_who_may() -> None:
    with pytest.raises(NotAllowed) as caught:
        require(Actor("Bo", frozenset({Role.VIEWER})), Permission.DECIDE_PURCHASE)
    assert i18n.render(caught.value) == (
        "Bo may not decide on purchase orders. Who may: Planner. "
        "An administrator gives roles on the page Admin."
    )


def test_every_permission_is_given_by_some_role_and_everybody_may_look() -> None:
    assert set().union(*ROLE_PERMISSIONS.values()) == set(Permission)
    assert all(Permission.VIEW in permissions for permissions in ROLE_PERMISSIONS.values())


def test_a_setting_holds_for_everybody_until_it_is_changed(ledger: Ledger) -> None:
    assert get_setting(ledger, "fiscal_year_starts", 1) == 1
    set_setting(ledger, ANNA, new_id(), "fiscal_year_starts", 4)
    assert all_settings(ledger) == {"fiscal_year_starts": 4}
    revision = ledger.revision
    set_setting(ledger, ANNA, new_id(), "fiscal_year_starts", 4)
    assert ledger.revision == revision


def test_a_setting_may_be_nothing(ledger: Ledger) -> None:
    set_setting(ledger, ANNA, new_id(), "guide", None)
    assert get_setting(ledger, "guide", "default") is None


def test_a_mapping_is_remembered_replaced_and_forgotten(ledger: Ledger) -> None:
    mapping = SavedMapping("f1", "shop export", "order_lines", {"sku": "货号"}, {"channel": "tmall"})
    save_mapping(ledger, ANNA, new_id(), mapping)
    assert saved_mapping(ledger, "f1") == mapping
    save_mapping(ledger, ANNA, new_id(), SavedMapping("f1", "renamed", "order_lines", {}))
    assert saved_mappings(ledger)["name"].tolist() == ["renamed"]
    forget_mapping(ledger, ANNA, new_id(), "f1")
    assert saved_mapping(ledger, "f1") is None
