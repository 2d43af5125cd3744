"""What would have been wanted where a shelf was empty for a part of a period."""

from __future__ import annotations

import numpy as np

from models.arrays import BoolArray, FloatArray

MOST_CLOSED = 0.5
"""The largest part of a period without stock from whose rest the whole is told."""

_OPEN_PERIODS = 8


def unconstrained(sold: FloatArray, closed: FloatArray, *, begun: BoolArray) -> FloatArray:
    """What was wanted in each period, (n_series, n_periods), NaN where less than half of it was open.

    sold: units. closed: part of the period without stock, 0 to 1. begun: from the first sale on.
    The closed part is worth that part of the mean of the last eight open periods. A shelf is empty after a
    sale and never before one: sales up to then are on average what those days wanted (Wald 1944), their rate
    is not. Without an open period before, the next eight stand in; without any, the open part is scaled.

    >>> begun = np.ones((1, 3), dtype=np.bool_)
    >>> unconstrained(np.array([[7.0, 7.0, 5.0]]), np.array([[0, 0, 2 / 7]]), begun=begun).tolist()
    [[7.0, 7.0, 7.0]]
    """
    opened = begun & (closed <= 0)
    usual = _mean_before(sold, opened)
    after = _mean_before(sold[:, ::-1], opened[:, ::-1])[:, ::-1]
    usual = np.where(np.isnan(usual), after, usual)
    scaled = sold / np.maximum(1.0 - closed, MOST_CLOSED)
    wanted = np.where(np.isnan(usual), scaled, sold + closed * usual)
    return np.where(closed > 0, np.where(closed <= MOST_CLOSED, wanted, np.nan), sold)


def _mean_before(sold: FloatArray, opened: BoolArray) -> FloatArray:
    """The mean of the last eight open periods before each one, NaN where there was none."""
    sums, count = np.cumsum(np.where(opened, sold, 0.0), axis=1), np.cumsum(opened, axis=1)
    n_series, n_periods = sold.shape
    # by_count[i, k]: the sum of the first k open periods of series i.
    by_count = np.zeros((n_series, n_periods + 1))
    row, column = np.nonzero(opened)
    by_count[row, count[row, column]] = sums[row, column]
    until = np.column_stack([np.zeros((n_series, 1), dtype=np.int64), count[:, :-1]])
    since = np.maximum(until - _OPEN_PERIODS, 0)
    line = np.arange(n_series)[:, None]
    total = by_count[line, until] - by_count[line, since]
    mean: FloatArray = np.divide(total, until - since, out=np.full(sold.shape, np.nan), where=until > since)
    return mean
