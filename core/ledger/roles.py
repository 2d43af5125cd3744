"""People and their roles."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

import pandas as pd
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.errors import InputError, NotFound
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import FLAG, TEXT, TIME, frame
from core.ledger.store import Ledger
from core.ledger.tables import PersonRoleRow, PersonRow
from core.security import Actor, Permission, Role

PEOPLE = {"name": TEXT, "registered_at": TIME, **{role.value: FLAG for role in Role}}
"""One row per person, one yes/no column per role."""

FOUNDER_ROLES = (Role.VIEWER, Role.PLANNER, Role.MARKETER, Role.ADMINISTRATOR)
"""Roles of the first person: somebody must be able to begin, and to give roles to the others."""

_LONGEST_NAME = 80


def register_person(ledger: Ledger, name: str) -> Actor:
    """The person of this name, registered if new: the first with every role, later ones as viewers."""
    shown, key = _cleaned(name), _name_key(name)

    def work(tx: Transaction) -> object:
        if (known := _find(tx.session, key)) is None:
            is_first = not tx.session.scalar(select(func.count()).select_from(PersonRow))
            roles = FOUNDER_ROLES if is_first else (Role.VIEWER,)
            known = PersonRow(name=shown, name_key=key, registered_at=tx.now)
            tx.session.add(known)
            tx.session.flush()
            _give(tx, known, roles)
            tx.record(shown, after={"roles": roles})
        return {"name": known.name}

    with ledger.reading() as session:
        if (person := _find(session, key)) is not None:
            return Actor(person.name, _roles_of(session, person))
    request = Request("register_person", f"register_person:{key}", None, key)
    kept = execute(ledger, Actor(shown), request, work)
    return actor_of(ledger, kept["name"])


def actor_of(ledger: Ledger, name: str) -> Actor:
    """The registered person with the roles they have now; NotFound for a name nobody gave yet."""
    with ledger.reading() as session:
        person = _must_find(session, name)
        return Actor(person.name, _roles_of(session, person))


def set_roles(
    ledger: Ledger, actor: Actor, command_id: str, name: str, roles: Collection[Role | str]
) -> Actor:
    """Give a person exactly these roles; none at all locks them out. One administrator always stays."""
    wanted = frozenset(Role(role) for role in roles)

    def work(tx: Transaction) -> object:
        person = _must_find(tx.session, name)
        before = _roles_of(tx.session, person)
        if Role.ADMINISTRATOR in before - wanted and _administrators(tx.session) == 1:
            raise InputError(
                N_("{name} is the only administrator. Make somebody else administrator first."),
                name=person.name,
            )
        if before != wanted:
            for row in tx.session.scalars(_role_rows(person)):
                tx.session.delete(row)
            tx.session.flush()
            _give(tx, person, sorted(wanted))
            tx.record(person.name, before={"roles": before}, after={"roles": wanted})
        return {"name": person.name, "roles": wanted}

    request = Request("set_roles", command_id, Permission.ADMINISTER, [name, wanted])
    kept = execute(ledger, actor, request, work)
    return Actor(kept["name"], frozenset(Role(role) for role in kept["roles"]))


def people(ledger: Ledger) -> pd.DataFrame:
    """PEOPLE, in the order in which they came."""
    with ledger.reading() as session:
        rows = [
            (person.name, person.registered_at, *(role in _roles_of(session, person) for role in Role))
            for person in session.scalars(select(PersonRow).order_by(PersonRow.person_id))
        ]
    return frame(PEOPLE, rows)


def _give(tx: Transaction, person: PersonRow, roles: Collection[Role]) -> None:
    for role in roles:
        row = PersonRoleRow(
            person_id=person.person_id, role=role.value, given_by=tx.actor.name, given_at=tx.now
        )
        tx.session.add(row)


def _find(session: Session, key: str) -> PersonRow | None:
    return session.scalar(select(PersonRow).where(PersonRow.name_key == key))


def _must_find(session: Session, name: str) -> PersonRow:
    if (person := _find(session, _name_key(name))) is None:
        raise NotFound(N_('Nobody is called "{name}" here. They must give their name once.'), name=name)
    return person


def _role_rows(person: PersonRow) -> Select[PersonRoleRow]:
    return select(PersonRoleRow).where(PersonRoleRow.person_id == person.person_id)


def _roles_of(session: Session, person: PersonRow) -> frozenset[Role]:
    return frozenset(Role(row.role) for row in session.scalars(_role_rows(person)))


def _administrators(session: Session) -> int:
    administers = PersonRoleRow.role == Role.ADMINISTRATOR.value
    return session.scalar(select(func.count()).select_from(PersonRoleRow).where(administers)) or 0


def _cleaned(name: str) -> str:
    cleaned = " ".join(unicodedata.normalize("NFKC", name).split())
    if not cleaned or len(cleaned) > _LONGEST_NAME or not cleaned.isprintable():
        raise InputError(
            N_("A name has 1 to {longest} characters. Type the name by which colleagues know you."),
            longest=_LONGEST_NAME,
        )
    return cleaned


def _name_key(name: str) -> str:
    return _cleaned(name).casefold()
