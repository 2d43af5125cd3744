"""What a share of so many cases is worth: its interval."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, require


def wilson_interval(
    held: ArrayLike, cases: ArrayLike, *, confidence: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """The lowest and the highest share that go with `held` of `cases`, 0 to 1.

    held, cases: numbers of the same shape, 0 <= held <= cases; they need not be whole. No cases: 0 and 1.
    confidence: chance that the interval holds the true share, above 0 and below 1.
    Raises ValueError outside these ranges.
    Source: Wilson (1927); Newcombe (1998), method 3.

    >>> low, high = wilson_interval([3, 81], [3, 263])
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.4385, 0.2553], [1.0, 0.3662])
    """
    k, n = np.broadcast_arrays(np.asarray(held, dtype=np.float64), np.asarray(cases, dtype=np.float64))
    require((k >= 0).all() and (k <= n).all(), "held must be from 0 to cases")
    require(0 < confidence < 1, f"confidence must be above 0 and below 1, got {confidence}")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    some = np.where(n > 0, n, 1.0)
    share = np.where(n > 0, k / some, 0.5)
    middle = (share + z**2 / (2 * some)) / (1 + z**2 / some)
    reach = z / (1 + z**2 / some) * np.sqrt(share * (1 - share) / some + z**2 / (4 * some**2))
    low = np.where(n > 0, np.where(k > 0, np.maximum(middle - reach, 0.0), 0.0), 0.0)
    high = np.where(n > 0, np.where(k < n, np.minimum(middle + reach, 1.0), 1.0), 1.0)
    return low, high
