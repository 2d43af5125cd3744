"""Seasonal ratios and indices of one series, and last year's demand, in machine code."""

from __future__ import annotations

import numpy as np
from numba import njit

HIGHEST_RATIO = 6.0
# Variance of a ratio that even an even demand has; keeps the weight of a series bounded.
RATIO_NOISE = 0.2


@njit(cache=True, nogil=True)
def season_ratios(x, period_count, window, ratio, weight, revealed):  # type: ignore[no-untyped-def]
    """Demand over its level, for each period: ratio (T,), weight (T,) and the period that reveals it (T,).

    The level is the mean of the newest `window` periods, a whole number of rounds, so that no season is in
    it; the first window is compared with its own mean, which is known when it ends. weight is 0 where
    nothing is said: unknown, or less than two thirds of the window known, since events take their part of a
    year. A noisy series weighs less.
    Source: ratio to (trailing) moving average, after Macaulay (1931).
    """
    weight[:] = 0.0
    total, squares, known, begin = 0.0, 0.0, 0, -1
    for period in range(period_count):
        units = x[period]
        if units == units:
            total += units
            squares += units * units
            known += 1
            if begin < 0:
                begin = period
        if begin < 0:
            continue
        left = period - window
        if left >= begin and x[left] == x[left]:
            total -= x[left]
            squares -= x[left] * x[left]
            known -= 1
        if period < begin + window - 1 or known * 3 < window * 2 or total <= 0.0:
            continue
        level = total / known
        noise = max(squares / known / (level * level) - 1.0, 0.0)
        sureness = 1.0 / (RATIO_NOISE + noise)
        first = begin if period == begin + window - 1 else period
        for place in range(first, period + 1):
            if x[place] == x[place]:
                ratio[place] = min(x[place] / level, HIGHEST_RATIO)
                weight[place] = sureness
                revealed[place] = period


@njit(cache=True, nogil=True)
def own_index(sums, weights, pooled, worth, spread, out):  # type: ignore[no-untyped-def]
    """The series' seasonal index (P,): its own ratios, steadied by their neighbours and by the pooled index.

    sums, weights: (P,) weighted ratios so far; pooled: (P,) mean 1; worth: weight of the pooled index;
    spread: 1 mixes in half of each neighbouring place, 0 does not.
    """
    size, total = pooled.size, 0.0
    for place in range(size):
        before, after = (place - 1) % size, (place + 1) % size
        near = 0.5 * spread
        top = sums[place] / pooled[place]
        top += near * (sums[before] / pooled[before] + sums[after] / pooled[after])
        bottom = weights[place] + near * (weights[before] + weights[after])
        out[place] = pooled[place] * (top + worth) / (bottom + worth)
        total += out[place]
    for place in range(size):
        out[place] = min(max(out[place] * size / total, 0.05), 20.0)


@njit(cache=True, nogil=True)
def last_round(x, origin, lag, out):  # type: ignore[no-untyped-def]
    """Fills out (2, H): demand one round ago, and the same smoothed and scaled to the present level.

    The scaled one takes three neighbouring periods of the last round, times the mean of the newest eighth of
    a round over the mean of the same periods one round before. Returns False where there was no such round.
    Source: seasonal naive after Hyndman, Athanasopoulos (2018), section 3.1.
    """
    if origin + 1 < lag:
        return False
    recent = max(2, lag // 6)
    now, then, n_now, n_then = 0.0, 0.0, 0, 0
    for back in range(recent):
        place = origin - back
        if x[place] == x[place]:
            now += x[place]
            n_now += 1
        place -= lag
        if place >= 0 and x[place] == x[place]:
            then += x[place]
            n_then += 1
    scale = 1.0
    if n_now * 2 > recent and n_then * 2 > recent and then > 0.0:
        scale = min(max((now / n_now) / (then / n_then), 0.2), 5.0)
    level = now / n_now if n_now > 0 else 0.0
    for step in range(out.shape[1]):
        rounds = step // lag + 1
        place = origin + 1 + step - rounds * lag
        total, count = 0.0, 0.0
        for near in range(-1, 2):
            if 0 <= place + near <= origin and x[place + near] == x[place + near]:
                share = 2.0 if near == 0 else 1.0
                total += share * x[place + near]
                count += share
        smooth = total / count if count > 0.0 else level
        out[0, step] = x[place] if x[place] == x[place] else smooth
        out[1, step] = smooth * scale
    return True


@njit(cache=True, nogil=True)
def add_ratios(x, group, calendar, snapshots, sums):  # type: ignore[no-untyped-def]
    """Adds the seasonal ratios of some series to sums (seasons, snapshots, groups + 1, places, 2), integers.

    x: (n, T) demand, NaN where unknown or touched by an event. group: (n,) from -1. calendar: positions
    (S, T + H), lengths, ratio windows. snapshots: (B,) ascending period indices; a ratio goes to the first
    snapshot at or after the period that reveals it. The last axis is (weight x ratio, weight) in units of
    2^-16, so that any order of adding gives the same bits.
    """
    positions, windows = calendar
    n, period_count = x.shape
    ratio, weight = np.zeros(period_count), np.zeros(period_count)
    revealed = np.zeros(period_count, dtype=np.int64)
    for row in range(n):
        for season in range(positions.shape[0]):
            season_ratios(x[row], period_count, windows[season], ratio, weight, revealed)
            for period in range(period_count):
                if weight[period] > 0.0:
                    at = np.searchsorted(snapshots, revealed[period])
                    if at < snapshots.size:
                        cell = sums[season, at, group[row] + 1, positions[season, period]]
                        cell[0] += np.int64(np.rint(weight[period] * ratio[period] * 65536.0))
                        cell[1] += np.int64(np.rint(weight[period] * 65536.0))
