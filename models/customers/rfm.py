"""Recency, frequency, monetary value: five scores each, ten named segments of recency by frequency.

Score 5 is always the best: bought lately, bought often, spent much.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.arrays import FloatArray, IntArray, require

SEGMENTS = (
    "champions",
    "loyal_customers",
    "potential_loyalists",
    "new_customers",
    "promising",
    "need_attention",
    "about_to_sleep",
    "at_risk",
    "cannot_lose",
    "hibernating",
)
# Rows: recency score 1 to 5; columns: frequency score 1 to 5.
_SEGMENT_MAP = np.array(
    [
        ["hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"],
        ["hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"],
        ["about_to_sleep", "about_to_sleep", "need_attention", "loyal_customers", "loyal_customers"],
        ["promising", "potential_loyalists", "potential_loyalists", "loyal_customers", "loyal_customers"],
        ["new_customers", "potential_loyalists", "potential_loyalists", "champions", "champions"],
    ]
)
_BAND_STARTS = np.array([2, 3, 4, 6])
MAX_ONE_TIME_SHARE = 0.40


@dataclass(frozen=True)
class RfmScores:
    """Scores of each customer, 1 (worst) to 5 (best), and how they came about.

    recency, frequency, monetary: (n_customers,) scores.
    recency_cutoffs (days), monetary_cutoffs (money): the four values at which the next group begins.
    frequency_cutoffs (orders): the same; for bands 2, 3, 4, 6.
    frequency_in_bands: whether frequency was scored by fixed bands instead of quintiles.
    """

    recency: IntArray
    frequency: IntArray
    monetary: IntArray
    recency_cutoffs: FloatArray
    frequency_cutoffs: FloatArray
    monetary_cutoffs: FloatArray
    frequency_in_bands: bool


def quintile_cutoffs(values: ArrayLike, *, step: float = 0.0) -> FloatArray:
    """The four values at which quintiles 2 to 5 begin, in the unit of the values.

    step: smallest difference that counts, >= 0, added to the type-7 quantile; 1 gives the rule of the R
        package rfm. With 0 the group begins just above the quantile: a value equal to it stays in the lower
        group.
    Raises ValueError without values or with unknown ones.
    Source: Hyndman, Fan (1996), type 7.

    >>> quintile_cutoffs([1, 2, 3, 4, 5, 6], step=1).tolist()
    [3.0, 4.0, 5.0, 6.0]
    """
    known = np.asarray(values, dtype=np.float64)
    require(known.size > 0 and np.isfinite(known).all(), "values must be finite and at least one")
    require(step >= 0, f"step must be >= 0, got {step}")
    quantiles = np.quantile(known, [0.2, 0.4, 0.6, 0.8])
    begins: FloatArray = quantiles + step if step > 0 else np.nextafter(quantiles, np.inf)
    return begins


def scores_from_cutoffs(values: ArrayLike, cutoffs: ArrayLike, *, low_is_best: bool = False) -> IntArray:
    """The score of each value, 1 to 5: a value at or above a cut-off belongs to the group that begins there.

    Equal values always get equal scores, so groups can be of unequal size.
    low_is_best: True for days since the last order.

    >>> scores_from_cutoffs([1, 2, 9], [2, 3, 4, 5]).tolist()
    [1, 2, 5]
    """
    group = np.searchsorted(np.asarray(cutoffs, dtype=np.float64), np.asarray(values), side="right") + 1
    return (6 - group if low_is_best else group).astype(np.int64)


def frequency_bands(n_orders: ArrayLike) -> IntArray:
    """The frequency score by fixed bands of orders: 1, 2, 3, 4 to 5, 6 and more give 1 to 5.

    >>> frequency_bands([1, 2, 3, 5, 6]).tolist()
    [1, 2, 3, 4, 5]
    """
    return scores_from_cutoffs(n_orders, _BAND_STARTS)


def rfm_scores(days_since_last_order: ArrayLike, n_orders: ArrayLike, monetary: ArrayLike) -> RfmScores:
    """The three scores of each customer, by quintiles of the customers given.

    days_since_last_order: days >= 0; n_orders: whole numbers >= 1; monetary: money, may be below 0 after
    refunds. All (n_customers,), none unknown. Where more than 40 percent bought once, quintiles of the
    number of orders
    would split hairs: then frequency goes by `frequency_bands`. If all values are equal they count as the
        lowest
    group: recency 5, frequency 1, monetary 1.
    Raises ValueError outside these ranges or for unequal lengths. No customers, no scores.
    Source: Hughes (1994) for the idea.

    >>> rfm_scores([3, 90], [4, 1], [500, 20]).recency.tolist()
    [5, 1]
    """
    days, orders, money = (
        np.asarray(side, dtype=np.float64) for side in (days_since_last_order, n_orders, monetary)
    )
    _check(days, orders, money)
    if days.size == 0:
        none, no_cutoffs = np.zeros(0, dtype=np.int64), np.full(4, np.nan)
        return RfmScores(none, none, none, no_cutoffs, no_cutoffs, no_cutoffs, False)
    in_bands = bool((orders == 1).mean() > MAX_ONE_TIME_SHARE)
    recency_cutoffs, monetary_cutoffs = quintile_cutoffs(days), quintile_cutoffs(money)
    frequency_cutoffs = _BAND_STARTS.astype(np.float64) if in_bands else quintile_cutoffs(orders)
    return RfmScores(
        recency=scores_from_cutoffs(days, recency_cutoffs, low_is_best=True),
        frequency=scores_from_cutoffs(orders, frequency_cutoffs),
        monetary=scores_from_cutoffs(money, monetary_cutoffs),
        recency_cutoffs=recency_cutoffs,
        frequency_cutoffs=frequency_cutoffs,
        monetary_cutoffs=monetary_cutoffs,
        frequency_in_bands=in_bands,
    )


def rfm_segments(recency: ArrayLike, frequency: ArrayLike) -> NDArray[np.str_]:
    """The segment of each pair of scores, one of `SEGMENTS`; each of the 25 pairs has exactly one.

    recency, frequency: scores 1 to 5. Raises ValueError outside.

    >>> rfm_segments([5, 1], [1, 5]).tolist()
    ['new_customers', 'cannot_lose']
    """
    rows, columns = np.asarray(recency, dtype=np.int64), np.asarray(frequency, dtype=np.int64)
    for name, scores in (("recency", rows), ("frequency", columns)):
        require(((scores >= 1) & (scores <= 5)).all(), f"{name} must be a score from 1 to 5")
    return _SEGMENT_MAP[rows - 1, columns - 1]


def _check(days: FloatArray, orders: FloatArray, money: FloatArray) -> None:
    require(
        days.ndim == 1 and days.shape == orders.shape == money.shape, "the three arrays must be of one length"
    )
    require((days >= 0).all(), "days_since_last_order must be >= 0 and known")
    require(((orders >= 1) & (orders == np.floor(orders))).all(), "n_orders must be whole numbers >= 1")
    require(np.isfinite(money).all(), "monetary must be known and finite")
