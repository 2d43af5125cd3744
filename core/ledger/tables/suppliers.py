"""What a person confirmed about a supplier; without it nothing is ordered there."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.ledger.tables.base import Base


class SupplierTermsRow(Base):
    """Confirmed terms of one supplier at one location; location '' means all locations."""

    __tablename__ = "supplier_terms"
    __table_args__ = (
        CheckConstraint("lead_time_days >= 0", "lead_time"),
        CheckConstraint("review_period_days > 0", "review_period"),
        CheckConstraint("stock_age_accepted_days >= 0", "stock_age"),
    )

    supplier_id: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str] = mapped_column(primary_key=True)
    lead_time_days: Mapped[int]
    review_period_days: Mapped[int]
    on_order_source: Mapped[str]
    stock_age_accepted_days: Mapped[int]
    note: Mapped[str]
    confirmed_by: Mapped[str]
    confirmed_at: Mapped[dt.datetime]
