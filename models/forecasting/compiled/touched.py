"""Events and prices of one series: what they did, what they will do, in machine code.

Each kind of event is a column, and again times its depth; the last column is minus the log of the relative
price. Demand in a touched period is the usual one times 1 + sum of (touch x lift).
"""

from __future__ import annotations

import numpy as np
from numba import njit

USUAL_DEPTH = 0.2
MIN_FACTOR, MAX_FACTOR = 0.05, 20.0
# Touches smaller than this leave a period untouched.
SMALL_TOUCH = 0.03
# Known periods before a series' own level can tell what an event did.
WARM_PERIODS = 6
LEVEL_WEIGHT = 0.15
# Origins see a lift by the series itself steadied by that of its group, worth so many sure observations.
OWN_WORTH = 8.0
# Touched periods are left out of the level while they are few, otherwise divided by their factor.
MOST_LEFT_OUT = 0.3


@njit(cache=True, nogil=True)
def touches_of(row, entries, price, origin, out):  # type: ignore[no-untyped-def]
    """Fills out (T + H, columns) with the touches of one series that an origin knows; origin < 0: all.

    entries: (starts, kind, period, share, depth, known_from), sorted by series; the first run is everybody's.
    """
    starts, kind, period, share, depth, known_from = entries
    out[:] = 0.0
    n_kinds = (out.shape[1] - 1) // 2
    for run in range(2):
        at = 0 if run == 0 else row + 1
        for entry in range(starts[at], starts[at + 1]):
            when = period[entry]
            if origin >= 0 and known_from[entry] > origin:
                continue
            column = kind[entry]
            out[when, column] = min(out[when, column] + share[entry], 1.0)
            if depth[entry] > 0.0:
                out[when, n_kinds + column] = share[entry] * (depth[entry] - USUAL_DEPTH)
    for when in range(price.size):
        if price[when] == price[when]:
            out[when, 2 * n_kinds] = -np.log(price[when])


@njit(cache=True, nogil=True)
def is_touched(touches):  # type: ignore[no-untyped-def]
    """Whether any column of a period's touches is large enough to count."""
    for column in range(touches.size):
        if abs(touches[column]) > SMALL_TOUCH:
            return True
    return False


@njit(cache=True, nogil=True)
def lift_ratios(x, touches, usual, ratio, weight):  # type: ignore[no-untyped-def]
    """Demand over its usual level minus 1 in touched periods, ratio (T,), and how sure it is, weight (T,).

    The usual level is smoothed over the untouched periods before, in units of the seasonal index usual (T,).
    Few units are weighed by their usual level: a level that is too low by chance would otherwise say that
    every event lifts.
    """
    level, mass, known = 0.0, 0.0, 0
    squares, said = 0.0, 0.0
    weight[:] = 0.0
    for period in range(x.size):
        units = x[period]
        if units != units:
            continue
        if is_touched(touches[period]):
            if known >= WARM_PERIODS and level > 0.0:
                usual_units = level / mass * usual[period]
                ratio[period] = min(units / usual_units, MAX_FACTOR) - 1.0
                noise = squares / said if said > 0.0 else 0.0
                weight[period] = 1.0 / (0.2 + noise / usual_units)
            continue
        if known >= 2 and level > 0.0:
            usual_units = level / mass * usual[period]
            # Sums over the whole past: the noise of a moment would hang together with its level.
            squares += min((units - usual_units) ** 2, 25.0 * usual_units**2)
            said += usual_units
        level = (1.0 - LEVEL_WEIGHT) * level + LEVEL_WEIGHT * units / usual[period]
        mass = (1.0 - LEVEL_WEIGHT) * mass + LEVEL_WEIGHT
        known += 1


@njit(cache=True, nogil=True)
def add_lifts(demand, entries, prices, group, usual, snapshots, products, targets, sure):  # type: ignore[no-untyped-def]
    """Adds what events did to sums of integers (2^-12): the normal equations of the catalogue's lifts.

    products: (B, columns, columns), targets: (B, columns), sure: (B, columns) the weights of the periods that
    each column touches. usual: (groups + 1, T) seasonal index of each period.
    """
    n, n_periods = demand.shape
    width = prices.shape[1]
    columns = targets.shape[1]
    touches = np.zeros((width, columns))
    ratio, weight = np.zeros(n_periods), np.zeros(n_periods)
    for row in range(n):
        touches_of(row, entries, prices[min(row, prices.shape[0] - 1)], -1, touches)
        lift_ratios(demand[row], touches[:n_periods], usual[group[row] + 1], ratio, weight)
        for period in range(n_periods):
            at = np.searchsorted(snapshots, period)
            if weight[period] <= 0.0 or at >= snapshots.size:
                continue
            for one in range(columns):
                touch = touches[period, one]
                if touch == 0.0:
                    continue
                sure[at, one] += np.int64(np.rint(4096.0 * weight[period]))
                targets[at, one] += np.int64(np.rint(4096.0 * weight[period] * touch * ratio[period]))
                for other in range(columns):
                    product = weight[period] * touch * touches[period, other]
                    if product != 0.0:
                        products[at, one, other] += np.int64(np.rint(4096.0 * product))


