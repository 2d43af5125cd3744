"""What would have been wanted where a shelf was empty for a part of a period."""

from __future__ import annotations

import numpy as np

from models.arrays import BoolArray, FloatArray

MOST_CLOSED = 0.5
"""The largest part of a period without stock from whose rest the whole is told."""

_KNOWN_PERIODS = 8
_NO_TIME = 1e-9


def unconstrained(sold: FloatArray, closed: FloatArray, *, begun: BoolArray) -> FloatArray:
    """What was wanted in each period, (n_series, n_periods), NaN where less than half of it was open.

    sold: units. closed: part of the period without stock, 0 to 1. begun: from the first sale on.
    The closed part is worth that part of what the last eight known periods sold in their open time. Sales up
    to an empty shelf are on average what that time wanted (Wald 1944), and their rate is told over several
    periods: that of one period alone would be too high, since a shelf is empty after a sale, and wholly open
    periods alone would be the weak ones. Without a known period before, the next eight stand in; without any,
    the open part is scaled. The day on which the last unit went counts as open, so the figure is a low one.

    >>> begun = np.ones((1, 3), dtype=np.bool_)
    >>> unconstrained(np.array([[7.0, 7.0, 5.0]]), np.array([[0, 0, 2 / 7]]), begun=begun).tolist()
    [[7.0, 7.0, 7.0]]
    """
    open_share = np.where(begun & (closed <= MOST_CLOSED), 1.0 - closed, 0.0)
    usual = _rate_before(sold, open_share)
    after = _rate_before(sold[:, ::-1], open_share[:, ::-1])[:, ::-1]
    usual = np.where(np.isnan(usual), after, usual)
    scaled = sold / np.maximum(1.0 - closed, MOST_CLOSED)
    wanted = np.where(np.isnan(usual), scaled, sold + closed * usual)
    return np.where(closed > 0, np.where(closed <= MOST_CLOSED, wanted, np.nan), sold)


def _rate_before(sold: FloatArray, open_share: FloatArray) -> FloatArray:
    """Units per wholly open period of the last eight known ones before each one, NaN where there was none."""
    known = open_share > 0
    count = np.cumsum(known, axis=1)
    until = np.column_stack([np.zeros((len(sold), 1), dtype=np.int64), count[:, :-1]])
    since = np.maximum(until - _KNOWN_PERIODS, 0)
    units, time = (_by_count(np.where(known, values, 0.0), known) for values in (sold, open_share))
    line = np.arange(len(sold))[:, None]
    opened = time[line, until] - time[line, since]
    rate: FloatArray = np.divide(
        units[line, until] - units[line, since],
        opened,
        out=np.full(sold.shape, np.nan),
        where=opened > _NO_TIME,
    )
    return rate


def _by_count(values: FloatArray, known: BoolArray) -> FloatArray:
    """[i, k]: the sum of the values of series i over its first k known periods."""
    sums = np.zeros((values.shape[0], values.shape[1] + 1))
    row, column = np.nonzero(known)
    sums[row, np.cumsum(known, axis=1)[row, column]] = np.cumsum(values, axis=1)[row, column]
    return sums
