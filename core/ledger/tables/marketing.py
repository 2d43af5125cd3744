"""Campaigns, whom they reach and who is held out, and what was measured."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.ledger.tables.base import Base
from core.ledger.types import Json


class CampaignRow(Base):
    """One planned or running campaign. holdout_share is the part of the audience left alone, 0 to 1."""

    __tablename__ = "campaigns"
    __table_args__ = (
        CheckConstraint("state in ('planned', 'exported', 'running', 'ended', 'cancelled')", "state"),
    )

    campaign_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    goal: Mapped[str]
    segment: Mapped[str]
    channel: Mapped[str]
    state: Mapped[str]
    owner: Mapped[str]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    offer: Mapped[dict[str, Any]] = mapped_column(Json)
    sku_scope: Mapped[dict[str, Any]] = mapped_column(Json)
    expected_lift_share: Mapped[Decimal | None]
    budget: Mapped[Decimal | None]
    currency: Mapped[str]
    holdout_share: Mapped[Decimal]
    seed: Mapped[int]
    as_of: Mapped[dt.date]
    snapshot_id: Mapped[int]
    planned_by: Mapped[str]
    planned_at: Mapped[dt.datetime]
    exported_at: Mapped[dt.datetime | None]


class AudienceRow(Base):
    """One person of one campaign's audience, held out or reached."""

    __tablename__ = "campaign_audience"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.campaign_id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
    is_holdout: Mapped[bool]


class CampaignResultRow(Base):
    """What a campaign achieved against its holdout, as measured on one day."""

    __tablename__ = "campaign_results"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.campaign_id"), primary_key=True)
    measured_on: Mapped[dt.date] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int]
    verdict: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    measured_at: Mapped[dt.datetime]
