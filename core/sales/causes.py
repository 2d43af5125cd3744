"""Why net sales differ from another period: causes in money that add up exactly to the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pandas as pd

from core import i18n
from core.errors import Message
from core.facts import Snapshot
from core.i18n import N_
from core.metrics import Filters
from core.metrics.measures import Source
from core.metrics.query import SOURCES, run, scope_of, sums
from core.metrics.sources import Scope
from core.sales.event_effects import EventShift, event_shifts
from core.sales.lost_sales import lost_net_sales

NO_BREAK = "\u2060"
"""Keeps the sign on the line of its amount."""
_WORDS = {
    ("volume", True): N_("{amount} from more units"),
    ("volume", False): N_("{amount} from fewer units"),
    ("days", True): N_("{amount} from more days"),
    ("days", False): N_("{amount} from fewer days"),
    ("price", True): N_("{amount} from higher prices"),
    ("price", False): N_("{amount} from lower prices"),
    ("mix", True): N_("{amount} from dearer goods in the mix"),
    ("mix", False): N_("{amount} from cheaper goods in the mix"),
    ("channel", True): N_("{amount} from shops that sell dearer goods"),
    ("channel", False): N_("{amount} from shops that sell cheaper goods"),
    ("stock_outs", True): N_("{amount} from fewer stock-outs"),
    ("stock_outs", False): N_("{amount} from more stock-outs"),
    ("refunds", True): N_("{amount} from fewer refunds"),
    ("refunds", False): N_("{amount} from more refunds"),
    ("moved", True): N_("{amount} from {event}, which fell on other days"),
    ("moved", False): N_("{amount} from {event}, which fell on other days"),
    ("event", True): N_("{amount} from {event}"),
    ("event", False): N_("{amount} from {event}"),
}
_HOW: Mapping[str, str] = {
    "volume": N_("Units above or below those before, at the average price before, less what is named apart."),
    "days": N_("The longer or shorter period at the units a day of before."),
    "price": N_("The units of now at the price of now instead of before, product by product in each shop."),
    "mix": N_("Other products in each shop than before, at the prices before; new products are part of it."),
    "channel": N_("Units that moved between shops of different average prices."),
    "stock_outs": N_(
        "Sales lost on days without stock, less those of before, as the stock-outs estimate; a shop bears "
        "the share that it has in what was sold around them."
    ),
    "refunds": N_("Refunds of now less refunds of before, on the chosen basis."),
    "moved": N_(
        "The festival's days against normal days of the same weekday around them, at constant prices, now "
        "less before: its days fell into another period than a year ago."
    ),
    "event": N_(
        "The event's days against normal days of the same weekday around them, at constant prices, now less "
        "before."
    ),
}


@dataclass(frozen=True)
class Cause:
    """One part of a change. amount: display currency, signed; the causes of a change add up to it.

    code: volume, days, price, mix, channel, stock_outs, refunds, moved (an event that fell on other days) or
    event (any other). event: its name for the last two.
    """

    code: str
    amount: float
    event: str = ""

    def words(self, currency: str) -> Message:
        """Such as "+£12.5K from more units"."""
        said = {"amount": signed_money(self.amount, currency), "event": self.event}
        return Message(_WORDS[self.code, self.amount > 0], said)

    @property
    def how(self) -> Message:
        """How the amount is computed."""
        return Message(_HOW[self.code])


@dataclass(frozen=True)
class Change:
    """before, now: net sales, display currency. causes: the largest first; they add up to now - before.

    Empty where one of the periods sold no units: then there is no price to compare.
    """

    before: float
    now: float
    causes: tuple[Cause, ...]


def read_change(snapshot: Snapshot, now: Filters, before: Filters) -> Change:
    """The causes of the difference between two periods of the same part of the shop."""
    sold, was = (run(snapshot, _by_item, (), scope_of(snapshot, one)) for one in (now, before))
    net, net_before = (_net_sales(snapshot, one) for one in (now, before))
    lost = lost_net_sales(snapshot, now) - lost_net_sales(snapshot, before)
    return change_of(
        sold,
        was,
        net=net,
        net_before=net_before,
        days=(now.days, before.days),
        lost=lost,
        shifts=event_shifts(snapshot, now, before),
    )


def change_of(
    sold: pd.DataFrame,
    was: pd.DataFrame,
    *,
    net: float,
    net_before: float,
    days: tuple[int, int],
    lost: float,
    shifts: tuple[EventShift, ...],
) -> Change:
    """The same from tables.

    sold, was: channel, sku, units, net_sales (before refunds) of now and before. net, net_before: net sales
    after refunds. days: lengths of the two periods. lost: sales lost to stock-outs now less before.
    shifts: what events did now less before.
    """
    units, units_before = float(sold["units"].sum()), float(was["units"].sum())
    if units <= 0 or units_before <= 0:
        return Change(net_before, net, ())
    items = sold.merge(was, how="outer", on=["channel", "sku"], suffixes=("", "_before")).fillna(0.0)
    at_old = items["units"] * _old_prices(items)
    price = float((items["net_sales"] - at_old).sum())
    by_shop = (
        items.assign(at_old=at_old)
        .groupby("channel")[["units", "units_before", "net_sales_before", "at_old"]]
        .sum()
    )
    mean_before = float(was["net_sales"].sum()) / units_before
    old_means = by_shop["net_sales_before"] / by_shop["units_before"].where(by_shop["units_before"] > 0)
    # A shop that is new has no average price of before: its units count at that of the whole shop.
    old_means = old_means.fillna(mean_before)
    quantity = float(at_old.sum()) - float(was["net_sales"].sum())
    # What events sold is theirs alone: neither demand nor mix nor a shift between shops.
    usual = by_shop["units"] - _units_of(shifts, by_shop.index)
    channel = float((usual * (old_means - mean_before)).sum())
    demand = (float(usual.sum()) - units_before) * mean_before
    longer = units_before * (days[0] / days[1] - 1) * mean_before
    events = [Cause("moved" if one.has_moved else "event", one.amount, one.name) for one in shifts]
    refunds = (net - float(sold["net_sales"].sum())) - (net_before - float(was["net_sales"].sum()))
    known = [
        Cause("price", price),
        Cause("mix", quantity - demand - channel - sum(one.amount for one in shifts)),
        Cause("channel", channel),
        Cause("days", longer),
        Cause("stock_outs", -lost),
        Cause("refunds", refunds),
        *events,
    ]
    rest = (net - net_before) - sum(cause.amount for cause in known)
    causes = [cause for cause in (*known, Cause("volume", rest)) if abs(cause.amount) >= _LEAST]
    return Change(net_before, net, tuple(sorted(causes, key=lambda cause: -abs(cause.amount))))


_LEAST = 0.005


def _units_of(shifts: tuple[EventShift, ...], channels: pd.Index) -> pd.Series[float]:
    """The units that events sold now more than before, by channel."""
    return pd.Series(
        [sum(one.units.get(channel, 0.0) for one in shifts) for channel in channels], index=channels
    )


def _old_prices(items: pd.DataFrame) -> pd.Series[float]:
    """The price of each item before; what was not sold then has the price of now, so no price effect."""
    before = items["net_sales_before"] / items["units_before"].where(items["units_before"] > 0)
    now = items["net_sales"] / items["units"].where(items["units"] > 0)
    return before.fillna(now).fillna(0.0)


def _net_sales(snapshot: Snapshot, filters: Filters) -> float:
    return float(sums(snapshot, ("net_sales",), filters)["net_sales"])


def _by_item(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    rows = SOURCES[Source.PAID_WITH_RATE](scope)
    return rows.group_by(channel=rows["channel"], sku=rows["sku"].fill_null("")).aggregate(
        units=ibis._.units.sum().cast("float64"), net_sales=ibis._.net_sales.sum().cast("float64")
    )


def signed_money(amount: float, currency: str) -> str:
    """A difference in money with its sign, short.

    >>> signed_money(1200, "GBP").replace(NO_BREAK, ""), signed_money(-3, "GBP")[-2:]
    ('+£1,200', '£3')
    """
    sign = "−" if amount < 0 else "+"
    return f"{sign}{NO_BREAK}{i18n.compact_money(abs(amount), currency)}"
