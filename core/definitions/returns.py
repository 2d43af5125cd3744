"""Computed numbers of the page Returns."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_CAME_BACK = ("returns", "order_lines", "orders")

RETURNS: Mapping[str, Definition] = {
    "return_rate": Definition(
        N_(
            "Units that came back of those shipped, on whatever day; events are left out of the whole shop's."
        ),
        N_("units returned ÷ units shipped in the same days"),
        _CAME_BACK,
    ),
    "return_rate_before": Definition(
        N_("The same rate in the time before."),
        N_("units returned ÷ units shipped in the days before"),
        _CAME_BACK,
    ),
    "return_rate_change": Definition(
        N_("How far the rate moved, in percentage points."),
        N_("rate now − rate before"),
        _CAME_BACK,
    ),
    "return_rate_low": Definition(
        N_("The true rate is likely not below it."),
        N_("lower end of the 95 percent interval of units returned ÷ units shipped"),
        _CAME_BACK,
    ),
    "return_rate_high": Definition(
        N_("The true rate is likely not above it."),
        N_("upper end of the 95 percent interval of units returned ÷ units shipped"),
        _CAME_BACK,
    ),
    "returned_units": Definition(
        N_("Units of the shipments of these days that came back."),
        N_("sum of returned units"),
        _CAME_BACK,
    ),
    "shipped_units": Definition(
        N_("Units that left in these days."),
        N_("sum of shipped units"),
        _CAME_BACK,
    ),
    "refunded_amount": Definition(
        N_("Money given back for what was shipped in these days."),
        N_("sum of refunds, without tax"),
        _CAME_BACK,
    ),
    "restocked_share": Definition(
        N_("Returned units that can be sold again."),
        N_("units put back to stock ÷ units returned"),
        _CAME_BACK,
    ),
    "restocked_units": Definition(
        N_("Units of the return that were put back to stock."),
        N_("as the file of returns says"),
        ("returns",),
    ),
    "lost_goods": Definition(
        N_("Returned units that were not put back to stock, at cost."),
        N_("(units returned − units put back) × unit cost"),
        ("returns", "order_lines", "standard_costs"),
    ),
    "return_days": Definition(
        N_("How long it usually takes until somebody asks to return."),
        N_("median of day of the request − day of shipping"),
        _CAME_BACK,
    ),
}
"""By code."""
