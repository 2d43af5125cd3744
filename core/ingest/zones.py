"""The time zone that written offsets point to: -0400 in July and -0500 in January is New York."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.errors import InputError
from core.i18n import N_

LIKELY = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin", "Europe/Athens", "Europe/Istanbul", "Asia/Dubai", "Asia/Kolkata", "Asia/Jakarta",
    "Asia/Shanghai", "Asia/Tokyo",
    "Australia/Sydney", "Pacific/Auckland", "UTC",
)  # fmt: skip
"""The zone proposed for a run of offsets, most frequent among shops first; a person may choose another."""
USUAL = {
    "CNY": "Asia/Shanghai", "HKD": "Asia/Hong_Kong", "TWD": "Asia/Taipei", "JPY": "Asia/Tokyo",
    "KRW": "Asia/Seoul", "SGD": "Asia/Singapore", "MYR": "Asia/Kuala_Lumpur", "THB": "Asia/Bangkok",
    "VND": "Asia/Ho_Chi_Minh", "PHP": "Asia/Manila", "IDR": "Asia/Jakarta", "INR": "Asia/Kolkata",
    "AED": "Asia/Dubai", "SAR": "Asia/Riyadh", "ILS": "Asia/Jerusalem", "TRY": "Europe/Istanbul",
    "GBP": "Europe/London", "CHF": "Europe/Zurich", "PLN": "Europe/Warsaw", "CZK": "Europe/Prague",
    "HUF": "Europe/Budapest", "RON": "Europe/Bucharest", "SEK": "Europe/Stockholm", "NOK": "Europe/Oslo",
    "DKK": "Europe/Copenhagen", "ZAR": "Africa/Johannesburg", "NZD": "Pacific/Auckland",
}  # fmt: skip
"""Currency -> where nearly all shops that sell in it are."""
_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*([+-])(\d{2}):?(\d{2})$")


def checked_zone(name: str) -> str:
    """A time zone's name. Raises InputError where there is no such zone."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise no_zone(name) from None


def no_zone(name: str) -> InputError:
    return InputError(
        N_("There is no time zone {zone}. Write it like Asia/Shanghai, Europe/Berlin or America/New_York."),
        zone=name,
    )


def likely_zone(texts: Iterable[str]) -> str | None:
    """The first likely zone in which every written time has its written offset; None where there is none.

    >>> likely_zone(["2026-07-01 10:00:00 -0400", "2026-01-05 10:00:00 -0500"])
    'America/New_York'
    """
    found = [match for text in texts if (match := _WRITTEN.search(text.strip()))]
    if not found:
        return None
    moments = [(dt.datetime.fromisoformat(m[1]), _offset(m)) for m in found]
    return next((name for name in LIKELY if _fits(name, moments)), None)


def _offset(match: re.Match[str]) -> dt.timedelta:
    size = dt.timedelta(hours=int(match[3]), minutes=int(match[4]))
    return -size if match[2] == "-" else size


def _fits(name: str, moments: list[tuple[dt.datetime, dt.timedelta]]) -> bool:
    try:
        zone = ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return False
    return all(moment.replace(tzinfo=zone).utcoffset() == offset for moment, offset in moments)
