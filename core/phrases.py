"""Figures in words: an amount with its unit, and how it differs from what it is compared with."""

from __future__ import annotations

from decimal import Decimal

from core import i18n
from core.i18n import Number, _, ngettext

_NEXT_TO_NOTHING = Decimal("0.0005")


def amount(value: Number | None, unit: str, currency: str = "", *, is_compact: bool = True) -> str:
    """A figure for people: money, units, count, share (0 to 1, shown as percent) or days.

    >>> amount(1234567, "money", "EUR"), amount(0.125, "share"), amount(None, "units")
    ('€1.23M', '12.5%', '–')
    """
    if unit == "share":
        return i18n.percent(value)
    if unit == "money":
        return i18n.compact_money(value, currency) if is_compact else i18n.money(value, currency)
    if unit == "days" and value is not None and value == value:
        days = round(float(value))
        return ngettext("{count} day", "{count} days", days).format(count=i18n.number(days))
    return i18n.compact(value) if is_compact and _is_long(value) else i18n.number(value, _decimals(value))


def difference(
    value: Number | None, before: Number | None, unit: str, *, against: str, currency: str = ""
) -> str:
    """How much the value is above or below what it is compared with; "" where one of the two is unknown.

    A share differs in percentage points, anything else in percent; from a loss no percentage can be taken,
    so there it is the amount. against: "last month", translated. currency: of money.

    >>> difference(112, 100, "money", against="last March")
    '12% above last March'
    >>> difference(0.30, 0.32, "share", against="last March")
    '2 points below last March'
    >>> difference(676, -58940, "money", against="last March", currency="EUR")
    '€59.6K above last March'
    """
    if value is None or before is None or value != value or before != before:
        return ""
    if unit == "share":
        return _in_points(Decimal(str(value)) - Decimal(str(before)), against)
    if not before:
        return _("no comparison: {period} had none").format(period=against) if value else ""
    more = Decimal(str(value)) - Decimal(str(before))
    change = abs(more / Decimal(str(before)))
    if change < _NEXT_TO_NOTHING:
        return _("the same as {period}").format(period=against)
    words = _("{share} above {period}") if more > 0 else _("{share} below {period}")
    in_percent = i18n.percent(change, 0 if change >= Decimal("0.1") else 1)
    how_much = in_percent if before > 0 else amount(abs(more), unit, currency)
    return words.format(share=how_much, period=against)


def direction(value: Number | None, before: Number | None, unit: str = "") -> int:
    """1 above, -1 below, 0 the same, in the words of `difference`, or unknown.

    >>> direction(0.3201, 0.3202, "share"), direction(3, 2)
    (0, 1)
    """
    if value is None or before is None or value != value or before != before:
        return 0
    change = Decimal(str(value)) - Decimal(str(before))
    if unit != "share" and before:
        change /= abs(Decimal(str(before)))
    return 0 if abs(change) < _NEXT_TO_NOTHING else (change > 0) - (change < 0)


def _in_points(change: Decimal, against: str) -> str:
    if abs(change) < _NEXT_TO_NOTHING:
        return _("the same as {period}").format(period=against)
    points = i18n.number(abs(change) * 100, 0 if abs(change) * 1000 % 10 == 0 else 1)
    words = _("{points} points above {period}") if change > 0 else _("{points} points below {period}")
    return words.format(points=points, period=against)


def _is_long(value: Number | None) -> bool:
    return value is not None and value == value and abs(float(value)) >= 100_000


def _decimals(value: Number | None) -> int:
    is_whole = value is None or value != value or float(value) == int(value)
    return 0 if is_whole or abs(float(value or 0)) >= 100 else 1
