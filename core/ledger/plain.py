"""Values as JSON can keep them, without losing a digit."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from core.errors import Message


def plain(value: object) -> Any:
    """The value in JSON's types: decimals and dates as text, missing numbers as null.

    >>> plain({"unit_cost": Decimal("1.50"), "on": dt.date(2026, 3, 1), "sd": float("nan")})
    {'unit_cost': '1.50', 'on': '2026-03-01', 'sd': None}
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else None
    if isinstance(value, dt.date | dt.datetime):
        # pandas' missing time is a datetime that does not equal itself.
        return value.isoformat() if value == value else None
    return _plain_many(value)


def _plain_many(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} cannot be kept in the ledger")


def digest(value: object) -> str:
    """A short name of a plain value: equal values have equal names."""
    text = json.dumps(plain(value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def message_of(kept: Mapping[str, Any]) -> Message:
    """A message that was kept as plain values."""
    values = {name: _message_value(item) for name, item in kept["values"].items()}
    return Message(kept["template"], values)


def _message_value(item: Any) -> object:
    is_message = isinstance(item, dict) and item.keys() == {"template", "values"}
    return message_of(item) if is_message else item
