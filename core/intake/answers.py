"""What a person may answer about a file, and when an answer calls for another look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from babel.numbers import get_currency_name, list_currencies

from core import i18n
from core.errors import Message
from core.ingest import Choices, Question
from core.ingest.questions import QUESTIONS
from core.intake.found import Preview

OF_NEW_SHOPS = ("currency", "timezone", "default_location", "prices_include_tax")
"""What is known of a shop once it has been loaded before."""
ASKED = ("channel", *OF_NEW_SHOPS, "snapshot_at", "full_list", "date_order")
_LOOK_AGAIN = ("date_order", "full_list", "snapshot_at", "timezone")
_COMMON_CURRENCIES = (
    "CNY",
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "HKD",
    "TWD",
    "SGD",
    "MYR",
    "THB",
    "IDR",
    "VND",
    "AUD",
    "CAD",
)
_COMMON_ZONES = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Tokyo", "Asia/Singapore", "Europe/London",
    "Europe/Berlin", "America/New_York", "America/Los_Angeles", "UTC",
)  # fmt: skip


def asked_about(preview: Preview, choices: Choices, known_channels: list[str]) -> list[Question]:
    """The questions to show: open ones, and those already answered, which can be changed until the import.

    The time zone waits for a currency that has to be said first: it is supposed from that."""
    waits = {"timezone"} if any(question.name == "currency" for question in preview.unanswered) else set()
    open_ones = {question.name: question for question in preview.questions if question.name not in waits}
    answered = {name: getattr(choices, name) for name in ASKED if getattr(choices, name) is not None}
    shown = [
        open_ones.get(name) or Question(name, Message(QUESTIONS[name]), answered[name], tuple(known_channels))
        for name in ASKED
        if name in open_ones or name in answered
    ]
    return [_with_shops(q, known_channels) if q.name == "channel" else q for q in shown]


def _with_shops(question: Question, known_channels: Sequence[str]) -> Question:
    """The question with every known shop as an option, those that it may well be first."""
    likely = [name for name in question.likely if name in known_channels]
    return replace(question, options=tuple(dict.fromkeys([*likely, *known_channels])))


def with_answers(choices: Choices, given: Mapping[str, Any], known_channels: list[str]) -> Choices:
    """The choices with what a form says; a shop that is known needs no more answers about itself."""
    said = {name: value for name, value in given.items() if value not in (None, "")}
    if said.get("channel") in known_channels:
        said = {name: value for name, value in said.items() if name not in OF_NEW_SHOPS}
        choices = replace(
            choices, currency=None, timezone=None, default_location=None, prices_include_tax=None
        )
    return replace(choices, **said)


def calls_for_check(preview: Preview, before: Choices, after: Choices, known_channels: list[str]) -> bool:
    """Whether the counts shown may be others under the new answers."""
    supposed = {question.name: question.suggestion for question in preview.questions}
    if after.channel != preview.channel and {after.channel, preview.channel} & set(known_channels):
        return True
    if any(getattr(after, q.name) is not None for q in preview.unanswered if q.name != "channel"):
        return True
    for name in _LOOK_AGAIN:
        old, new = getattr(before, name), getattr(after, name)
        if new is not None and new != (supposed.get(name) if old is None else old):
            return True
    return False


@lru_cache(maxsize=1)
def currencies() -> list[str]:
    """Every currency's code, frequent ones first."""
    return [*_COMMON_CURRENCIES, *sorted(list_currencies() - set(_COMMON_CURRENCIES))]


def currency_title(code: str) -> str:
    """A currency's code with its name in the reader's language."""
    name = get_currency_name(code, locale=i18n.locale()) if code in list_currencies() else ""
    return f"{code} · {name}" if name and name != code else code


@lru_cache(maxsize=1)
def time_zones() -> list[str]:
    """Every time zone's name, frequent ones first."""
    return [
        *_COMMON_ZONES,
        *sorted(zone for zone in available_timezones() if "/" in zone and zone not in _COMMON_ZONES),
    ]
