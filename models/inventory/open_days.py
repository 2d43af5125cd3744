"""A supplier's open days: when what is ordered arrives, and by when it must be ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, IntArray, require

_NEVER = 2.0**40


@dataclass(frozen=True)
class OpenDays:
    """The days on which suppliers are closed, one row per supplier; every other day is open.

    starts, ends: (n, k) first and last closed days as whole day numbers, rising and apart in each row.
    A lead time counts open days: nothing arrives from a supplier that is closed. All methods take one value
    per row, or one for all; NaN stays NaN.
    """

    starts: FloatArray
    ends: FloatArray

    @classmethod
    def of_closures(cls, closures: Iterable[tuple[int, int, int]], n_suppliers: int) -> OpenDays:
        """From (supplier, first, last) in any order; closures that touch or overlap are one.

        Raises ValueError for a closure that ends before it starts.

        >>> OpenDays.of_closures([(0, 10, 12), (0, 13, 14)], 2).ends[0].tolist()
        [14.0]
        """
        merged: list[list[tuple[int, int]]] = [[] for _ in range(n_suppliers)]
        for supplier, first, last in sorted(closures):
            require(first <= last, f"a closure must not end before it starts, got {first} to {last}")
            own = merged[supplier]
            if own and first <= own[-1][1] + 1:
                own[-1] = (own[-1][0], max(own[-1][1], last))
            else:
                own.append((first, last))
        width = max((len(own) for own in merged), default=0)
        starts = np.full((n_suppliers, width), _NEVER)
        ends = np.full((n_suppliers, width), _NEVER - 1)
        for supplier, own in enumerate(merged):
            for place, (first, last) in enumerate(own):
                starts[supplier, place], ends[supplier, place] = first, last
        return cls(starts, ends)

    def of(self, rows: IntArray) -> OpenDays:
        """The open days of some suppliers, in the order of rows; -1 is always open."""
        is_known = (rows >= 0)[:, None]
        if not len(self.starts):
            return OpenDays(np.zeros((rows.size, 0)), np.zeros((rows.size, 0)))
        return OpenDays(
            np.where(is_known, self.starts[rows], _NEVER), np.where(is_known, self.ends[rows], _NEVER - 1)
        )

    def arrival(self, order_days: ArrayLike, lead_days: ArrayLike) -> FloatArray:
        """The day on which an order arrives: lead_days open days after it, >= 0.

        Without a lead time it arrives on the day itself, or on the first open day after a closure.

        >>> shut = OpenDays.of_closures([(0, 10, 12)], 1)
        >>> shut.arrival([8], [1]).tolist(), shut.arrival([8], [2]).tolist(), shut.arrival([11], [0]).tolist()
        ([9.0], [13.0], [13.0])
        """
        ordered = np.asarray(order_days, dtype=np.float64)
        wanted = self._number(ordered) + np.asarray(lead_days, dtype=np.float64)
        return self._day(np.maximum(wanted, self._number(ordered - 1) + 1))

    def latest_order(self, arrival_days: ArrayLike, lead_days: ArrayLike) -> FloatArray:
        """The last open day on which an order still arrives by arrival_days.

        >>> OpenDays.of_closures([(0, 10, 12)], 1).latest_order([14], [3]).tolist()
        [8.0]
        """
        return self._day(
            self._number(np.asarray(arrival_days, dtype=np.float64)) - np.asarray(lead_days, dtype=np.float64)
        )

    def between(self, order_days: ArrayLike, arrival_days: ArrayLike) -> FloatArray:
        """Open days from an order to its arrival: the lead time that it took.

        >>> OpenDays.of_closures([(0, 10, 12)], 1).between([8], [13]).tolist()
        [2.0]
        """
        return self._number(np.asarray(arrival_days, dtype=np.float64)) - self._number(
            np.asarray(order_days, dtype=np.float64)
        )

    def is_closed(self, days: ArrayLike) -> FloatArray:
        """1 where the supplier is closed on the day, else 0."""
        day = np.asarray(days, dtype=np.float64)
        return 1.0 - self.between(day - 1, day)

    def _number(self, days: FloatArray) -> FloatArray:
        """The number of the last open day up to a day: days less those that were closed."""
        shut = np.zeros(np.broadcast_shapes(days.shape, self.starts.shape[:1]))
        for place in range(self.starts.shape[1]):
            first, last = self.starts[:, place], self.ends[:, place]
            shut = shut + np.clip(np.minimum(last, days) - first + 1, 0.0, None)
        return days - shut

    def _day(self, numbers: FloatArray) -> FloatArray:
        """The open day with a number."""
        days = numbers + np.zeros(self.starts.shape[:1])
        for place in range(self.starts.shape[1]):
            first, last = self.starts[:, place], self.ends[:, place]
            days = days + np.where(first <= days, last - first + 1, 0.0)
        return days
