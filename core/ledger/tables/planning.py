"""What people plan: changes to forecasts, events, policies, targets, and what they did about alerts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.ledger.tables.base import Base
from core.ledger.types import Json


class OverrideRow(Base):
    """A person's change to a forecast for some days: of a SKU everywhere or at a location, or of a category.

    sku '' where a category is meant, category '' where a SKU is; location '' means all locations. It is never
    changed: a new one is planned over it, or it is withdrawn.
    """

    __tablename__ = "forecast_overrides"
    __table_args__ = (
        CheckConstraint("kind in ('set', 'add', 'multiply')", "kind"),
        CheckConstraint("ends_on >= starts_on", "window"),
        CheckConstraint("(sku = '') <> (category = '')", "scope"),
        Index("ix_forecast_overrides_sku", "sku", "location", "starts_on"),
    )

    override_id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    location: Mapped[str]
    category: Mapped[str]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    kind: Mapped[str]
    value: Mapped[Decimal]
    reason: Mapped[str]
    note: Mapped[str]
    expires_on: Mapped[dt.date]
    as_of: Mapped[dt.date]
    snapshot_id: Mapped[int]
    planned_by: Mapped[str]
    planned_at: Mapped[dt.datetime]
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[dt.datetime | None]
    command_id: Mapped[str]


class PlannedEventRow(Base):
    """An event that a person added to the calendar, with the columns of the table of events.

    channels, sku_scope: names separated by commas, '' for all. depth: share off the regular price, None where
    it is no matter of price.
    """

    __tablename__ = "planned_events"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", "window"),)

    event_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    family: Mapped[str]
    phase: Mapped[str]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    depth: Mapped[Decimal | None]
    channels: Mapped[str]
    sku_scope: Mapped[str]
    planned_by: Mapped[str]
    planned_at: Mapped[dt.datetime]
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[dt.datetime | None]
    command_id: Mapped[str]


class PolicyRow(Base):
    """How much service which goods deserve: the parameters of a replenishment policy and its scope."""

    __tablename__ = "policies"
    __table_args__ = (Index("ix_policies_name_valid_from", "name", "valid_from"),)

    policy_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    scope: Mapped[dict[str, Any]] = mapped_column(Json)
    parameters: Mapped[dict[str, Any]] = mapped_column(Json)
    evidence: Mapped[dict[str, Any]] = mapped_column(Json)
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    set_by: Mapped[str]
    set_at: Mapped[dt.datetime]


class TargetRow(Base):
    """The value that a figure should have in a month; scope '' is the whole shop."""

    __tablename__ = "targets"

    figure: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[dt.date] = mapped_column(primary_key=True)
    value: Mapped[Decimal]
    set_by: Mapped[str]
    set_at: Mapped[dt.datetime]


class AlertStateRow(Base):
    """What a person did about an alert; the alerts themselves are results in the lake."""

    __tablename__ = "alert_states"
    __table_args__ = (
        CheckConstraint("state in ('open', 'acknowledged', 'snoozed', 'closed')", "state"),
    )  # fmt: skip

    alert_id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    owner: Mapped[str]
    until: Mapped[dt.date | None]
    note: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[dt.datetime]
