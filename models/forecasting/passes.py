"""The second pass over some series: the mix of candidates, its forecast and its record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.arrays import FloatArray, IntArray
from models.forecasting.inputs import Inputs
from models.forecasting.kernels import in_blocks, kernel
from models.forecasting.pool import Pool


@dataclass(frozen=True)
class Predicted:
    """What the kernels found for n series.

    weights: (n, M); mean, season_factor, event_factor: (n, H); residual_paths: (n, O, H) actual - forecast;
    errors: (n, M + 1) mean absolute error of the decision window per period, units, last the combination;
    n_judged: (n,) origins that could be judged.
    """

    weights: FloatArray
    mean: FloatArray
    residual_paths: FloatArray
    errors: FloatArray
    season_factor: FloatArray
    event_factor: FloatArray
    n_judged: IntArray


def predicted(given: Inputs, pool: Pool, *, threads: int | None) -> Predicted:
    """The forecasts of the series of given, with what the pool knows of their classes."""
    predict = kernel("passes", "predict")
    n, horizon = given.covered.shape
    n_methods, n_origins = len(pool.method_names), given.origins.shape[1] - 1
    out = (
        np.empty((n, n_methods)),
        np.zeros((n, horizon)),
        np.full((n, n_origins, horizon), np.nan),
        np.full((n, n_methods + 1), np.nan),
        np.ones((n, horizon)),
        np.ones((n, horizon)),
        np.zeros(n, dtype=np.int64),
    )

    def block(rows: IntArray) -> None:
        if rows.size:
            predict(rows[0], rows[-1] + 1, *given.arrays(), pool.records, pool.weights, out)

    in_blocks(block, n, threads=threads)
    return Predicted(*out)
