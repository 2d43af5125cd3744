"""The two passes over the rows of a panel, in machine code: judging candidates, and forecasting."""

from __future__ import annotations

import numpy as np
from numba import njit

from models.forecasting.compiled.rolling import N_PLAIN, candidate_paths
from models.forecasting.compiled.smoothing import N_ALPHAS, N_CORE
from models.forecasting.compiled.stacking import (
    FIXED,
    N_VIEWS,
    add_products,
    best_weights,
    drop_small,
    mirrored,
    window_errors,
)
from models.forecasting.compiled.touched import factors_of, is_touched, touches_of

# How many origins the record of the class is worth beside a series' own.
CLASS_WORTH = 150.0
N_ROUNDS, TOLERANCE = 100, 2e-3


@njit(cache=True, nogil=True)
def judge(rows, demand, codes, effects, setup, pooled, extras, sums, counts):  # type: ignore[no-untyped-def]
    """Adds how the candidates of some rows erred together to sums (classes, M, M) and counts (classes,).

    codes: (group, origins (n, O + 1), covered (n, H), scale, demand class, weight, recency), of which weight
    is a whole number of 64ths and recency (O,) one of 256ths, so that any order of adding gives the same
    bits.
    """
    group, origins, covered, scale, demand_class, weight, recency = codes
    n_methods, horizon = sums.shape[1], covered.shape[1]
    paths = np.zeros((origins.shape[1], n_methods, horizon))
    seasonal = np.ones((setup[0].shape[0], horizon))
    errors = np.zeros((N_VIEWS, n_methods))
    actual, products = np.empty(horizon), np.zeros((n_methods, n_methods))
    work = _workspace(origins.shape[1], demand.shape[1], horizon, effects)
    for row in rows:
        said_by_all(row, demand, codes, effects, setup, pooled, extras, work, paths, seasonal)
        into = sums[demand_class[row]]
        for which in range(origins.shape[1] - 1):
            origin = origins[row, which]
            if origin < 0:
                continue
            after(demand[row], origin, actual)
            if not window_errors(paths[which], actual, covered[row], scale[row], errors):
                continue
            share = weight[row] * recency[which] / 16384.0
            products[:] = 0.0
            add_products(errors, share, products)
            for first in range(n_methods):
                for second in range(first + 1):
                    into[first, second] += np.int64(np.rint(FIXED * products[first, second]))
            counts[demand_class[row]] += np.int64(np.rint(FIXED * share))


@njit(cache=True, nogil=True)
def predict(begin, end, demand, codes, effects, setup, pooled, extras, records, weights, level_factor, out):  # type: ignore[no-untyped-def]
    """Fills the forecasts of the rows begin..end: weights, mean, residuals, errors and components.

    level_factor: multiplies every mix.
    records: (classes, M, M) mean products of errors of each class; weights: (classes, M) best for them.
    out: (weights (n, M), mean (n, H), residuals (n, O, H), errors (n, M), seasonal (n, H), factor (n, H),
    judged (n,)).
    errors: mean absolute error of the decision window per period, units; NaN = no origin.
    """
    group, origins, covered, scale, demand_class, weight, recency = codes
    chosen, mean, residuals, missed, season, multiplied, judged = out
    n_methods, horizon = records.shape[1], covered.shape[1]
    paths = np.zeros((origins.shape[1], n_methods, horizon))
    seasonal = np.ones((setup[0].shape[0], horizon))
    errors = np.zeros((N_VIEWS, n_methods))
    actual, products = np.empty(horizon), np.zeros((n_methods, n_methods))
    said = np.zeros((origins.shape[1] - 1, n_methods))
    work = _workspace(origins.shape[1], demand.shape[1], horizon, effects)
    base = N_PLAIN + 2 * setup[7].size
    for row in range(begin, end):
        said_by_all(row, demand, codes, effects, setup, pooled, extras, work, paths, seasonal)
        record = records[demand_class[row]]
        for first in range(n_methods):
            for second in range(n_methods):
                products[first, second] = CLASS_WORTH * record[first, second]
        worth, used = CLASS_WORTH, 0
        for which in range(origins.shape[1] - 1):
            origin = origins[row, which]
            if origin < 0:
                continue
            after(demand[row], origin, actual)
            if window_errors(paths[which], actual, covered[row], scale[row], errors):
                add_products(errors, recency[which] / 256.0, products)
                worth += recency[which] / 256.0
                said[used] = errors[0]
                used += 1
        for first in range(n_methods):
            for second in range(first + 1):
                products[first, second] /= worth
        mirrored(products)
        ones = 0.0
        for method in range(n_methods):
            ones += products[method, method]
        for method in range(n_methods):
            products[method, method] += 1e-3 * ones / n_methods
        mix = chosen[row]
        mix[:] = weights[demand_class[row]]
        best_weights(products, mix, N_ROUNDS, TOLERANCE)
        drop_small(mix)
        _combine(row, demand[row], origins[row], paths, mix, level_factor, mean, residuals)
        judged[row] = used
        _record_errors(said, used, scale[row], missed[row])
        _components(mix, seasonal, base, season[row])
        multiplied[row] = work[1][-1, demand.shape[1] :]


