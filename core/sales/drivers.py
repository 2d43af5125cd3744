"""Why net sales changed: more units, another price, other refunds; and the product that moved most."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core import i18n
from core.errors import Message
from core.facts import Snapshot
from core.i18n import N_
from core.metrics import Filters
from core.metrics.query import sums

_MEASURES = ("sales_before_refunds", "net_sales", "units")
_NO_BREAK = "\u2060"
"""Keeps the sign on the line of its amount."""
_WORDS = {
    ("volume", True): N_("{amount} from more units"),
    ("volume", False): N_("{amount} from fewer units"),
    ("price", True): N_("{amount} from a higher average price"),
    ("price", False): N_("{amount} from a lower average price"),
    ("refunds", True): N_("{amount} from fewer refunds"),
    ("refunds", False): N_("{amount} from more refunds"),
}


@dataclass(frozen=True)
class Totals:
    """One period. sold: net sales before refunds; refunded: what refunds take off, above 0."""

    units: Decimal
    sold: Decimal
    refunded: Decimal

    @property
    def net_sales(self) -> Decimal:
        return self.sold - self.refunded


@dataclass(frozen=True)
class Driver:
    """One part of a change. amount: display currency, signed; the drivers of a change add up to it."""

    code: str
    amount: Decimal

    def words(self, currency: str) -> Message:
        """Such as "+£1.2K from more units"."""
        return Message(_WORDS[self.code, self.amount > 0], {"amount": signed_money(self.amount, currency)})


def totals(snapshot: Snapshot, filters: Filters) -> Totals:
    """What drivers are made of."""
    found = sums(snapshot, _MEASURES, filters)
    refunded = found["sales_before_refunds"] - found["net_sales"]
    return Totals(found["units"], found["sales_before_refunds"], refunded)


def drivers(now: Totals, before: Totals) -> tuple[Driver, ...]:
    """The parts of the change in net sales, the largest first; they add up to it exactly.

    Volume: the difference in units at the old average price. Price: the rest of the change in sales, so a
    shift to dearer products counts as price. None where one of the periods sold no units.

    >>> was = Totals(units=Decimal(10), sold=Decimal(100), refunded=Decimal(5))
    >>> now = Totals(units=Decimal(12), sold=Decimal(132), refunded=Decimal(0))
    >>> [(part.code, int(part.amount)) for part in drivers(now, was)]
    [('volume', 20), ('price', 12), ('refunds', 5)]
    """
    if now.units <= 0 or before.units <= 0:
        return ()
    volume = (now.units - before.units) * before.sold / before.units
    price = now.sold - before.sold - volume
    parts = (
        Driver("volume", volume),
        Driver("price", price),
        Driver("refunds", before.refunded - now.refunded),
    )
    return tuple(sorted((part for part in parts if part.amount), key=lambda part: -abs(part.amount)))


def signed_money(amount: Decimal | float, currency: str) -> str:
    """A difference in money with its sign, short.

    >>> signed_money(Decimal(1200), "GBP").replace(_NO_BREAK, ""), signed_money(-3, "GBP")[-2:]
    ('+£1.2K', '£3')
    """
    sign = "−" if amount < 0 else "+"
    return f"{sign}{_NO_BREAK}{i18n.compact_money(-amount if amount < 0 else amount, currency)}"
