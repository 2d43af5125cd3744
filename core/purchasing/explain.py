"""Why this quantity: the steps from expected demand to the order, the tipping point, what to know beside."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import i18n, phrases
from core.demand.words import NEVER_SOLD, fallback_reason
from core.errors import Message
from core.i18n import N_, _
from core.ledger import OVERRIDE_REASONS
from core.purchasing.missed_events import missed_event
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
    notes = tuple(_notes(line, given))
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


def _plans(given: Mapping[str, Any]) -> Iterator[Message]:
    """Who changed the forecast that this quantity rests on, and why; both numbers."""
    for plan in json.loads(given.get("plans") or "[]"):
        values = {
            "who": plan["planned_by"],
            "reason": Message(OVERRIDE_REASONS[plan["reason"]]),
            "first": i18n.date(dt.date.fromisoformat(plan["starts_on"])),
            "last": i18n.date(dt.date.fromisoformat(plan["ends_on"])),
            "days": i18n.number(given["protection_days"]),
            "model": i18n.number(given["model_demand"]),
            "final": i18n.number(given["expected_demand"]),
        }
        yield Message(
            N_(
                "{who} changed the forecast of {first} to {last} ({reason}): for these {days} days the "
                "model says {model} units, and {final} are counted with."
            ),
            values,
        )


def _closures(line: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Message]:
    """By how much a closed supplier moves this order and the one after it."""
    spans = json.loads(given.get("closures") or "[]")
    if moved := given.get("arrival_closed_days"):
        values = {"spans": _spans(spans), "days": phrases.amount(moved, "days")}
        yield Message(
            N_("The supplier is closed {spans}: this order arrives {days} later, on {date}."),
            values | {"date": _date(line["arrives_on"])},
        )
    if longer := given.get("closed_days"):
        yield Message(
            N_(
                "The supplier is closed {spans}: the order after this one comes {days} later, so stock must "
                "last that much longer."
            ),
            {"spans": _spans(spans), "days": phrases.amount(longer, "days")},
        )


_MOVES: Mapping[str, tuple[str, str]] = {
    "received_since": (N_("+ {units} received"), N_("− {units} of receipts taken back")),
    "returned_since": (N_("+ {units} returned by customers"), N_("− {units} of returns taken back")),
    "shipped_since": (N_("− {units} shipped"), N_("+ {units} of shipments taken back")),
    "adjusted_since": (
        N_("+ {units} by movements and transfers"),
        N_("− {units} by movements, transfers and write-offs"),
    ),
}
"""What moves stock after a count: words for a figure above 0, and for one below."""


def _counted(given: Mapping[str, Any]) -> Iterator[Message]:
    """Where the stock figure comes from: the count and what moved since."""
    moves = [
        _(words[units < 0]).format(units=i18n.number(abs(units)))
        for name, words in _MOVES.items()
        if (units := given.get(name))
    ]
    if moves:
        yield Message(
            N_("In stock now: {counted} counted on {date}; since then {moves}."),
            {
                "counted": i18n.number(given["on_hand"]),
                "date": i18n.date(dt.date.fromisoformat(given["counted_on"])),
                "moves": ", ".join(moves),
            },
        )
    if same := given.get("same_day"):
        yield Message(
            N_(
                "{units} units came on the day of the count, at an hour that nobody said: they are taken as "
                "counted."
            ),
            {"units": i18n.number(same)},
        )


def _missed(line: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Message]:
    """The event that this order would be for and that is over when it comes."""
    if event := missed_event(given):
        yield Message(
            N_("Too late for {event} ({days}): this order arrives {date}, and stock runs out before."),
            {
                "event": event["name"],
                "days": _spans([(event["first"], event["last"])]),
                "date": _date(line["arrives_on"]),
            },
        )


def _spans(spans: Sequence[Sequence[str]]) -> str:
    """Feb 6, 2026 to Mar 1, 2026."""
    shown = [[i18n.date(dt.date.fromisoformat(day)) for day in dict.fromkeys(span)] for span in spans]
    words = [
        _("{first} to {last}").format(first=days[0], last=days[1]) if days[1:] else days[0] for days in shown
    ]
    return ", ".join(words)


def _notes(line: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Message]:
    yield from _plans(given)
    if given.get("fallback") in NEVER_SOLD:
        yield fallback_reason(given["fallback"])
    yield from _closures(line, given)
    yield from _missed(line, given)
    yield from _counted(given)
    if given["moq_added_units"]:
        yield moq_note(line, given)
    if given["pack_added_units"]:
        yield Message(
            N_("Full packs of {pack} add {units} units."),
            {"pack": i18n.number(given["pack_multiple"]), "units": i18n.number(given["pack_added_units"])},
        )
    if given["moq_scope"] != "sku" and given["moq"]:
        yield Message(
            N_("The minimum of {moq} counts over several SKUs together: look at the whole order."),
            {"moq": i18n.number(given["moq"])},
        )
    if given["on_order_later"]:
        yield Message(
            N_("{units} units on order are due after these {days} days, so they do not count here."),
            {"units": i18n.number(given["on_order_later"]), "days": i18n.number(given["protection_days"])},
        )
    if given["is_review_assumed"]:
        yield Message(
            N_(
                "Nobody said how often this supplier is ordered from; {days} days are taken. Confirm it once."
            ),
            {"days": i18n.number(given["review_period_days"])},
        )
    yield from _dates(line)


def _dates(line: Mapping[str, Any]) -> Iterator[Message]:
    arrives_on, stock_out_on = _date(line["arrives_on"]), line["stock_out_on"]
    if line["urgency"] == "out":
        yield Message(N_("There is nothing left now; this order arrives on {date}."), {"date": arrives_on})
    elif line["urgency"] == "late":
        values = {"out": _date(stock_out_on), "date": arrives_on}
        yield Message(N_("Stock runs out on {out}, before this order arrives on {date}."), values)
    elif not pd.isna(stock_out_on):
        values = {"out": _date(stock_out_on), "date": arrives_on, "order_by": _date(line["order_by"])}
        yield Message(
            N_("Stock lasts until {out}; this order arrives on {date}. Order by {order_by} at the latest."),
            values,
        )


def moq_note(line: Mapping[str, Any], given: Mapping[str, Any]) -> Message:
    """What the supplier's minimum adds: units, days of cover, money."""
    added = given["moq_added_units"]
    cost = None if given["unit_cost"] is None else added * given["unit_cost"]
    return Message(
        N_("The minimum adds {units} units = {days} days of extra cover, {amount}."),
        {
            "units": i18n.number(added),
            "days": i18n.number(_finite(line["cover_days_of_moq"])),
            "amount": i18n.money(cost, given["currency"]),
        },
    )


def _finite(days: float) -> float | None:
    return days if abs(days) < 1e6 else None


def _date(moment: Any) -> str:
    return i18n.date(None if pd.isna(moment) else pd.Timestamp(moment).date())
