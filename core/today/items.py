"""What needs a decision, the most money first; each says what, why, how much, and where to decide."""

from __future__ import annotations

import datetime as dt

from core.facts import Snapshot
from core.ledger import Ledger
from core.today import files, goods, outlook_items, people
from core.today.item import Item

_RANK = {"danger": 0, "warning": 1, "info": 2}


def items(snapshot: Snapshot, ledger: Ledger, today: dt.date) -> tuple[Item, ...]:
    """Everything that waits, the most money first, then what has no amount. today: by the clock."""
    found = [
        *goods.to_order(snapshot, ledger),
        *goods.in_stock(snapshot, ledger),
        *goods.on_order(snapshot, ledger),
        *outlook_items.off_for_weeks(snapshot, ledger),
        *files.to_hand_in(snapshot, ledger, today),
        *people.leaving(snapshot),
    ]
    return tuple(sorted(found, key=_place))


def _place(item: Item) -> tuple[bool, float, int]:
    return item.money is None, -(item.money or 0.0), _RANK[item.urgency]
