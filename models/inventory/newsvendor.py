"""One decision, one demand: how much to have when too little and too much both cost.

Source: Snyder, Shen (2019), ch. 4. Costs are money per unit left over or short at the end of the period.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from models.arrays import require
from models.inventory.loss import lognormal_loss, normal_loss, poisson_loss, poisson_quantile


@dataclass(frozen=True)
class BaseStock:
    """A stock level, in units, and its expected cost per period, in money."""

    level_units: float
    cost: float


@dataclass(frozen=True)
class NewsvendorOrder:
    """The quantity that earns most, with what it is expected to earn.

    critical_ratio: chance of meeting all demand that pays; expected_cost: money lost to surplus and shortage
    against knowing the demand; fill_rate: share of demand met.
    """

    units: float
    critical_ratio: float
    expected_profit: float
    expected_cost: float
    fill_rate: float


def critical_ratio(holding_cost: float, stockout_cost: float) -> float:
    """The chance of meeting all demand that balances both costs, from 0 to 1; costs above 0.

    >>> critical_ratio(1, 4)
    0.8
    """
    require(holding_cost > 0, f"holding_cost must be above 0, got {holding_cost}")
    require(stockout_cost > 0, f"stockout_cost must be above 0, got {stockout_cost}")
    return stockout_cost / (stockout_cost + holding_cost)


def newsvendor_normal(
    holding_cost: float, stockout_cost: float, *, mean: float, sd: float, level_units: float | None = None
) -> BaseStock:
    """The cheapest stock under normal demand, or the cost of a given one.

    mean, sd: of demand over the whole risk period (lead time plus review), units; sd above 0.
    Over n independent periods that is n times the mean and sqrt(n) times the sd.

    >>> newsvendor_normal(1, 1, mean=50, sd=8).level_units
    50.0
    """
    demand = NormalDist(mean, sd)
    cheapest = demand.inv_cdf(critical_ratio(holding_cost, stockout_cost))
    level = cheapest if level_units is None else level_units
    short = normal_loss(level, mean=mean, sd=sd)
    return BaseStock(level, holding_cost * (level - mean + short) + stockout_cost * short)


def newsvendor_poisson(
    holding_cost: float, stockout_cost: float, *, mean: float, level_units: int | None = None
) -> BaseStock:
    """The cheapest whole stock under Poisson demand, or the cost of a given one; mean in units, above 0.

    >>> newsvendor_poisson(1, 4, mean=6).level_units
    8
    """
    ratio = critical_ratio(holding_cost, stockout_cost)
    level = poisson_quantile(ratio, mean=mean) if level_units is None else level_units
    short = poisson_loss(level, mean=mean)
    return BaseStock(level, holding_cost * (level - mean + short) + stockout_cost * short)


def newsvendor_lognormal(
    holding_cost: float, stockout_cost: float, *, log_mean: float, log_sd: float
) -> BaseStock:
    """The cheapest stock when the logarithm of demand is normal with this mean and sd (sd above 0).

    >>> round(newsvendor_lognormal(1, 1, log_mean=0, log_sd=1).level_units, 6)
    1.0
    """
    score = NormalDist().inv_cdf(critical_ratio(holding_cost, stockout_cost))
    level = math.exp(log_mean + log_sd * score)
    short = lognormal_loss(level, log_mean=log_mean, log_sd=log_sd)
    left_over = level - math.exp(log_mean + log_sd**2 / 2) + short
    return BaseStock(level, holding_cost * left_over + stockout_cost * short)


def newsvendor_profit(
    price: float, unit_cost: float, *, salvage: float, mean: float, sd: float
) -> NewsvendorOrder:
    """The quantity that earns most under normal demand.

    price > unit_cost > salvage, money per unit; mean above 0 and sd above 0, units.

    >>> round(newsvendor_profit(4, 1, salvage=0, mean=100, sd=30).units, 2)
    120.23
    """
    require(price > unit_cost > salvage, "price must be above unit_cost, and unit_cost above salvage")
    require(mean > 0, f"mean must be above 0, got {mean}")
    over, under = unit_cost - salvage, price - unit_cost
    best = newsvendor_normal(over, under, mean=mean, sd=sd)
    short = normal_loss(best.level_units, mean=mean, sd=sd)
    return NewsvendorOrder(
        units=best.level_units,
        critical_ratio=critical_ratio(over, under),
        expected_profit=under * mean - best.cost,
        expected_cost=best.cost,
        fill_rate=1 - short / mean,
    )
