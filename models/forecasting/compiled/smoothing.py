"""What one origin says: level and trend methods on an adjusted history, in machine code.

x is one series, adjusted for season, events and price; NaN = unknown, it teaches nothing. An origin knows
x[begin..origin]. Each function fills rows of `out` (methods, H) or gives a level, units per period.
"""

from __future__ import annotations

import numpy as np
from numba import njit

ALPHAS = (0.03, 0.08, 0.15, 0.3, 0.5)
N_ALPHAS = 5
# Trend smoothing: weight of the level, weight of the slope, damping.
DAMPED = ((0.1, 0.02, 0.95), (0.1, 0.05, 0.9), (0.3, 0.05, 0.9), (0.3, 0.1, 0.95), (0.5, 0.1, 0.9))
N_DAMPED = 5
N_WINDOWS = 4
LONGEST_BUCKET = 12
N_FLAT = N_ALPHAS + 1 + N_WINDOWS
N_CORE = N_FLAT + 2
"""Smoothing at each weight, the best weight, moving averages, damped trend, Theta."""


@njit(cache=True, nogil=True)
def core_methods(demand, usual, x, begin, origin, windows, out):  # type: ignore[no-untyped-def]
    """Fills out (N_CORE, H): smoothing, its best weight, moving averages, damped trend, Theta.

    demand: units; usual: (T,) seasonal index of each period; x = demand / usual.
    """
    horizon = out.shape[1]
    best_level, best_alpha = smoothed_levels(demand, usual, begin, origin, out)
    moving_averages(demand, usual, begin, origin, windows, out)
    damped_trend(x, begin, origin, out[N_FLAT])
    slope = line_slope(x, begin, origin)
    # Theta with the lines 0 and 2: smoothing with half of the slope as drift.
    # Source: Assimakopoulos, Nikolopoulos (2000); Hyndman, Billah (2003), eq. 6.
    for step in range(horizon):
        out[N_FLAT + 1, step] = best_level + 0.5 * slope * (step + 1.0 / best_alpha)


@njit(cache=True, nogil=True)
def smoothed_levels(demand, usual, begin, origin, out):  # type: ignore[no-untyped-def]
    """Simple exponential smoothing at each weight of ALPHAS, and at the one with the least squared errors.

    The level is discounted demand over discounted index: without a season that is smoothing with the gain
    alpha / (1 - (1 - alpha)^k) at the k-th known period, so that no weight hangs on the first value; with
    one, a week of little demand says little. Source: Brown (1963), discounted least squares.
    Returns the best level and its weight; 0 where nothing is known.
    """
    tops, bottoms, squares = np.zeros(N_ALPHAS), np.zeros(N_ALPHAS), np.zeros(N_ALPHAS)
    known = 0
    for period in range(begin, origin + 1):
        units = demand[period]
        if units == units:
            known += 1
            for which in range(N_ALPHAS):
                if known > 3:
                    error = units - tops[which] / bottoms[which] * usual[period]
                    squares[which] += error * error
                tops[which] = (1.0 - ALPHAS[which]) * tops[which] + units
                bottoms[which] = (1.0 - ALPHAS[which]) * bottoms[which] + usual[period]
    best = 0
    for which in range(N_ALPHAS):
        if squares[which] < squares[best] * (1.0 - 1e-9):
            best = which
        out[which, :] = tops[which] / bottoms[which] if known > 0 else 0.0
    if known <= 6:
        best = N_ALPHAS // 2
    level = tops[best] / bottoms[best] if known > 0 else 0.0
    out[N_ALPHAS, :] = level
    return level, ALPHAS[best]


@njit(cache=True, nogil=True)
def moving_averages(demand, usual, begin, origin, windows, out):  # type: ignore[no-untyped-def]
    """Demand over index of the newest known periods, as many as each window has (fewer near the start)."""
    total, index, count, which = 0.0, 0.0, 0, 0
    level = 0.0
    for period in range(origin, begin - 1, -1):
        if demand[period] == demand[period]:
            total += demand[period]
            index += usual[period]
            count += 1
            level = total / index
            while which < windows.size and count == windows[which]:
                out[N_ALPHAS + 1 + which, :] = level
                which += 1
            if which == windows.size:
                break
    while which < windows.size:
        out[N_ALPHAS + 1 + which, :] = level
        which += 1


