"""What the invented shop decided in the past, as it is told to whoever loads the sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class PastDecision:
    """One answer to one suggestion, and what came of it.

    decided_on: the day of the order, too. decided_units: 0 where nothing was ordered. on_hand: at the end of
    that day. received_on: the day on which all of it came, None where nothing was ordered. first_day, last_day:
    the days that the quantity had to last. wanted, sold, left: units. gains: gross margin in CNY, against
    ordering nothing, of what could be sold only because of the suggested and of the decided units.
    """

    sku: str
    product_name: str
    location: str
    supplier_id: str
    decided_on: date
    proposed_units: int
    decided_units: int
    unit_cost: Decimal
    reason: str
    on_hand: int
    received_on: date | None
    first_day: date
    last_day: date
    wanted: int
    sold: int
    stock_out_days: int
    left: int
    gain_of_proposed: Decimal
    gain_of_decided: Decimal
