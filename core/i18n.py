"""The reader's language: sentences by gettext, numbers, money and dates by Babel.

Message ids are the English sentences. `_` translates at once, `N_` only marks a sentence that is
translated when it is shown. The language is a context variable: the frame sets it at each run.
"""

from __future__ import annotations

import datetime as dt
import gettext as _gettext
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)

from core.errors import DashboardError, Message

LANGUAGES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
"""Code as used in addresses and settings, and each language's own name."""

_WITHOUT_SPACES = ("zh-Hans", "zh-Hant")
_DOMAIN = "abacus"
_LOCALE_FOLDER = Path(__file__).parent / "locale"
NO_VALUE = "–"
"""What stands for a number or day that is not known."""
_language: ContextVar[str] = ContextVar("language", default="en")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """The message itself, marked for the catalogues."""
    return message


def _(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue(current_language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Singular or plural by the reader's grammar; fill `{count}` yourself."""
    return _catalogue(current_language()).ngettext(singular, plural, count)


def render(message: Message | DashboardError) -> str:
    """A kept message in the reader's language, its values filled in."""
    kept = message.message if isinstance(message, DashboardError) else message
    values = {name: render(v) if isinstance(v, Message) else v for name, v in kept.values.items()}
    return _(kept.template).format(**values)


def current_language() -> str:
    return _language.get()


def set_language(code: str) -> str:
    """Use this language from now on in this context; an unknown code falls back to English."""
    known = code if code in LANGUAGES else "en"
    _language.set(known)
    return known


@contextmanager
def language(code: str) -> Iterator[None]:
    """Use a language inside a `with` block."""
    token = _language.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> _gettext.NullTranslations:
    folder = code.replace("-", "_")
    return _gettext.translation(_DOMAIN, _LOCALE_FOLDER, languages=[folder], fallback=True)


@lru_cache(maxsize=len(LANGUAGES))
def _locale_of(code: str) -> Locale:
    return Locale.parse(code, sep="-")


def locale() -> Locale:
    """Babel's locale of the reader's language."""
    return _locale_of(current_language())


Number = int | float | Decimal


def number(value: Number | None, decimals: int = 0) -> str:
    """1234.5 as "1,234.5"; a missing value as a dash, never as zero; what rounds to zero has no sign."""
    if value is None or math.isnan(value):
        return NO_VALUE
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(_unsigned_zero(value, decimals), format=pattern, locale=locale())


def _unsigned_zero(value: Number, decimals: int) -> Number:
    return 0 if abs(float(value)) < 0.5 * 10.0**-decimals else value


_SHORTEST = 10_000
"""From where on a number is shortened (K, 万, 萬); below it all digits stand, grouped."""


def compact(value: Number | None) -> str:
    """1234567 as "1.23M" or "123.5万"."""
    if value is None or math.isnan(value):
        return NO_VALUE
    if abs(float(value)) < _SHORTEST:
        return number(round(value))
    return format_compact_decimal(value, locale=locale(), fraction_digits=_digits(value))


def _digits(value: Number) -> int:
    """Decimals of a short number, so that three digits of it stand there."""
    step = 1_000 if current_language() == "en" else 10_000
    size = abs(float(value))
    while size >= step:
        size /= step
    return 2 if size < 10 else 1


def money(value: Number | None, currency: str, decimals: int = 2) -> str:
    """1234.5, "EUR" as "€1,234.50" in the reader's way."""
    if value is None or math.isnan(value):
        return NO_VALUE
    if not currency:
        return number(value, decimals)
    pattern = "¤#,##0" + ("." + "0" * decimals if decimals else "")
    return format_currency(value, currency, format=pattern, locale=locale(), currency_digits=False)


def compact_money(value: Number | None, currency: str) -> str:
    """1234567, "CNY" as "CN¥1.23M" or "¥123.5万"; below 1,000 to the cent, unless it is whole."""
    if value is None or math.isnan(value):
        return NO_VALUE
    if not currency:
        return compact(value)
    if abs(float(value)) < 1000:
        return money(value, currency, 0 if value == int(value) else 2)
    if abs(float(value)) < _SHORTEST:
        return money(round(value), currency, 0)
    return format_compact_currency(round(value), currency, locale=locale(), fraction_digits=_digits(value))


def percent(share: Number | None, decimals: int = 1) -> str:
    """0.125 as "12.5%"; what rounds to zero has no sign."""
    if share is None or math.isnan(share):
        return NO_VALUE
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return format_percent(_unsigned_zero(share, decimals + 2), format=pattern, locale=locale())


def points(share: Number | None, decimals: int = 1) -> str:
    """A difference of two shares in percentage points: 0.125 as "12.5"."""
    return number(None if share is None else float(share) * 100, decimals)


def date(value: dt.date | None) -> str:
    return NO_VALUE if value is None else format_date(value, format="medium", locale=locale())


def days(first: dt.date, last: dt.date) -> str:
    """Both ends of some days in short, such as "Nov 1 – 28"; the year is left to the page around."""
    return format_interval(first, last, "MMMd", locale=locale())


def sentences(*parts: str) -> str:
    """Whole sentences one after the other, empty ones left out: a space between them where the language has
    one."""
    return ("" if current_language() in _WITHOUT_SPACES else " ").join(part for part in parts if part)


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence one after the other, as the language joins them: "a, b, and c", "a、b和c"."""
    return format_list(parts, locale=locale()) if parts else ""


def month(value: dt.date) -> str:
    return format_skeleton("yMMM", value, locale=locale())


def datetime(value: dt.datetime | None) -> str:
    return NO_VALUE if value is None else format_datetime(value, format="medium", locale=locale())
