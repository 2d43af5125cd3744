"""Plans and campaigns: overrides, policies, targets, alert states, audiences."""

import sqlalchemy as sa
from alembic import op

from core.ledger.types import ExactDecimal, Json, UtcTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "forecast_overrides",
        sa.Column("override_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("planned_by", sa.String(), nullable=False),
        sa.Column("planned_at", UtcTime(), nullable=False),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", UtcTime(), nullable=True),
        sa.CheckConstraint("kind in ('set', 'add', 'multiply')", name=op.f("ck_forecast_overrides_kind")),
        sa.PrimaryKeyConstraint("override_id", name="pk_forecast_overrides"),
    )
    op.create_index(
        "ix_forecast_overrides_scope", "forecast_overrides", ["sku", "location", "starts_on"], unique=False
    )
    op.create_table(
        "policies",
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scope", Json, nullable=False),
        sa.Column("parameters", Json, nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("policy_id", name="pk_policies"),
    )
    op.create_index("ix_policies_name_valid_from", "policies", ["name", "valid_from"], unique=False)
    op.create_table(
        "targets",
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", ExactDecimal(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("figure", "scope", "month", name="pk_targets"),
    )
    op.create_table(
        "alert_states",
        sa.Column("alert_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'acknowledged', 'snoozed', 'closed')", name=op.f("ck_alert_states_state")
        ),
        sa.PrimaryKeyConstraint("alert_id", name="pk_alert_states"),
    )
    op.create_table(
        "campaigns",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("offer", Json, nullable=False),
        sa.Column("sku_scope", Json, nullable=False),
        sa.Column("expected_lift_share", ExactDecimal(), nullable=True),
        sa.Column("budget", ExactDecimal(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("holdout_share", ExactDecimal(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("planned_by", sa.String(), nullable=False),
        sa.Column("planned_at", UtcTime(), nullable=False),
        sa.Column("exported_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "state in ('planned', 'exported', 'running', 'ended', 'cancelled')",
            name=op.f("ck_campaigns_state"),
        ),
        sa.PrimaryKeyConstraint("campaign_id", name="pk_campaigns"),
    )
    op.create_table(
        "campaign_audience",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("is_holdout", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.campaign_id"], name="fk_campaign_audience_campaign_id"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "person_id", name="pk_campaign_audience"),
    )
    op.create_table(
        "campaign_results",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("details", Json, nullable=False),
        sa.Column("measured_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.campaign_id"], name="fk_campaign_results_campaign_id"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "measured_on", name="pk_campaign_results"),
    )
