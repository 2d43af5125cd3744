"""Numbers and dates inside a chart, in the reader's language."""

from __future__ import annotations

import json
from typing import Any

from babel import Locale
from babel.dates import get_day_names, get_month_names

from core import i18n


def locale_config() -> dict[str, Any]:
    """The reader's decimal sign, grouping, and names of months and days, in Vega's words."""
    where = i18n.locale()
    symbols = where.number_symbols["latn"]
    months, days = "months", "days"
    return {
        "number": {
            "decimal": symbols["decimal"],
            "thousands": symbols["group"],
            "grouping": [3],
            "currency": ["", ""],
        },
        "time": {
            "dateTime": "%Y-%m-%d %H:%M:%S",
            "date": "%Y-%m-%d",
            "time": "%H:%M:%S",
            "periods": _day_periods(where),
            days: _week(where, "wide"),
            "shortDays": _week(where, "abbreviated"),
            months: _year(where, "wide"),
            "shortMonths": _year(where, "abbreviated"),
        },
    }


def _week(where: Locale, width: Any) -> list[str]:
    names = get_day_names(width, locale=where)
    return [str(names[number]) for number in (6, 0, 1, 2, 3, 4, 5)]  # Vega's week begins on Sunday


def _year(where: Locale, width: Any) -> list[str]:
    names = get_month_names(width, locale=where)
    return [str(names[number]) for number in range(1, 13)]


def _day_periods(where: Locale) -> list[str]:
    names = where.day_periods["format"]["wide"]
    return [str(names.get("am", "AM")), str(names.get("pm", "PM"))]


def is_chinese() -> bool:
    return i18n.current_language().startswith("zh")


def day_formats() -> dict[str, str]:
    """How a time axis labels its ticks, by what the tick stands for."""
    if is_chinese():
        return {
            "year": "%Y年",
            "quarter": "%b",
            "month": "%b",
            "week": "%b%-d日",
            "date": "%b%-d日",
            "day": "%b%-d日",
        }
    return {"year": "%Y", "quarter": "%b", "month": "%b", "week": "%b %-d", "date": "%b %-d", "day": "%b %-d"}


def day_format() -> str:
    """How a tooltip writes a day."""
    return "%Y年%-m月%-d日" if is_chinese() else "%b %-d, %Y"


def compact_label() -> str:
    """A Vega expression that writes an axis value short: 12K, 1.2M, 12万, 1.2亿."""
    steps = _compact_steps()
    expression = "format(datum.value, ',.12~g')"
    for size, suffix in steps:
        short = f"format(datum.value / {size}, ',.3~r') + {json.dumps(suffix, ensure_ascii=False)}"
        expression = f"abs(datum.value) >= {size} ? {short} : ({expression})"
    return expression


def _compact_steps() -> list[tuple[int, str]]:
    """Sizes at which the language has a short word, smallest first: (1000, "K") or (10000, "万")."""
    patterns = i18n.locale().compact_decimal_formats["short"]["other"]
    found: dict[str, int] = {}
    for magnitude in sorted(patterns, key=int):
        pattern = str(patterns[magnitude].pattern)
        suffix = pattern.replace("0", "").replace("'", "").strip()
        if suffix and suffix not in found:
            found[suffix] = int(magnitude) // 10 ** (pattern.count("0") - 1)
    return [(size, suffix) for suffix, size in found.items()]
