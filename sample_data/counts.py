"""Stocktakes in the store: what was booked, what was counted, and what that changed in the books."""

from __future__ import annotations

import pandas as pd

from sample_data import plan
from sample_data.chance import chance
from sample_data.demand import day_number


def counted_skus() -> list[str]:
    """The SKUs that the store counts."""
    return [*(f"AC-{number:02}" for number in range(1, 31)), *(f"TE-{number:02}" for number in range(1, 11))]


def booked(sku: str) -> int:
    """Units that the books say on the days of a count."""
    return plan.MISKEYED_BOOKED if sku == plan.MISKEYED else plan.BOOKED


def is_counted(sku: str, location: str) -> bool:
    return location == plan.SHANGHAI and sku in counted_skus()


def stocktakes() -> pd.DataFrame:
    """location, counted_on, sku, counted, booked: five short, one keyed wrong, the others within one."""
    rows = []
    for day in plan.COUNT_DAYS:
        random = chance(f"count {day}")
        for sku in counted_skus():
            counted = booked(sku) + int(random.integers(-1, 2))
            if sku in plan.SHRUNK:
                counted = plan.SHORT_COUNT
            if sku == plan.MISKEYED:
                counted = plan.MISKEYED_AS
            rows.append((plan.SHANGHAI, day, sku, counted, booked(sku)))
    return pd.DataFrame(rows, columns=["location", "counted_on", "sku", "counted", "booked"])


def adjustments() -> pd.DataFrame:
    """What a count changes in the books the day after it; a figure that was keyed wrong changes nothing."""
    counts = stocktakes()
    counts = counts[counts["sku"] != plan.MISKEYED]
    day = [day_number(counted_on) + 1 for counted_on in counts["counted_on"]]
    made = counts.assign(day=day, quantity=counts["counted"] - counts["booked"])
    return made.loc[made["quantity"] != 0, ["sku", "location", "day", "quantity"]].reset_index(drop=True)
