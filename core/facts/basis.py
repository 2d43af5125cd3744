"""Which tables results are computed from: one list for what names them and for when to compute anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from core.facts.records import TableChanges

PLANNING = frozenset({
    "orders", "order_lines", "returns", "stock", "receipts", "purchase_order_lines", "products", "listings",
    "bundle_components", "suppliers", "supplier_products", "standard_costs", "exchange_rates", "channels",
    "locations", "channel_locations",
})  # fmt: skip
"""Tables that demand, stock positions and suggestions read, themselves or through marts."""

SEGMENTS = PLANNING | {"identities"}
"""Tables that segments of members read."""

BY_CONTENT = ("channels", "locations")
"""Small tables that every import may name without changing them: they count by what they say."""


def is_read(changes: Iterable[TableChanges], tables: Collection[str]) -> bool:
    """An import with these changes brought rows that the tables are made of, whether they count now or not.

    Rows that change nothing are part of it: they count once an import that said the same is undone.
    """
    return any(
        change.new or change.changed or change.gone or (change.table not in BY_CONTENT and _has_units(change))
        for change in changes
        if change.table in tables
    )


def _has_units(change: TableChanges) -> bool:
    return bool(change.unchanged or change.older)
