"""Which tables results are computed from: one list for what names them and for when to compute anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.facts.records import TableChanges

PLANNING = frozenset({
    "orders", "order_lines", "returns", "stock", "receipts", "purchase_order_lines", "products", "listings",
    "bundle_components", "suppliers", "supplier_products", "standard_costs", "exchange_rates", "channels",
    "locations", "channel_locations", "events", "prices", "supplier_closures", "stocktakes",
    "stock_movements", "transfers", "location_links",
})  # fmt: skip
"""Tables that demand, stock positions and suggestions read, themselves or through marts."""

SEGMENTS = PLANNING | {"identities"}
"""Tables that segments of members read, and with them everything that a refresh computes."""

BY_CONTENT = ("channels", "locations")
"""Small tables that every import may name without changing them: they count by what they say."""


def brought(changes: Iterable[TableChanges]) -> list[str]:
    """Tables to which an import with these changes brought rows, whether they count now or not.

    Rows that change nothing are part of it: they count once an import that said the same is undone.
    """
    return [change.table for change in changes if _has_units(change)]


def _has_units(change: TableChanges) -> bool:
    if change.new or change.changed or change.gone:
        return True
    return change.table not in BY_CONTENT and bool(change.unchanged or change.older or change.held)


def runs(numbers: Sequence[int]) -> list[list[int]]:
    """Rising numbers as first and last of each run without a gap, which is short to keep.

    >>> runs([1, 2, 3, 7])
    [[1, 3], [7, 7]]
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
