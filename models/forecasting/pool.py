"""What the series of a catalogue teach each other: seasons, events, launches, and how methods err together.

A pool is fitted in passes over chunks of a panel. Every sum is one of integers, so any order and any split
of the
series gives the same bits. Figures by time are kept at snapshots: an origin uses the newest one not after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.arrays import FloatArray, IntArray, require
from models.forecasting.calibration import Drift
from models.forecasting.pooling import ResidualPool, SharedSpread

POOL_VERSION = 2
_TEXTS = ("season_names", "event_kinds", "method_names")


@dataclass(frozen=True)
class Pool:
    """What is kept of a catalogue to forecast any chunk of it.

    version: of the engine's figures; a pool of another version is not used. n_origins: rolling origins.
    season_names: seasons of index; event_kinds: kinds of lifts.
    snapshots: (B,) periods on the calendar that does not move (`Panel.first_period` + index).
    index: (seasons, B, groups + 1, places) pooled seasonal indices, mean 1; group 0 is the catalogue.
    lifts: (groups + 1, B, columns) effect of each kind, of its depth, and of the price (last column).
    launch: (26,) demand by age over that of the first 26 periods; all 1 where too few launches were seen.
    launch_level: (groups + 1,) mean demand per period of a launched series, units; 0 = none seen.
    level_factor: what every mean is multiplied by, because the catalogue lately outgrew its forecasts or fell
        short of them (`drift`).
    records: (classes, M, M) mean products of the candidates' errors by class; weights: (classes, M) best mix.
    method_names: (M,) the candidates. spread: what the series share about the size of their misses.
    """

    version: int
    n_origins: int
    season_names: tuple[str, ...]
    event_kinds: tuple[str, ...]
    method_names: tuple[str, ...]
    snapshots: IntArray
    index: FloatArray
    lifts: FloatArray
    launch: FloatArray
    launch_level: FloatArray
    level_factor: float
    records: FloatArray
    weights: FloatArray
    spread: SharedSpread

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """The pool as named arrays, e.g. for numpy.savez; `from_arrays` is the way back."""
        own = {name: np.asarray(getattr(self, name)) for name in _names(Pool) if name != "spread"}
        drift = {f"drift_{name}": np.asarray(getattr(self.spread.drift, name)) for name in _names(Drift)}
        return {**own, "spread_law": self.spread.law, "spread_paths": self.spread.paths, **drift}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Pool:
        """The pool that `to_arrays` wrote. Raises ValueError for another version."""
        version = int(arrays["version"])
        require(version == POOL_VERSION, f"the pool has version {version}, this engine {POOL_VERSION}")
        drift = Drift(**{name: arrays[f"drift_{name}"] for name in _names(Drift)})
        own: dict[str, Any] = {name: arrays[name] for name in _names(Pool) if name != "spread"}
        own |= {name: tuple(str(text) for text in arrays[name]) for name in _TEXTS}
        own |= {"version": version, "n_origins": int(arrays["n_origins"])}
        own |= {"level_factor": float(arrays["level_factor"])}
        return cls(**own, spread=SharedSpread(arrays["spread_law"], arrays["spread_paths"], drift))

    def lent(self, mean: FloatArray, demand: FloatArray, demand_class: IntArray) -> ResidualPool:
        """What some series may borrow for their ranges: mean (n, H), demand (n, T), demand_class (n,)."""
        return self.spread.lend(mean, demand, demand_class)

    def group_rows(self, group: IntArray) -> IntArray:
        """The group codes as this pool knows them: unknown groups count as none (-1)."""
        return np.where(group < self.index.shape[2] - 1, group, -1).astype(np.int64)


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]
