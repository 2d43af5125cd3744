"""One thing that waits for a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core import i18n
from core.i18n import ngettext

Urgency = Literal["danger", "warning", "info"]


@dataclass(frozen=True)
class Item:
    """One thing to decide, in the reader's language.

    money: at stake, display currency, None where it cannot be told; stake: what that money is.
    page, choices: where it is decided, and the choices to find there.
    """

    code: str
    urgency: Urgency
    what: str
    why: str
    action: str
    page: str
    choices: Mapping[str, str] = field(default_factory=dict)
    money: float | None = None
    stake: str = ""


def skus(count: int) -> str:
    """Such as "1 SKU", "12 SKUs"."""
    return ngettext("{count} SKU", "{count} SKUs", count).format(count=i18n.number(count))
