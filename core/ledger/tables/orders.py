"""Purchase orders made from accepted suggestions, their lines and what arrived."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.ledger.tables.base import Base


class OrderRow(Base):
    """One order to one supplier for one location. Whether it is open follows from its lines."""

    __tablename__ = "purchase_orders"
    __table_args__ = (UniqueConstraint("ordered_on", "day_number"),)

    po_id: Mapped[str] = mapped_column(primary_key=True)
    ordered_on: Mapped[dt.date]
    day_number: Mapped[int]
    supplier_id: Mapped[str]
    location: Mapped[str]
    expected_on: Mapped[dt.date]
    lead_time_days: Mapped[int]
    review_period_days: Mapped[int]
    snapshot_id: Mapped[int]
    note: Mapped[str]
    ordered_by: Mapped[str]
    ordered_at: Mapped[dt.datetime]
    command_id: Mapped[str]


class OrderLineRow(Base):
    """One SKU of one order; what is open is ordered - cancelled - received, never below zero."""

    __tablename__ = "purchase_order_lines"
    __table_args__ = (
        CheckConstraint("ordered_units > 0", "ordered"),
        CheckConstraint("cancelled_units >= 0 and cancelled_units <= ordered_units", "cancelled"),
    )

    po_id: Mapped[str] = mapped_column(ForeignKey("purchase_orders.po_id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.decision_id"), unique=True)
    sku: Mapped[str] = mapped_column(index=True)
    product_name: Mapped[str]
    ordered_units: Mapped[int]
    cancelled_units: Mapped[int]
    unit_cost: Mapped[Decimal | None]
    currency: Mapped[str]
    cancelled_by: Mapped[str | None]
    cancelled_at: Mapped[dt.datetime | None]
    cancel_reason: Mapped[str | None]


class ReceiptRow(Base):
    """What arrived of one line at once. A receipt typed by mistake is withdrawn, not deleted."""

    __tablename__ = "receipts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["po_id", "line_id"], ["purchase_order_lines.po_id", "purchase_order_lines.line_id"]
        ),
        CheckConstraint("received_units >= 0 and rejected_units >= 0", "units"),
    )

    po_id: Mapped[str] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    receipt_id: Mapped[str] = mapped_column(primary_key=True)
    received_on: Mapped[dt.date]
    received_units: Mapped[int]
    rejected_units: Mapped[int]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    withdrawn: Mapped[bool]
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_reason: Mapped[str | None]
