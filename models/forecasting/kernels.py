"""The door to the compiled kernels: opened by the first forecast, never by the import of this package."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import numpy as np

from models.arrays import IntArray


def kernel(module: str, name: str) -> Callable[..., Any]:
    """A compiled function of `models.forecasting.compiled`; loads numba."""
    # By name: the serving process, and whoever follows its imports, must not find numba behind them.
    found: Callable[..., Any] = getattr(import_module(f"models.forecasting.compiled.{module}"), name)
    return found


def in_blocks(work: Callable[[IntArray], Any], n: int, *, threads: int | None) -> list[Any]:
    """The answers of work for the row numbers 0..n-1 in consecutive blocks, one block per thread.

    threads: None = as many as the machine has processors. The kernels let other threads run meanwhile.
    """
    n_blocks = max(1, min(threads or os.cpu_count() or 1, n))
    blocks = [block.astype(np.int64) for block in np.array_split(np.arange(n), n_blocks)]
    if n_blocks == 1:
        return [work(blocks[0])]
    with ThreadPoolExecutor(n_blocks) as threads_running:
        return list(threads_running.map(work, blocks))
