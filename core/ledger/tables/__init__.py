"""The ledger's tables, by noun. They change only together with a migration; a test compares the two."""

from core.ledger.tables.base import Base
from core.ledger.tables.decisions import DecisionRow, OutcomeRow, SnoozeRow, WithdrawnInputRow
from core.ledger.tables.keeping import AuditRow, CommandRow, MappingRow, RevisionRow, SettingRow
from core.ledger.tables.marketing import AudienceRow, CampaignResultRow, CampaignRow
from core.ledger.tables.orders import OrderLineRow, OrderRow, ReceiptRow
from core.ledger.tables.people import PersonRoleRow, PersonRow
from core.ledger.tables.planning import AlertStateRow, OverrideRow, PlannedEventRow, PolicyRow, TargetRow
from core.ledger.tables.suppliers import SupplierTermsRow

__all__ = [
    "AlertStateRow",
    "AudienceRow",
    "AuditRow",
    "Base",
    "CampaignResultRow",
    "CampaignRow",
    "CommandRow",
    "DecisionRow",
    "MappingRow",
    "OrderLineRow",
    "OrderRow",
    "OutcomeRow",
    "OverrideRow",
    "PersonRoleRow",
    "PersonRow",
    "PlannedEventRow",
    "PolicyRow",
    "ReceiptRow",
    "RevisionRow",
    "SettingRow",
    "SnoozeRow",
    "SupplierTermsRow",
    "TargetRow",
    "WithdrawnInputRow",
]
