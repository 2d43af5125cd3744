"""What a user can cause and mend: each error says what was found and what to do next.

A message is kept as an English template with its values, so that the reader's language is chosen
when it is shown, not where it was raised. Bugs are not wrapped here; they keep their traceback.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """A sentence for the user: an English template (the gettext message id) and its values."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


class DashboardError(Exception):
    """Something the user did or handed in cannot be used as it is. `message` says what to do."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.message = Message(template, values)


class InputError(DashboardError):
    """A file, a cell or a typed value is not usable."""


class NotAllowed(DashboardError):
    """The person's roles do not include this action."""


class StaleData(DashboardError):
    """What the person saw has changed since; nothing was written."""


class NotFound(DashboardError):
    """The named thing does not exist (any more)."""


class StoreBusy(DashboardError):
    """Another import or refresh holds the store; nothing was written."""


class NotReady(DashboardError):
    """Something must be uploaded or confirmed first."""
