"""Entries of stocktakes that look like slips of the hand, to be looked at again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Slip:
    """One entry. counted, booked: units. why: what makes it look like a slip, in words."""

    location: str
    counted_on: dt.date
    sku: str
    product_name: str
    counted: float
    booked: float
    why: str


def slips(lines: pd.DataFrame) -> list[Slip]:
    """The entries to check of COUNT_LINES, in their order."""
    return [
        Slip(
            str(row["location"]),
            row["counted_on"],
            str(row["sku"]),
            str(row["product_name"]),
            float(row["counted"]),
            float(row["booked"]),
            str(row["slip_words"]),
        )
        for row in lines[lines["verdict"] == "check"].to_dict("records")
    ]
