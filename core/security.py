"""Who may do what: roles give permissions, and every command of the ledger asks here first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Message, NotAllowed
from core.i18n import N_, _


class Role(StrEnum):
    """What a person is in the shop; a person may have several roles."""

    VIEWER = "viewer"
    PLANNER = "planner"
    MARKETER = "marketer"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One kind of action that a role allows."""

    VIEW = "view"
    UPLOAD = "upload"
    UNDO_IMPORT = "undo_import"
    DECIDE_PURCHASE = "decide_purchase"
    PLAN_FORECAST = "plan_forecast"
    DECIDE_MARKETING = "decide_marketing"
    SET_TARGETS = "set_targets"
    ADMINISTER = "administer"


ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.VIEWER: frozenset({Permission.VIEW}),
    Role.PLANNER: frozenset(
        {
            Permission.VIEW,
            Permission.UPLOAD,
            Permission.UNDO_IMPORT,
            Permission.DECIDE_PURCHASE,
            Permission.PLAN_FORECAST,
        }
    ),
    Role.MARKETER: frozenset({Permission.VIEW, Permission.UPLOAD, Permission.DECIDE_MARKETING}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.VIEW,
            Permission.UPLOAD,
            Permission.UNDO_IMPORT,
            Permission.SET_TARGETS,
            Permission.ADMINISTER,
        }
    ),
}

ROLE_TITLES: Mapping[Role, str] = {
    Role.VIEWER: N_("Viewer"),
    Role.PLANNER: N_("Planner"),
    Role.MARKETER: N_("Marketer"),
    Role.ADMINISTRATOR: N_("Administrator"),
}

PERMISSION_TITLES: Mapping[Permission, str] = {
    Permission.VIEW: N_("see the figures"),
    Permission.UPLOAD: N_("load files"),
    Permission.UNDO_IMPORT: N_("undo an import"),
    Permission.DECIDE_PURCHASE: N_("decide on purchase orders"),
    Permission.PLAN_FORECAST: N_("change a forecast"),
    Permission.DECIDE_MARKETING: N_("decide on campaigns"),
    Permission.SET_TARGETS: N_("set targets"),
    Permission.ADMINISTER: N_("change settings and roles"),
}


@dataclass(frozen=True)
class Actor:
    """The person who acts, with the roles they have."""

    name: str
    roles: frozenset[Role] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(Role(role) for role in self.roles))


COMMAND_LINE = Actor(N_("command line"), frozenset(Role))
"""Whoever runs `python -m core` on this machine: they hold the files, so they may do everything."""

SAMPLE_SHOP = Actor("Yunqi Living (sample)", frozenset(Role))
"""The invented shop of the sample: it has confirmed its suppliers' terms and decided before anybody looks."""


def name_in_words(name: str) -> str:
    """Who did something, as it is shown: a person's name as it is, the command line as the language says."""
    return _(name) if name == COMMAND_LINE.name else name


def may(actor: Actor, permission: Permission) -> bool:
    """One of the actor's roles gives the permission."""
    return any(permission in ROLE_PERMISSIONS[role] for role in actor.roles)


def require(actor: Actor, permission: Permission) -> None:
    """Nothing, or NotAllowed with the roles that would be enough."""
    if may(actor, permission):
        return
    raise NotAllowed(
        N_("{name} may not {action}. Who may: {roles}. An administrator gives roles on the page Admin."),
        name=actor.name,
        action=Message(PERMISSION_TITLES[permission]),
        roles=role_list(roles_with(permission)),
    )


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """The roles that give a permission, in the order of the list of roles."""
    return tuple(role for role in Role if permission in ROLE_PERMISSIONS[role])


def role_list(roles: Iterable[Role]) -> Message:
    """The titles of roles as one message, translated when it is shown."""
    titles = {f"role{number}": Message(ROLE_TITLES[role]) for number, role in enumerate(roles)}
    return Message(" / ".join(f"{{{name}}}" for name in titles), titles)
