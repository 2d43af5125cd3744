"""One panel, every method: the same series, origins and machine, in processes of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.forecasting import ours
from benchmarks.forecasting.panels import BenchmarkPanel
from benchmarks.forecasting.rivals import Said, conformal_quantiles, own_quantiles, rivals, said
from benchmarks.forecasting.scores import (
    LEVELS,
    Answer,
    Truth,
    joined_answer,
    joined_truth,
    pinball_rows,
    truth_at,
)

Array = NDArray[np.float64]
Rows = NDArray[np.bool_]
T = TypeVar("T")
N_CALIBRATION = 2
"""Origins before the scored ones, whose errors make the rivals' conformal intervals."""
WARM_UP = 20


@dataclass(frozen=True)
class Cost:
    """Seconds per origin, peak memory of the process in MB (NaN: answers were kept), for so many series."""

    seconds: float
    megabytes: float
    n_series: int


@dataclass(frozen=True)
class Entrant:
    """One method's part in a race: what it said where it ran, how its quantiles were made, what it cost."""

    name: str
    answer: Answer
    rows: Rows
    intervals: str
    cost: Cost


@dataclass(frozen=True)
class Race:
    """All methods on one panel: truth has a row per series and origin, entrants name the rows they ran on."""

    panel: BenchmarkPanel
    truth: Truth
    ours: Entrant
    rivals: tuple[Entrant, ...]


def race(
    panel: BenchmarkPanel, *, sample: int, cache: Path | None, only: tuple[str, ...] = (), slow: bool = True
) -> Race:
    """Everything said at the scored origins.

    sample: series on which slow rivals run, evenly spaced. only: rivals by name; empty means all.
    slow: with slow rivals (AutoETS, Theta, CES, statsmodels).
    """
    origins = panel.origins(N_CALIBRATION)
    scored = panel.origins()
    truths = [
        truth_at(panel.demand, origin, horizon=panel.horizon, rows=panel.usable(origin), number=number)
        for number, origin in enumerate(origins)
    ]
    n_before = len(origins) - len(scored)
    truth = joined_truth(truths[n_before:])
    chosen = _sampled(panel, sample)
    entrants = []
    for rival in rivals():
        if (only and rival.name not in only) or (rival.slow and not slow):
            continue
        among = chosen if rival.slow else np.ones(len(panel.keys), dtype=bool)
        runs, cost = _apart(_rival_runs, rival.name, panel, origins, among, cache)
        answer, intervals = _best_answer(runs, truths, among, n_before, rival.has_intervals)
        entrants.append(Entrant(rival.name, answer, among[truth.series], intervals, cost))
    mine, cost = _apart(_our_runs, panel, scored)
    everything = np.ones(truth.series.size, dtype=bool)
    return Race(
        panel, truth, Entrant("Abacus", joined_answer(mine), everything, "own", cost), tuple(entrants)
    )


def _apart(work: Callable[..., T], *args: Any) -> T:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args).result()


def _sampled(panel: BenchmarkPanel, sample: int) -> Rows:
    n = len(panel.keys)
    rows = np.zeros(n, dtype=bool)
    rows[np.linspace(0, n - 1, min(sample, n)).round().astype(int)] = True
    return rows


def _rival_runs(
    name: str, panel: BenchmarkPanel, origins: list[int], among: Rows, cache: Path | None
) -> tuple[list[Said], Cost]:
    rival = next(each for each in rivals() if each.name == name)
    first = panel.demand[panel.usable(origins[0]) & among, : origins[0]][:WARM_UP]
    said(rival, first, horizon=panel.horizon, season=panel.season, cache=cache)
    runs = []
    for origin in origins:
        rows = panel.usable(origin) & among
        history = panel.demand[rows, :origin]
        runs.append(said(rival, history, horizon=panel.horizon, season=panel.season, cache=cache))
    seconds = float(np.mean([run.seconds for run in runs]))
    memory = float("nan") if any(run.kept for run in runs) else _peak()
    return runs, Cost(seconds, memory, runs[-1].mean.shape[0])


def _our_runs(panel: BenchmarkPanel, origins: list[int]) -> tuple[list[Answer], Cost]:
    few = panel.usable(origins[0]) & (np.cumsum(panel.usable(origins[0])) <= WARM_UP)
    ours.answer(panel, origins[0], few)
    runs = [ours.answer(panel, origin, panel.usable(origin)) for origin in origins]
    seconds = float(np.mean([run.seconds for run in runs]))
    return [run.answer for run in runs], Cost(seconds, _peak(), runs[-1].answer.mean.shape[0])


def _best_answer(
    runs: list[Said], truths: list[Truth], among: Rows, n_before: int, has_intervals: bool
) -> tuple[Answer, str]:
    """The rival's answer with the kind of quantiles that had the smaller pinball loss, in hindsight."""
    kept = [truth.of(among[truth.series]) for truth in truths]
    ways = {"conformal": _conformal(runs, kept, n_before)}
    if has_intervals:
        ways["own, steps independent"] = [
            own_quantiles(run, LEVELS, together=False) for run in runs[n_before:]
        ]
        ways["own, steps together"] = [own_quantiles(run, LEVELS, together=True) for run in runs[n_before:]]
    actual = np.concatenate([truth.actual for truth in kept[n_before:]]).sum(axis=1)
    losses = {way: pinball_rows(actual, np.concatenate(found)).sum() for way, found in ways.items()}
    best = min(losses, key=lambda way: losses[way])
    mean = np.concatenate([run.mean for run in runs[n_before:]])
    return Answer(mean, mean, np.concatenate(ways[best])), best


def _conformal(runs: list[Said], truths: list[Truth], n_before: int) -> list[Array]:
    past: list[tuple[Array, NDArray[np.int64]]] = []
    found = []
    for number, (run, truth) in enumerate(zip(runs, truths, strict=True)):
        total = run.mean.sum(axis=1)
        if number >= n_before:
            earlier = past or [((truth.actual.sum(axis=1) - total) / truth.scale, truth.demand_class)]
            found.append(
                conformal_quantiles(total, truth.scale, truth.demand_class, past=earlier, levels=LEVELS)
            )
        past.append(((truth.actual.sum(axis=1) - total) / truth.scale, truth.demand_class))
    return found


def _peak() -> float:
    """Peak memory of this process in MB; getrusage would count the parent it came from."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
