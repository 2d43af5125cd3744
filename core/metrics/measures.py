"""Measures: the sums that figures are made of. Each adds up over rows; ratios are divided outside.

A measure is a sum of terms; a term is an amount per row of one source. Amounts are written over the
column names that `sources` gives at every grain, so the same measure reads day totals or single lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import ibis


class Source(Enum):
    """Which rows a term adds up."""

    PLACED = "placed"
    """Lines of counted orders, by order day."""
    PAID = "paid"
    """Lines of paid orders, by payment day."""
    IDENTIFIED = "identified"
    """The paid lines whose buyer is known."""
    PAID_WITH_RATE = "paid_with_rate"
    """The paid lines whose money can be converted: what money per unit is divided by."""
    REFUNDS = "refunds"
    """Refunds on the chosen basis: by refund day or by payment day of the order."""
    COHORT = "cohort"
    """Refunds by payment day of the refunded order."""
    ORDERS_PLACED = "orders_placed"
    ORDERS = "orders"
    """Paid orders, by payment day."""
    BUYERS = "buyers"
    """Paid orders of known buyers; `buyers` is 1 on the first order of each."""
    ORDERS_WITH_RATE = "orders_with_rate"
    """Paid orders whose money can be converted: what money per order is divided by."""
    BUYERS_WITH_RATE = "buyers_with_rate"
    """Those of known buyers; `buyers` is 1 on the first of each."""
    ORDERS_WITHOUT_PAYMENT_DAY = "orders_without_payment_day"
    """Paid orders whose source has no payment time: counted on the order day."""
    PLACED_WITHOUT_RATE = "placed_without_rate"
    PAID_WITHOUT_RATE = "paid_without_rate"
    """Lines and refunds in a currency that cannot be converted on their day."""
    REFUNDS_WITHOUT_RATE = "refunds_without_rate"
    REFUNDS_WITHOUT_ORDER = "refunds_without_order"
    """Refunds whose order is not in the store, by refund day."""
    STOCK = "stock"
    """The physical position now, one row per SKU and location."""
    DEMAND = "demand"
    """Demand per day of the SKUs in stock: forecast, else the mean of the last 28 days."""
    SKU_DAYS = "sku_days"
    """Days of SKUs on sale, as the stock snapshots of the period show them."""


EXACT = "decimal(38,10)"
"""Type of every amount, per row and summed: no figure is rounded on its way."""


@dataclass(frozen=True)
class Term:
    """source: the rows. amount: what each row adds, an expression over the source's columns."""

    source: Source
    amount: Any


Measure = tuple[Term, ...]
_ = ibis._  # the row that an amount is written over

MEASURES: dict[str, Measure] = {
    "gross_placed": (Term(Source.PLACED, _.gross_amount),),
    "gross_paid": (Term(Source.PAID, _.gross_amount),),
    "paid_amount": (Term(Source.PAID, _.paid_amount),),
    "paid_by_identified": (Term(Source.IDENTIFIED, _.paid_amount),),
    "units": (Term(Source.PAID, _.units),),
    "units_with_rate": (Term(Source.PAID_WITH_RATE, _.units),),
    "sales_before_refunds": (Term(Source.PAID, _.net_sales),),
    "net_sales": (Term(Source.PAID, _.net_sales), Term(Source.REFUNDS, -_.net_refund)),
    "net_sales_with_cost": (
        Term(Source.PAID, _.net_sales_with_cost),
        Term(Source.REFUNDS, -_.net_refund_with_cost),
    ),
    "gross_margin": (
        Term(Source.PAID, _.net_sales_with_cost - _.cost_amount),
        Term(Source.REFUNDS, _.cost_reversed - _.net_refund_with_cost),
    ),
    "cost": (Term(Source.PAID, _.cost_amount), Term(Source.REFUNDS, -_.cost_reversed)),
    "refunds": (Term(Source.REFUNDS, _.refund_amount),),
    "refunds_of_cohort": (Term(Source.COHORT, _.refund_amount),),
    "orders_placed": (Term(Source.ORDERS_PLACED, _.orders),),
    "orders": (Term(Source.ORDERS, _.orders),),
    "orders_with_rate": (Term(Source.ORDERS_WITH_RATE, _.orders),),
    "orders_identified": (Term(Source.ORDERS, _.orders_identified),),
    "buyers": (Term(Source.BUYERS, _.buyers),),
    "buyers_with_rate": (Term(Source.BUYERS_WITH_RATE, _.buyers),),
    "orders_without_payment_day": (Term(Source.ORDERS_WITHOUT_PAYMENT_DAY, _.orders),),
    "placed_without_rate": (Term(Source.PLACED_WITHOUT_RATE, _.rows),),
    "paid_without_rate": (Term(Source.PAID_WITHOUT_RATE, _.rows), Term(Source.REFUNDS_WITHOUT_RATE, _.rows)),
    "refunds_without_order": (Term(Source.REFUNDS_WITHOUT_ORDER, _.rows),),
    "stock_value": (Term(Source.STOCK, _.stock_value),),
    "stock_units": (Term(Source.STOCK, _.physical),),
    "stock_units_without_cost": (Term(Source.STOCK, _.units_without_cost),),
    "stock_available": (Term(Source.STOCK, _.available),),
    "stock_positions": (Term(Source.STOCK, _.rows),),
    "demand_per_day": (Term(Source.DEMAND, _.demand_per_day),),
    "sku_days": (Term(Source.SKU_DAYS, _.rows),),
    "sku_days_out": (Term(Source.SKU_DAYS, _.out_rows),),
    "expected_sales": (Term(Source.SKU_DAYS, _.expected),),
    "expected_sales_out": (Term(Source.SKU_DAYS, _.expected_out),),
}
"""Every measure by name. Money is in the display currency, units in base units."""
