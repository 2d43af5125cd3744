"""The answers to suggestions as they come in from a page, and why one may be refused."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError, Message
from core.i18n import N_
from core.ledger.plain import message_of
from core.ledger.tables import DecisionRow

CurrentVersions = Callable[[], Mapping[str, str]]
"""suggestion_id -> version, as purchasing computes them when it is asked. It must only read."""

MOST_UNITS = 10_000_000
"""Bound of one line: beyond it a quantity is a typing error."""

MOST_LINES = 5_000
"""Bound of one command."""

Units = int | float | Decimal


@dataclass(frozen=True)
class AcceptedLine:
    """One suggestion that a person accepts, with the quantity they chose.

    version: of the suggestion as the person saw it. accepted_units: what they typed; checked here.
    inputs: everything the suggestion was computed from, kept with the decision. arrives_on: None: the lead
    time after the order's day.
    """

    suggestion_id: str
    version: str
    supplier_id: str
    sku: str
    product_name: str
    location: str
    proposed_units: int
    accepted_units: Units
    unit_cost: Decimal | None = None
    currency: str = ""
    reason: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)
    arrives_on: dt.date | None = None


@dataclass(frozen=True)
class RejectedLine:
    """One suggestion that a person rejects, and why."""

    suggestion_id: str
    version: str
    supplier_id: str
    sku: str
    product_name: str
    location: str
    proposed_units: int
    reason: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RefusedLine:
    """One answer that was not taken, and why; the others were."""

    suggestion_id: str
    sku: str
    location: str
    reason: Message


class Answer(Protocol):
    """What an accepted and a rejected line have in common."""

    @property
    def suggestion_id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def sku(self) -> str: ...
    @property
    def location(self) -> str: ...


@dataclass
class Standing:
    """What the suggestions are now, and which are already answered; grows with the lines taken."""

    versions: Mapping[str, str]
    decided: set[str]
    ordered: set[tuple[str, str]]

    def refusal(self, line: Answer) -> Message | None:
        """Why the suggestion behind a line cannot be answered now; None when it can."""
        if line.suggestion_id in self.decided:
            return Message(N_("This suggestion is already decided. Take that decision back first."))
        version = self.versions.get(line.suggestion_id)
        if version is None:
            return Message(N_("There is no such suggestion any more. Reload the page."))
        if version != line.version:
            return Message(N_("The suggestion has changed since you saw it. Look at it again."))
        return None

    def order_refusal(self, line: Answer) -> Message | None:
        """Why no order may be made for the SKU at the location now; None when one may."""
        if (line.sku, line.location) in self.ordered:
            return Message(
                N_("{sku} is already ordered for {location} from the same data. Cancel that line first."),
                {"sku": line.sku, "location": line.location},
            )
        return None

    def take(self, line: Answer) -> None:
        """Count a line as decided, so that a second one in the same command is refused."""
        self.decided.add(line.suggestion_id)
        self.ordered.add((line.sku, line.location))


def standing(
    session: Session, lines: Sequence[Answer], *, snapshot_id: int, versions: Mapping[str, str]
) -> Standing:
    """What is decided already of these lines, read inside the transaction that will decide them."""
    asked = {line.suggestion_id for line in lines}
    decided = select(DecisionRow.suggestion_id).where(
        DecisionRow.in_force, DecisionRow.suggestion_id.in_(asked)
    )
    ordered = select(DecisionRow.sku, DecisionRow.location).where(
        DecisionRow.in_force, DecisionRow.kind == "accepted", DecisionRow.snapshot_id == snapshot_id
    )
    pairs = {(sku, location) for sku, location in session.execute(ordered)}
    return Standing(versions, set(session.scalars(decided)), pairs)


def check_size(lines: Collection[object]) -> None:
    """InputError for more lines than one command takes."""
    if len(lines) > MOST_LINES:
        raise InputError(
            N_("{count} lines at once are too many; at most {most}. Decide on one supplier after another."),
            count=len(lines),
            most=MOST_LINES,
        )


def refused(line: Answer, reason: Message) -> RefusedLine:
    """The line with the reason why it was not taken."""
    return RefusedLine(line.suggestion_id, line.sku, line.location, reason)


def refused_of(kept: Iterable[Mapping[str, Any]]) -> tuple[RefusedLine, ...]:
    """Refused lines that were kept as plain values."""
    return tuple(RefusedLine(**{**line, "reason": message_of(line["reason"])}) for line in kept)


def whole_number(value: object) -> int | None:
    """The value as an integer when it is one, whatever its type; None otherwise.

    >>> [whole_number(value) for value in (240, 240.0, Decimal("240"), 0.5, float("nan"), "240", True)]
    [240, 240, 240, None, None, None, None]
    """
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if not math.isfinite(value) or value != int(value):
        return None
    return int(value)


def units_refusal(units: object) -> Message | None:
    """Why a quantity cannot be ordered; None when it can."""
    number = whole_number(units)
    if number is not None and 0 < number <= MOST_UNITS:
        return None
    return Message(
        N_("The quantity is {found}; it must be a whole number from 1 to {most}."),
        {"found": str(units), "most": MOST_UNITS},
    )
