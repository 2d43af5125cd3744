"""Why this quantity: the steps from expected demand to the order, the tipping point, what to know beside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core import i18n
from core.errors import Message
from core.i18n import N_
from core.purchasing.notes import notes_of
from models.inventory import StockPicture, explain_quantity

STEP_TITLES: Mapping[str, str] = {
    "expected_demand": N_("Expected demand in {days} days: lead time {lead} + review {review}"),
    "safety_stock": N_("Safety stock for a service level of {service}"),
    "order_cycle": N_("Demand until the order after this one"),
    "on_hand": N_("In stock now"),
    "reserved": N_("Promised to paid orders"),
    "backordered": N_("Sold and not there"),
    "on_order": N_("On order and due in time"),
    "enough_stock": N_("Above the reorder point, so nothing is missing"),
    "whole_units": N_("Rounded up to whole units"),
    "pack_rounding": N_("Filled up to packs of {pack}"),
    "moq": N_("Raised to the supplier's minimum of {moq}"),
}
"""Titles of the steps, by the codes of models.inventory.STEP_CODES."""

_DEMAND_OVER_A_CLOSURE = N_(
    "Expected demand in {days} days: lead time {lead} + review {review} + supplier closed {closed}"
)
"""In place of STEP_TITLES["expected_demand"] where a closure lengthens the days."""


@dataclass(frozen=True)
class Step:
    """One step of the way to the quantity; units are signed."""

    code: str
    title: Message
    units: float


@dataclass(frozen=True)
class Explanation:
    """steps add up to units. tipping_point_units: the most stock and orders at which it is still ordered."""

    steps: tuple[Step, ...]
    units: int
    tipping_point_units: int
    tipping_point: Message
    notes: tuple[Message, ...]


def inputs_of(line: Mapping[str, Any]) -> dict[str, Any]:
    """Every input of a suggestion (a row of LINES) by name."""
    found: dict[str, Any] = json.loads(line["inputs"])
    return found


def explain(line: Mapping[str, Any]) -> Explanation:
    """The explanation of one suggestion, a row of LINES; figures in the reader's language."""
    given = inputs_of(line)
    stock = StockPicture(
        on_hand=given["physical"], on_order=given["on_order_in_time"], reserved=given["reserved"] or 0.0
    )
    found = explain_quantity(
        stock,
        expected_demand=given["expected_demand"],
        reorder_point=given["reorder_point"],
        order_up_to=given["order_up_to"],
        moq=given["moq"] if given["moq_scope"] == "sku" else 0.0,
        pack_multiple=given["pack_multiple"],
    )
    values = _values(given)
    titles = dict(STEP_TITLES)
    if given.get("closed_days"):
        titles["expected_demand"] = _DEMAND_OVER_A_CLOSURE
    steps = tuple(Step(code, Message(titles[code], values), units) for code, units in found.steps if units)
    tipping_point = Message(
        N_("With {least} or more in stock and on order nothing would be ordered; now there are {position}."),
        {"least": i18n.number(found.tipping_point_units + 1), "position": i18n.number(found.stock_position)},
    )
    notes = tuple(notes_of(line, given))
    return Explanation(steps, found.quantity.units, found.tipping_point_units, tipping_point, notes)


def _values(given: Mapping[str, Any]) -> dict[str, object]:
    return {
        "days": i18n.number(given["protection_days"]),
        "lead": i18n.number(given["lead_time_days"]),
        "review": i18n.number(given["review_period_days"]),
        "closed": i18n.number(given.get("closed_days")),
        "service": i18n.percent(given["cycle_service_level"]),
        "pack": i18n.number(given["pack_multiple"]),
        "moq": i18n.number(given["moq"]),
    }
