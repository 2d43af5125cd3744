"""Changes to forecasts as the ledger would give them, without a ledger."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd

from core.ledger import OVERRIDES
from core.ledger.frames import frame
from tests.purchases import TODAY

MONDAY = TODAY + dt.timedelta(days=1)
NOON = dt.datetime(2026, 3, 1, 12)


def day(number: int) -> pd.Timestamp:
    return pd.Timestamp(MONDAY + dt.timedelta(days=number))


def an_override(number: int = 1, first: int = 0, last: int = 6, **changes: Any) -> dict[str, Any]:
    """Ann doubles A in the first forecast week, unless said otherwise; first, last: days from its Monday."""
    return {
        "override_id": number, "sku": "A", "location": "", "category": "", "starts_on": day(first),
        "ends_on": day(last), "kind": "multiply", "value": Decimal(2), "reason": "promotion", "note": "",
        "expires_on": day(last), "as_of": pd.Timestamp(TODAY), "snapshot_id": 1, "planned_by": "Ann",
        "planned_at": pd.Timestamp(NOON), "withdrawn_by": None, "withdrawn_at": pd.NaT,
    } | changes  # fmt: skip


def override_table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Overrides as the ledger gives them."""
    return frame(OVERRIDES, [[row[name] for name in OVERRIDES] for row in rows])
