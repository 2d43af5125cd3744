"""Computed numbers of how stock stands now: what lies there, how long it lasts, what it is worth."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_POSITION = ("stock", "receipts", "returns", "order_lines")
_SUPPLY = (*_POSITION, "purchase_order_lines", "forecasts")
_COSTS = ("receipts", "supplier_products", "standard_costs")

STOCK: Mapping[str, Definition] = {
    "physical": Definition(
        N_("Units that lie there now: the last count and what moved since."),
        N_("last count + received + returned to stock − shipped since"),
        _POSITION,
    ),
    "reserved": Definition(
        N_("Units that open orders have taken already."),
        N_("as the stock file says; else units paid and not shipped"),
        ("stock", "order_lines"),
    ),
    "on_order": Definition(
        N_(
            "Units still to come: of the file of purchase orders, of orders accepted here, and sent from "
            "another location but not yet received."
        ),
        N_("ordered − received − cancelled, over all open orders + transfers on their way"),
        ("purchase_order_lines", "receipts", "transfers", "decisions"),
    ),
    "supply_days": Definition(
        N_("How long it lasts: until available stock and what is on order have run out under the forecast."),
        N_("(on hand − reserved + on order as it arrives) ÷ expected demand per day"),
        _SUPPLY,
    ),
    "runs_out_on": Definition(
        N_("The day on which available stock and what is on order have run out under the forecast."),
        N_("last complete day + days of supply"),
        _SUPPLY,
    ),
    "most_days": Definition(
        N_("Days of supply above which there is too much of it."),
        N_("2 × (lead time + review period + days of safety stock), at most 180"),
        ("supplier_products", "suppliers", "forecasts"),
    ),
    "value_at_cost": Definition(
        N_("What lies there, at what it cost; without a known cost it counts nothing."),
        N_("on hand × unit cost"),
        (*_POSITION, *_COSTS[1:]),
    ),
    "weekly_demand": Definition(
        N_("Units that were wanted in each of the last 26 weeks, oldest first."),
        N_("units ordered per week; weeks without stock as far as they sold"),
        ("order_lines", "orders"),
    ),
    "skus_out": Definition(
        N_("Products of which nothing is available although they are wanted, or which are below zero."),
        N_("number of SKUs with on hand − reserved ≤ 0 and an expected demand above 0"),
        _SUPPLY,
    ),
    "excess_value": Definition(
        N_(
            "At cost: what lasts beyond half a year or beyond twice what lead time, review period and "
            "safety stock ask for, and what nobody asks for."
        ),
        N_("(available units − expected demand per day × most days of supply) × unit cost"),
        (*_SUPPLY, *_COSTS[1:]),
    ),
    "excess_units": Definition(
        N_("Units beyond what will be wanted in the most days of supply; all of what nobody asks for."),
        N_("available units − expected demand per day × most days of supply"),
        _SUPPLY,
    ),
    "skus_without_cost": Definition(
        N_("The share of products in stock whose cost nobody has said; they are in no amount at cost."),
        N_("SKUs in stock without a cost ÷ SKUs in stock, location by location"),
        ("stock", *_COSTS),
    ),
    "class_money": Definition(
        N_("What the product brought in the last 12 months, by which A, B and C are told apart."),
        N_("net sales, or gross margin where chosen, of 12 months"),
        ("order_lines", "orders", "returns"),
    ),
    "class_share": Definition(
        N_("The product's share of the money of all stocked products."),
        N_("its money ÷ the money of all stocked products"),
        ("order_lines", "orders", "returns"),
    ),
    "class_reached": Definition(
        N_("The share that this product and all larger ones make together: up to 80 percent A, up to 95 B."),
        N_("sum of the shares down to this row"),
        ("order_lines", "orders", "returns"),
    ),
    "unsteadiness": Definition(
        N_("How hard demand is to foretell, by which X, Y and Z are told apart; at least 8 known weeks."),
        N_(
            "standard deviation ÷ mean of weekly demand of 52 weeks without stock-outs; or the usual error "
            "of the forecasts over lead time and review period"
        ),
        ("order_lines", "stock", "forecasts"),
    ),
    "known_weeks": Definition(
        N_("Weeks of the last 52 in which the product was there to be bought."),
        N_("52 − weeks with a stock-out − weeks before it was first sold"),
        ("order_lines", "stock", "stock_outs"),
    ),
    "inventory_accuracy": Definition(
        N_("How often the books are right; entries to check count as wrong."),
        N_("lines counted within 2 percent of the books, the limit included ÷ lines with books"),
        ("stocktakes", "stock"),
    ),
    "booked": Definition(
        N_("What the books said on the day of the count."),
        N_("as the stocktake says; else the newest stock list up to that day"),
        ("stocktakes", "stock"),
    ),
    "count_difference": Definition(
        N_("What was counted less what was booked; below zero something is missing."),
        N_("counted − booked"),
        ("stocktakes", "stock"),
    ),
    "count_difference_share": Definition(
        N_("The difference as a share of the books."),
        N_("(counted − booked) ÷ booked"),
        ("stocktakes", "stock"),
    ),
    "count_money": Definition(
        N_("The difference at cost; without a known cost it counts nothing."),
        N_("(counted − booked) × unit cost"),
        ("stocktakes", "stock", *_COSTS),
    ),
    "shrinkage": Definition(
        N_("What is missing beyond 2 percent of the books, at cost; entries to check are left out."),
        N_("sum of (booked − counted) × unit cost over the lines that are missing"),
        ("stocktakes", "stock", *_COSTS),
    ),
    "count_surplus": Definition(
        N_("What is there beyond 2 percent of the books, at cost; entries to check are left out."),
        N_("sum of (counted − booked) × unit cost over the lines with more than booked"),
        ("stocktakes", "stock", *_COSTS),
    ),
    "count_small": Definition(
        N_("Differences within 2 percent of the books, at cost; above zero is more than booked."),
        N_("sum of (counted − booked) × unit cost over the lines that are right"),
        ("stocktakes", "stock", *_COSTS),
    ),
    "count_check": Definition(
        N_(
            "Entries that look like slips of the hand: ten times the books or a tenth of them, a digit more "
            "or less, two digits swapped, two products mixed up. They are left out of what is missing."
        ),
        N_("number of such lines without a reason beside them"),
        ("stocktakes", "stock"),
    ),
}
"""By code."""
