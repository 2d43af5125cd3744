"""Files that are not there yet, and which figures each would bring."""

from __future__ import annotations

from dataclasses import dataclass

from core import schema
from core.facts import Snapshot
from core.i18n import N_
from core.schema import Table


@dataclass(frozen=True)
class Unlock:
    """table: what to hand in. gain: what it brings, a message id."""

    table: Table
    gain: str


_GAINS = (
    Unlock(schema.RETURNS, N_("refunds taken off net sales, the refund rate by product")),
    Unlock(schema.STANDARD_COSTS, N_("gross margin, stock value, excess in money")),
    Unlock(schema.PRODUCTS, N_("categories, brands, bundles, products that end")),
    Unlock(schema.SUPPLIER_PRODUCTS, N_("purchase suggestions with minimums, packs and prices")),
    Unlock(schema.PURCHASE_ORDER_LINES, N_("what is on order from elsewhere, and what is late")),
)


def unlocks(snapshot: Snapshot) -> tuple[Unlock, ...]:
    """What is worth handing in next."""
    return tuple(gain for gain in _GAINS if not snapshot.has_rows("current", gain.table.name))
