"""What was decided on a suggestion, with everything that was known then, and what came of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.ledger.tables.base import Base
from core.ledger.types import Json

_IN_FORCE = text("in_force")
_ORDERED = text("in_force and kind = 'accepted'")


class DecisionRow(Base):
    """One answer to one suggestion. It stays in force until it is taken back; then the suggestion is free."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("kind in ('accepted', 'rejected')", "kind"),
        CheckConstraint("decided_units >= 0", "units"),
        Index("uq_decisions_suggestion", "suggestion_id", unique=True, sqlite_where=_IN_FORCE,
              postgresql_where=_IN_FORCE),
        Index("uq_decisions_sku_location_snapshot", "sku", "location", "snapshot_id", unique=True,
              sqlite_where=_ORDERED, postgresql_where=_ORDERED),
    )  # fmt: skip

    decision_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    suggestion_id: Mapped[str]
    version: Mapped[str]
    in_force: Mapped[bool]
    supplier_id: Mapped[str]
    sku: Mapped[str] = mapped_column(index=True)
    product_name: Mapped[str]
    location: Mapped[str]
    proposed_units: Mapped[int]
    decided_units: Mapped[int]
    unit_cost: Mapped[Decimal | None]
    currency: Mapped[str]
    reason: Mapped[str]
    inputs: Mapped[dict[str, Any]] = mapped_column(Json)
    as_of: Mapped[dt.date]
    snapshot_id: Mapped[int] = mapped_column(index=True)
    decided_by: Mapped[str]
    decided_at: Mapped[dt.datetime]
    command_id: Mapped[str]
    freed_by: Mapped[str | None]
    freed_at: Mapped[dt.datetime | None]
    freed_reason: Mapped[str | None]


class WithdrawnInputRow(Base):
    """An import that a decision relied on and that was undone later."""

    __tablename__ = "withdrawn_inputs"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.decision_id"), primary_key=True)
    import_id: Mapped[int] = mapped_column(primary_key=True)
    withdrawn_by: Mapped[str]
    withdrawn_at: Mapped[dt.datetime]


class SnoozeRow(Base):
    """No suggestion is shown for this SKU at this location before the day `until`."""

    __tablename__ = "snoozes"

    sku: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[dt.date]
    reason: Mapped[str]
    snoozed_by: Mapped[str]
    snoozed_at: Mapped[dt.datetime]


class OutcomeRow(Base):
    """What a decision led to, scored on the demand that came; money is against ordering nothing."""

    __tablename__ = "outcomes"
    __table_args__ = (
        UniqueConstraint("decision_id", "scored_on"),
        CheckConstraint("period_ends_on >= period_starts_on", "period"),
        CheckConstraint("stock_out_days >= 0", "stock_out_days"),
    )

    outcome_id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.decision_id"))
    scored_on: Mapped[dt.date]
    period_starts_on: Mapped[dt.date]
    period_ends_on: Mapped[dt.date]
    demand_units: Mapped[Decimal]
    sold_units: Mapped[Decimal]
    stock_out_days: Mapped[int]
    left_units: Mapped[Decimal]
    gain_of_proposed: Mapped[Decimal | None]
    gain_of_decided: Mapped[Decimal | None]
    currency: Mapped[str]
    scored_by: Mapped[str]
    scored_at: Mapped[dt.datetime]
    command_id: Mapped[str]
