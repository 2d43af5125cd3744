"""Loss functions: units short on average when the stock is x, E[(D - x)+], and units left over, E[(x - D)+].

The second is `x - mean + loss`. Demand D is in units of one period or cycle.
Source of the formulas: Snyder, Shen (2019), Fundamentals of Supply Chain Theory, appendix C.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from models.arrays import require, whole_number

_STANDARD = NormalDist()


def standard_normal_loss(z: float) -> float:
    """Mean shortfall of a standard normal above z, >= 0; the mean surplus below z is z + this.

    >>> round(standard_normal_loss(0.0), 6)
    0.398942
    """
    return _STANDARD.pdf(z) - z * _STANDARD.cdf(-z)


def standard_normal_second_loss(z: float) -> float:
    """Half the mean squared shortfall of a standard normal above z, >= 0.

    >>> standard_normal_second_loss(0.0)
    0.25
    """
    return 0.5 * ((z * z + 1.0) * _STANDARD.cdf(-z) - z * _STANDARD.pdf(z))


def normal_loss(stock: float, *, mean: float, sd: float) -> float:
    """Units short on average with this stock under normal demand.

    sd: units, above 0. Raises ValueError outside.

    >>> round(normal_loss(10, mean=10, sd=2), 6)
    0.797885
    """
    require(sd > 0, f"sd must be above 0, got {sd}")
    return sd * standard_normal_loss((stock - mean) / sd)


def lognormal_loss(stock: float, *, log_mean: float, log_sd: float) -> float:
    """Units short on average with this stock when the logarithm of demand is normal.

    stock: units, above 0; log_mean, log_sd: of the natural logarithm, log_sd above 0.

    >>> round(lognormal_loss(2.5, log_mean=1, log_sd=0.5), 6)
    0.887026
    """
    require(stock > 0, f"stock must be above 0, got {stock}")
    require(log_sd > 0, f"log_sd must be above 0, got {log_sd}")
    z = (log_mean - math.log(stock)) / log_sd
    return math.exp(log_mean + log_sd**2 / 2) * _STANDARD.cdf(z + log_sd) - stock * _STANDARD.cdf(z)


def exponential_loss(stock: float, *, rate: float) -> float:
    """Units short on average with this stock under exponential demand with mean 1 / rate.

    stock: units, >= 0; rate: above 0.

    >>> exponential_loss(0, rate=0.5)
    2.0
    """
    require(rate > 0, f"rate must be above 0, got {rate}")
    require(stock >= 0, f"stock must be >= 0, got {stock}")
    return math.exp(-rate * stock) / rate


def poisson_loss(stock: int, *, mean: float) -> float:
    """Units short on average with this stock under Poisson demand.

    stock: whole units >= 0; mean: units, above 0.

    >>> round(poisson_loss(0, mean=3), 9)
    3.0
    """
    stock = whole_number(stock, name="stock", at_least=0)
    return (mean - stock) * (1 - poisson_cdf(stock, mean=mean)) + mean * poisson_probability(stock, mean=mean)


def negative_binomial_loss(stock: int, *, successes: float, probability: float) -> float:
    """Units short on average with this stock under negative binomial demand (the number of failures).

    stock: whole units >= 0; successes: above 0, need not be whole; probability: of a success, above 0 and
    below 1. The mean is successes (1 - probability) / probability.

    >>> round(negative_binomial_loss(0, successes=6, probability=0.3), 6)
    14.0
    """
    stock = whole_number(stock, name="stock", at_least=0)
    mean = successes * (1 - probability) / probability
    masses = [
        negative_binomial_probability(units, successes=successes, probability=probability)
        for units in range(stock)
    ]
    return mean - stock + math.fsum((stock - units) * mass for units, mass in enumerate(masses))


def poisson_probability(units: int, *, mean: float) -> float:
    """Chance of exactly so many units under Poisson demand; mean above 0.

    >>> round(poisson_probability(0, mean=1), 6)
    0.367879
    """
    require(mean > 0, f"mean must be above 0, got {mean}")
    return math.exp(units * math.log(mean) - mean - math.lgamma(units + 1))


def poisson_cdf(units: int, *, mean: float) -> float:
    """Chance of at most so many units under Poisson demand; mean above 0.

    >>> round(poisson_cdf(1, mean=1), 6)
    0.735759
    """
    return min(1.0, math.fsum(poisson_probability(each, mean=mean) for each in range(units + 1)))


def poisson_quantile(level: float, *, mean: float) -> int:
    """The smallest stock with at least this chance of no shortage under Poisson demand, whole units.

    level: above 0 and below 1; mean: units, above 0.

    >>> poisson_quantile(0.95, mean=12)
    18
    """
    require(0 < level < 1, f"level must be above 0 and below 1, got {level}")
    units, reached = 0, poisson_probability(0, mean=mean)
    while reached < level - 1e-12:
        units += 1
        reached += poisson_probability(units, mean=mean)
    return units


def negative_binomial_probability(units: int, *, successes: float, probability: float) -> float:
    """Chance of exactly so many failures before the successes-th success.

    It is also Poisson demand at a rate that varies by a gamma distribution: successes is its shape,
    probability 1 / (1 + scale). successes: above 0; probability: above 0 and below 1.

    >>> round(negative_binomial_probability(0, successes=2, probability=0.5), 6)
    0.25
    """
    require(successes > 0, f"successes must be above 0, got {successes}")
    require(0 < probability < 1, f"probability must be above 0 and below 1, got {probability}")
    ways = math.lgamma(units + successes) - math.lgamma(successes) - math.lgamma(units + 1)
    return math.exp(ways + successes * math.log(probability) + units * math.log1p(-probability))
