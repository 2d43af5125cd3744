"""What to know beside a suggested quantity: plans, closures, events, where stock comes from, dates."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from core import i18n, phrases
from core.demand.words import NEVER_SOLD, fallback_reason
from core.errors import Message
from core.i18n import N_, _
from core.ledger import OVERRIDE_REASONS
from core.purchasing.missed_events import missed_event


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


def _moved_promises(given: Mapping[str, Any]) -> Iterator[Message]:
    """What is promised for a day on which its supplier is closed, and when it is counted on instead."""
    for units, promised, opens in json.loads(given.get("moved_promise") or "[]"):
        yield Message(
            N_(
                "{units} units are promised for {promised}, when the supplier is closed: they are expected "
                "on {opens}, its first open day."
            ),
            {
                "units": i18n.number(units),
                "promised": i18n.date(dt.date.fromisoformat(promised)),
                "opens": i18n.date(dt.date.fromisoformat(opens)),
            },
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
    if given.get("is_unlisted"):
        yield Message(
            N_("No stock file names {sku}; the full list of {location} of {date} says that none is there."),
            {
                "sku": given["sku"],
                "location": given["location"],
                "date": i18n.date(dt.date.fromisoformat(given["counted_on"])),
            },
        )
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
                "moves": i18n.listed(moves),
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
    return i18n.listed(words)


def notes_of(line: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Message]:
    """The notes on one suggestion (a row of LINES) with its inputs, the weightiest first."""
    yield from _plans(given)
    if given.get("fallback") in NEVER_SOLD:
        yield fallback_reason(given["fallback"])
    yield from _closures(line, given)
    yield from _moved_promises(given)
    yield from _missed(line, given)
    yield from _why_so_much(line, given)
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


def _why_so_much(line: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Message]:
    """Why more than one order cycle is ordered, and that days without stock are part of the need."""
    yield Message(
        N_(
            "Why more than one cycle: the next order can be placed in {review} and arrives {days} from now, "
            "so stock must last until then; the demand of the cycle after it comes on top."
        ),
        {
            "review": phrases.amount(given["review_period_days"], "days"),
            "days": phrases.amount(given["protection_days"], "days"),
        },
    )
    empty = _days_without_stock(line)
    if empty > 0 and line["units_per_day"] > 0:
        yield Message(
            N_(
                "Until it arrives there is nothing to sell for {days}: the {units} units wanted on them are "
                "part of this quantity, though not every buyer waits."
            ),
            {
                "days": phrases.amount(empty, "days"),
                "units": i18n.number(empty * line["units_per_day"]),
            },
        )


def _days_without_stock(line: Mapping[str, Any]) -> int:
    if pd.isna(line["stock_out_on"]) or pd.isna(line["arrives_on"]):
        return 0
    return max(int((line["arrives_on"] - line["stock_out_on"]).days), 0)


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
