"""The second pass over some series: the mix of candidates, its forecast and its record."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
        np.full((n, n_methods), np.nan),
        np.ones((n, horizon)),
        np.ones((n, horizon)),
        np.zeros(n, dtype=np.int64),
    )

    def block(rows: IntArray) -> None:
        if rows.size:
            predict(
                rows[0], rows[-1] + 1, *given.arrays(), pool.records, pool.weights, pool.level_factor, out
            )

    in_blocks(block, n, threads=threads)
    found = Predicted(*out)
    own = window_error(found.residual_paths, given.covered)
    return replace(found, errors=np.column_stack([found.errors, own]))


def window_error(residual_paths: FloatArray, covered: FloatArray) -> FloatArray:
    """Mean absolute error of the decision window per period, (n,), units; NaN without a judged origin.

    residual_paths: (n, O, H), NaN unknown; covered: (n, H) share of each step in the window.
    An origin is judged when half of its window is known.
    """
    known = (~np.isnan(residual_paths) * covered[:, None, :]).sum(axis=2)
    missed = np.abs((np.nan_to_num(residual_paths) * covered[:, None, :]).sum(axis=2))
    judged = (known > 0) & (known >= 0.5 * covered.sum(axis=1)[:, None])
    each = np.where(judged, missed / np.where(judged, known, 1.0), 0.0)
    n_judged = judged.sum(axis=1)
    return np.where(n_judged > 0, each.sum(axis=1) / np.maximum(n_judged, 1), np.nan)
