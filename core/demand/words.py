"""The codes of a forecast in words."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import Message
from core.i18n import N_

_METHODS: Mapping[str, str] = {
    "naive": N_("the last known week again"),
    "mean": N_("the mean of all known weeks"),
    "seasonal_naive": N_("the same week of last year"),
    "moving_average": N_("the mean of the last {number} weeks"),
    "ses": N_("a running mean in which the newest week weighs {number}"),
    "sba": N_("size and rhythm of rare orders (Syntetos-Boylan)"),
    "tsb": N_("chance and size of rare orders (Teunter-Syntetos-Babai)"),
    "zero": N_("nothing"),
}
_FALLBACKS: Mapping[str, str] = {
    "chosen_by_backtest": N_("It missed by the least in the last weeks, as often as could be tried."),
    "too_few_origins": N_("The history is too short to compare methods, so a running mean is used."),
    "too_few_periods": N_("There are fewer than three known weeks, so their mean is used."),
    "no_known_demand": N_("No week of demand is known, so nothing is forecast."),
}
DEMAND_CLASS_TITLES: Mapping[str, str] = {
    "smooth": N_("steady demand"),
    "intermittent": N_("rare demand of steady size"),
    "erratic": N_("frequent demand of changing size"),
    "lumpy": N_("rare demand of changing size"),
    "no_demand": N_("no demand"),
}


def method_title(method: str) -> Message:
    """A method's name in words, such as "the mean of the last 8 weeks".

    >>> str(method_title("moving_average_8"))
    'the mean of the last 8 weeks'
    """
    family, _, number = method.rpartition("_")
    if family in ("moving_average", "ses"):
        return Message(_METHODS[family], {"number": number})
    return Message(_METHODS[method])


def fallback_reason(code: str) -> Message:
    """Why this method: how the choice came about."""
    return Message(_FALLBACKS[code])
