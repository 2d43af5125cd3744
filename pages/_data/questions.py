"""One widget per question about a file, with what is most likely already in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from core import i18n, intake
from core.i18n import N_, _
from core.ingest import Question
from pages._frame import clock

LABELS = {
    "channel": N_("Shop"),
    "currency": N_("Currency"),
    "timezone": N_("Time zone"),
    "default_location": N_("Location that ships"),
    "prices_include_tax": N_("Prices include tax"),
    "snapshot_at": N_("Counted at (your time)"),
    "full_list": N_("A full list"),
    "date_order": N_("Order of day and month"),
}
_OTHER_SHOP = "\0another"
_FLAGS = {True: N_("Yes"), False: N_("No")}
_ORDERS = {"dmy": N_("Day first: 31/12/2026"), "mdy": N_("Month first: 12/31/2026")}


def ask(questions: list[Question], *, key: str) -> dict[str, Any]:
    """Draw the questions; the answers by name, None where there is none yet."""
    given: dict[str, Any] = {}
    places = st.grid(3, min_column_width=250, gap="small", key=f"{key}_questions")
    for question in questions:
        is_known_shop = given.get("channel") in _options(questions, "channel")
        if question.name in intake.OF_NEW_SHOPS and is_known_shop:
            continue
        with places.container():
            given[question.name] = _ask(question, f"{key}_{question.name}")
    return given


def _options(questions: list[Question], name: str) -> tuple[str, ...]:
    return next((question.options for question in questions if question.name == name), ())


def _ask(question: Question, key: str) -> Any:
    label, why = _(LABELS[question.name]), i18n.render(question.text)
    return _WIDGETS.get(question.name, _flag)(question, label, why, key)


def _channel(question: Question, label: str, why: str, key: str) -> str | None:
    """One of the known shops, or the name of another one."""
    said = question.suggestion or ""
    if not question.options:
        return _named(label, said, why, key)
    names = list(question.options)
    is_other = said not in names if said else not question.likely
    index = names.index(said) if said in names else len(names) if is_other else None
    chosen = st.selectbox(
        label,
        [*names, _OTHER_SHOP],
        index=index,
        format_func=lambda name: _("another shop …") if name == _OTHER_SHOP else name,
        placeholder=_("Choose one"),
        help=why,
        key=key,
    )
    if chosen == _OTHER_SHOP:
        return _named(_("Name of the other shop"), said if is_other else "", why, f"{key}_other")
    return str(chosen) if chosen else None


def _named(label: str, said: str, why: str, key: str) -> str | None:
    words = _("such as tmall flagship")
    return st.text_input(label, said, placeholder=words, help=why, key=key, max_chars=80).strip() or None


def _currency(question: Question, label: str, why: str, key: str) -> str | None:
    return _one_of(intake.currencies(), question, intake.currency_title, label=label, why=why, key=key)


def _time_zone(question: Question, label: str, why: str, key: str) -> str | None:
    return _one_of(intake.time_zones(), question, str, label=label, why=why, key=key)


def _one_of(
    codes: list[str], question: Question, title: Callable[[str], str], *, label: str, why: str, key: str
) -> str | None:
    index = codes.index(question.suggestion) if question.suggestion in codes else None
    return st.selectbox(
        label, codes, index=index, format_func=title, placeholder=_("Choose one"), help=why, key=key
    )


def _location(question: Question, label: str, why: str, key: str) -> str:
    return str(st.text_input(label, question.suggestion or "", help=why, key=key) or "").strip()


def _date_order(question: Question, label: str, why: str, key: str) -> str | None:
    index = list(_ORDERS).index(question.suggestion) if question.suggestion in _ORDERS else None
    return st.radio(
        label, list(_ORDERS), index=index, format_func=lambda code: _(_ORDERS[code]), help=why, key=key
    )


def _flag(question: Question, label: str, why: str, key: str) -> bool | None:
    return st.segmented_control(
        label,
        list(_FLAGS),
        default=question.suggestion,
        format_func=lambda flag: _(_FLAGS[flag]),
        help=why,
        key=key,
    )


def _moment(question: Question, label: str, why: str, key: str) -> dt.datetime | None:
    """A time on the reader's clock, given back as the store keeps it: UTC without zone."""
    suggestion: dt.datetime | None = question.suggestion
    shown = clock.local(suggestion).replace(tzinfo=None, second=0, microsecond=0) if suggestion else None
    typed = st.datetime_input(label, shown, help=why, key=key)
    if typed is None or typed == shown:
        return suggestion
    return typed.replace(tzinfo=_reader_zone()).astimezone(dt.UTC).replace(tzinfo=None)


def _reader_zone() -> ZoneInfo:
    try:
        return ZoneInfo(str(st.context.timezone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


_WIDGETS: dict[str, Callable[[Question, str, str, str], Any]] = {
    "channel": _channel,
    "currency": _currency,
    "timezone": _time_zone,
    "default_location": _location,
    "snapshot_at": _moment,
    "date_order": _date_order,
}
