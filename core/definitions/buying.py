"""Computed numbers of the pages Replenishment and Purchase orders."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_ORDERED = ("purchase_order_lines", "receipts", "decisions")
_SCORED = ("decisions",)
_SUGGESTED = ("stock", "supplier_products", "purchase_order_lines", "forecasts", "decisions")

BUYING: Mapping[str, Definition] = {
    "days_late": Definition(
        N_("Days since the promised day while units are still open."),
        N_("last complete day − promised day"),
        _ORDERED,
    ),
    "open_units": Definition(
        N_("Units that have not come and were not cancelled."),
        N_("ordered − received − cancelled"),
        _ORDERED,
    ),
    "open_amount": Definition(
        N_("What the open units cost; lines without a known cost are not in it."),
        N_("sum of open units × unit cost"),
        _ORDERED,
    ),
    "received_part": Definition(
        N_("How much of an order has come."),
        N_("received units ÷ (ordered − cancelled units)"),
        _ORDERED,
    ),
    "receipts_count": Definition(
        N_("Days on which something of the order came."),
        N_("number of receipts"),
        _ORDERED,
    ),
    "order_lines_count": Definition(
        N_("Products of the order, location by location."),
        N_("number of lines"),
        _ORDERED,
    ),
    "ordered_units": Definition(
        N_("Units that were ordered."),
        N_("sum of the units of its lines"),
        _ORDERED,
    ),
    "received_units": Definition(
        N_("Units that came."),
        N_("sum of the units of its receipts"),
        _ORDERED,
    ),
    "rejected_units": Definition(
        N_("Units that came and were refused."),
        N_("sum of rejected units of its receipts"),
        _ORDERED,
    ),
    "cancelled_units": Definition(
        N_("Units that will not come any more."),
        N_("sum of cancelled units"),
        _ORDERED,
    ),
    "order_amount": Definition(
        N_("What the order costs."),
        N_("sum of ordered units × unit cost"),
        _ORDERED,
    ),
    "open_orders": Definition(
        N_("Orders of which something is still to come."),
        N_("number of orders with open units"),
        _ORDERED,
    ),
    "late_orders": Definition(
        N_("Orders with open units after the promised day."),
        N_("number of orders with at least one late line"),
        _ORDERED,
    ),
    "stock_position": Definition(
        N_("What the next order is held against: what is there or comes, less what is promised."),
        N_("on hand − reserved + on order"),
        ("stock", "receipts", "order_lines", "purchase_order_lines", "decisions"),
    ),
    "demand_a_day": Definition(
        N_("What is expected to be wanted on a day of the time until the next delivery."),
        N_("forecast over lead time and review period ÷ its days"),
        ("forecasts",),
    ),
    "days_covered": Definition(
        N_("How long stock and what is on order last at the expected demand."),
        N_("stock position ÷ expected demand per day"),
        ("stock", "order_lines", "purchase_order_lines", "forecasts"),
    ),
    "skus_to_order": Definition(
        N_("Products of which something should be ordered now."),
        N_("number of different SKUs among the suggestions"),
        _SUGGESTED,
    ),
    "order_value": Definition(
        N_("What all suggestions cost together; lines without a known cost are not in it."),
        N_("sum of suggested units × unit cost"),
        _SUGGESTED,
    ),
    "late_suggestions": Definition(
        N_("Products to order that are out of stock already, or gone before an order of today arrives."),
        N_("number of SKUs to order that run out before the day of arrival"),
        _SUGGESTED,
    ),
    "sales_at_risk": Definition(
        N_("Net sales that would be missed on average, until the next delivery, if nothing were ordered."),
        N_("mean of the units short over lead time and review period × net sales per unit"),
        (*_SUGGESTED, "order_lines"),
    ),
    "usual_cover": Definition(
        N_("How long stock and what is on order last, in the middle of all lines to order."),
        N_("median of stock position ÷ expected demand per day"),
        _SUGGESTED,
    ),
    "service_level": Definition(
        N_("How often a product should last until the next delivery; it decides on the safety stock."),
        N_("the number that was set under Admin"),
        ("decisions",),
    ),
    "on_order_in_time": Definition(
        N_("Units on order that are due before the order after this one arrives."),
        N_("sum of open units that are expected within lead time and review period"),
        _ORDERED,
    ),
    "expected_demand": Definition(
        N_("Units expected over the lead time and the days between two orders."),
        N_("mean of the forecast's futures over these days"),
        ("forecasts",),
    ),
    "suggested_units": Definition(
        N_("What brings stock and what is on order to the level that lasts until the next delivery."),
        N_("order-up-to level − stock position, rounded up to the pack, at least the minimum"),
        _SUGGESTED,
    ),
    "suggested_amount": Definition(
        N_("What the suggested units cost."),
        N_("suggested units × unit cost"),
        _SUGGESTED,
    ),
    "covered_after": Definition(
        N_("How long stock, what is on order and this order last at the expected demand."),
        N_("(stock position + suggested units) ÷ expected demand per day"),
        _SUGGESTED,
    ),
    "against_suggestion": Definition(
        N_("What taking another quantity than suggested brought, or cost where it is below zero."),
        N_("gross margin that the decision brought − gross margin that the suggestion would have brought"),
        _SCORED,
    ),
    "days_without_stock": Definition(
        N_("Days on which units were wanted and not there, until the next delivery."),
        N_("number of days with demand above sales"),
        _SCORED,
    ),
    "units_lost": Definition(
        N_("Units that were wanted and not there, until the next delivery."),
        N_("demand − sales"),
        _SCORED,
    ),
    "units_left": Definition(
        N_("Units on hand when the next delivery came, or on the last day."),
        N_("stock at the end of the days that the quantity had to last"),
        _SCORED,
    ),
}
"""By code."""
