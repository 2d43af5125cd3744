"""Every candidate at every rolling origin of one series, in machine code."""

from __future__ import annotations

import numpy as np
from numba import njit

from models.forecasting.compiled.seasonal import last_round, own_index, season_ratios
from models.forecasting.compiled.smoothing import N_CORE, aggregated, core_methods, rare_demand

N_PLAIN = 6
# No candidate says more than this times the highest demand that taught it, before events.
HIGHEST_MULTIPLE = 1.5


@njit(cache=True, nogil=True)
def candidate_paths(quiet, calm, factor, origins, setup, pooled, paths, seasonal):  # type: ignore[no-untyped-def]
    """Fills paths (O, M, H) with what each candidate says of the periods after each origin; -1 = no origin.

    quiet: (T,) demand of one series without touched periods, for the seasonal ratios. calm: (O or 1, T)
        demand
    that teaches the level, as each origin sees it; NaN unknown. factor: (O or 1, T + H) what events, prices
    and launch multiply demand by. setup: see `setup.Setup.arrays`. pooled: (S, B, P) seasonal indices of its
    group.
    Candidates: N_PLAIN without a season (newest value, mean, rare demand, aggregation), two for each lag,
        then
    N_CORE for each set of seasons. One that cannot be told repeats plain smoothing.
    seasonal: (sets, H) takes the seasonal factors of the last origin. Paths are >= 0 and capped.
    """
    modes, positions, lengths, ratio_windows, worths, spreads, snapshots, lags, windows, look_back = setup
    n_sets, n_seasons = modes.shape
    n_periods, horizon = quiet.size, paths.shape[2]
    ratios, weights = np.zeros((n_seasons, n_periods)), np.zeros((n_seasons, n_periods))
    revealed = np.zeros((n_seasons, n_periods), dtype=np.int64)
    for season in range(n_seasons):
        season_ratios(
            quiet, n_periods, ratio_windows[season], ratios[season], weights[season], revealed[season]
        )
    sums, sum_weights = np.zeros((n_seasons, pooled.shape[2])), np.zeros((n_seasons, pooled.shape[2]))
    index = np.ones((3, n_seasons, pooled.shape[2]))
    usual, adjusted, scratch = np.empty(n_periods), np.empty(n_periods), np.empty(n_periods)
    base, added = N_PLAIN + 2 * lags.size, -1
    for which in range(origins.size):
        origin = origins[which]
        if origin < 0:
            continue
        demand, factors, here = (
            calm[min(which, calm.shape[0] - 1)],
            factor[min(which, factor.shape[0] - 1)],
            paths[which],
        )
        for season in range(n_seasons):
            _reveal(
                ratios[season],
                weights[season],
                revealed[season],
                positions[season],
                added,
                origin,
                sums[season],
                sum_weights[season],
            )
            length = lengths[season]
            at = min(max(np.searchsorted(snapshots, origin, side="right") - 1, 0), snapshots.size - 1)
            index[1, season, :length] = pooled[season, at, :length]
            own_index(
                sums[season, :length],
                sum_weights[season, :length],
                pooled[season, at, :length],
                worths[season],
                spreads[season],
                index[2, season, :length],
            )
        added = origin
        begin, highest = max(0, origin + 1 - look_back), 0.0
        for period in range(begin, origin + 1):
            highest = max(highest, demand[period])
        for chosen in range(n_sets):
            usual[begin : origin + 1] = 1.0
            seasonal[chosen, :] = 1.0
            for season in range(n_seasons):
                mode = modes[chosen, season]
                if mode > 0:
                    for period in range(begin, origin + 1):
                        usual[period] *= index[mode, season, positions[season, period]]
                    for step in range(horizon):
                        seasonal[chosen, step] *= index[mode, season, positions[season, origin + 1 + step]]
            for period in range(begin, origin + 1):
                adjusted[period] = demand[period] / usual[period]
            rows = here[base + chosen * N_CORE : base + (chosen + 1) * N_CORE]
            core_methods(demand, usual, adjusted, begin, origin, windows, rows)
            for row in range(N_CORE):
                for step in range(horizon):
                    rows[row, step] *= seasonal[chosen, step]
        _plain_methods(demand, begin, origin, lags, scratch, here)
        for row in range(base + n_sets * N_CORE):
            for step in range(horizon):
                here[row, step] = (
                    min(max(here[row, step], 0.0), HIGHEST_MULTIPLE * highest) * factors[origin + 1 + step]
                )


@njit(cache=True, nogil=True)
def _reveal(ratio, weight, revealed, positions, after, until, sums, weights):  # type: ignore[no-untyped-def]
    # A first window reveals all of its periods at its end, so every period up to the origin may be new.
    for period in range(until + 1):
        if weight[period] > 0.0 and after < revealed[period] <= until:
            sums[positions[period]] += weight[period] * ratio[period]
            weights[positions[period]] += weight[period]


@njit(cache=True, nogil=True)
def _plain_methods(calm, begin, origin, lags, scratch, here):  # type: ignore[no-untyped-def]
    plain = here[N_PLAIN + 2 * lags.size :]
    newest, total, count = 0.0, 0.0, 0
    for period in range(begin, origin + 1):
        if calm[period] == calm[period]:
            newest = calm[period]
            total += newest
            count += 1
    here[0, :] = newest
    here[1, :] = total / count if count > 0 else 0.0
    rare_demand(calm, begin, origin, here[2:5])
    here[5, :] = aggregated(calm, begin, origin, scratch)
    for which in range(lags.size):
        rows = here[N_PLAIN + 2 * which : N_PLAIN + 2 * which + 2]
        if not last_round(calm, origin, lags[which], rows):
            rows[0] = plain[5]
            rows[1] = plain[5]
