"""Computed numbers of the page Suppliers: who keeps their word, how long they need, what is late."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_ORDERED = ("purchase_order_lines", "receipts")
_PAID = (*_ORDERED, "exchange_rates")

SUPPLIERS: Mapping[str, Definition] = {
    "kept_share": Definition(
        N_("Lines that came on time and in full (OTIF), of those that were due in the chosen time."),
        N_("lines with all wanted units received up to the promised day and the days of grace ÷ lines due"),
        _ORDERED,
    ),
    "on_time_share": Definition(
        N_("Lines whose last unit came up to the promised day and the days of grace."),
        N_("lines that were in by then ÷ lines due"),
        _ORDERED,
    ),
    "in_full_share": Definition(
        N_("Lines of which all wanted units came, whenever."),
        N_("lines with received units ≥ wanted units ÷ lines due"),
        _ORDERED,
    ),
    "units_on_time_share": Definition(
        N_("Units that came up to the promised day and the days of grace."),
        N_("units received by then ÷ units wanted, over the lines due"),
        _ORDERED,
    ),
    "kept_low": Definition(
        N_("The true share is likely not below it: orders are few, and the lines of one come together."),
        N_("lower end of Wilson's 95 percent interval of the kept share, each order as one case"),
        _ORDERED,
    ),
    "kept_high": Definition(
        N_("The true share is likely not above it."),
        N_("upper end of Wilson's 95 percent interval of the kept share, each order as one case"),
        _ORDERED,
    ),
    "lines_due": Definition(
        N_("Order lines whose promised day lies in the chosen time."),
        N_("number of lines promised in it, without those that cannot be judged"),
        _ORDERED,
    ),
    "orders_due": Definition(
        N_("Orders with at least one such line."),
        N_("number of different orders among the lines due"),
        _ORDERED,
    ),
    "usual_delay": Definition(
        N_("How late a line usually is; below zero it comes early."),
        N_("median over the lines due of day of the last receipt − promised day"),
        _ORDERED,
    ),
    "promised_days": Definition(
        N_("The lead time that the supplier's orders promise."),
        N_("median of promised day − order day"),
        _ORDERED,
    ),
    "lead_median": Definition(
        N_("How long an order usually takes."),
        N_("median of day on which all was in − order day"),
        _ORDERED,
    ),
    "lead_p10": Definition(
        N_("One order line in ten is faster."),
        N_("10 percent quantile of day on which all was in − order day"),
        _ORDERED,
    ),
    "lead_p90": Definition(
        N_("One order line in ten takes longer."),
        N_("90 percent quantile of day on which all was in − order day"),
        _ORDERED,
    ),
    "lead_spread": Definition(
        N_("How far fast and slow orders lie apart; it is what safety stock must bridge."),
        N_("days of the slow (90 percent) − days of the fast (10 percent)"),
        _ORDERED,
    ),
    "recent_leads": Definition(
        N_("Days that each of the last twelve orders needed, oldest first."),
        N_("day on which all was in − order day, order by order"),
        _ORDERED,
    ),
    "late_lines": Definition(
        N_("Open lines whose promised day is over."),
        N_("number of lines with open units and a promised day before the last complete day"),
        _ORDERED,
    ),
    "late_units": Definition(
        N_("Units of these lines that have not come."),
        N_("sum of ordered − received − cancelled units"),
        _ORDERED,
    ),
    "late_amount": Definition(
        N_("What these units cost; lines without a known cost are not in it."),
        N_("sum of late units × unit cost"),
        _PAID,
    ),
    "rejected_share": Definition(
        N_("Units that were refused at the receipt, of all that arrived."),
        N_("rejected units ÷ received units"),
        _ORDERED,
    ),
    "price_change": Definition(
        N_("What was ordered, at the last unit cost against the first of the chosen time."),
        N_("cost at the last prices ÷ cost at the first prices − 1"),
        _PAID,
    ),
    "price_more": Definition(
        N_("What the change of prices has cost in the chosen time."),
        N_("sum over the orders of wanted units × (unit cost − first unit cost)"),
        _PAID,
    ),
    "spend": Definition(
        N_("What was ordered in the chosen time."),
        N_("sum of ordered units × unit cost"),
        _PAID,
    ),
    "wanted_units": Definition(
        N_("Units that were ordered and are still wanted."),
        N_("ordered − cancelled units"),
        _ORDERED,
    ),
    "units_on_time": Definition(
        N_("Units of the line that came up to the promised day and the days of grace."),
        N_("sum of the units of its receipts up to that day"),
        _ORDERED,
    ),
    "delay_days": Definition(
        N_("Days from the promised day to the day on which all of the line was in."),
        N_("day of the last receipt − promised day"),
        _ORDERED,
    ),
}
"""By code."""
