"""Compiles the kernels ahead of time, so no first forecast waits: `python -m models.forecasting.compile`.

The compiled code is kept beside the kernels (or where NUMBA_CACHE_DIR says) and used by every later process.
"""

from __future__ import annotations

import numpy as np

from models.forecasting.engine import forecast
from models.forecasting.fitting import fit_pool
from models.forecasting.panel import Events, Panel, Season


def compile_kernels() -> None:
    """Runs every kernel once on small panels, with and without seasons and events."""
    demand = np.tile(np.arange(1.0, 31.0), (2, 1))
    season = Season.repeating("season", 4, n_periods=32)
    events = Events.build(["sale"], [0], [12], series=[0])
    for seasons, happened in ((), None), ((season,), None), ((season,), events):
        panel = Panel.build(demand, horizon=2, seasons=seasons, events=happened)
        forecast(panel, fit_pool(panel, threads=1), threads=1)


if __name__ == "__main__":
    compile_kernels()