@njit(cache=True, nogil=True)
def add_rests(demand, entries, prices, group, usual, snapshots, lifts, sums):  # type: ignore[no-untyped-def]
    """Adds what the catalogue's lifts leave over in each group to sums of integers (2^-12).

    lifts: (B, columns) of the catalogue as of each snapshot. sums: (B, groups + 1, columns, 3) weight x touch
    x rest, weight x touch x all touches and weight, of every period up to the snapshot.
    """
    n, n_periods = demand.shape
    columns = lifts.shape[1]
    touches = np.zeros((prices.shape[1], columns))
    ratio, weight = np.zeros(n_periods), np.zeros(n_periods)
    for row in range(n):
        touches_of(row, entries, prices[min(row, prices.shape[0] - 1)], -1, touches)
        lift_ratios(demand[row], touches[:n_periods], usual[group[row] + 1], ratio, weight)
        for period in range(n_periods):
            if weight[period] <= 0.0:
                continue
            here = np.flatnonzero(touches[period])
            for at in range(np.searchsorted(snapshots, period), snapshots.size):
                rest, total = rest_of(touches[period], here, lifts[at], ratio[period])
                for one in here:
                    cell, touch = sums[at, group[row] + 1, one], weight[period] * touches[period, one]
                    cell[0] += np.int64(np.rint(4096.0 * touch * rest))
                    cell[1] += np.int64(np.rint(4096.0 * abs(touch) * total))
                    cell[2] += np.int64(np.rint(4096.0 * weight[period]))


@njit(cache=True, nogil=True)
def rest_of(touches, columns, lifts, ratio):  # type: ignore[no-untyped-def]
    """What the lifts of these columns leave over of a ratio, and the sum of the touches' sizes."""
    rest, total = ratio, 0.0
    for one in columns:
        rest -= touches[one] * lifts[one]
        total += abs(touches[one])
    return rest, total


@njit(cache=True, nogil=True)
def factors_of(x, touches, lifts, usual, snapshots, origins, known, out, calm):  # type: ignore[no-untyped-def]
    """Fills out (O, T + H) with the factor of each period as each origin knows it, calm (O, T) with demand.

    calm is demand without its touched periods where those are few, else demand over its factor.
    lifts: (B, columns) of the group; touches: of the whole past and future; known: (O, T + H, columns).
    """
    n_periods, columns = x.size, touches.shape[1]
    ratio, weight = np.zeros(n_periods), np.zeros(n_periods)
    lift_ratios(x, touches[:n_periods], usual, ratio, weight)
    own = np.zeros(columns)
    for which in range(origins.size):
        origin = origins[which]
        out[which, :] = 1.0
        calm[which, :] = x
        if origin < 0:
            continue
        at = min(max(np.searchsorted(snapshots, origin, side="right") - 1, 0), snapshots.size - 1)
        own_lifts(touches, ratio, weight, lifts[at], origin, own)
        n_known, n_touched = 0, 0
        for period in range(out.shape[1]):
            here = known[which, period] if period > origin else touches[period]
            if not is_touched(here):
                continue
            lift = 0.0
            for column in range(columns):
                lift += here[column] * own[column]
            out[which, period] = min(max(1.0 + lift, MIN_FACTOR), MAX_FACTOR)
        for period in range(origin + 1):
            if x[period] == x[period]:
                n_known += 1
                if is_touched(touches[period]):
                    n_touched += 1
        leave_out = n_touched <= MOST_LEFT_OUT * n_known
        for period in range(origin + 1):
            if is_touched(touches[period]):
                calm[which, period] = np.nan if leave_out else x[period] / out[which, period]


@njit(cache=True, nogil=True)
def own_lifts(touches, ratio, weight, lifts, origin, out):  # type: ignore[no-untyped-def]
    """Fills out (columns,) with the lifts of one series up to an origin, steadied by those of its group.

    What the group's lifts leave over of a period is shared by all that touched it: one step of simultaneous
    iterative reconstruction, Gilbert (1972).
    """
    columns = touches.shape[1]
    top, bottom = np.zeros(columns), np.zeros(columns)
    for period in range(origin + 1):
        if weight[period] <= 0.0:
            continue
        here = np.flatnonzero(touches[period])
        rest, total = rest_of(touches[period], here, lifts, ratio[period])
        for one in here:
            top[one] += weight[period] * touches[period, one] * rest
            bottom[one] += weight[period] * abs(touches[period, one]) * total
    for column in range(columns):
        out[column] = lifts[column] + top[column] / (bottom[column] + OWN_WORTH)
