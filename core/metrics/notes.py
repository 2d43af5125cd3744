"""What must be said beside a figure, and what is missing when there is none.

A rule names the measures that it reads; `compute` sums them together with the figures.
Numbers inside the sentences are written in the reader's language of the moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core import i18n
from core.errors import Message
from core.i18n import N_
from core.metrics.filters import Filters

MATURE_DAYS = 30
"""Days after payment until most refunds of an order are known."""
FULL_COVERAGE = Decimal("0.995")
"""A share at or above this is not worth a note."""


@dataclass(frozen=True)
class Situation:
    """What rules may look at: the sums, the filters, and what the store holds.

    tables: current tables with rows. as_of: the last complete day. has_forecasts: whether any are published.
    """

    sums: Mapping[str, Decimal]
    filters: Filters
    tables: frozenset[str]
    as_of: dt.date | None
    has_forecasts: bool

    def share(self, part: str, whole: str) -> Decimal | None:
        return self.sums[part] / self.sums[whole] if self.sums[whole] else None


@dataclass(frozen=True)
class Rule:
    """measures: the sums it reads. say: the sentence, or None when there is nothing to say."""

    say: Callable[[Situation], Message | None]
    measures: tuple[str, ...] = ()


def _counted(measure: str, template: str) -> Rule:
    """A rule that speaks when a measure is above 0 and says how much it is."""

    def say(now: Situation) -> Message | None:
        count = now.sums[measure]
        return Message(template, {"count": i18n.number(count)}) if count else None

    return Rule(say, (measure,))


def _coverage(part: str, whole: str, template: str) -> Rule:
    def say(now: Situation) -> Message | None:
        share = now.share(part, whole)
        return (
            Message(template, {"share": i18n.percent(share)})
            if share is not None and share < FULL_COVERAGE
            else None
        )

    return Rule(say, (part, whole))


def _as_of(now: Situation) -> Message | None:
    if now.as_of is None or now.filters.end <= now.as_of:
        return None
    return Message(N_("The order files are complete up to {date} only."), {"date": i18n.date(now.as_of)})


def _immature_cohort(now: Situation) -> Message | None:
    if now.as_of is None or (now.as_of - now.filters.end).days >= MATURE_DAYS:
        return None
    return Message(
        N_("Orders of the last {days} days may still be refunded: this will change."),
        {"days": i18n.number(MATURE_DAYS)},
    )


def _immature(now: Situation) -> Message | None:
    return _immature_cohort(now) if now.filters.refund_basis == "cohort" else None


def _no_returns(now: Situation) -> Message | None:
    if "returns" in now.tables:
        return None
    return Message(N_("There is no returns file: refunds are not taken off."))


def _stock_now(now: Situation) -> Message | None:
    if now.as_of is None or now.filters.end >= now.as_of:
        return None
    return Message(N_("Stock is the position now, not that of the period."))


def _stock_cost(now: Situation) -> Message | None:
    share = now.share("stock_units_without_cost", "stock_units")
    if not share:
        return None
    return Message(
        N_("{share} of the units have no known cost and are not in the value."),
        {"share": i18n.percent(share)},
    )


def _stock_filters(now: Situation) -> Message | None:
    if not (now.filters.channels or now.filters.countries):
        return None
    return Message(N_("Stock is not split by channel or country: those filters do not apply."))


def _demand_basis(now: Situation) -> Message | None:
    if now.has_forecasts:
        return Message(N_("Expected demand is the forecast of the next 4 weeks."))
    return Message(N_("There is no forecast yet: expected demand is the mean of the last 28 days."))


def _stock_out_basis(now: Situation) -> Message | None:
    share = now.share("sku_days_out", "sku_days")
    if share is None:
        return None
    if not now.has_forecasts:
        return Message(N_("There is no forecast yet: this is the plain share of SKU-days."))
    return Message(
        N_("Weighted by expected sales. The plain share of SKU-days is {share}."),
        {"share": i18n.percent(share)},
    )


def _repeats(now: Situation) -> Message | None:
    if now.filters.repeats == "keep":
        return None
    return Message(N_("Identical rows of one file are counted once."))


NOTES: dict[str, Rule] = {
    "as_of": Rule(_as_of),
    "payment_day": _counted(
        "orders_without_payment_day", N_("Payment time unknown for {count} orders: counted on the order day.")
    ),
    "placed_rate": _counted(
        "placed_without_rate", N_("{count} lines without an exchange rate are left out.")
    ),
    "paid_rate": _counted("paid_without_rate", N_("{count} lines without an exchange rate are left out.")),
    "refund_orders": _counted(
        "refunds_without_order", N_("{count} refunds name no known order: counted on the day of the refund.")
    ),
    "repeats": Rule(_repeats),
    "identified": _coverage("orders_identified", "orders", N_("Known buyers: {share} of orders.")),
    "known_cost": _coverage("net_sales_with_cost", "net_sales", N_("Cost known for {share} of net sales.")),
    "immature": Rule(_immature),
    "immature_cohort": Rule(_immature_cohort),
    "no_returns": Rule(_no_returns),
    "stock_now": Rule(_stock_now),
    "stock_cost": Rule(_stock_cost, ("stock_units_without_cost", "stock_units")),
    "stock_filters": Rule(_stock_filters),
    "demand_basis": Rule(_demand_basis),
    "stock_out_basis": Rule(_stock_out_basis, ("sku_days_out", "sku_days")),
}
"""Sentences beside a figure, by the name under which figures ask for them."""


def _nothing_of(part: str, whole: str, template: str) -> Rule:
    """A gap: there is something to measure, but of none of it is known what is needed."""
    return Rule(
        lambda now: Message(template) if now.sums[whole] and not now.sums[part] else None, (part, whole)
    )


def _without_costs(now: Situation) -> Message | None:
    if not now.sums["sales_before_refunds"] or now.sums["net_sales_with_cost"] or now.sums["cost"]:
        return None
    return Message(N_("Needs costs: in the order lines, in receipts, or a file of standard costs."))


GAPS: dict[str, Rule] = {
    "customers": _nothing_of("orders_identified", "orders", N_("Needs order files with a customer code.")),
    "costs": Rule(_without_costs, ("net_sales_with_cost", "cost", "sales_before_refunds")),
    "stock_costs": Rule(
        lambda now: (
            Message(N_("Needs costs: in the order lines, in receipts, or a file of standard costs."))
            if now.sums["stock_units"] and now.sums["stock_units_without_cost"] == now.sums["stock_units"]
            else None
        ),
        ("stock_units", "stock_units_without_cost"),
    ),
    "stock_days": Rule(
        lambda now: None if now.sums["sku_days"] else Message(N_("No stock list is of these days.")),
        ("sku_days",),
    ),
    "demand": _nothing_of(
        "demand_per_day", "stock_available", N_("No demand is expected for what lies in stock.")
    ),
}
"""Reasons why there is no figure although its tables are there."""

NEEDS: dict[str, str] = {
    "orders": N_("Needs an order file."),
    "order_lines": N_("Needs an order file with products and quantities."),
    "returns": N_("Needs a file of returns and refunds."),
    "stock": N_("Needs a stock file."),
}
"""What to say of a table that is empty."""
