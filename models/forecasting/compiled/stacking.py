"""How candidates err together, and the weights that err least, in machine code."""

from __future__ import annotations

import numpy as np
from numba import njit

N_VIEWS = 5
"""Sums whose error counts: decision window, whole horizon, and each third of the horizon."""
FIXED = 65536.0
WIDEST_ERROR = 20.0
# A candidate with less of a say only adds noise.
SMALLEST_WEIGHT = 2e-3


@njit(cache=True, nogil=True)
def window_errors(paths, actual, covered, scale, out):  # type: ignore[no-untyped-def]
    """Fills out (N_VIEWS, M): error per period of each sum, in units of scale; False if too little is known.

    paths: (M, H); actual: (H,) NaN unknown; covered: (H,) share of each step in the decision window.
    A sum counts over its known steps; the origin counts when half of the decision window is known.
    """
    n_methods, horizon = paths.shape
    wanted, known = 0.0, 0.0
    for step in range(horizon):
        wanted += covered[step]
        if actual[step] == actual[step]:
            known += covered[step]
    if known < 0.5 * wanted:
        return False
    out[:] = 0.0
    for view in range(N_VIEWS):
        length = 0.0
        for step in range(horizon):
            share = _share(view, step, horizon, covered)
            if share > 0.0 and actual[step] == actual[step]:
                length += share
                for method in range(n_methods):
                    out[view, method] += share * (paths[method, step] - actual[step])
        if length > 0.0:
            for method in range(n_methods):
                error = out[view, method] / (length * scale)
                out[view, method] = min(max(error, -WIDEST_ERROR), WIDEST_ERROR)
    return True


@njit(cache=True, nogil=True)
def _share(view, step, horizon, covered):  # type: ignore[no-untyped-def]
    if view == 0:
        return covered[step]
    if view == 1:
        return 1.0
    third = view - 2
    return 1.0 if step * 3 // horizon == third else 0.0


@njit(cache=True, nogil=True)
def add_products(errors, weight, products):  # type: ignore[no-untyped-def]
    """Adds weight x errors' errors to the lower half of products (M, M); errors: (N_VIEWS, M)."""
    for view in range(errors.shape[0]):
        for first in range(errors.shape[1]):
            factor = weight * errors[view, first]
            for second in range(first + 1):
                products[first, second] += factor * errors[view, second]


@njit(cache=True, nogil=True)
def best_weights(products, weights, rounds, tolerance):  # type: ignore[no-untyped-def]
    """Moves weights (M,), >= 0 and of sum 1, towards the smallest w' products w; products symmetric (M, M).

    Each round shifts weight from the worst to the best candidate by the exact best amount, until the gain of
    a shift is below tolerance, a share of what is left.
    Source: pairwise Frank-Wolfe with line search, Lacoste-Julien, Jaggi (2015); as stacking: Breiman (1996).
    """
    size = weights.size
    gradient = np.zeros(size)
    for first in range(size):
        for second in range(size):
            gradient[first] += products[first, second] * weights[second]
    for _ in range(rounds):
        best, worst = 0, -1
        for method in range(size):
            if gradient[method] < gradient[best]:
                best = method
            if weights[method] > 0.0 and (worst < 0 or gradient[method] > gradient[worst]):
                worst = method
        gap = gradient[worst] - gradient[best]
        if gap <= tolerance * abs(gradient[best]) + 1e-12:
            break
        curve = products[worst, worst] + products[best, best] - 2.0 * products[worst, best]
        shift = weights[worst] if curve <= gap * 1e-12 else min(weights[worst], gap / curve)
        weights[worst] -= shift
        weights[best] += shift
        if weights[worst] < 1e-9:
            weights[best] += weights[worst]
            weights[worst] = 0.0
        for method in range(size):
            gradient[method] += shift * (products[method, best] - products[method, worst])


@njit(cache=True, nogil=True)
def drop_small(weights):  # type: ignore[no-untyped-def]
    """Leaves out weights below SMALLEST_WEIGHT; the others keep their proportions and sum to 1."""
    kept = 0.0
    for method in range(weights.size):
        if weights[method] < SMALLEST_WEIGHT:
            weights[method] = 0.0
        kept += weights[method]
    for method in range(weights.size):
        weights[method] /= kept


@njit(cache=True, nogil=True)
def mirrored(products):  # type: ignore[no-untyped-def]
    """Fills the upper half of products from the lower one."""
    for first in range(products.shape[0]):
        for second in range(first):
            products[second, first] = products[first, second]
