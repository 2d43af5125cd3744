"""A result as plain JSON: numbers stay numbers, dates become ISO text, missing becomes null."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from core import i18n
from core.errors import Message


def plain(value: Any) -> Any:  # noqa: PLR0911 - one line per kind
    """The value in JSON's own types. Money becomes a number with the digits it has."""
    match value:
        case Enum():
            return plain(value.value)
        case None | str() | bool() | int():
            return value
        case float() | Decimal():
            return _number(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case Message():
            return i18n.render(value)
        case Path():
            return str(value)
    return _many(value)


def _many(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if hasattr(value, "tolist"):  # numpy
        return plain(value.tolist())
    return [plain(part) for part in value]


def _number(value: float | Decimal) -> float | int | None:
    if not math.isfinite(value):
        return None
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return float(value)
