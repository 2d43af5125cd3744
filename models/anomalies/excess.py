"""Cells with more events than their siblings: a count test, a correction for many looks, a score to rank."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]


def excess_probability(events: Numbers, expected: Numbers, sibling_events: Numbers) -> Numbers:
    """Chance of at least so many events in each cell if its rate were that of its siblings.

    events: in the cell. expected: its exposure times the siblings' rate. sibling_events: on which that rate
    rests; few of them make the test careful. Of all events the cell gets a binomial share,
    expected / (expected + sibling_events): the conditional test of two Poisson rates, exact for rare events
    and on the careful side for shares. Where nothing was expected and no sibling had any, 1.
    Source: Przyborowski and Wilenski (1940), Biometrika 31, 313-323.

    >>> [round(float(p), 4) for p in excess_probability(np.array([5.0]), np.array([1.0]), np.array([1.0]))]
    [0.1094]
    """
    pairs = zip(events.tolist(), expected.tolist(), sibling_events.tolist(), strict=True)
    return np.array([_upper_tail(x, e, s) for x, e, s in pairs])


def _upper_tail(events: float, expected: float, siblings: float) -> float:
    x, n = math.ceil(events), math.ceil(events) + round(siblings)
    if x <= 0 or expected + siblings <= 0:
        return 1.0
    share = expected / (expected + siblings)
    if not 0 < share < 1:
        return 1.0
    k = np.arange(x, n + 1)
    steps = np.log((n - k[:-1]) / (k[:-1] + 1)) + math.log(share) - math.log1p(-share)
    first = math.lgamma(n + 1) - math.lgamma(x + 1) - math.lgamma(n - x + 1)
    first += x * math.log(share) + (n - x) * math.log1p(-share)
    return float(min(np.exp(first + np.concatenate([[0.0], np.cumsum(steps)])).sum(), 1.0))


def likelihood_score(events: Numbers, expected: Numbers, sibling_events: Numbers) -> Numbers:
    """How much better "this cell has a rate of its own" explains the events than "one rate for all"; >= 0.

    Largest for the cell that holds the cause and nothing else: a wider one is diluted, a narrower one holds
    a part only. 0 where the cell has no more than expected.
    Source: Kulldorff (1997), A spatial scan statistic, eq. for the Poisson model.

    >>> siblings = np.array([90.0, 90.0])
    >>> wide, narrow = likelihood_score(np.array([30.0, 30.0]), np.array([20.0, 10.0]), siblings)
    >>> bool(narrow > wide > 0)
    True
    """
    total = events + sibling_events
    share = np.divide(expected, expected + sibling_events, out=np.zeros_like(total), where=expected > 0)
    inside = _weighted_log(events, total * share)
    outside = _weighted_log(sibling_events, total * (1 - share))
    return np.where(events > expected, np.maximum(inside + outside, 0.0), 0.0)


def _weighted_log(seen: Numbers, usual: Numbers) -> Numbers:
    ratio = np.divide(seen, usual, out=np.ones_like(usual), where=(usual > 0) & (seen > 0))
    return seen * np.log(ratio)


def adjusted_for_many_looks(probabilities: Numbers, *, looks: int = 0) -> Numbers:
    """Each chance as the least share of false alarms among all cells named with it or before it.

    looks: how many cells were looked at in all; those not given count as chance 1.
    Source: Benjamini and Hochberg (1995), Controlling the false discovery rate, section 3.
    Never smaller than the chance itself.

    >>> adjusted_for_many_looks(np.array([0.01, 0.04, 0.03])).round(2).tolist()
    [0.03, 0.04, 0.04]
    """
    count = max(looks, len(probabilities))
    order = np.argsort(probabilities)[::-1]
    ranks = np.arange(len(probabilities), 0, -1)
    steps = np.minimum.accumulate(probabilities[order] * count / ranks) if len(order) else probabilities
    adjusted = np.empty_like(probabilities)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted
