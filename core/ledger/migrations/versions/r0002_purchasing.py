"""From suggestion to receipt: supplier terms, decisions, orders, outcomes."""

import sqlalchemy as sa
from alembic import op

from core.ledger.types import ExactDecimal, Json, UtcTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "supplier_terms",
        sa.Column("supplier_id", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("lead_time_days", sa.Integer(), nullable=False),
        sa.Column("review_period_days", sa.Integer(), nullable=False),
        sa.Column("on_order_source", sa.String(), nullable=False),
        sa.Column("stock_age_accepted_days", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("confirmed_at", UtcTime(), nullable=False),
        sa.CheckConstraint("lead_time_days >= 0", name=op.f("ck_supplier_terms_lead_time")),
        sa.CheckConstraint("review_period_days > 0", name=op.f("ck_supplier_terms_review_period")),
        sa.CheckConstraint("stock_age_accepted_days >= 0", name=op.f("ck_supplier_terms_stock_age")),
        sa.PrimaryKeyConstraint("supplier_id", "location", name="pk_supplier_terms"),
    )
    op.create_table(
        "decisions",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("suggestion_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("supplier_id", sa.String(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("product_name", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("proposed_units", sa.Integer(), nullable=False),
        sa.Column("decided_units", sa.Integer(), nullable=False),
        sa.Column("unit_cost", ExactDecimal(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("inputs", Json, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("freed_by", sa.String(), nullable=True),
        sa.Column("freed_at", UtcTime(), nullable=True),
        sa.Column("freed_reason", sa.String(), nullable=True),
        sa.CheckConstraint("kind in ('accepted', 'rejected')", name=op.f("ck_decisions_kind")),
        sa.CheckConstraint("decided_units >= 0", name=op.f("ck_decisions_units")),
        sa.PrimaryKeyConstraint("decision_id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_sku", "decisions", ["sku"], unique=False)
    op.create_index("ix_decisions_snapshot_id", "decisions", ["snapshot_id"], unique=False)
    op.create_index(
        "uq_decisions_sku_location_snapshot",
        "decisions",
        ["sku", "location", "snapshot_id"],
        unique=True,
        sqlite_where=sa.text("in_force and kind = 'accepted'"),
        postgresql_where=sa.text("in_force and kind = 'accepted'"),
    )
    op.create_index(
        "uq_decisions_suggestion",
        "decisions",
        ["suggestion_id"],
        unique=True,
        sqlite_where=sa.text("in_force"),
        postgresql_where=sa.text("in_force"),
    )
    op.create_table(
        "withdrawn_inputs",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.decision_id"], name="fk_withdrawn_inputs_decision_id"
        ),
        sa.PrimaryKeyConstraint("decision_id", "import_id", name="pk_withdrawn_inputs"),
    )
    op.create_table(
        "snoozes",
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("snoozed_by", sa.String(), nullable=False),
        sa.Column("snoozed_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("sku", "location", name="pk_snoozes"),
    )
    op.create_table(
        "outcomes",
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("scored_on", sa.Date(), nullable=False),
        sa.Column("period_starts_on", sa.Date(), nullable=False),
        sa.Column("period_ends_on", sa.Date(), nullable=False),
        sa.Column("demand_units", ExactDecimal(), nullable=True),
        sa.Column("gain_of_proposed", ExactDecimal(), nullable=True),
        sa.Column("gain_of_decided", ExactDecimal(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("details", Json, nullable=False),
        sa.Column("scored_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.decision_id"], name="fk_outcomes_decision_id"),
        sa.PrimaryKeyConstraint("outcome_id", name="pk_outcomes"),
        sa.UniqueConstraint("decision_id", "scored_on", name="uq_outcomes_decision_id_scored_on"),
    )
    op.create_table(
        "purchase_orders",
        sa.Column("po_id", sa.String(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("day_number", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("lead_time_days", sa.Integer(), nullable=False),
        sa.Column("review_period_days", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("ordered_by", sa.String(), nullable=False),
        sa.Column("ordered_at", UtcTime(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("po_id", name="pk_purchase_orders"),
        sa.UniqueConstraint("ordered_on", "day_number", name="uq_purchase_orders_ordered_on_day_number"),
    )
    op.create_table(
        "purchase_order_lines",
        sa.Column("po_id", sa.String(), nullable=False),
        sa.Column("line_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("product_name", sa.String(), nullable=False),
        sa.Column("ordered_units", sa.Integer(), nullable=False),
        sa.Column("cancelled_units", sa.Integer(), nullable=False),
        sa.Column("unit_cost", ExactDecimal(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("cancelled_by", sa.String(), nullable=True),
        sa.Column("cancelled_at", UtcTime(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "cancelled_units >= 0 and cancelled_units <= ordered_units",
            name=op.f("ck_purchase_order_lines_cancelled"),
        ),
        sa.CheckConstraint("ordered_units > 0", name=op.f("ck_purchase_order_lines_ordered")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.decision_id"], name="fk_purchase_order_lines_decision_id"
        ),
        sa.ForeignKeyConstraint(["po_id"], ["purchase_orders.po_id"], name="fk_purchase_order_lines_po_id"),
        sa.PrimaryKeyConstraint("po_id", "line_id", name="pk_purchase_order_lines"),
        sa.UniqueConstraint("decision_id", name="uq_purchase_order_lines_decision_id"),
    )
    op.create_index("ix_purchase_order_lines_sku", "purchase_order_lines", ["sku"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("po_id", sa.String(), nullable=False),
        sa.Column("line_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("receipt_id", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_units", sa.Integer(), nullable=False),
        sa.Column("rejected_units", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", UtcTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        sa.CheckConstraint("received_units >= 0 and rejected_units >= 0", name=op.f("ck_receipts_units")),
        sa.ForeignKeyConstraint(
            ["po_id", "line_id"],
            ["purchase_order_lines.po_id", "purchase_order_lines.line_id"],
            name="fk_receipts_po_id_line_id",
        ),
        sa.PrimaryKeyConstraint("po_id", "line_id", "receipt_id", name="pk_receipts"),
    )
