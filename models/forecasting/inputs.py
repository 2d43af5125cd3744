"""What the kernels take of a panel, its setup and its pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from models.arrays import FloatArray, IntArray, require
from models.forecasting import effects
from models.forecasting.classes import DEMAND_CLASSES, demand_pattern, syntetos_boylan_class
from models.forecasting.panel import Extra, Panel
from models.forecasting.pool import Pool
from models.forecasting.setup import Setup, method_names, origins_of
from models.forecasting.windows import window_weights

N_AGES = 4
N_CLASSES = len(DEMAND_CLASSES) * N_AGES
# Origins so far back count half.
HALF_LIFE_ORIGINS = 10.0
MOST_WEIGHT, LEAST_WEIGHT = 4.0, 0.25


@dataclass(frozen=True)
class Inputs:
    """Arrays of one panel, in the order in which the kernels take them.

    judged: scale (n,) root mean square of one-period changes; origins (n, O + 1), the last is the newest
        period;
    covered (n, H) of the decision window.
    """

    demand: FloatArray
    group: IntArray
    origins: IntArray
    covered: FloatArray
    scale: FloatArray
    judging_class: IntArray
    demand_class: IntArray
    weight: IntArray
    recency: IntArray
    effects: tuple[Any, ...]
    setup: tuple[object, ...]
    pooled: FloatArray
    extras: FloatArray

    def arrays(self) -> tuple[Any, ...]:
        """demand, codes, effects, setup, pooled, extras."""
        codes = (
            self.group,
            self.origins,
            self.covered,
            self.scale,
            self.judging_class,
            self.weight,
            self.recency,
        )
        return self.demand, codes, self.effects, self.setup, self.pooled, self.extras


def inputs_of(
    panel: Panel,
    setup: Setup,
    pool: Pool,
    *,
    extras: tuple[Extra, ...] = (),
    median_money: float = 1.0,
) -> Inputs:
    """The arrays of a panel. Raises ValueError where panel and pool do not fit."""
    same = pool.season_names == tuple(season.name for season in setup.seasons)
    require(same, "the seasons of the panel must be those of the pool")
    names = (*method_names(setup), *(extra.name for extra in extras))
    require(pool.method_names == names, "the candidates must be the pool's: fit it anew, history has grown")
    kinds = panel.events.kinds if panel.events is not None else ()
    require(kinds == pool.event_kinds, "kinds of events must be those of the pool")
    require(effects.n_columns(panel) == pool.lifts.shape[2], "kinds of events and prices must be the pool's")
    pattern = demand_pattern(panel.demand)
    demand_class = syntetos_boylan_class(pattern.adi, pattern.cv2)
    longest = int(setup.rounds.max(initial=52))
    ages = np.searchsorted([longest / 2, longest, 2 * longest], pattern.known_periods, side="right")
    arrays = list(setup.arrays())
    # Pooled figures keep their place in time when the panel has grown since.
    arrays[6] = pool.snapshots - panel.first_period
    newest = np.full((panel.n_series, 1), panel.n_periods - 1, dtype=np.int64)
    origins = origins_of(panel, n_origins=pool.n_origins)
    age = np.arange(pool.n_origins)[::-1]
    return Inputs(
        demand=np.ascontiguousarray(panel.demand),
        group=pool.group_rows(panel.group),
        origins=np.concatenate([origins, newest], axis=1),
        covered=window_weights(panel.decision_periods, n_series=panel.n_series, horizon=panel.horizon),
        scale=spread(panel.demand),
        judging_class=demand_class * N_AGES + ages,
        demand_class=demand_class,
        weight=_weights(panel, pattern.mean, median_money),
        recency=np.rint(256.0 * 0.5 ** (age / HALF_LIFE_ORIGINS)).astype(np.int64),
        effects=(effects.entries_of(panel), pool.lifts, effects.prices_of(panel), pool.launch),
        setup=tuple(arrays),
        pooled=pool.index,
        extras=_stacked(extras, panel, pool.n_origins),
    )


def spread(demand: FloatArray) -> FloatArray:
    """Root mean square of one-period changes, (n,): at least a hundredth of the mean; 1 where both are 0."""
    changes = np.diff(demand, axis=1)
    n_changes = (~np.isnan(changes)).sum(axis=1)
    size = np.maximum(np.nanmax(np.nan_to_num(demand), axis=1, initial=0.0), 1e-300)[:, None]
    # In shares of the largest demand, so that huge values do not overflow when squared.
    rms = size[:, 0] * np.sqrt(np.nansum((changes / size) ** 2, axis=1) / np.maximum(n_changes, 1))
    mean = np.nansum(demand, axis=1) / np.maximum((~np.isnan(demand)).sum(axis=1), 1)
    found = np.maximum(rms, 0.01 * mean)
    return np.where(found > 0, found, 1.0)


def _weights(panel: Panel, mean: FloatArray, median_money: float) -> IntArray:
    """How much a series counts when methods are judged, in 64ths: the root of its money, within limits."""
    if (panel.value == 1.0).all():
        return np.full(panel.n_series, 64, dtype=np.int64)
    money = panel.value * np.nan_to_num(mean) / median_money
    return np.rint(64.0 * np.clip(np.sqrt(money), LEAST_WEIGHT, MOST_WEIGHT)).astype(np.int64)


def _stacked(extras: tuple[Extra, ...], panel: Panel, n_origins: int) -> FloatArray:
    shape = (panel.n_series, n_origins + 1, len(extras), panel.horizon)
    stacked = np.empty(shape)
    for number, extra in enumerate(extras):
        require(
            extra.backtest.shape == (shape[0], n_origins, shape[3]) and extra.mean.shape == shape[::3],
            f"{extra.name}: backtest must be (n, {n_origins}, {panel.horizon}) and mean (n, {panel.horizon})",
        )
        stacked[:, :-1, number], stacked[:, -1, number] = extra.backtest, extra.mean
    return stacked
