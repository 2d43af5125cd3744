"""Counts that look like slips of the hand: a digit too many, too few or two swapped, or two rows mixed up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.arrays import BoolArray, require

TOLERANCE = 0.02
"""Share of the booked units by which a count may differ and still be right."""
_LEAST_UNITS, _LEAST_SHARE = 10.0, 0.5
"""A digit too many or too few is believed where the difference is so large that hardly anything else is."""


def is_right(counted: ArrayLike, booked: ArrayLike, *, tolerance: float = TOLERANCE) -> BoolArray:
    """Whether each count is within the tolerance of the booked units, the limit itself included.

    tolerance: share of the booked units, >= 0. Nothing booked is right where nothing was counted.

    >>> is_right([49, 48, 0, 1], [50, 50, 0, 0]).tolist()
    [True, False, True, False]
    """
    require(tolerance >= 0, "tolerance must be >= 0")
    found, books = np.asarray(counted, dtype=np.float64), np.asarray(booked, dtype=np.float64)
    right: BoolArray = np.abs(found - books) <= tolerance * np.abs(books) + 1e-9
    return right


def slip(counted: float, booked: float) -> str:
    """What slip of the hand would make the count of the booked units: a code, '' where none would.

    "ten_times", "tenth", "digit_added", "digit_dropped", "digits_swapped". Whole numbers only. What the slip
    leaves must be the booked units, give or take one; digits added or dropped count only where the two are
    far apart, because a small difference is what a shelf really lacks.

    >>> slip(480, 48), slip(45, 54), slip(510, 51), slip(44, 50), slip(125, 1225)
    ('ten_times', 'digits_swapped', 'ten_times', '', 'digit_dropped')
    """
    if counted != int(counted) or booked != int(booked) or counted < 0 or booked <= 0:
        return ""
    found, books = int(counted), int(booked)
    far = abs(found - books) >= max(_LEAST_UNITS, _LEAST_SHARE * books)
    signs = {
        "ten_times": far and found % 10 == 0 and _near(found // 10, books),
        "tenth": far and books >= 100 and books % 10 == 0 and _near(found, books // 10),
        "digit_added": far and any(_near(number, books) for number in _without_a_digit(found)),
        "digit_dropped": far and found >= 10 and found in _without_a_digit(books),
        "digits_swapped": not is_right(found, books) and books in _swapped(found),
    }
    return next((code for code, is_there in signs.items() if is_there), "")


def mixed_up(counted: ArrayLike, booked: ArrayLike) -> NDArray[np.int64]:
    """The other row of the same count whose units each row has while that one has its; -1 for none.

    counted, booked: (n,) of one count at one place. Rows whose own count is right are never mixed up.

    >>> mixed_up([12, 80, 5], [80, 12, 5]).tolist()
    [1, 0, -1]
    """
    found, books = np.asarray(counted, dtype=np.float64), np.asarray(booked, dtype=np.float64)
    wrong = np.flatnonzero(~is_right(found, books))
    by_pair: dict[tuple[float, float], list[int]] = {}
    for row in wrong.tolist():
        by_pair.setdefault((float(books[row]), float(found[row])), []).append(row)
    other = np.full(found.size, -1, dtype=np.int64)
    for row in wrong.tolist():
        candidates = by_pair.get((float(found[row]), float(books[row])), [])
        if len(candidates) == 1:
            other[row] = candidates[0]
    return other


def _near(one: int, other: int) -> bool:
    return abs(one - other) <= 1


def _without_a_digit(number: int) -> Iterator[int]:
    digits = str(number)
    if len(digits) > 1:
        for place in range(len(digits)):
            yield int(digits[:place] + digits[place + 1 :])


def _swapped(number: int) -> Iterator[int]:
    digits = str(number)
    for place in range(len(digits) - 1):
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        if swapped[0] != "0":
            yield int(swapped)
