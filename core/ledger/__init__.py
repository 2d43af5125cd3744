"""The ledger: what people decided, and who they are.

Commands are functions `command(ledger, actor, command_id, ...)`; the same id again gives the first answer.
Reads give DataFrames with the columns declared beside them.
"""

from core.ledger.acceptance import AcceptResult, PlacedOrder, accept_orders
from core.ledger.audit_trail import AUDIT, audit, audit_count
from core.ledger.backups import Backup, backup, restore, restore_check
from core.ledger.commands import ACTION_TITLES
from core.ledger.data_decisions import note_data_decision
from core.ledger.decision_log import (
    DECISIONS,
    RejectResult,
    decided_suggestions,
    decision_inputs,
    decisions,
    mark_input_withdrawn,
    named_snapshots,
    reject_suggestions,
    relying_on,
    reopen_suggestions,
    standing_decisions,
)
from core.ledger.event_planning import (
    PLANNED_EVENTS,
    PlannedEvent,
    event_families,
    plan_event,
    planned_events,
    withdraw_event,
)
from core.ledger.order_book import (
    ORDER_LINES,
    ORDERS,
    CancelResult,
    cancel_order,
    open_order_lines,
    order_lines,
    orders,
)
from core.ledger.outcomes import OUTCOMES, Outcome, outcomes, record_outcome
from core.ledger.overriding import (
    OVERRIDE_KINDS,
    OVERRIDE_REASONS,
    OVERRIDES,
    Override,
    override_forecast,
    overrides,
    withdraw_override,
)
from core.ledger.receiving import (
    RECEIPTS,
    ReceiptResult,
    ReceivedLine,
    receipts,
    record_receipt,
    withdraw_receipt,
)
from core.ledger.roles import PEOPLE, actor_of, people, register_person, set_roles
from core.ledger.settings import (
    MAPPINGS,
    SavedMapping,
    all_settings,
    forget_mapping,
    get_setting,
    save_mapping,
    saved_mapping,
    saved_mappings,
    set_setting,
)
from core.ledger.snoozing import SNOOZES, snooze, snoozes, wake
from core.ledger.store import Ledger, exists, open_ledger, utc_now
from core.ledger.suggestions import AcceptedLine, RefusedLine, RejectedLine
from core.ledger.suppliers import (
    EVERYWHERE,
    ON_ORDER_SOURCES,
    TERMS,
    SupplierTerms,
    confirm_supplier,
    supplier_terms,
    terms_of,
)
from core.security import Actor

__all__ = [
    "ACTION_TITLES",
    "AUDIT",
    "DECISIONS",
    "EVERYWHERE",
    "MAPPINGS",
    "ON_ORDER_SOURCES",
    "ORDERS",
    "ORDER_LINES",
    "OUTCOMES",
    "OVERRIDES",
    "OVERRIDE_KINDS",
    "OVERRIDE_REASONS",
    "PEOPLE",
    "PLANNED_EVENTS",
    "RECEIPTS",
    "SNOOZES",
    "TERMS",
    "AcceptResult",
    "AcceptedLine",
    "Actor",
    "Backup",
    "CancelResult",
    "Ledger",
    "Outcome",
    "Override",
    "PlacedOrder",
    "PlannedEvent",
    "ReceiptResult",
    "ReceivedLine",
    "RefusedLine",
    "RejectResult",
    "RejectedLine",
    "SavedMapping",
    "SupplierTerms",
    "accept_orders",
    "actor_of",
    "all_settings",
    "audit",
    "audit_count",
    "backup",
    "cancel_order",
    "confirm_supplier",
    "decided_suggestions",
    "decision_inputs",
    "decisions",
    "event_families",
    "exists",
    "forget_mapping",
    "get_setting",
    "mark_input_withdrawn",
    "named_snapshots",
    "note_data_decision",
    "open_ledger",
    "open_order_lines",
    "order_lines",
    "orders",
    "outcomes",
    "override_forecast",
    "overrides",
    "people",
    "plan_event",
    "planned_events",
    "receipts",
    "record_outcome",
    "record_receipt",
    "register_person",
    "reject_suggestions",
    "relying_on",
    "reopen_suggestions",
    "restore",
    "restore_check",
    "save_mapping",
    "saved_mapping",
    "saved_mappings",
    "set_roles",
    "set_setting",
    "snooze",
    "snoozes",
    "standing_decisions",
    "supplier_terms",
    "terms_of",
    "utc_now",
    "wake",
    "withdraw_event",
    "withdraw_override",
    "withdraw_receipt",
]
