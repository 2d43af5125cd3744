"""Computed numbers of stock over time: how old it is, when it was out and what that cost."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_AGES = ("stock", "receipts", "order_lines", "standard_costs")
_LOSS = ("stock", "order_lines", "stock_outs")

STOCK_OVER_TIME: Mapping[str, Definition] = {
    "old_value": Definition(
        N_("What has lain there for more than 180 days, at cost."),
        N_("units from receipts older than 180 days × unit cost; first in, first out"),
        _AGES,
    ),
    "age_band": Definition(
        N_("What lies there from receipts of this age, at cost."),
        N_("units from receipts of this age × unit cost; first in, first out"),
        _AGES,
    ),
    "dead_value": Definition(
        N_("What lies there and nobody bought for as long as chosen above, at cost."),
        N_("on hand × unit cost, of products whose last sale and oldest receipt are that long ago"),
        _AGES,
    ),
    "expiring_value": Definition(
        N_("What of the lots is still there on its last day at the expected demand, at cost."),
        N_("(units of a lot − expected demand until its last day, first to expire first) × unit cost"),
        ("stock", "forecasts", "standard_costs"),
    ),
    "expiring_units": Definition(
        N_("Units of the lot that are still there on its last day at the expected demand."),
        N_("units of the lot − expected demand until its last day, first to expire first"),
        ("stock", "forecasts"),
    ),
    "days_left": Definition(
        N_("Days until the lot's last day."), N_("last day − last complete day of the data"), ("stock",)
    ),
    "oldest_days": Definition(
        N_("Age of the oldest unit that lies there."),
        N_("last complete day − receipt of the oldest unit; first in, first out"),
        ("stock", "receipts"),
    ),
    "mean_days": Definition(
        N_("Mean age of what lies there."),
        N_("sum of (units × age of their receipt) ÷ units; first in, first out"),
        ("stock", "receipts"),
    ),
    "idle_days": Definition(
        N_("Days since the last sale; of what never sold, since it lies there."),
        N_("last complete day − day of the last sale"),
        ("order_lines", "stock", "receipts"),
    ),
    "out_days": Definition(
        N_("Days of a product at a location on which counts and movements leave nothing to sell."),
        N_("number of days with available units ≤ 0, by stock counts"),
        _LOSS,
    ),
    "lost_units": Definition(
        N_("What would probably have sold on the days without stock, less what sold all the same."),
        N_("usual demand per day of the eight weeks before and after × days without stock"),
        _LOSS,
    ),
    "lost_low": Definition(
        N_("Nine in ten cases lie above it."),
        N_("lost units − 1.28 × their standard deviation, at least 0"),
        _LOSS,
    ),
    "lost_high": Definition(
        N_("Nine in ten cases lie below it."), N_("lost units + 1.28 × their standard deviation"), _LOSS
    ),
    "lost_net_sales": Definition(
        N_("What the days without stock cost."),
        N_("lost units × net sales of a unit of that product at that location"),
        (*_LOSS, "returns"),
    ),
    "out_now": Definition(
        N_("Products that are still out of stock."),
        N_("number of products and locations whose spell reaches the last day and that have nothing yet"),
        _LOSS,
    ),
    "out_again": Definition(
        N_("Products that were out at least twice within 400 days."),
        N_("number of products and locations with two or more spells within 400 days"),
        _LOSS,
    ),
    "out_inferred": Definition(
        N_("Spells that no count tells of: the product sold nothing for improbably long. Not in the sums."),
        N_("number of runs of days without a sale that chance does not explain at the usual demand"),
        ("order_lines", "stock_outs"),
    ),
}
"""By code."""
