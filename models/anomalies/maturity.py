"""How much of what will happen has been seen: delays learned from what is complete, and the final share.

A return is known some days after its goods were shipped. Young shipments therefore show too few of them;
how few follows from the delays of older ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]


def seen_share_by_age(lag_days: NDArray[Any], window_days: NDArray[Any], *, longest_days: int) -> Numbers:
    """Share of the final events that has been seen at age 0, 1, ... longest_days; the last is 1.

    lag_days: delay of each event seen, whole days >= 0. window_days: age of its cohort when the data ended,
    at least its lag. An event later than longest_days counts as never coming. Without events nothing is known
    and everything counts as seen.
    Young cohorts are used up to their age only: the product over x > a of 1 - (events with lag x) / (events
    with lag <= x of cohorts at least x days old), which is the chain ladder of claims reserving by day.
    Source: Kalbfleisch and Lawless (1989), Inference based on retrospective ascertainment, eq. 2.4; Lawless
    (1994), Adjustments for reporting delays, section 2. Raises ValueError for a lag beyond its window.

    >>> seen_share_by_age(np.array([1, 1, 3, 3]), np.array([9, 9, 9, 9]), longest_days=3).tolist()
    [0.0, 0.5, 0.5, 1.0]
    """
    lags, windows = np.asarray(lag_days, dtype=int), np.asarray(window_days, dtype=int)
    if ((lags < 0) | (lags > windows)).any():
        raise ValueError("lag_days must be from 0 to the window of each event")
    inside = lags <= longest_days
    happened = np.bincount(lags[inside], minlength=longest_days + 1)
    too_young = np.bincount(np.minimum(windows[inside], longest_days + 1), minlength=longest_days + 2)
    at_risk = np.cumsum(happened) - np.concatenate([[0], np.cumsum(too_young)[:longest_days]])
    stays = 1 - np.divide(happened, at_risk, out=np.zeros(len(happened)), where=at_risk > 0)
    after = np.cumprod(stays[:0:-1])[::-1]
    return np.append(after, 1.0) if len(lags) else np.ones(longest_days + 1)


def share_seen(ages_days: NDArray[Any], seen: Numbers) -> Numbers:
    """The share seen at each age; beyond the longest age all, before the first day nothing.

    >>> share_seen(np.array([-1, 0, 50]), np.array([0.25, 1.0])).tolist()
    [0.0, 0.25, 1.0]
    """
    ages = np.asarray(ages_days, dtype=int)
    return np.where(ages < 0, 0.0, seen[np.clip(ages, 0, len(seen) - 1)])


@dataclass(frozen=True)
class FinalShare:
    """What share of each cohort will have had the event when all is known: expected, and a range."""

    expected: Numbers
    low: Numbers
    high: Numbers


def final_share(
    events: Numbers,
    units: Numbers,
    exposure: Numbers,
    *,
    usual_share: float,
    usual_weight: float,
    coverage: float = 0.9,
) -> FinalShare:
    """The final share of each cohort from what has been seen of it and what is usual.

    events: seen so far. units: in the cohort. exposure: units times the share seen at their age.
    usual_share: of complete cohorts. usual_weight: how many units of exposure that knowledge is worth, > 0.
    What is still to come is Poisson with a Gamma rate (negative binomial), its quantiles by the cube-root
    transformation. With all seen, the range is the share itself; with nothing seen, the usual share.
    Source: Buehlmann and Gisler (2005), A Course in Credibility Theory, ch. 2 (Poisson-Gamma); the
    Bornhuetter-Ferguson method; Wilson and Hilferty (1931) for the quantiles.
    Raises ValueError unless usual_weight > 0 and coverage lies between 0 and 1.

    >>> made = final_share(np.array([9.0]), np.array([100.0]), np.array([50.0]),
    ...                    usual_share=0.18, usual_weight=100.0)
    >>> made.expected.round(3).tolist(), bool(made.low[0] < 0.18 < made.high[0])
    ([0.18], True)
    """
    if usual_weight <= 0 or not 0 < coverage < 1:
        raise ValueError("usual_weight must be above 0, coverage between 0 and 1")
    shape = usual_share * usual_weight + events
    to_come = (units - exposure).clip(min=0.0) * shape / (usual_weight + exposure)
    spread = to_come + np.divide(to_come**2, shape, out=np.zeros_like(to_come), where=shape > 0)
    z = NormalDist().inv_cdf(0.5 + coverage / 2)
    low, high = (_gamma_quantile(to_come, spread, sign * z) for sign in (-1, 1))
    total = np.where(units > 0, units, np.nan)
    return FinalShare(
        *(np.minimum((events + more) / total, 1.0) for more in (to_come, np.floor(low), np.ceil(high)))
    )


def _gamma_quantile(mean: Numbers, variance: Numbers, z: float) -> Numbers:
    """The quantile of a Gamma with this mean and variance at the normal score z."""
    ratio = np.divide(variance, mean**2, out=np.zeros_like(mean), where=mean > 0) / 9
    made: Numbers = mean * np.maximum(1 - ratio + z * np.sqrt(ratio), 0.0) ** 3
    return made


def usual_rate(shares: Numbers, units: Numbers) -> tuple[float, float]:
    """The share of complete cohorts, and how many units that knowledge is worth.

    The weight is mean / variance between cohorts (of a Gamma), after chance within them is taken off; at most
    the units of an average cohort, at least a twentieth of them. Without units: 0 and 1.

    >>> usual_rate(np.array([0.2, 0.2]), np.array([100.0, 300.0]))
    (0.2, 200.0)
    """
    total = float(units.sum())
    if not total:
        return 0.0, 1.0
    share, typical = float((shares * units).sum() / total), total / len(units)
    between = float(((shares - share) ** 2 * units).sum() / total) - share / typical
    weight = share / between if between > 0 else typical
    return round(share, 12), min(max(weight, typical / 20), typical)