@njit(cache=True, nogil=True)
def said_by_all(row, demand, codes, effects, setup, pooled, extras, work, paths, seasonal):  # type: ignore[no-untyped-def]
    """Fills paths (O + 1, M, H) of one row, candidates of other models last; work keeps what it saw."""
    group, origins = codes[0][row], codes[1][row]
    quiet, factor, calm, touches, known = work
    _adjust(row, demand[row], group, origins, effects, setup, pooled, work)
    candidate_paths(quiet, calm, factor, origins, setup, pooled[:, :, group + 1], paths, seasonal)
    n_own = paths.shape[1] - extras.shape[2]
    fallback = N_PLAIN + 2 * setup[7].size + N_ALPHAS
    for which in range(origins.size):
        for extra in range(extras.shape[2]):
            for step in range(paths.shape[2]):
                units = extras[row, which, extra, step]
                paths[which, n_own + extra, step] = units if units == units else paths[which, fallback, step]


@njit(cache=True, nogil=True)
def _workspace(n_origins, n_periods, horizon, effects):  # type: ignore[no-untyped-def]
    columns = effects[1].shape[2]
    touched = columns > 0
    several = n_origins if touched else 1
    return (
        np.empty(n_periods),
        np.ones((several, n_periods + horizon)),
        np.empty((several, n_periods)),
        np.zeros((n_periods + horizon if touched else 0, columns)),
        np.zeros((several if touched else 0, n_periods + horizon, columns)),
    )


@njit(cache=True, nogil=True)
def _adjust(row, demand, group, origins, effects, setup, pooled, work):  # type: ignore[no-untyped-def]
    entries, lifts, prices, curve = effects
    quiet, factor, calm, touches, known = work
    n_periods = demand.size
    quiet[:] = demand
    calm[:] = demand
    factor[:] = 1.0
    if lifts.shape[2] > 0:
        price = prices[min(row, prices.shape[0] - 1)]
        touches_of(row, entries, price, -1, touches)
        for which in range(origins.size):
            if origins[which] >= 0:
                touches_of(row, entries, price, origins[which], known[which])
        usual = usual_index(setup, pooled[:, -1, group + 1], n_periods)
        factors_of(demand, touches, lifts[group + 1], usual, setup[6], origins, known, factor, calm)
        for period in range(n_periods):
            if is_touched(touches[period]):
                quiet[period] = np.nan
    _launch(demand, curve, factor, calm)


@njit(cache=True, nogil=True)
def usual_index(setup, pooled, n_periods):  # type: ignore[no-untyped-def]
    """The pooled seasonal index of each period, all seasons together, (T,)."""
    positions = setup[1]
    usual = np.ones(n_periods)
    for season in range(positions.shape[0]):
        for period in range(n_periods):
            usual[period] *= pooled[season, positions[season, period]]
    return usual


@njit(cache=True, nogil=True)
def _launch(demand, curve, factor, calm):  # type: ignore[no-untyped-def]
    # Only a series that begins inside the panel shows its launch.
    first = 0
    while first < demand.size and demand[first] != demand[first]:
        first += 1
    if first < 2:
        return
    for age in range(curve.size):
        period = first + age
        if period >= factor.shape[1]:
            break
        factor[:, period] *= curve[age]
        if period < demand.size:
            calm[:, period] /= curve[age]


@njit(cache=True, nogil=True)
def after(demand, origin, actual):  # type: ignore[no-untyped-def]
    """Fills actual (H,) with the demand after an origin; NaN past the newest period."""
    for step in range(actual.size):
        period = origin + 1 + step
        actual[step] = demand[period] if period < demand.size else np.nan


@njit(cache=True, nogil=True)
def _combine(row, demand, origins, paths, mix, level_factor, mean, residuals):  # type: ignore[no-untyped-def]
    horizon, last = mean.shape[1], origins.size - 1
    for which in range(origins.size):
        origin = origins[which]
        for step in range(horizon):
            total = 0.0
            if origin >= 0:
                for method in range(mix.size):
                    if mix[method] > 0.0:
                        total += mix[method] * paths[which, method, step]
            total *= level_factor
            if which == last:
                mean[row, step] = total
            else:
                period = origin + 1 + step
                known = origin >= 0 and period < demand.size
                residuals[row, which, step] = demand[period] - total if known else np.nan


@njit(cache=True, nogil=True)
def _record_errors(said, used, scale, missed):  # type: ignore[no-untyped-def]
    missed[:] = np.nan
    if used == 0:
        return
    missed[:] = 0.0
    for which in range(used):
        for method in range(missed.size):
            missed[method] += abs(said[which, method]) * scale / used


@njit(cache=True, nogil=True)
def _components(mix, seasonal, base, out):  # type: ignore[no-untyped-def]
    out[:] = 0.0
    rest = 1.0
    for chosen in range(seasonal.shape[0]):
        total = 0.0
        for method in range(base + chosen * N_CORE, base + (chosen + 1) * N_CORE):
            total += mix[method]
        rest -= total
        out += total * seasonal[chosen]
    out += max(rest, 0.0)
