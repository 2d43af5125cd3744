"""Computed numbers of the pages Today and Sales, beside the registry's figures."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_SALES = ("order_lines", "orders", "returns")

SALES: Mapping[str, Definition] = {
    "part_share": Definition(
        N_("How much of the figure belongs to this row."),
        N_("the row's value ÷ the sum over all rows"),
        _SALES,
    ),
    "part_change": Definition(
        N_("The row's value now less its value in the period compared with."),
        N_("value now − value before; for shares in percentage points"),
        _SALES,
    ),
    "net_sales_change": Definition(
        N_("How much more or less the row brought than in the period compared with."),
        N_("net sales now − net sales before"),
        _SALES,
    ),
    "net_sales_course": Definition(
        N_("Net sales of the row over the period, oldest first."),
        N_("net sales of each day, week or month of the period"),
        _SALES,
    ),
    "sales_difference": Definition(
        N_("What this period brought more or less than the one compared with."),
        N_("net sales now − net sales before = the sum of all causes below"),
        _SALES,
    ),
    "cause_amount": Definition(
        N_("The part of the difference that this cause explains; all causes add up to it exactly."),
        N_(
            "prices, mix, shops, length, refunds, events and stock-outs each by its own rule, beside it; "
            "the rest is units"
        ),
        (*_SALES, "stock_outs", "events"),
    ),
    "cause_share": Definition(
        N_("The cause as a share of what the period compared with brought."),
        N_("amount of the cause ÷ net sales before"),
        _SALES,
    ),
    "buyers_again": Definition(
        N_("Buyers who bought the product on two different days or more."),
        N_("number of buyers with orders of it on at least two days"),
        ("order_lines", "orders", "segments"),
    ),
    "segment_buyers": Definition(
        N_("Known buyers of the product by the segment that they are in now."),
        N_("number of different buyers of the product in the segment"),
        ("order_lines", "orders", "segments"),
    ),
    "segment_units": Definition(
        N_("Units of the product that members of the segment bought, over all days, before returns."),
        N_("sum of quantities in their paid orders"),
        ("order_lines", "orders", "segments"),
    ),
    "segment_net_sales": Definition(
        N_("What members of the segment paid for the product, over all days, before refunds."),
        N_("sum of net sales of their order lines"),
        ("order_lines", "orders", "segments"),
    ),
    "price_elasticity": Definition(
        N_(
            "How many percent more units go with one percent of price, over the last lasting step of the "
            "price. Weeks with stock-outs or promotions of some products are left out; similar goods are "
            "those of the category whose price stayed."
        ),
        N_("ln(units after ÷ units before ÷ the same of similar goods) ÷ ln(price after ÷ price before)"),
        ("order_lines", "products", "stock_outs", "calendar"),
    ),
    "paid_per_unit": Definition(
        N_("What buyers paid per unit, week by week."),
        N_("paid amount of the week ÷ units of the week"),
        ("order_lines",),
    ),
}
"""By code."""
