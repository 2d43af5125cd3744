"""Computed numbers of the page Forecasts: what is expected, how far it missed, what that costs."""

from __future__ import annotations

from collections.abc import Mapping

from core.definitions.definition import Definition
from core.i18n import N_

_SAID = ("order_lines", "forecasts")
_COSTS = (*_SAID, "standard_costs")

FORECASTS: Mapping[str, Definition] = {
    "expected_units": Definition(
        N_("Units expected in these days, with what people changed."),
        N_("mean of the forecast's futures over these days, or the number that a person set"),
        ("forecasts", "decisions"),
    ),
    "window_units": Definition(
        N_("Units expected until the next delivery."),
        N_(
            "mean of the forecast's futures over lead time and review period; 28 days where nobody named them"
        ),
        ("forecasts", "decisions", "supplier_products"),
    ),
    "forecast_course": Definition(
        N_("Units of 26 weeks that were and of 8 to come."),
        N_("units wanted per week, then the mean of the forecast's futures"),
        _SAID,
    ),
    "products_forecast": Definition(
        N_("Products for which a forecast is stored, location by location."),
        N_("number of forecasts"),
        ("forecasts",),
    ),
    "forecast_change": Definition(
        N_("How far these days differ from what the run before said."),
        N_("units of the last run ÷ units of the run before, for the same days − 1"),
        ("forecasts",),
    ),
    "off_on_one_side": Definition(
        N_("Forecasts that have been too high or too low for weeks."),
        N_(
            "number with a tracking signal beyond 4 in each of the last four weeks, more than chance "
            "explains, and a bias beyond 20 percent"
        ),
        _SAID,
    ),
    "changed_by_hand": Definition(
        N_("Forecasts that a person has changed for days still to come."),
        N_("number of forecasts with a change in force"),
        ("decisions", "forecasts"),
    ),
    "usual_miss_money": Definition(
        N_("Margin that a miss of the usual size would cost in these days."),
        N_("usual error × expected units ÷ 2 × margin of a unit; where no cost is known, half of the price"),
        _COSTS,
    ),
    "wape": Definition(
        N_("How far forecasts over the purchasing window usually missed."),
        N_("sum of absolute misses ÷ sum of demand (WAPE), over the judged windows"),
        _SAID,
    ),
    "forecast_bias": Definition(
        N_("Whether forecasts are too high or too low on the whole; above 0 is too high."),
        N_("sum of (forecast − demand) ÷ sum of demand, over the judged windows"),
        _SAID,
    ),
    "rmsse": Definition(
        N_("How it compares with simply repeating the last known week; below 1 is better."),
        N_("root of mean squared errors ÷ root of the mean squared errors of that repetition"),
        _SAID,
    ),
    "pinball": Definition(
        N_("How well the whole range was told, not its middle alone; smaller is better."),
        N_("mean pinball loss of seven quantiles ÷ demand"),
        _SAID,
    ),
    "coverage_90": Definition(
        N_("How often demand fell inside the 90 percent range; it should be 90 percent."),
        N_("windows between the 5 and the 95 percent quantile ÷ judged windows"),
        _SAID,
    ),
    "tracking_signal": Definition(
        N_("Whether errors pile up on one side; beyond 4 they do."),
        N_("sum of the errors of twelve first weeks ÷ their mean absolute error"),
        _SAID,
    ),
    "judged_windows": Definition(
        N_("Forecasts whose days are over, so that they can be held against what was wanted."),
        N_("number of such windows"),
        _SAID,
    ),
    "miss_cost": Definition(
        N_("What the misses cost."),
        N_(
            "units too few × margin + units too many × a quarter of the unit cost a year for the days"
            " of the window"
        ),
        _COSTS,
    ),
    "method_share": Definition(
        N_("How much the method has to say in the mix."),
        N_("its weight ÷ all weights; weights go by past misses"),
        ("forecasts",),
    ),
    "method_misses": Definition(
        N_("How far the method alone missed in the past, that of the mix being 100 percent."),
        N_("its mean miss over the purchasing window ÷ that of the mix"),
        _SAID,
    ),
    "price_cut": Definition(
        N_("How far prices go down in the event, as its file or a person says."),
        N_("usual price less price in the event ÷ usual price"),
        ("events", "decisions"),
    ),
    "event_demand": Definition(
        N_("How demand of the event's weeks compares; 120 percent is a fifth more."),
        N_("demand of its weeks ÷ demand of the four weeks before"),
        ("order_lines", "events", "calendar"),
    ),
}
"""By code."""