@njit(cache=True, nogil=True)
def damped_trend(x, begin, origin, out):  # type: ignore[no-untyped-def]
    """Level plus a slope that fades, its weights from a grid by the least squared one-step errors.

    Source: Gardner, McKenzie (1985); in the form of Hyndman, Athanasopoulos (2018), section 7.2.
    """
    levels, slopes, squares = np.zeros(N_DAMPED), np.zeros(N_DAMPED), np.zeros(N_DAMPED)
    decay = np.ones(N_DAMPED)
    known = 0
    for period in range(begin, origin + 1):
        units = x[period]
        if units == units:
            known += 1
            for which in range(N_DAMPED):
                alpha, beta, phi = DAMPED[which]
                said = levels[which] + phi * slopes[which]
                error = units - said
                if known > 3:
                    squares[which] += error * error
                decay[which] *= 1.0 - alpha
                gain = alpha / (1.0 - decay[which])
                levels[which] = said + gain * error
                slopes[which] = phi * slopes[which] + (beta * error if known > 3 else 0.0)
    best = 0
    for which in range(N_DAMPED):
        if squares[which] < squares[best] * (1.0 - 1e-9):
            best = which
    phi, ahead = DAMPED[best][2], 0.0
    for step in range(out.size):
        ahead = phi * (1.0 + ahead)
        out[step] = levels[best] + ahead * slopes[best]


@njit(cache=True, nogil=True)
def line_slope(x, begin, origin):  # type: ignore[no-untyped-def]
    """Slope of the least squares line through the known values, units per period; 0 below 4 of them."""
    n, sum_t, sum_x, sum_tt, sum_tx = 0, 0.0, 0.0, 0.0, 0.0
    for period in range(begin, origin + 1):
        if x[period] == x[period]:
            t = float(period - origin)
            n += 1
            sum_t += t
            sum_x += x[period]
            sum_tt += t * t
            sum_tx += t * x[period]
    if n < 4:
        return 0.0
    return (n * sum_tx - sum_t * sum_x) / (n * sum_tt - sum_t * sum_t)


@njit(cache=True, nogil=True)
def rare_demand(x, begin, origin, out):  # type: ignore[no-untyped-def]
    """Fills out (3, H) with SBA (weight 0.1), TSB (0.1 and 0.1) and TSB (0.1, chance 0.03).

    Sources: Croston (1972); Syntetos, Boylan (2005); Teunter, Syntetos, Babai (2011).
    """
    size, interval, waited, chance, slow, known, sold = 0.0, 0.0, 0, 0.0, 0.0, 0, 0
    decay, slow_decay, sales_decay = 1.0, 1.0, 1.0
    for period in range(begin, origin + 1):
        units = x[period]
        if units == units:
            known += 1
            waited += 1
            hit = 1.0 if units > 0.0 else 0.0
            decay *= 0.9
            slow_decay *= 0.97
            chance += 0.1 / (1.0 - decay) * (hit - chance)
            slow += 0.03 / (1.0 - slow_decay) * (hit - slow)
            if units > 0.0:
                sold += 1
                sales_decay *= 0.9
                gain = 0.1 / (1.0 - sales_decay)
                size += gain * (units - size)
                interval += gain * (waited - interval)
                waited = 0
    out[0, :] = size / interval * 0.95 if sold > 0 else 0.0
    out[1, :] = size * chance
    out[2, :] = size * slow


@njit(cache=True, nogil=True)
def aggregated(x, begin, origin, scratch):  # type: ignore[no-untyped-def]
    """IMAPA: the mean of smoothed levels over bucket lengths from 1 to the mean time between demands.

    Weight 0.1, 0.2 or 0.3 by the least squared errors. Source: Petropoulos, Kourentzes (2015).
    """
    n, sold = 0, 0
    for period in range(begin, origin + 1):
        if x[period] == x[period]:
            scratch[n] = x[period]
            n += 1
            if x[period] > 0.0:
                sold += 1
    if sold == 0:
        return 0.0
    longest = min(max(1, int(np.round(n / sold))), LONGEST_BUCKET)
    total = 0.0
    for length in range(1, longest + 1):
        total += _bucket_level(scratch, n, length)
    return total / longest


@njit(cache=True, nogil=True)
def _bucket_level(values, n, length):  # type: ignore[no-untyped-def]
    level_1, level_2, level_3 = 0.0, 0.0, 0.0
    square_1, square_2, square_3 = 0.0, 0.0, 0.0
    first = True
    for begin in range(n % length, n, length):
        units = 0.0
        for place in range(begin, begin + length):
            units += values[place]
        if first:
            level_1, level_2, level_3 = units, units, units
            first = False
            continue
        square_1 += (units - level_1) ** 2
        square_2 += (units - level_2) ** 2
        square_3 += (units - level_3) ** 2
        level_1 += 0.1 * (units - level_1)
        level_2 += 0.2 * (units - level_2)
        level_3 += 0.3 * (units - level_3)
    if square_1 <= square_2 and square_1 <= square_3:
        return level_1 / length
    return level_2 / length if square_2 <= square_3 else level_3 / length
