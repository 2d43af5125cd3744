"""ABC classes: few products make most of the value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.arrays import FloatArray, require


@dataclass(frozen=True)
class AbcClasses:
    """The class of each product, "A", "B" or "C", and the share of value down to it and with it, 0 to 1."""

    classes: NDArray[np.str_]
    cumulative_share: FloatArray


def abc_classes(values: ArrayLike, *, a_cut: float = 0.8, b_cut: float = 0.95) -> AbcClasses:
    """The class of each product by the share of value that larger ones make before it.

    values: money or units per product, >= 0 and known, in any order; equal values are ranked as given.
    A product is A while less than a_cut is reached before it, B while less than b_cut, else C: the product
    that crosses a cut still belongs to the better class. Products without value are C; no value at all, all
    C. 0 < a_cut <= b_cut <= 1. Raises ValueError outside these ranges.

    >>> abc_classes([10, 80, 10]).classes.tolist()
    ['B', 'A', 'B']
    """
    worth = np.asarray(values, dtype=np.float64)
    require(
        worth.ndim == 1 and (worth >= 0).all() and np.isfinite(worth).all(), "values must be known and >= 0"
    )
    require(0 < a_cut <= b_cut <= 1, "a_cut and b_cut must be above 0 and at most 1, a_cut not above b_cut")
    order = np.argsort(-worth, kind="stable")
    total = worth.sum()
    reached = np.cumsum(worth[order]) / total if total > 0 else np.ones(worth.size)
    before = np.round(np.concatenate([[0.0], reached[:-1]])[: worth.size], 12)
    ranked = np.where(before < a_cut, "A", np.where(before < b_cut, "B", "C"))
    ranked = np.where(worth[order] > 0, ranked, "C")
    classes, share = np.empty(worth.size, dtype="<U1"), np.empty(worth.size)
    classes[order], share[order] = ranked, reached
    return AbcClasses(classes, share)
