"""The codes of a forecast in words."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import Message
from core.i18n import N_

_METHODS: Mapping[str, str] = {
    "naive": N_("the last known period again"),
    "mean": N_("the mean of all known periods"),
    "seasonal_naive": N_("the same period of the last season"),
    "scaled_seasonal_naive": N_("the last season, scaled to the present level"),
    "moving_average": N_("the mean of the last periods"),
    "ses": N_("a running mean in which new periods weigh more"),
    "damped_trend": N_("a trend that fades"),
    "theta": N_("half of the long trend (Theta)"),
    "seasonal_moving_average": N_("the mean of the last periods, with the season"),
    "seasonal_ses": N_("a running mean, with the season"),
    "seasonal_damped_trend": N_("a trend that fades, with the season"),
    "seasonal_theta": N_("half of the long trend (Theta), with the season"),
    "sba": N_("size and rhythm of rare orders (Syntetos-Boylan)"),
    "tsb": N_("chance and size of rare orders (Teunter-Syntetos-Babai)"),
    "imapa": N_("rare orders seen in longer and longer periods (IMAPA)"),
    "boosted_trees": N_("decision trees over the whole catalogue"),
    "combination": N_("the mix of methods that was used"),
    "zero": N_("nothing"),
}
_FALLBACKS: Mapping[str, str] = {
    "chosen_by_backtest": N_(
        "The shares are those that missed least in the past, this product and its like taken together. "
        "A single method may have missed less on this product alone."
    ),
    "too_few_origins": N_("The history is too short to compare methods, so the record of its like decides."),
    "too_few_periods": N_("There are fewer than three known periods, so the record of its like decides."),
    "no_known_demand": N_(
        "No demand is known, so the usual level of new products is taken, if there is one."
    ),
    "similar_launches": N_(
        "It was never sold, so it is expected to sell what similar products sold when they were new: of its "
        "category, price and supplier, the latest first."
    ),
    "few_similar_launches": N_(
        "It was never sold, and few products like it were launched: the figure is a rough guess. Choose a "
        "similar product (column replaces_sku of the products), or change the forecast to what you expect."
    ),
    "ended": N_("It is no longer sold, so nothing is forecast."),
}
DEMAND_CLASS_TITLES: Mapping[str, str] = {
    "smooth": N_("steady demand"),
    "intermittent": N_("rare demand of steady size"),
    "erratic": N_("frequent demand of changing size"),
    "lumpy": N_("rare demand of changing size"),
    "no_demand": N_("no demand"),
}


NEVER_SOLD = ("similar_launches", "few_similar_launches", "no_known_demand")
"""Reasons of series of which no sale is known yet."""


def method_title(method: str) -> Message:
    """A method's name in words, such as "the mean of the last periods"; another model's is its own name.

    >>> str(method_title("moving_average"))
    'the mean of the last periods'
    """
    return Message(_METHODS.get(method, method))


def fallback_reason(code: str) -> Message:
    """Why this method: how the choice came about."""
    return Message(_FALLBACKS[code])
