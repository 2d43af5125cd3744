"""The version of the tables, and the steps that bring an older store forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

VERSION = 2
"""Version of the declared tables; grows by one with every change that a store must follow."""


class Connection(Protocol):
    """What a step needs of a store: to run a statement."""

    def execute(self, query: str, /) -> object: ...


Step = Callable[[Connection], None]


def _returns_name_their_buyer(connection: Connection) -> None:
    for schema_name in ("history", "current"):
        connection.execute(
            f"ALTER TABLE lake.{schema_name}.returns ADD COLUMN IF NOT EXISTS customer_id VARCHAR"
        )


STEPS: Mapping[int, Step] = {2: _returns_name_their_buyer}
"""Version reached -> the change that reaches it from the version before. Version 1 needs none."""


def steps_from(version: int) -> tuple[tuple[int, Step], ...]:
    """The steps that bring a store of this version to VERSION, in order.

    Raises ValueError for a version that is not known here: a newer store is never changed.

    >>> steps_from(VERSION)
    ()
    """
    if not 1 <= version <= VERSION:
        raise ValueError(f"version must be 1 to {VERSION}, not {version}")
    return tuple((step, STEPS[step]) for step in range(version + 1, VERSION + 1))
