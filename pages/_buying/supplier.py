"""One supplier at a time."""

from __future__ import annotations

from core import i18n
from core.i18n import _, ngettext
from core.purchasing import SupplierDesk
from pages import _frame


def choose_supplier(desks: list[SupplierDesk]) -> SupplierDesk:
    """One supplier at a time; the address keeps it."""
    by_code = {desk.supplier_id or "-": desk for desk in desks}
    code = _frame.pick(
        "supplier", _("Supplier"), list(by_code), lambda code: supplier_words(by_code[code]), width=560
    )
    return by_code[code]


def supplier_words(desk: SupplierDesk) -> str:
    parts = [desk.name]
    if desk.lines:
        parts.append(
            ngettext("{count} line", "{count} lines", desk.lines).format(count=i18n.number(desk.lines))
        )
    if desk.amount is not None:
        parts.append(i18n.money(desk.amount, desk.currency))
    if desk.waiting:
        words = ngettext(
            "{count} SKU waits for a lead time", "{count} SKUs wait for a lead time", desk.waiting
        )
        parts.append(words.format(count=i18n.number(desk.waiting)))
    return " · ".join(parts)
