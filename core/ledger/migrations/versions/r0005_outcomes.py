"""Outcomes with their units, stock-out days and command. No release wrote outcomes before."""

import sqlalchemy as sa
from alembic import op

from core.ledger.types import ExactDecimal, UtcTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_table("outcomes")
    op.create_table(
        "outcomes",
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("scored_on", sa.Date(), nullable=False),
        sa.Column("period_starts_on", sa.Date(), nullable=False),
        sa.Column("period_ends_on", sa.Date(), nullable=False),
        sa.Column("demand_units", ExactDecimal(), nullable=False),
        sa.Column("sold_units", ExactDecimal(), nullable=False),
        sa.Column("stock_out_days", sa.Integer(), nullable=False),
        sa.Column("left_units", ExactDecimal(), nullable=False),
        sa.Column("gain_of_proposed", ExactDecimal(), nullable=True),
        sa.Column("gain_of_decided", ExactDecimal(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("scored_by", sa.String(), nullable=False),
        sa.Column("scored_at", UtcTime(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.CheckConstraint("period_ends_on >= period_starts_on", name=op.f("ck_outcomes_period")),
        sa.CheckConstraint("stock_out_days >= 0", name=op.f("ck_outcomes_stock_out_days")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.decision_id"], name="fk_outcomes_decision_id"),
        sa.PrimaryKeyConstraint("outcome_id", name="pk_outcomes"),
        sa.UniqueConstraint("decision_id", "scored_on", name="uq_outcomes_decision_id_scored_on"),
    )
