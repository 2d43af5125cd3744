"""What a check found, in sentences and with the names that people use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from core import i18n, schema
from core.errors import Message
from core.facts import TableChanges
from core.i18n import N_, _

_TOTALS = {
    "rows": N_("Rows"),
    "lines": N_("Lines"),
    "orders": N_("Orders"),
    "variants": N_("Variants"),
    "quantity": N_("Quantity"),
    "pieces": N_("Pieces"),
    "on_hand": N_("On hand"),
    "total": N_("Total, with shipping and tax"),
    "paid": N_("Paid by buyers"),
    "buyer_paid": N_("Paid by buyers"),
    "platform_discount": N_("Paid by the platform"),
    "merchant_receivable": N_("Due to the shop for goods"),
    "subtotal": N_("Goods, after discounts"),
    "goods_amount": N_("Goods, after discounts"),
    "gross_amount": N_("Goods, price × quantity"),
    "lines_before_discounts": N_("Goods, price × quantity"),
    "shipping": N_("Shipping charged"),
    "shipping_charged": N_("Shipping charged"),
    "postage": N_("Shipping charged"),
    "taxes": N_("Tax"),
    "refunded_amount": N_("Refunded"),
    "refunded_goods": N_("Refunded for goods"),
    "payout": N_("Paid out"),
    "file_amount": N_("Amount of all rows"),
    "rejected": N_("Rejected rows"),
    "rounding": N_("Rounding"),
}
_KINDS = {
    "goods": N_("goods"),
    "service": N_("postage, fees and other services"),
    "adjustment": N_("adjustments"),
    "sample": N_("samples"),
    "gift": N_("gifts"),
    "bundle": N_("bundles"),
    "material": N_("materials"),
}
_COUNTS = frozenset({"rows", "lines", "orders", "variants"})
SKIPPED = {
    "header": N_("the header again"),
    "total": N_("totals"),
    "padding": N_("empty rows"),
    "note": N_("notes below the table"),
    "repeated": N_("repeats that say nothing new"),
    "description": N_("descriptions of the columns"),
    "not_stocked": N_("products that are not stocked there"),
    "image_rows": N_("rows with a picture only"),
    "order_sums": N_("sums of orders"),
    "parents": N_("products that are only sold in variants"),
    "notes": N_("lines that are only a note"),
    "elsewhere": N_("places outside the company"),
    "unknown": N_("rows that name nobody"),
    "store_views": N_("translations of products"),
    "summary": N_("the sum of the settlement"),
    "not_paid_out": N_("amounts that are not paid out yet"),
}


def sentence(message: Message) -> str:
    """A message in the reader's language, whole numbers grouped as the reader is used to."""
    given = dict(message.values)
    return i18n.render(Message(message.template, {name: _value(name, given[name]) for name in given}))


def _value(name: str, value: object) -> object:
    if name == "amount":
        return i18n.number(Decimal(str(value)), 2)
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return i18n.number(int(str(value))) if is_count else value


def totals_in_words(totals: Mapping[str, Decimal]) -> list[tuple[str, str]]:
    """What a file adds up to, as (name, amount); parts that are 0 are left out."""
    return [(total_name(name), _amount(name, value)) for name, value in totals.items() if value]


def total_name(name: str) -> str:
    """The name of a total, or of the part of a table that it adds up."""
    table, dot, kind = name.partition(".")
    if dot and table in schema.TABLES:
        words = _(_KINDS[kind]) if kind in _KINDS else kind
        return _("{table}: {part}").format(table=_(schema.TABLES[table].title), part=words)
    return _(_TOTALS[name]) if name in _TOTALS else name.replace("_", " ")


def _amount(name: str, value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    is_money = name not in _COUNTS and name not in ("quantity", "pieces", "on_hand")
    return i18n.number(value, max(2, min(decimals, 4)) if is_money else min(decimals, 3))


def changes_table(changes: Sequence[TableChanges]) -> pd.DataFrame:
    """title, rows, new, changed, gone, same: one row per table; all but rows count units of replacement."""
    rows = [
        (_(schema.TABLES[c.table].title), c.rows, c.new, c.changed, c.gone, c.unchanged + c.older)
        for c in changes
    ]
    return pd.DataFrame(rows, columns=["title", "rows", "new", "changed", "gone", "same"])


def skipped_in_words(skipped_by: Mapping[str, int]) -> str:
    """Why rows were left out: "2 empty rows, 1 totals"."""
    parts = [
        _("{count} × {reason}").format(count=i18n.number(count), reason=_skip_reason(reason))
        for reason, count in skipped_by.items()
    ]
    return ", ".join(parts)


def _skip_reason(reason: str) -> str:
    return _(SKIPPED[reason]) if reason in SKIPPED else reason.replace("_", " ")


def size_in_words(size_bytes: int) -> str:
    """48039726 as "48.0 MB"."""
    if size_bytes < 1_000_000:
        return _("{size} KB").format(size=i18n.number(max(1, size_bytes / 1000)))
    if size_bytes >= 1_000_000_000:
        return _("{size} GB").format(size=i18n.number(size_bytes / 1_000_000_000, 1))
    return _("{size} MB").format(size=i18n.number(size_bytes / 1_000_000, 1))
