"""Overrides with category, note, expiry and command; events that people add. No release wrote overrides before."""

import sqlalchemy as sa
from alembic import op

from core.ledger.types import ExactDecimal, UtcTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_table("forecast_overrides")
    op.create_table(
        "forecast_overrides",
        sa.Column("override_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("planned_by", sa.String(), nullable=False),
        sa.Column("planned_at", UtcTime(), nullable=False),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", UtcTime(), nullable=True),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.CheckConstraint("kind in ('set', 'add', 'multiply')", name=op.f("ck_forecast_overrides_kind")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_forecast_overrides_window")),
        sa.CheckConstraint("(sku = '') <> (category = '')", name=op.f("ck_forecast_overrides_scope")),
        sa.PrimaryKeyConstraint("override_id", name="pk_forecast_overrides"),
    )
    op.create_index(
        "ix_forecast_overrides_sku", "forecast_overrides", ["sku", "location", "starts_on"], unique=False
    )
    op.create_table(
        "planned_events",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("depth", ExactDecimal(), nullable=True),
        sa.Column("channels", sa.String(), nullable=False),
        sa.Column("sku_scope", sa.String(), nullable=False),
        sa.Column("planned_by", sa.String(), nullable=False),
        sa.Column("planned_at", UtcTime(), nullable=False),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", UtcTime(), nullable=True),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_planned_events_window")),
        sa.PrimaryKeyConstraint("event_id", name="pk_planned_events"),
    )
