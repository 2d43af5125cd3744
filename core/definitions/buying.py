"""Computed numbers of the pages Replenishment and Purchase orders."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_ORDERED = ("purchase_order_lines", "receipts", "decisions")

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
}
"""By code."""
